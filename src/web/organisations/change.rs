//! `PATCH /organisations/{id}`

use crate::app::App;
use crate::domain::account::OrganisationState;
use crate::domain::ids::{MemberId, OrganisationId};
use crate::domain::text::Bilingual;
use crate::services::organisations::{self, Change};
use crate::web::body::{Body, Id};
use crate::web::caller::{Caller, Secretariats};
use crate::web::error::{Answer, InLanguage, Problem};
use crate::web::organisations::show::answer;
use crate::web::organisations::view::OrganisationView;
use crate::web::precondition::IfMatch;
use actix_web::http::StatusCode;
use actix_web::{HttpResponse, patch, web};
use serde::{Deserialize, Deserializer};
use utoipa::ToSchema;

/// What to change; what is absent stays.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OrganisationChange {
    /// Its name, in one or both languages
    name: Option<Bilingual>,
    /// Domains that its members' addresses belong to
    email_domains: Option<Vec<String>>,
    /// Publication needs a second liaison
    four_eyes: Option<bool>,
    /// Listings pass a reviewer of the institution first
    institution_review: Option<bool>,
    /// Liaison in charge of its listings; `null` for nobody
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<MemberId>)]
    liaison_id: Option<Option<MemberId>>,
    /// Whether it takes part. Suspending it, and its leaving for good, end the access of all its members at once
    state: Option<OrganisationState>,
}

/// Tells `null` from absence.
fn present<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Option<MemberId>>, D::Error> {
    Option::deserialize(deserializer).map(Some)
}

/// Changes an organisation.
#[utoipa::path(
    tag = "organisations",
    params(("id" = OrganisationId, Path), ("If-Match" = String, Header)),
    request_body = OrganisationChange,
    security(("access_token" = [])),
    responses(
        (status = 200, body = OrganisationView, headers(("ETag" = String))),
        (status = "default", body = Problem, content_type = "application/problem+json"),
    )
)]
#[patch("/organisations/{id}")]
pub async fn change_organisation(
    app: web::Data<App>,
    caller: Caller<Secretariats>,
    id: Id<OrganisationId>,
    version: IfMatch,
    body: Body<OrganisationChange>,
) -> Answer<HttpResponse> {
    let Body(OrganisationChange {
        name,
        email_domains,
        four_eyes,
        institution_review,
        liaison_id,
        state,
    }) = body;
    let change = Change {
        name,
        email_domains,
        four_eyes,
        institution_review,
        liaison: liaison_id,
        state,
    };
    let organisation = organisations::change(&app, caller.actor(), id.0, version.0, change).await;
    let organisation = organisation.in_language(caller.locale())?;
    Ok(answer(StatusCode::OK, organisation))
}
