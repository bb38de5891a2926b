//! `POST /applications`

use crate::app::App;
use crate::domain::account::{OrganisationKind, Role};
use crate::domain::ids::OrganisationId;
use crate::domain::membership::form::ApplicationForm;
use crate::domain::text::{Bilingual, Locale};
use crate::services::applications;
use crate::web::body::Body;
use crate::web::caller::Reading;
use crate::web::client::From;
use crate::web::error::{Answer, InLanguage, Problem};
use actix_web::{HttpResponse, post, web};
use serde::Deserialize;
use utoipa::ToSchema;

/// An organisation that does not take part yet.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewOrganisationForm {
    /// What it is
    kind: OrganisationKind,
    /// Its name, in one or both languages
    name: Bilingual,
}

/// What an applicant fills in: either `organisation_id` or `new_organisation`.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ApplicationRequest {
    /// The applicant's own address at the institution
    email: String,
    /// The applicant's name, in one or both languages
    name: Bilingual,
    /// An organisation of the consortium
    organisation_id: Option<OrganisationId>,
    /// An organisation that would join
    new_organisation: Option<NewOrganisationForm>,
    /// What the applicant would do
    role: Role,
    /// Language of mails
    locale: Locale,
    /// Why the applicant wants to join, at most 1,000 characters
    motivation: String,
}

/// Applies for membership. The answer does not tell whether the address is known.
#[utoipa::path(
    tag = "applications",
    request_body = ApplicationRequest,
    responses(
        (status = 202, description = "Taken in; what follows comes by mail"),
        (status = "default", body = Problem, content_type = "application/problem+json"),
    )
)]
#[post("/applications")]
pub async fn submit_application(
    app: web::Data<App>,
    reading: Reading,
    from: From,
    body: Body<ApplicationRequest>,
) -> Answer<HttpResponse> {
    let Body(ApplicationRequest {
        email,
        name,
        organisation_id,
        new_organisation,
        role,
        locale,
        motivation,
    }) = body;
    let form = ApplicationForm {
        email,
        name,
        organisation: organisation_id,
        new_organisation: new_organisation.map(|NewOrganisationForm { kind, name }| (kind, name)),
        role,
        locale,
        motivation,
    };
    applications::apply(&app, &from.0, form).await.in_language(reading.0)?;
    Ok(HttpResponse::Accepted().finish())
}
