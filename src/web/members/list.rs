//! `GET /members`

use crate::app::App;
use crate::domain::account::{MemberState, Role};
use crate::domain::ids::OrganisationId;
use crate::services::members::{self, Filter};
use crate::services::paging::Asked;
use crate::web::body::Params;
use crate::web::caller::{Caller, Secretariats};
use crate::web::error::{Answer, InLanguage, Problem};
use crate::web::members::view::MemberView;
use crate::web::page::Page;
use actix_web::web::Json;
use actix_web::{get, web};
use serde::Deserialize;

/// Which members to list.
#[derive(Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct MemberQuery {
    /// Only those of this organisation
    organisation_id: Option<OrganisationId>,
    /// Only those with this role
    role: Option<Role>,
    /// Only those in this state
    state: Option<MemberState>,
    /// Only those with access who are bound by the undertaking in force (`true`), or who have not accepted it or whose acceptance
    /// has run out (`false`)
    bound: Option<bool>,
    /// Entries per page, at most 100
    limit: Option<u32>,
    /// From `next_cursor` of the page before
    cursor: Option<String>,
}

/// Lists members, by name.
#[utoipa::path(
    tag = "members",
    params(MemberQuery),
    security(("access_token" = [])),
    responses(
        (status = 200, body = Page<MemberView>),
        (status = "default", body = Problem, content_type = "application/problem+json"),
    )
)]
#[get("/members")]
pub async fn list_members(
    app: web::Data<App>,
    caller: Caller<Secretariats>,
    query: Params<MemberQuery>,
) -> Answer<Json<Page<MemberView>>> {
    let Params(MemberQuery {
        organisation_id,
        role,
        state,
        bound,
        limit,
        cursor,
    }) = query;
    let filter = Filter {
        organisation: organisation_id,
        role,
        state,
        bound,
        ..Filter::default()
    };
    let page = members::list(&app, &caller, filter, Asked { limit, cursor }).await;
    let page = page.in_language(caller.locale())?;
    Ok(Json(page.map(MemberView::from).into()))
}
