//! `POST /operations/tasks/{id}/retry`

use crate::app::App;
use crate::domain::ids::TaskId;
use crate::services::operations;
use crate::web::body::Id;
use crate::web::caller::{Caller, Secretariats};
use crate::web::error::{Answer, InLanguage, Problem};
use actix_web::{HttpResponse, post, web};

/// Gives a task that gave up another round of attempts.
#[utoipa::path(
    tag = "operations",
    params(("id" = TaskId, Path)),
    security(("access_token" = [])),
    responses(
        (status = 204, description = "Queued again"),
        (status = "default", body = Problem, content_type = "application/problem+json"),
    )
)]
#[post("/operations/tasks/{id}/retry")]
pub async fn retry_task(app: web::Data<App>, caller: Caller<Secretariats>, id: Id<TaskId>) -> Answer<HttpResponse> {
    operations::retry_task(&app, id.0).await.in_language(caller.locale())?;
    Ok(HttpResponse::NoContent().finish())
}
