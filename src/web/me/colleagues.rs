//! `GET /me/colleagues`

use crate::app::App;
use crate::domain::account::Member;
use crate::domain::ids::MemberId;
use crate::domain::text::Bilingual;
use crate::services::members;
use crate::web::body::Params;
use crate::web::caller::{Caller, Party};
use crate::web::error::{Answer, InLanguage, Problem};
use crate::web::page::{Page, Paging};
use actix_web::web::Json;
use actix_web::{get, web};
use serde::Serialize;
use utoipa::ToSchema;

/// Somebody of one's own organisation.
#[derive(Serialize, ToSchema)]
pub struct Colleague {
    /// Identity
    id: MemberId,
    /// Name
    name: Bilingual,
}

impl From<Member> for Colleague {
    fn from(member: Member) -> Self {
        Self {
            id: member.id,
            name: Bilingual::both(member.name_ja, member.name_en),
        }
    }
}

/// The other active members of one's own organisation, by name: those whom a listing's team may take in.
#[utoipa::path(
    tag = "me",
    params(Paging),
    security(("access_token" = [])),
    responses(
        (status = 200, body = Page<Colleague>),
        (status = "default", body = Problem, content_type = "application/problem+json"),
    )
)]
#[get("/me/colleagues")]
pub async fn my_colleagues(
    app: web::Data<App>,
    caller: Caller<Party>,
    paging: Params<Paging>,
) -> Answer<Json<Page<Colleague>>> {
    let page = members::colleagues(&app, &caller, paging.0.into()).await;
    let page = page.in_language(caller.locale())?;
    Ok(Json(page.map(Colleague::from).into()))
}
