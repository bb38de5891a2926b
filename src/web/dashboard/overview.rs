//! `GET /overview`

use crate::app::App;
use crate::domain::listing::ListingKind;
use crate::services::search::{AreaMap, map};
use crate::web::body::Params;
use crate::web::caller::{Caller, Reader};
use crate::web::error::{Answer, InLanguage, Problem};
use actix_web::get;
use actix_web::web::{Data, Json};
use serde::Deserialize;
use utoipa::IntoParams;

/// Of what.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct OverviewOf {
    /// Seeds unless needs are asked for
    kind: Option<ListingKind>,
}

/// How many listings the caller finds per disease area and stage. Each number is the total of a search with the filters
/// `disease_areas` and `stage`.
#[utoipa::path(
    tag = "dashboard",
    params(OverviewOf),
    security(("access_token" = [])),
    responses(
        (status = 200, body = AreaMap),
        (status = "default", body = Problem, content_type = "application/problem+json"),
    )
)]
#[get("/overview")]
pub async fn overview(app: Data<App>, caller: Caller<Reader>, of: Params<OverviewOf>) -> Answer<Json<AreaMap>> {
    let kind = of.0.kind.unwrap_or(ListingKind::Seed);
    let counted = map(&app, &caller, kind).await;
    Ok(Json(counted.in_language(caller.locale())?))
}
