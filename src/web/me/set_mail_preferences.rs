//! `PUT /me/mail-preferences`

use crate::app::App;
use crate::services::accounts::mail_preferences::{self, Wish};
use crate::web::body::Body;
use crate::web::caller::{Caller, SignedIn};
use crate::web::error::{Answer, InLanguage, Problem};
use crate::web::me::view::MailPreferences;
use crate::web::precondition::{IfMatchText, text_tag};
use actix_web::{HttpResponse, put, web};
use serde::Deserialize;
use utoipa::ToSchema;

/// Wishes, one per kind of mail; kinds that are not named stay as they are.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MailWishes {
    /// At most one per kind
    items: Vec<MailWish>,
}

/// How often one wants one kind of mail.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MailWish {
    /// Code of the kind
    #[schema(example = "candidate_new")]
    kind: String,
    /// `instant`, `daily`, `weekly`, `off`
    #[schema(example = "weekly")]
    cadence: String,
}

/// Chooses how often one gets each kind of mail. Mails about the account itself are always sent at once.
#[utoipa::path(
    tag = "me",
    security(("access_token" = [])),
    params(("If-Match" = String, Header, description = "`ETag` of `GET /me/mail-preferences`")),
    request_body = MailWishes,
    responses(
        (status = 200, body = MailPreferences),
        (status = "default", body = Problem, content_type = "application/problem+json"),
    )
)]
#[put("/me/mail-preferences")]
pub async fn set_mail_preferences(
    app: web::Data<App>,
    caller: Caller<SignedIn>,
    seen: IfMatchText,
    body: Body<MailWishes>,
) -> Answer<HttpResponse> {
    let wishes = body
        .0
        .items
        .into_iter()
        .map(|MailWish { kind, cadence }| Wish { kind, cadence });
    let wishes: Vec<Wish> = wishes.collect();
    let preferences = mail_preferences::change(&app, caller.actor(), &seen.0, &wishes)
        .await
        .in_language(caller.locale())?;
    let tag = text_tag(&preferences.tag);
    let view = MailPreferences::of(preferences, caller.locale());
    Ok(HttpResponse::Ok().insert_header(tag).json(view))
}
