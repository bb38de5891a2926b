//! `POST /undertakings/{id}/acceptances`

use crate::app::App;
use crate::domain::ids::UndertakingId;
use crate::domain::text::Locale;
use crate::services::undertakings::{self, Consent};
use crate::web::body::{Body, Id};
use crate::web::caller::{Caller, SignedIn};
use crate::web::error::{Answer, InLanguage, Problem};
use crate::web::undertakings::view::AcceptanceView;
use actix_web::{HttpResponse, post, web};
use serde::Deserialize;
use utoipa::ToSchema;

/// What you have read and accept.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AcceptanceRequest {
    /// SHA-256 of the text in that language, as shown with it
    text_hash: String,
    /// The language you have read it in
    locale: Locale,
}

/// Accepts the undertaking, personally. Only the version in force can be accepted; accepting it again renews.
#[utoipa::path(
    tag = "undertakings",
    params(("id" = UndertakingId, Path)),
    request_body = AcceptanceRequest,
    security(("access_token" = [])),
    responses(
        (status = 201, body = AcceptanceView),
        (status = "default", body = Problem, content_type = "application/problem+json"),
    )
)]
#[post("/undertakings/{id}/acceptances")]
pub async fn accept_undertaking(
    app: web::Data<App>,
    caller: Caller<SignedIn>,
    id: Id<UndertakingId>,
    body: Body<AcceptanceRequest>,
) -> Answer<HttpResponse> {
    let Body(AcceptanceRequest { text_hash, locale }) = body;
    let acceptance = undertakings::accept(&app, caller.actor(), id.0, Consent { text_hash, locale }).await;
    let acceptance = acceptance.in_language(caller.locale())?;
    Ok(HttpResponse::Created().json(AcceptanceView::from(acceptance)))
}
