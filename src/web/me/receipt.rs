//! `GET /me/receipt`

use crate::app::App;
use crate::services::evidence::receipt;
use crate::web::body::File;
use crate::web::caller::{Caller, Party};
use crate::web::error::{Answer, InLanguage, Problem};
use crate::web::file::attachment;
use actix_web::{HttpResponse, get, web};

/// What the caller's organisation was shown of others' listings, all of it, signed: with it one can show later what one had from here,
/// and what not.
#[utoipa::path(
    tag = "me",
    security(("access_token" = [])),
    responses(
        (status = 200, description = "The receipt", body = File, content_type = "application/json",
            headers(("Content-Disposition" = String))),
        (status = "default", body = Problem, content_type = "application/problem+json"),
    )
)]
#[get("/me/receipt")]
pub async fn my_receipt(app: web::Data<App>, caller: Caller<Party>) -> Answer<HttpResponse> {
    let file = receipt::of_organisation(&app, &caller).await;
    Ok(attachment(file.in_language(caller.locale())?))
}
