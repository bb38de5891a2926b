//! `GET /unsubscribe`

use crate::app::App;
use crate::services::accounts::unsubscribe;
use crate::web::body::Params;
use crate::web::caller::Reading;
use crate::web::error::{Answer, Problem, Rejection};
use crate::web::unsubscribe::{Link, page};
use actix_web::{HttpResponse, get, web};

/// Asks whether to switch a kind of mail off; changes nothing, since mail programs open links on their own.
#[utoipa::path(
    tag = "unsubscribe",
    params(Link),
    responses(
        (status = 200, body = String, content_type = "text/html"),
        (status = 404, body = String, content_type = "text/html"),
        (status = "default", body = Problem, content_type = "application/problem+json"),
    )
)]
#[get("/unsubscribe")]
pub async fn ask_to_unsubscribe(app: web::Data<App>, reading: Reading, link: Params<Link>) -> Answer<HttpResponse> {
    let outcome = unsubscribe::kind_of(&app, &link.0.token);
    page::answer(outcome, page::question).map_err(|error| Rejection::of(error, reading.0))
}
