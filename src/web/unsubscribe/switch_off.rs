//! `POST /unsubscribe`

use crate::app::App;
use crate::services::accounts;
use crate::web::body::Params;
use crate::web::caller::Reading;
use crate::web::error::{Answer, Problem, Rejection};
use crate::web::unsubscribe::{Link, page};
use actix_web::{HttpResponse, post, web};

/// Switches a kind of mail off. The body (`List-Unsubscribe=One-Click`) says nothing that the link does not, so it is not
/// read; no cookie, origin or key is asked for.
#[utoipa::path(
    tag = "unsubscribe",
    params(Link),
    responses(
        (status = 200, body = String, content_type = "text/html"),
        (status = 404, body = String, content_type = "text/html"),
        (status = "default", body = Problem, content_type = "application/problem+json"),
    )
)]
#[post("/unsubscribe")]
pub async fn unsubscribe(app: web::Data<App>, reading: Reading, link: Params<Link>) -> Answer<HttpResponse> {
    let outcome = accounts::unsubscribe::unsubscribe(&app, &link.0.token).await;
    page::answer(outcome, page::done).map_err(|error| Rejection::of(error, reading.0))
}
