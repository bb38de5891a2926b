//! `POST /invitations/redeem`

use crate::app::App;
use crate::domain::ids::MemberId;
use crate::domain::text::Locale;
use crate::services::invitations;
use crate::web::body::Body;
use crate::web::caller::Reading;
use crate::web::client::From;
use crate::web::error::{Answer, InLanguage, Problem};
use actix_web::{HttpResponse, post, web};
use secrecy::SecretString;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Token and password.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct InvitationRedemption {
    /// What follows `#token=` in the invitation's link
    #[schema(value_type = String)]
    token: SecretString,
    /// At least 12 characters, hard to guess
    #[schema(value_type = String)]
    password: SecretString,
    /// Language of screens and mails
    locale: Locale,
}

/// The new member.
#[derive(Serialize, ToSchema)]
pub struct NewMemberView {
    /// Identity
    id: MemberId,
}

/// Redeems an invitation: the person becomes a member and can sign in. The token works once.
#[utoipa::path(
    tag = "invitations",
    request_body = InvitationRedemption,
    responses(
        (status = 201, body = NewMemberView),
        (status = "default", body = Problem, content_type = "application/problem+json"),
    )
)]
#[post("/invitations/redeem")]
pub async fn redeem_invitation(
    app: web::Data<App>,
    reading: Reading,
    from: From,
    body: Body<InvitationRedemption>,
) -> Answer<HttpResponse> {
    let Body(InvitationRedemption {
        token,
        password,
        locale,
    }) = body;
    let id = invitations::redeem(&app, &from.0, &token, password, locale).await;
    let id = id.in_language(reading.0)?;
    Ok(HttpResponse::Created().json(NewMemberView { id }))
}
