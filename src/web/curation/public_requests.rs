//! `GET /curation/public-requests`

use crate::app::App;
use crate::domain::ids::ListingId;
use crate::domain::text::Bilingual;
use crate::services::listings::public::{self, Asked};
use crate::web::caller::{Caller, Liaisons};
use crate::web::error::{Answer, InLanguage, Problem};
use actix_web::get;
use actix_web::web::{Data, Json};
use serde::Serialize;
use utoipa::ToSchema;

/// What waits for the caller's agreement.
#[derive(Serialize, ToSchema)]
pub struct PublicRequests {
    items: Vec<PublicRequest>,
}

/// A seed that its team wants to be public.
#[derive(Serialize, ToSchema)]
pub struct PublicRequest {
    id: ListingId,
    /// Reference number
    reference: String,
    title: Option<Bilingual>,
    /// Name of the organisation
    organisation: Option<Bilingual>,
}

impl From<Asked> for PublicRequest {
    fn from(asked: Asked) -> Self {
        let Asked {
            id,
            reference,
            title,
            organisation,
        } = asked;
        Self {
            id,
            reference,
            title,
            organisation,
        }
    }
}

/// Published seeds that their teams want to be public and that wait for the caller, the liaison in charge, to agree.
#[utoipa::path(
    tag = "curation",
    security(("access_token" = [])),
    responses(
        (status = 200, body = PublicRequests),
        (status = "default", body = Problem, content_type = "application/problem+json"),
    )
)]
#[get("/curation/public-requests")]
pub async fn public_requests(app: Data<App>, caller: Caller<Liaisons>) -> Answer<Json<PublicRequests>> {
    let asked = public::asked(&app, &caller).await.in_language(caller.locale())?;
    Ok(Json(PublicRequests {
        items: asked.into_iter().map(PublicRequest::from).collect(),
    }))
}
