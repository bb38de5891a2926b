//! `POST /saved-searches/{id}/alerts/seen`

use crate::app::App;
use crate::domain::ids::SavedSearchId;
use crate::services::saved_searches::alerts;
use crate::web::body::{Body, Id};
use crate::web::caller::{Caller, Reader};
use crate::web::error::{Answer, InLanguage, Problem};
use actix_web::{HttpResponse, post, web};
use chrono::{DateTime, Utc};
use serde::Deserialize;
use utoipa::ToSchema;

/// How far the caller has looked.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SeenBody {
    /// `found_at` of the newest listing that was looked at: what comes in meanwhile stays new
    until: DateTime<Utc>,
}

/// Marks what one of the caller's saved searches found as looked at.
#[utoipa::path(
    tag = "search",
    params(("id" = SavedSearchId, Path)),
    request_body = SeenBody,
    security(("access_token" = [])),
    responses(
        (status = 204),
        (status = "default", body = Problem, content_type = "application/problem+json"),
    )
)]
#[post("/saved-searches/{id}/alerts/seen")]
pub async fn mark_alerts_seen(
    app: web::Data<App>,
    caller: Caller<Reader>,
    id: Id<SavedSearchId>,
    body: Body<SeenBody>,
) -> Answer<HttpResponse> {
    alerts::mark_seen(&app, &caller, id.0, body.0.until)
        .await
        .in_language(caller.locale())?;
    Ok(HttpResponse::NoContent().finish())
}
