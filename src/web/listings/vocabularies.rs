//! `GET /vocabularies`

use crate::app::App;
use crate::domain::problem::Refusal;
use crate::domain::vocabulary::Vocabularies;
use crate::web::caller::Reading;
use crate::web::error::{Answer, Problem, Rejection};
use crate::web::precondition::tagged;
use actix_web::http::header::{CACHE_CONTROL, HeaderValue};
use actix_web::{HttpRequest, HttpResponse, get, web};

/// Every vocabulary by name: codes with their labels in both languages. For everybody: public listings name codes too.
#[utoipa::path(
    tag = "listings",
    params(("If-None-Match" = Option<String>, Header, description = "`ETag` of an earlier answer")),
    responses(
        (status = 200, body = Vocabularies),
        (status = 304, description = "Nothing has changed"),
        (status = "default", body = Problem, content_type = "application/problem+json"),
    )
)]
#[get("/vocabularies")]
pub async fn list_vocabularies(app: web::Data<App>, reading: Reading, request: HttpRequest) -> Answer<HttpResponse> {
    let failed = |_| Rejection::new(Refusal::Internal, reading.0);
    let mut answer = tagged(&request, &app.vocabularies).map_err(failed)?;
    // Not confidential: a browser may keep it, and asks whether it is still current.
    let kept = HeaderValue::from_static("private, no-cache");
    answer.headers_mut().insert(CACHE_CONTROL, kept);
    Ok(answer)
}
