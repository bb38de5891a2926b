//! `GET /listings/{id}/export`

use crate::app::App;
use crate::domain::ids::ListingId;
use crate::services::exports::{self, PageFormat};
use crate::web::body::{File, Id, Params};
use crate::web::caller::{Caller, Reader};
use crate::web::error::{Answer, InLanguage, Problem};
use crate::web::file::attachment;
use actix_web::{HttpResponse, get, web};
use serde::Deserialize;
use utoipa::IntoParams;

/// In which form.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct ExportForm {
    /// `pdf`
    #[param(inline)]
    format: PageFormat,
}

/// A listing as the caller may see it, as pages that say who took them and when. Its owner sees in the evidence that it was taken
/// along.
#[utoipa::path(
    tag = "listings",
    security(("access_token" = [])),
    params(("id" = ListingId, Path), ExportForm),
    responses(
        (status = 200, description = "The file", body = File, content_type = "application/pdf",
            headers(("Content-Disposition" = String))),
        (status = "default", body = Problem, content_type = "application/problem+json"),
    )
)]
#[get("/listings/{id}/export")]
pub async fn export_listing(
    app: web::Data<App>,
    caller: Caller<Reader>,
    id: Id<ListingId>,
    form: Params<ExportForm>,
) -> Answer<HttpResponse> {
    let file = exports::listing(&app, &caller, id.0, form.0.format, caller.locale()).await;
    Ok(attachment(file.in_language(caller.locale())?))
}
