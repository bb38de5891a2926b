//! `GET /me/sessions`

use crate::app::App;
use crate::domain::ids::SessionId;
use crate::services::sessions::list::{self, Listed};
use crate::web::caller::{Caller, SignedIn};
use crate::web::error::{Answer, InLanguage, Problem};
use actix_web::{get, web};
use chrono::{DateTime, Utc};
use serde::Serialize;
use utoipa::ToSchema;

/// Where the person is signed in: the newest hundred.
#[derive(Serialize, ToSchema)]
pub struct Sessions {
    items: Vec<OneSession>,
}

/// A session.
#[derive(Serialize, ToSchema)]
pub struct OneSession {
    id: SessionId,
    /// When it began
    created_at: DateTime<Utc>,
    /// When it was last continued
    last_used_at: DateTime<Utc>,
    /// Whether it is the one that asks
    current: bool,
}

/// One's own sessions, newest first.
#[utoipa::path(
    tag = "me",
    security(("access_token" = [])),
    responses(
        (status = 200, body = Sessions),
        (status = "default", body = Problem, content_type = "application/problem+json"),
    )
)]
#[get("/me/sessions")]
pub async fn my_sessions(app: web::Data<App>, caller: Caller<SignedIn>) -> Answer<web::Json<Sessions>> {
    let listed = list::list(&app, caller.actor()).await.in_language(caller.locale())?;
    let items = listed.into_iter().map(|session| {
        let Listed {
            id,
            created_at,
            last_used_at,
            current,
        } = session;
        OneSession {
            id,
            created_at,
            last_used_at,
            current,
        }
    });
    Ok(web::Json(Sessions { items: items.collect() }))
}
