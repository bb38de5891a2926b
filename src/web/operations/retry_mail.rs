//! `POST /operations/mails/{id}/retry`

use crate::app::App;
use crate::domain::ids::MailId;
use crate::services::operations;
use crate::web::body::Id;
use crate::web::caller::{Caller, Secretariats};
use crate::web::error::{Answer, InLanguage, Problem};
use actix_web::{HttpResponse, post, web};

/// Sends a dead or ambiguous mail once more; of an ambiguous one this may be the second copy.
#[utoipa::path(
    tag = "operations",
    params(("id" = MailId, Path)),
    security(("access_token" = [])),
    responses(
        (status = 204, description = "Queued again"),
        (status = "default", body = Problem, content_type = "application/problem+json"),
    )
)]
#[post("/operations/mails/{id}/retry")]
pub async fn retry_mail(app: web::Data<App>, caller: Caller<Secretariats>, id: Id<MailId>) -> Answer<HttpResponse> {
    operations::retry_mail(&app, id.0).await.in_language(caller.locale())?;
    Ok(HttpResponse::NoContent().finish())
}
