//! `POST /saved-searches`

use crate::app::App;
use crate::services::saved_searches::{self, SavedSearchView, Wish};
use crate::services::search::Question;
use crate::web::body::Body;
use crate::web::caller::{Caller, Reader};
use crate::web::error::{Answer, InLanguage, Problem};
use crate::web::routes;
use crate::web::saved_searches::show::answer;
use actix_web::http::StatusCode;
use actix_web::http::header::{HeaderValue, LOCATION};
use actix_web::{HttpResponse, post, web};
use serde::Deserialize;
use utoipa::ToSchema;

/// A search to keep.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SavedSearchBody {
    /// What the member calls it, at most 80 characters; no two of the member's searches bear the same name
    name: String,
    /// What is looked for
    question: Question,
    /// How often mails tell of what it finds: `instant`, `daily`, `weekly`, `off`
    #[serde(default = "at_once")]
    #[schema(example = "instant")]
    alerts: String,
}

fn at_once() -> String {
    "instant".into()
}

impl From<SavedSearchBody> for Wish {
    fn from(body: SavedSearchBody) -> Self {
        let SavedSearchBody { name, question, alerts } = body;
        Self { name, question, alerts }
    }
}

/// Saves a search. What fulfils it from now on is found for the caller.
#[utoipa::path(
    tag = "search",
    request_body = SavedSearchBody,
    security(("access_token" = [])),
    responses(
        (status = 201, body = SavedSearchView, headers(("ETag" = String), ("Location" = String))),
        (status = "default", body = Problem, content_type = "application/problem+json"),
    )
)]
#[post("/saved-searches")]
pub async fn save_search(
    app: web::Data<App>,
    caller: Caller<Reader>,
    body: Body<SavedSearchBody>,
) -> Answer<HttpResponse> {
    let search = saved_searches::create(&app, &caller, body.0.into()).await;
    let search = search.in_language(caller.locale())?;
    let mut answer = answer(StatusCode::CREATED, &search);
    // A repetition is answered by reading at this place.
    let place = format!("{}/saved-searches/{}", routes::PREFIX, search.id);
    if let Ok(place) = HeaderValue::try_from(place) {
        answer.headers_mut().insert(LOCATION, place);
    }
    Ok(answer)
}
