//! `POST /undertakings`

use crate::app::App;
use crate::domain::text::Bilingual;
use crate::services::undertakings::{self, NewUndertaking};
use crate::web::body::Body;
use crate::web::caller::{Caller, Secretariats};
use crate::web::error::{Answer, InLanguage, Problem};
use crate::web::undertakings::view::UndertakingView;
use actix_web::{HttpResponse, post, web};
use serde::Deserialize;
use utoipa::ToSchema;

/// A version to publish, in both languages.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct UndertakingRequest {
    /// Heading
    title: Bilingual,
    /// Text
    text: Bilingual,
    /// Days for which an acceptance binds and admits, at most 3,650
    valid_days: i32,
}

/// Publishes a version: from now on every member must accept it before going on.
#[utoipa::path(
    tag = "undertakings",
    request_body = UndertakingRequest,
    security(("access_token" = [])),
    responses(
        (status = 201, body = UndertakingView),
        (status = "default", body = Problem, content_type = "application/problem+json"),
    )
)]
#[post("/undertakings")]
pub async fn publish_undertaking(
    app: web::Data<App>,
    caller: Caller<Secretariats>,
    body: Body<UndertakingRequest>,
) -> Answer<HttpResponse> {
    let Body(UndertakingRequest {
        title,
        text,
        valid_days,
    }) = body;
    let new = NewUndertaking {
        title,
        text,
        valid_days,
    };
    let undertaking = undertakings::publish(&app, caller.actor(), new).await;
    let undertaking = undertaking.in_language(caller.locale())?;
    Ok(HttpResponse::Created().json(UndertakingView::from(undertaking)))
}
