//! `GET /public/listings`

use crate::app::App;
use crate::domain::listing::public::PublicSeed;
use crate::domain::vocabulary::Code;
use crate::services::listings::public;
use crate::services::paging::Asked;
use crate::web::body::Params;
use crate::web::caller::Reading;
use crate::web::client::From;
use crate::web::error::{Answer, InLanguage, Problem};
use crate::web::page::Page;
use actix_web::get;
use actix_web::web::{Data, Json};
use serde::Deserialize;
use utoipa::IntoParams;

/// Which public listings.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct PublicQuestion {
    /// Code of a disease area
    area: Option<Code>,
    /// Most items of the page
    #[param(minimum = 1, maximum = 100, default = 20)]
    limit: Option<u32>,
    /// `next_cursor` of the page before
    cursor: Option<String>,
}

/// The public listings, newest first. For everybody, without an account.
#[utoipa::path(
    tag = "public",
    params(PublicQuestion),
    responses(
        (status = 200, body = Page<PublicSeed>),
        (status = "default", body = Problem, content_type = "application/problem+json"),
    )
)]
#[get("/public/listings")]
pub async fn public_listings(
    app: Data<App>,
    reading: Reading,
    client: From,
    question: Params<PublicQuestion>,
) -> Answer<Json<Page<PublicSeed>>> {
    let Params(PublicQuestion { area, limit, cursor }) = question;
    public::admit(&app, client.0.address).in_language(reading.0)?;
    let page = public::list(&app, area, Asked { limit, cursor }).await;
    Ok(Json(page.in_language(reading.0)?.into()))
}
