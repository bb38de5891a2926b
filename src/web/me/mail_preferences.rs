//! `GET /me/mail-preferences`

use crate::app::App;
use crate::services::accounts::mail_preferences;
use crate::web::caller::{Caller, SignedIn};
use crate::web::error::{Answer, InLanguage, Problem};
use crate::web::me::view::MailPreferences;
use crate::web::precondition::text_tag;
use actix_web::{HttpResponse, get, web};

/// How often one gets each kind of mail.
#[utoipa::path(
    tag = "me",
    security(("access_token" = [])),
    responses(
        (status = 200, body = MailPreferences),
        (status = "default", body = Problem, content_type = "application/problem+json"),
    )
)]
#[get("/me/mail-preferences")]
pub async fn my_mail_preferences(app: web::Data<App>, caller: Caller<SignedIn>) -> Answer<HttpResponse> {
    let preferences = mail_preferences::show(&app, caller.actor())
        .await
        .in_language(caller.locale())?;
    let tag = text_tag(&preferences.tag);
    let view = MailPreferences::of(preferences, caller.locale());
    Ok(HttpResponse::Ok().insert_header(tag).json(view))
}
