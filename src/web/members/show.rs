//! `GET /members/{id}`

use crate::app::App;
use crate::domain::ids::MemberId;
use crate::services::members::{self, Entry};
use crate::web::body::Id;
use crate::web::caller::{Caller, Secretariats};
use crate::web::error::{Answer, InLanguage, Problem};
use crate::web::members::view::MemberView;
use crate::web::precondition::row_tag;
use actix_web::{HttpResponse, get, web};

/// Shows a member.
#[utoipa::path(
    tag = "members",
    params(("id" = MemberId, Path)),
    security(("access_token" = [])),
    responses(
        (status = 200, body = MemberView, headers(("ETag" = String))),
        (status = "default", body = Problem, content_type = "application/problem+json"),
    )
)]
#[get("/members/{id}")]
pub async fn show_member(app: web::Data<App>, caller: Caller<Secretariats>, id: Id<MemberId>) -> Answer<HttpResponse> {
    let entry = members::show(&app, id.0).await;
    Ok(answer(entry.in_language(caller.locale())?))
}

/// A member with the entity tag.
pub(super) fn answer(entry: Entry) -> HttpResponse {
    let tag = row_tag(entry.member.version);
    HttpResponse::Ok().insert_header(tag).json(MemberView::from(entry))
}
