//! `GET /public/listings/{reference}`

use crate::app::App;
use crate::domain::listing::public::PublicSeed;
use crate::services::listings::public;
use crate::web::body::segment;
use crate::web::caller::Reading;
use crate::web::client::From;
use crate::web::error::{Answer, InLanguage, Problem};
use actix_web::web::{Data, Json};
use actix_web::{HttpRequest, get};

/// A public listing. For everybody, without an account; whatever is not public looks like absence.
#[utoipa::path(
    tag = "public",
    params(("reference" = String, Path, example = "S-7K3M-92QX")),
    responses(
        (status = 200, body = PublicSeed),
        (status = "default", body = Problem, content_type = "application/problem+json"),
    )
)]
#[get("/public/listings/{reference}")]
pub async fn public_listing(
    app: Data<App>,
    reading: Reading,
    client: From,
    request: HttpRequest,
) -> Answer<Json<PublicSeed>> {
    public::admit(&app, client.0.address).in_language(reading.0)?;
    let reference: String = segment(&request, "reference")?;
    let shown = public::show(&app, reference).await;
    Ok(Json(shown.in_language(reading.0)?))
}
