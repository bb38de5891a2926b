//! `GET /listings/{id}/versions/{number}`

use crate::app::App;
use crate::domain::ids::ListingId;
use crate::services::listings::access::ListingView;
use crate::services::listings::versions;
use crate::web::body::{Id, segment};
use crate::web::caller::{Caller, Reader};
use crate::web::error::{Answer, InLanguage, Problem};
use actix_web::{HttpRequest, get, web};

/// One submitted version in full. For the owner's side.
#[utoipa::path(
    tag = "listings",
    security(("access_token" = [])),
    params(("id" = ListingId, Path), ("number" = i32, Path)),
    responses(
        (status = 200, body = ListingView),
        (status = "default", body = Problem, content_type = "application/problem+json"),
    )
)]
#[get("/listings/{id}/versions/{number}")]
pub async fn show_version(
    app: web::Data<App>,
    caller: Caller<Reader>,
    id: Id<ListingId>,
    request: HttpRequest,
) -> Answer<web::Json<ListingView>> {
    let number = segment(&request, "number")?;
    let view = versions::show(&app, &caller, id.0, number)
        .await
        .in_language(caller.locale())?;
    Ok(web::Json(view))
}
