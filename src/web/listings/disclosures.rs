//! `GET /listings/{id}/disclosures`

use crate::app::App;
use crate::domain::account::OrganisationKind;
use crate::domain::ids::ListingId;
use crate::domain::text::Bilingual;
use crate::domain::tier::Tier;
use crate::services::listings::disclosures::{self, Holder, Page, Seen};
use crate::web::body::{Id, Params};
use crate::web::caller::{Caller, Party};
use crate::web::error::{Answer, InLanguage, Problem};
use crate::web::page::Paging;
use actix_web::{get, web};
use chrono::{DateTime, Utc};
use serde::Serialize;
use utoipa::ToSchema;

/// A page of disclosures, newest first.
#[derive(Serialize, ToSchema)]
pub struct DisclosuresBody {
    /// Who saw it
    items: Vec<OneDisclosure>,
    /// Who can see more than members do, now
    holders: Vec<OneHolder>,
    /// Where the next page begins
    next_cursor: Option<String>,
}

/// One disclosure, as the ledger holds it.
#[derive(Serialize, ToSchema)]
pub struct OneDisclosure {
    at: DateTime<Utc>,
    /// Where: `detail`, `search`, `candidate`, `introduction`, `review`, `export` (a file of the listing), `table` (a row of a file)
    surface: String,
    /// Up to which tier
    tier: Tier,
    /// Number of the version
    version: Option<i32>,
    /// What kind of organisation saw it
    organisation_kind: Option<OrganisationKind>,
    /// Which one, if an introduction to it was ever accepted
    organisation: Option<Bilingual>,
}

/// An organisation that can see more than members do.
#[derive(Serialize, ToSchema)]
pub struct OneHolder {
    organisation: Bilingual,
    /// Up to which tier
    tier: Tier,
    since: DateTime<Utc>,
    until: Option<DateTime<Utc>>,
}

/// Who saw which version up to which tier, and who holds access. For the team.
#[utoipa::path(
    tag = "listings",
    security(("access_token" = [])),
    params(("id" = ListingId, Path), Paging),
    responses(
        (status = 200, body = DisclosuresBody),
        (status = "default", body = Problem, content_type = "application/problem+json"),
    )
)]
#[get("/listings/{id}/disclosures")]
pub async fn list_disclosures(
    app: web::Data<App>,
    caller: Caller<Party>,
    id: Id<ListingId>,
    paging: Params<Paging>,
) -> Answer<web::Json<DisclosuresBody>> {
    let locale = caller.locale();
    let limit = paging.0.limit().in_language(locale)?;
    let Page {
        items,
        holders,
        next_cursor,
    } = disclosures::list(&app, caller.actor(), id.0, limit, paging.0.cursor())
        .await
        .in_language(locale)?;
    Ok(web::Json(DisclosuresBody {
        items: items.into_iter().map(one).collect(),
        holders: holders.into_iter().map(holder).collect(),
        next_cursor,
    }))
}

fn one(seen: Seen) -> OneDisclosure {
    let Seen {
        at,
        surface,
        tier,
        version,
        organisation_kind,
        organisation,
    } = seen;
    OneDisclosure {
        at,
        surface,
        tier,
        version,
        organisation_kind,
        organisation,
    }
}

fn holder(holder: Holder) -> OneHolder {
    let Holder {
        organisation,
        tier,
        since,
        until,
    } = holder;
    OneHolder {
        organisation,
        tier,
        since,
        until,
    }
}
