//! `GET /listings/mine`

use crate::app::App;
use crate::domain::listing::NeedVisibility;
use crate::domain::listing::next_step::NextStep;
use crate::domain::text::Bilingual;
use crate::services::listings::mine::{self, Mine, Page};
use crate::web::body::Params;
use crate::web::caller::{Caller, Party};
use crate::web::error::{Answer, InLanguage, Problem};
use crate::web::listings::view::StandingBody;
use crate::web::page::Paging;
use actix_web::{get, web};
use chrono::{DateTime, Utc};
use serde::Serialize;
use utoipa::ToSchema;

/// A page of one's own listings, newest first.
#[derive(Serialize, ToSchema)]
pub struct MineBody {
    items: Vec<OneOfMine>,
    /// Where the next page begins
    next_cursor: Option<String>,
}

/// One's own listing.
#[derive(Serialize, ToSchema)]
pub struct OneOfMine {
    #[serde(flatten)]
    standing: StandingBody,
    /// Title of the working copy
    title: Option<Bilingual>,
    /// How a need is to show its company
    visibility: Option<NeedVisibility>,
    /// What to do next
    next_step: NextStep,
    /// Row version of the working copy
    draft_version: i64,
    /// When the working copy was last saved
    updated_at: DateTime<Utc>,
    created_at: DateTime<Utc>,
}

/// The listings whose team one belongs to, with what to do next.
#[utoipa::path(
    tag = "listings",
    security(("access_token" = [])),
    params(Paging),
    responses(
        (status = 200, body = MineBody),
        (status = "default", body = Problem, content_type = "application/problem+json"),
    )
)]
#[get("/listings/mine")]
pub async fn my_listings(
    app: web::Data<App>,
    caller: Caller<Party>,
    paging: Params<Paging>,
) -> Answer<web::Json<MineBody>> {
    let locale = caller.locale();
    let limit = paging.0.limit().in_language(locale)?;
    let Page { items, next_cursor } = mine::list(&app, caller.actor(), limit, paging.0.cursor())
        .await
        .in_language(locale)?;
    Ok(web::Json(MineBody {
        items: items.into_iter().map(one).collect(),
        next_cursor,
    }))
}

fn one(mine: Mine) -> OneOfMine {
    let Mine {
        standing,
        title,
        visibility,
        next_step,
        draft_version,
        updated_at,
        created_at,
    } = mine;
    OneOfMine {
        standing: standing.into(),
        title,
        visibility,
        next_step,
        draft_version,
        updated_at,
        created_at,
    }
}
