//! `GET /listings/{id}`

use crate::app::App;
use crate::domain::ids::ListingId;
use crate::domain::problem::Refusal;
use crate::services::listings::access::{self, ListingView};
use crate::web::body::Id;
use crate::web::caller::{Caller, Reader};
use crate::web::error::{Answer, InLanguage, Problem, Rejection};
use crate::web::precondition::tagged;
use actix_web::{HttpRequest, HttpResponse, get, web};

/// A listing as the caller may see it. The entity tag is of the very bytes: it changes with nothing that is not in them.
#[utoipa::path(
    tag = "listings",
    security(("access_token" = [])),
    params(
        ("id" = ListingId, Path),
        ("If-None-Match" = Option<String>, Header, description = "`ETag` of an earlier answer"),
    ),
    responses(
        (status = 200, body = ListingView, headers(("ETag" = String))),
        (status = 304, description = "Nothing that the caller may see has changed"),
        (status = "default", body = Problem, content_type = "application/problem+json"),
    )
)]
#[get("/listings/{id}")]
pub async fn show_listing(
    app: web::Data<App>,
    caller: Caller<Reader>,
    id: Id<ListingId>,
    request: HttpRequest,
) -> Answer<HttpResponse> {
    let view = access::show(&app, &caller, id.0, None)
        .await
        .in_language(caller.locale())?;
    tagged(&request, &view).map_err(|_| Rejection::new(Refusal::Internal, caller.locale()))
}
