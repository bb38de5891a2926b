//! Bodies and query strings: read strictly, refused with a problem that names the field. Control characters end here, in
//! whichever field they stand.

use crate::domain::problem::{Fault, FieldFault, Refusal};
use crate::domain::text::{faults_in_json, is_text};
use crate::web::error::{Rejection, locale_of};
use actix_web::dev::Payload;
use actix_web::web::BytesMut;
use actix_web::{FromRequest, HttpMessage, HttpRequest, web};
use futures_util::StreamExt;
use serde::de::DeserializeOwned;
use std::future::Future;
use std::pin::Pin;
use utoipa::ToSchema;

/// The largest body that the installation accepts, in bytes.
#[derive(Clone, Copy)]
pub struct BodyLimit(pub usize);

/// A JSON body.
pub struct Body<T>(pub T);

impl<T: DeserializeOwned + 'static> FromRequest for Body<T> {
    type Error = Rejection;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Rejection>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let request = request.clone();
        let mut payload = payload.take();
        Box::pin(async move {
            let locale = locale_of(&request);
            if !request.content_type().eq_ignore_ascii_case("application/json") {
                return Err(Rejection::new(Refusal::UnsupportedMediaType, locale));
            }
            let limit = request
                .app_data::<web::Data<BodyLimit>>()
                .map_or(65_536, |limit| limit.0);
            let mut body = BytesMut::new();
            while let Some(chunk) = payload.next().await {
                let chunk = chunk.map_err(|_| Rejection::new(Refusal::Unreadable, locale))?;
                if body.len() + chunk.len() > limit {
                    return Err(Rejection::new(Refusal::TooLarge, locale));
                }
                body.extend_from_slice(&chunk);
            }
            let faults = serde_json::from_slice(&body).map_or_else(|_| Vec::new(), |value| faults_in_json(&value));
            if !faults.is_empty() {
                return Err(Rejection::with_faults(Refusal::Invalid, faults, locale));
            }
            parse(&body)
                .map(Self)
                .map_err(|faults| Rejection::with_faults(Refusal::Unreadable, faults, locale))
        })
    }
}

/// Parses JSON; the fault names the member where it failed, never its content.
fn parse<T: DeserializeOwned>(body: &[u8]) -> Result<T, Vec<FieldFault>> {
    let mut json = serde_json::Deserializer::from_slice(body);
    let parsed = serde_path_to_error::deserialize(&mut json).map_err(|error| {
        vec![FieldFault::of_json(
            &error.path().to_string(),
            &error.inner().to_string(),
        )]
    })?;
    json.end().map_err(|_| vec![FieldFault::new(".", Fault::Malformed)])?;
    Ok(parsed)
}

/// A query string; repeated keys are lists.
pub struct Params<T>(pub T);

impl<T: DeserializeOwned> FromRequest for Params<T> {
    type Error = Rejection;
    type Future = std::future::Ready<Result<Self, Rejection>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        std::future::ready(
            parse_query(request.query_string())
                .map(Self)
                .map_err(|fault| Rejection::with_faults(Refusal::Unreadable, vec![fault], locale_of(request))),
        )
    }
}

fn parse_query<T: DeserializeOwned>(query: &str) -> Result<T, FieldFault> {
    let malformed = |_| FieldFault::new("query", Fault::Malformed);
    let pairs: Vec<(String, String)> = serde_html_form::from_str(query).map_err(malformed)?;
    if !pairs.iter().all(|(_, value)| value.chars().all(is_text)) {
        return Err(FieldFault::new("query", Fault::ControlCharacter));
    }
    serde_html_form::from_str(query).map_err(malformed)
}

/// An id in the path. What does not parse looks like what does not exist.
pub struct Id<T>(pub T);

impl<T: std::str::FromStr> FromRequest for Id<T> {
    type Error = Rejection;
    type Future = std::future::Ready<Result<Self, Rejection>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let id = request.match_info().get("id").and_then(|text| text.parse().ok());
        std::future::ready(
            id.map(Self)
                .ok_or_else(|| Rejection::new(Refusal::NotFound, locale_of(request))),
        )
    }
}

/// Another part of the path, by its name. What does not parse looks like what does not exist.
pub fn segment<T: std::str::FromStr>(request: &HttpRequest, name: &str) -> Result<T, Rejection> {
    let part = request.match_info().get(name).and_then(|text| text.parse().ok());
    part.ok_or_else(|| Rejection::new(Refusal::NotFound, locale_of(request)))
}

/// A file in the API description; what is sent are its bytes.
#[derive(ToSchema)]
#[schema(value_type = String, format = Binary)]
pub struct File(#[expect(dead_code, reason = "it only describes")] Vec<u8>);
