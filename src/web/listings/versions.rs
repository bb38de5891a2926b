//! `GET /listings/{id}/versions`

use crate::app::App;
use crate::domain::ids::ListingId;
use crate::domain::listing::NeedVisibility;
use crate::domain::review::Attestations;
use crate::domain::text::Bilingual;
use crate::domain::tier::Tier;
use crate::services::listings::versions::{self, Listed};
use crate::web::body::Id;
use crate::web::caller::{Caller, Reader};
use crate::web::error::{Answer, InLanguage, Problem};
use actix_web::{get, web};
use chrono::{DateTime, Utc};
use serde::Serialize;
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// The submitted versions, newest first.
#[derive(Serialize, ToSchema)]
pub struct Versions {
    items: Vec<OneVersion>,
}

/// A submitted version.
#[derive(Serialize, ToSchema)]
pub struct OneVersion {
    /// 1, 2, 3 …
    number: i32,
    /// Whether it is the one that others see
    current: bool,
    /// How a need shows its company
    visibility: Option<NeedVisibility>,
    /// Fields that are guarded more closely than usual
    tier_overrides: BTreeMap<String, Tier>,
    /// What was attested
    attestations: Attestations,
    /// Name of the member who submitted it
    submitted_by: Option<Bilingual>,
    submitted_at: DateTime<Utc>,
    published_at: Option<DateTime<Utc>>,
    /// Until when its owner wants it to stay published
    valid_until: Option<DateTime<Utc>>,
}

/// The submitted versions. For the owner's side.
#[utoipa::path(
    tag = "listings",
    security(("access_token" = [])),
    params(("id" = ListingId, Path)),
    responses(
        (status = 200, body = Versions),
        (status = "default", body = Problem, content_type = "application/problem+json"),
    )
)]
#[get("/listings/{id}/versions")]
pub async fn list_versions(
    app: web::Data<App>,
    caller: Caller<Reader>,
    id: Id<ListingId>,
) -> Answer<web::Json<Versions>> {
    let all = versions::list(&app, caller.actor(), id.0)
        .await
        .in_language(caller.locale())?;
    let items = all.into_iter().map(one).collect();
    Ok(web::Json(Versions { items }))
}

fn one(version: Listed) -> OneVersion {
    let Listed {
        number,
        current,
        visibility,
        tier_overrides,
        attestations,
        submitted_by,
        submitted_at,
        published_at,
        valid_until,
    } = version;
    OneVersion {
        number,
        current,
        visibility,
        tier_overrides,
        attestations,
        submitted_by,
        submitted_at,
        published_at,
        valid_until,
    }
}
