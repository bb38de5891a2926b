//! `GET /listings/{id}/audience`

use crate::app::App;
use crate::domain::ids::{ListingId, MemberId, OrganisationId};
use crate::domain::text::Bilingual;
use crate::services::listings::audience::{self, Around};
use crate::web::body::Id;
use crate::web::caller::{Caller, Party};
use crate::web::error::{Answer, InLanguage, Problem};
use crate::web::precondition::row_tag;
use actix_web::{HttpResponse, get, web};
use serde::Serialize;
use utoipa::ToSchema;

/// Who is around a listing.
#[derive(Serialize, ToSchema)]
pub struct AudienceBody {
    /// Its team, the owner first
    team: Vec<TeamMember>,
    /// Organisations that must not see it
    blocked_organisations: Vec<Blocked>,
}

/// A member of the team.
#[derive(Serialize, ToSchema)]
pub struct TeamMember {
    id: MemberId,
    name: Bilingual,
    /// Whether the listing is theirs
    owner: bool,
}

/// An organisation that must not see it.
#[derive(Serialize, ToSchema)]
pub struct Blocked {
    id: OrganisationId,
    name: Bilingual,
}

impl From<Around> for AudienceBody {
    fn from(around: Around) -> Self {
        let Around {
            team,
            owner,
            blocked,
            version: _,
        } = around;
        let member = |(id, name)| TeamMember {
            id,
            name,
            owner: id == owner,
        };
        Self {
            team: team.into_iter().map(member).collect(),
            blocked_organisations: blocked.into_iter().map(|(id, name)| Blocked { id, name }).collect(),
        }
    }
}

/// Team and block list. For the team.
#[utoipa::path(
    tag = "listings",
    security(("access_token" = [])),
    params(("id" = ListingId, Path)),
    responses(
        (status = 200, body = AudienceBody, headers(("ETag" = String))),
        (status = "default", body = Problem, content_type = "application/problem+json"),
    )
)]
#[get("/listings/{id}/audience")]
pub async fn show_audience(app: web::Data<App>, caller: Caller<Party>, id: Id<ListingId>) -> Answer<HttpResponse> {
    let around = audience::read(&app, caller.actor(), id.0)
        .await
        .in_language(caller.locale())?;
    Ok(HttpResponse::Ok()
        .insert_header(row_tag(around.version))
        .json(AudienceBody::from(around)))
}
