//! `GET /candidates/{id}`

use crate::app::App;
use crate::domain::ids::CandidateId;
use crate::services::matching::{decide, show};
use crate::web::body::Id;
use crate::web::caller::{Bound, Caller};
use crate::web::error::{Answer, InLanguage, Problem};
use crate::web::precondition::row_tag;
use actix_web::{HttpResponse, get, web};

/// Shows one match; a new one becomes seen.
#[utoipa::path(
    tag = "matches",
    params(("id" = CandidateId, Path)),
    security(("access_token" = [])),
    responses(
        (status = 200, body = show::CandidateView),
        (status = "default", body = Problem, content_type = "application/problem+json"),
    )
)]
#[get("/candidates/{id}")]
pub async fn read(app: web::Data<App>, caller: Caller<Bound>, id: Id<CandidateId>) -> Answer<HttpResponse> {
    decide::seen(&app, &caller, id.0).await.in_language(caller.locale())?;
    let view = show::one(&app, &caller, id.0).await.in_language(caller.locale())?;
    Ok(HttpResponse::Ok().insert_header(row_tag(view.version)).json(view))
}
