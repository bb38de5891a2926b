//! `PATCH /members/{id}`

use crate::app::App;
use crate::domain::account::Role;
use crate::domain::ids::MemberId;
use crate::domain::text::Bilingual;
use crate::services::members::{self, Change};
use crate::web::body::{Body, Id};
use crate::web::caller::{Caller, Secretariats};
use crate::web::error::{Answer, InLanguage, Problem};
use crate::web::members::show::answer;
use crate::web::members::view::MemberView;
use crate::web::precondition::IfMatch;
use actix_web::{HttpResponse, patch, web};
use serde::Deserialize;
use utoipa::ToSchema;

/// What to change; what is absent stays.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MemberChange {
    /// Name, in one or both languages
    name: Option<Bilingual>,
    /// What the person does; must fit the organisation
    role: Option<Role>,
    /// Reviews listings for the institution
    institution_reviewer: Option<bool>,
}

/// Changes a member.
#[utoipa::path(
    tag = "members",
    params(("id" = MemberId, Path), ("If-Match" = String, Header)),
    request_body = MemberChange,
    security(("access_token" = [])),
    responses(
        (status = 200, body = MemberView, headers(("ETag" = String))),
        (status = "default", body = Problem, content_type = "application/problem+json"),
    )
)]
#[patch("/members/{id}")]
pub async fn change_member(
    app: web::Data<App>,
    caller: Caller<Secretariats>,
    id: Id<MemberId>,
    version: IfMatch,
    body: Body<MemberChange>,
) -> Answer<HttpResponse> {
    let Body(MemberChange {
        name,
        role,
        institution_reviewer,
    }) = body;
    let change = Change {
        name,
        role,
        institution_reviewer,
    };
    let entry = members::change(&app, caller.actor(), id.0, version.0, change).await;
    Ok(answer(entry.in_language(caller.locale())?))
}
