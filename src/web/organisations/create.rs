//! `POST /organisations`

use crate::app::App;
use crate::domain::account::OrganisationKind;
use crate::domain::ids::MemberId;
use crate::domain::text::Bilingual;
use crate::services::organisations::{self, NewOrganisation};
use crate::web::body::Body;
use crate::web::caller::{Caller, Secretariats};
use crate::web::error::{Answer, InLanguage, Problem};
use crate::web::organisations::show::answer;
use crate::web::organisations::view::OrganisationView;
use actix_web::http::StatusCode;
use actix_web::{HttpResponse, post, web};
use serde::Deserialize;
use utoipa::ToSchema;

/// An organisation to add.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OrganisationRequest {
    /// What it is
    kind: OrganisationKind,
    /// Its name, in one or both languages
    name: Bilingual,
    /// Domains that its members' addresses belong to
    #[serde(default)]
    email_domains: Vec<String>,
    /// Publication needs a second liaison
    #[serde(default)]
    four_eyes: bool,
    /// Listings pass a reviewer of the institution first
    #[serde(default)]
    institution_review: bool,
    /// Liaison in charge of its listings
    liaison_id: Option<MemberId>,
}

/// Adds an organisation.
#[utoipa::path(
    tag = "organisations",
    request_body = OrganisationRequest,
    security(("access_token" = [])),
    responses(
        (status = 201, body = OrganisationView, headers(("ETag" = String))),
        (status = "default", body = Problem, content_type = "application/problem+json"),
    )
)]
#[post("/organisations")]
pub async fn create_organisation(
    app: web::Data<App>,
    caller: Caller<Secretariats>,
    body: Body<OrganisationRequest>,
) -> Answer<HttpResponse> {
    let Body(OrganisationRequest {
        kind,
        name,
        email_domains,
        four_eyes,
        institution_review,
        liaison_id,
    }) = body;
    let new = NewOrganisation {
        kind,
        name,
        email_domains,
        four_eyes,
        institution_review,
        liaison: liaison_id,
    };
    let organisation = organisations::create(&app, caller.actor(), new).await;
    let organisation = organisation.in_language(caller.locale())?;
    Ok(answer(StatusCode::CREATED, organisation))
}
