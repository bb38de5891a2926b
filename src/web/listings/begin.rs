//! `POST /seeds` and `POST /needs`

use crate::app::App;
use crate::domain::listing::{ListingKind, NeedVisibility};
use crate::domain::tier::Tier;
use crate::services::listings::begin::{self, Beginning};
use crate::web::body::Body;
use crate::web::caller::{Caller, Party};
use crate::web::error::{Answer, InLanguage, Problem};
use crate::web::listings::view::DraftBody;
use crate::web::precondition::row_tag;
use crate::web::routes::PREFIX;
use actix_web::http::header::LOCATION;
use actix_web::{HttpResponse, post, web};
use serde::Deserialize;
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// A seed to begin with; everything may come later.
#[derive(Default, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct NewSeed {
    /// Content, with or without gaps
    #[schema(value_type = Option<crate::domain::listing::seed::SeedContent>)]
    content: Option<serde_json::Value>,
    /// Fields to guard more closely than usual, with their tier
    tier_overrides: BTreeMap<String, Tier>,
}

/// A need to begin with; everything may come later.
#[derive(Default, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct NewNeed {
    /// Content, with or without gaps
    #[schema(value_type = Option<crate::domain::listing::need::NeedContent>)]
    content: Option<serde_json::Value>,
    /// Fields to guard more closely than usual, with their tier
    tier_overrides: BTreeMap<String, Tier>,
    /// How the need is to show its company
    visibility: Option<NeedVisibility>,
}

/// Begins a seed.
#[utoipa::path(
    tag = "listings",
    security(("access_token" = [])),
    request_body = NewSeed,
    responses(
        (status = 201, body = DraftBody, headers(("Location" = String), ("ETag" = String))),
        (status = "default", body = Problem, content_type = "application/problem+json"),
    )
)]
#[post("/seeds")]
pub async fn begin_seed(app: web::Data<App>, caller: Caller<Party>, body: Body<NewSeed>) -> Answer<HttpResponse> {
    let Body(NewSeed {
        content,
        tier_overrides,
    }) = body;
    let beginning = Beginning {
        kind: ListingKind::Seed,
        content,
        tier_overrides,
        visibility: None,
    };
    begun(&app, &caller, beginning).await
}

/// Begins a need.
#[utoipa::path(
    tag = "listings",
    security(("access_token" = [])),
    request_body = NewNeed,
    responses(
        (status = 201, body = DraftBody, headers(("Location" = String), ("ETag" = String))),
        (status = "default", body = Problem, content_type = "application/problem+json"),
    )
)]
#[post("/needs")]
pub async fn begin_need(app: web::Data<App>, caller: Caller<Party>, body: Body<NewNeed>) -> Answer<HttpResponse> {
    let Body(NewNeed {
        content,
        tier_overrides,
        visibility,
    }) = body;
    let beginning = Beginning {
        kind: ListingKind::Need,
        content,
        tier_overrides,
        visibility,
    };
    begun(&app, &caller, beginning).await
}

async fn begun(app: &App, caller: &Caller<Party>, beginning: Beginning) -> Answer<HttpResponse> {
    let desk = begin::begin(app, caller.actor(), beginning)
        .await
        .in_language(caller.locale())?;
    let place = format!("{PREFIX}/listings/{}/draft", desk.id);
    Ok(HttpResponse::Created()
        .insert_header((LOCATION, place))
        .insert_header(row_tag(desk.version))
        .json(DraftBody::of(desk, caller.locale())))
}
