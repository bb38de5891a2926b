//! `GET /listings/{id}/preview`

use crate::app::App;
use crate::domain::ids::ListingId;
use crate::domain::tier::Tier;
use crate::services::listings::access::ListingView;
use crate::services::listings::preview::{self, Of};
use crate::web::body::{Id, Params};
use crate::web::caller::{Caller, Party};
use crate::web::error::{Answer, InLanguage, Problem};
use crate::web::listings::eyes::{Eyes, EyesOf, Previewed};
use actix_web::{get, web};
use serde::Serialize;
use utoipa::ToSchema;

/// What others would see.
#[derive(Serialize, ToSchema)]
pub struct Preview {
    /// False if the listing would not exist for them
    visible: bool,
    /// What they would see
    listing: Option<ListingView>,
}

/// What others would see once it is published. For the team.
#[utoipa::path(
    tag = "listings",
    security(("access_token" = [])),
    params(("id" = ListingId, Path), Eyes),
    responses(
        (status = 200, body = Preview),
        (status = "default", body = Problem, content_type = "application/problem+json"),
    )
)]
#[get("/listings/{id}/preview")]
pub async fn preview_listing(
    app: web::Data<App>,
    caller: Caller<Party>,
    id: Id<ListingId>,
    eyes: Params<Eyes>,
) -> Answer<web::Json<Preview>> {
    let Params(Eyes { tier, of }) = eyes;
    let tier = match tier {
        EyesOf::Members => Tier::Members,
        EyesOf::Approved => Tier::Approved,
        EyesOf::Cda => Tier::Cda,
    };
    let of = match of {
        Previewed::Draft => Of::Draft,
        Previewed::Version => Of::Version,
    };
    let listing = preview::show(&app, &caller, id.0, tier, of)
        .await
        .in_language(caller.locale())?;
    Ok(web::Json(Preview {
        visible: listing.is_some(),
        listing,
    }))
}
