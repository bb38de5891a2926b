//! `GET /listings/{id}/public`

use crate::app::App;
use crate::domain::ids::ListingId;
use crate::domain::listing::public::{PUBLIC_FIELDS, PublicObstacle, PublicSeed};
use crate::services::listings::public::{self, Standing};
use crate::web::body::Id;
use crate::web::caller::{Caller, Involved};
use crate::web::error::{Answer, InLanguage, Problem};
use crate::web::precondition::row_tag;
use actix_web::{HttpResponse, get, web};
use chrono::{DateTime, Utc};
use serde::Serialize;
use utoipa::ToSchema;

/// How far a listing is from being public.
#[derive(Serialize, ToSchema)]
pub struct PublicBody {
    /// The team wants it
    wanted: bool,
    /// The liaison in charge agreed
    agreed: bool,
    /// Anybody can read it now: both want it, and it stands published and valid
    in_force: bool,
    /// Since when both want it
    public_since: Option<DateTime<Utc>>,
    /// Why it cannot be public, whatever both sides say
    obstacle: Option<PublicObstacle>,
    /// The fields that anybody would read, beside the reference number, the kind of institution and the dates; those among them that
    /// members do not read are left out
    fields: Vec<&'static str>,
    /// What anybody would read, as it stands under this entity tag; only where one reads how it stands, and only of what can be public
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<PublicSeed>,
}

impl From<Standing> for PublicBody {
    fn from(standing: Standing) -> Self {
        let Standing {
            consent,
            in_force,
            obstacle,
            text,
            version: _,
        } = standing;
        Self {
            wanted: consent.wanted,
            agreed: consent.agreed,
            in_force,
            public_since: consent.since,
            obstacle,
            fields: PUBLIC_FIELDS.to_vec(),
            text,
        }
    }
}

/// Where it stands, with its entity tag.
pub(super) fn answer(standing: Standing) -> HttpResponse {
    HttpResponse::Ok()
        .insert_header(row_tag(standing.version))
        .json(PublicBody::from(standing))
}

/// Whether the listing is public, or may become so. For the team and the liaison in charge.
#[utoipa::path(
    tag = "listings",
    security(("access_token" = [])),
    params(("id" = ListingId, Path)),
    responses(
        (status = 200, body = PublicBody, headers(("ETag" = String))),
        (status = "default", body = Problem, content_type = "application/problem+json"),
    )
)]
#[get("/listings/{id}/public")]
pub async fn show_public(app: web::Data<App>, caller: Caller<Involved>, id: Id<ListingId>) -> Answer<HttpResponse> {
    let standing = public::standing(&app, &caller, id.0).await;
    Ok(answer(standing.in_language(caller.locale())?))
}
