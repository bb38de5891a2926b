//! `PUT /listings/{id}/draft`

use crate::app::App;
use crate::domain::ids::ListingId;
use crate::domain::listing::NeedVisibility;
use crate::domain::tier::Tier;
use crate::services::listings::draft::{self, Saved};
use crate::web::body::{Body, Id};
use crate::web::caller::{Caller, Party};
use crate::web::error::{Answer, InLanguage, Problem};
use crate::web::listings::view::{ContentBody, DraftBody};
use crate::web::precondition::{IfMatch, row_tag};
use actix_web::{HttpResponse, put, web};
use serde::Deserialize;
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// The whole working copy.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DraftToSave {
    /// Content, with or without gaps
    #[schema(value_type = ContentBody)]
    content: serde_json::Value,
    /// Fields to guard more closely than usual, with their tier
    #[serde(default)]
    tier_overrides: BTreeMap<String, Tier>,
    /// How a need is to show its company
    #[serde(default)]
    visibility: Option<NeedVisibility>,
}

/// Saves the working copy. Gaps, long texts and unknown codes are kept; the answer says what submission would refuse.
#[utoipa::path(
    tag = "listings",
    security(("access_token" = [])),
    params(
        ("id" = ListingId, Path),
        ("If-Match" = String, Header, description = "`ETag` of the working copy"),
    ),
    request_body = DraftToSave,
    responses(
        (status = 200, body = DraftBody, headers(("ETag" = String))),
        (status = "default", body = Problem, content_type = "application/problem+json"),
    )
)]
#[put("/listings/{id}/draft")]
pub async fn save_draft(
    app: web::Data<App>,
    caller: Caller<Party>,
    id: Id<ListingId>,
    seen: IfMatch,
    body: Body<DraftToSave>,
) -> Answer<HttpResponse> {
    let Body(DraftToSave {
        content,
        tier_overrides,
        visibility,
    }) = body;
    let saved = Saved {
        content,
        tier_overrides,
        visibility,
    };
    let desk = draft::save(&app, caller.actor(), id.0, seen.0, saved)
        .await
        .in_language(caller.locale())?;
    Ok(HttpResponse::Ok()
        .insert_header(row_tag(desk.version))
        .json(DraftBody::of(desk, caller.locale())))
}
