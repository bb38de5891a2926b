//! `POST /invitations/inspect`

use crate::app::App;
use crate::domain::account::Role;
use crate::domain::membership::Invitation;
use crate::domain::text::{Bilingual, Locale};
use crate::services::invitations::{self, Offer};
use crate::web::body::Body;
use crate::web::caller::Reading;
use crate::web::client::From;
use crate::web::error::{Answer, InLanguage, Problem};
use actix_web::web::Json;
use actix_web::{post, web};
use chrono::{DateTime, Utc};
use secrecy::SecretString;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// The token of an invitation's link.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct InvitationToken {
    /// What follows `#token=`
    #[schema(value_type = String)]
    token: SecretString,
}

/// What an invitation offers.
#[derive(Serialize, ToSchema)]
pub struct OfferView {
    /// The invited person's address, and the name to sign in with
    email: String,
    /// The person's name
    name: Bilingual,
    /// The organisation's name
    organisation: Bilingual,
    /// What the person will do
    role: Role,
    /// Language that the person applied in
    locale: Locale,
    /// Until when it can be redeemed
    expires_at: DateTime<Utc>,
}

/// Shows what an invitation offers, before a password is chosen.
#[utoipa::path(
    tag = "invitations",
    request_body = InvitationToken,
    responses(
        (status = 200, body = OfferView),
        (status = "default", body = Problem, content_type = "application/problem+json"),
    )
)]
#[post("/invitations/inspect")]
pub async fn inspect_invitation(
    app: web::Data<App>,
    reading: Reading,
    from: From,
    body: Body<InvitationToken>,
) -> Answer<Json<OfferView>> {
    let Body(InvitationToken { token }) = body;
    let offer = invitations::inspect(&app, &from.0, &token)
        .await
        .in_language(reading.0)?;
    Ok(Json(view(offer)))
}

fn view(offer: Offer) -> OfferView {
    let Offer {
        invitation,
        organisation: (organisation_ja, organisation_en),
    } = offer;
    let Invitation {
        id: _,
        application: _,
        organisation: _,
        email,
        name_ja,
        name_en,
        role,
        locale,
        expires_at,
        redeemed_at: _,
        created_at: _,
    } = invitation;
    OfferView {
        email: email.as_str().to_owned(),
        name: Bilingual::both(name_ja, name_en),
        organisation: Bilingual::both(organisation_ja, organisation_en),
        role,
        locale,
        expires_at,
    }
}
