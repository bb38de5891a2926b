//! `PATCH /me`

use crate::app::App;
use crate::domain::orcid::Orcid;
use crate::domain::problem::FieldFault;
use crate::domain::text::Locale;
use crate::services::accounts::profile::{self, Change};
use crate::services::error::{Error, Outcome};
use crate::web::body::Body;
use crate::web::caller::{Caller, SignedIn};
use crate::web::error::{Answer, InLanguage, Problem};
use crate::web::me::view::Me;
use crate::web::precondition::{IfMatch, row_tag};
use actix_web::{HttpResponse, patch, web};
use serde::{Deserialize, Deserializer};
use utoipa::ToSchema;

/// What to change; absent members stay as they are.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MyChange {
    /// Language of screens and mails
    #[serde(default)]
    locale: Option<Locale>,
    /// ORCID iD; `null` removes it
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<String>)]
    orcid: Option<Option<String>>,
}

/// Tells `null` from absent.
fn present<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Option<String>>, D::Error> {
    Option::deserialize(deserializer).map(Some)
}

/// Changes one's own language or ORCID iD. Names, address and role are the secretariat's to change.
#[utoipa::path(
    tag = "me",
    security(("access_token" = [])),
    params(("If-Match" = String, Header, description = "`ETag` of `GET /me`")),
    request_body = MyChange,
    responses(
        (status = 200, body = Me),
        (status = "default", body = Problem, content_type = "application/problem+json"),
    )
)]
#[patch("/me")]
pub async fn change_me(
    app: web::Data<App>,
    caller: Caller<SignedIn>,
    seen: IfMatch,
    body: Body<MyChange>,
) -> Answer<HttpResponse> {
    let change = parse(body.0).in_language(caller.locale())?;
    let profile = profile::change(&app, caller.actor(), seen.0, change)
        .await
        .in_language(caller.locale())?;
    let tag = row_tag(profile.member.version);
    Ok(HttpResponse::Ok().insert_header(tag).json(Me::from(profile)))
}

fn parse(MyChange { locale, orcid }: MyChange) -> Outcome<Change> {
    let orcid = orcid.map(|orcid| orcid.map(|text| Orcid::parse(&text)).transpose());
    let orcid = orcid
        .transpose()
        .map_err(|fault| Error::field(FieldFault::new("orcid", fault)))?;
    Ok(Change { locale, orcid })
}
