//! `GET /listings/{id}/matching`

use crate::app::App;
use crate::domain::ids::ListingId;
use crate::services::matching::threshold::{self, Threshold};
use crate::web::body::Id;
use crate::web::caller::{Caller, Party};
use crate::web::error::{Answer, InLanguage, Problem};
use crate::web::precondition::row_tag;
use actix_web::{HttpResponse, get, web};
use serde::Serialize;
use utoipa::ToSchema;

/// From which score on candidates of a listing are shown to its team.
#[derive(Serialize, ToSchema)]
pub struct MatchingBody {
    /// What the team set, 0 to 100
    #[serde(skip_serializing_if = "Option::is_none")]
    threshold: Option<u8>,
    /// What the team's decisions teach; what is usual until there are enough of them
    learned: u8,
    /// The one that counts
    in_use: u8,
}

impl From<Threshold> for MatchingBody {
    fn from(threshold: Threshold) -> Self {
        let in_use = threshold.in_use();
        let Threshold {
            set,
            learned,
            version: _,
        } = threshold;
        Self {
            threshold: set,
            learned,
            in_use,
        }
    }
}

/// From which score on candidates are shown. For the team.
#[utoipa::path(
    tag = "listings",
    security(("access_token" = [])),
    params(("id" = ListingId, Path)),
    responses(
        (status = 200, body = MatchingBody, headers(("ETag" = String))),
        (status = "default", body = Problem, content_type = "application/problem+json"),
    )
)]
#[get("/listings/{id}/matching")]
pub async fn show_matching(app: web::Data<App>, caller: Caller<Party>, id: Id<ListingId>) -> Answer<HttpResponse> {
    let found = threshold::read(&app, caller.actor(), id.0).await;
    let found = found.in_language(caller.locale())?;
    Ok(HttpResponse::Ok()
        .insert_header(row_tag(found.version))
        .json(MatchingBody::from(found)))
}
