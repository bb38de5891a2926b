//! `ETag` and `If-Match` (RFC 9110 §13): nobody overwrites what they have not seen.

use crate::domain::problem::Refusal;
use crate::web::error::{Rejection, locale_of};
use actix_web::dev::Payload;
use actix_web::http::header::{ETAG, IF_MATCH, IF_NONE_MATCH};
use actix_web::{FromRequest, HttpRequest, HttpResponse};
use serde::Serialize;
use sha2::{Digest, Sha256};
use std::future::{Ready, ready};

/// The row version that the request changes, from `If-Match: "v7"`.
pub struct IfMatch(pub i64);

impl FromRequest for IfMatch {
    type Error = Rejection;
    type Future = Ready<Result<Self, Rejection>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let header = request.headers().get(IF_MATCH).and_then(|value| value.to_str().ok());
        ready(match header {
            None => Err(Rejection::new(Refusal::PreconditionRequired, locale_of(request))),
            Some(text) => match text.trim().strip_prefix("\"v").and_then(|rest| rest.strip_suffix('"')) {
                // A tag that is not of our making matches nothing.
                None => Err(Rejection::new(Refusal::Stale, locale_of(request))),
                Some(number) => number
                    .parse()
                    .map(Self)
                    .map_err(|_| Rejection::new(Refusal::Stale, locale_of(request))),
            },
        })
    }
}

/// The entity tag that the request has seen, for things that are more than one row.
pub struct IfMatchText(pub String);

impl FromRequest for IfMatchText {
    type Error = Rejection;
    type Future = Ready<Result<Self, Rejection>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let header = request.headers().get(IF_MATCH).and_then(|value| value.to_str().ok());
        let seen = header.map(|text| Self(text.trim().trim_matches('"').to_owned()));
        ready(seen.ok_or_else(|| Rejection::new(Refusal::PreconditionRequired, locale_of(request))))
    }
}

/// The entity tag of something whose state a use case has summed up.
#[must_use]
pub fn text_tag(summary: &str) -> (actix_web::http::header::HeaderName, String) {
    (ETAG, format!("\"{summary}\""))
}

/// The entity tag of a row version.
#[must_use]
pub fn row_tag(version: i64) -> (actix_web::http::header::HeaderName, String) {
    (ETAG, format!("\"v{version}\""))
}

/// The entity tag of what is shown: a hash of the very bytes, so that it changes with nothing that is not in them.
#[must_use]
pub fn content_tag(body: &[u8]) -> (actix_web::http::header::HeaderName, String) {
    let digest = hex::encode(Sha256::digest(body));
    (ETAG, format!("\"{}\"", digest.get(..32).unwrap_or(&digest)))
}

/// A value as JSON with the tag of its bytes, or 304 if the caller already holds those bytes.
pub fn tagged(request: &HttpRequest, value: &impl Serialize) -> Result<HttpResponse, serde_json::Error> {
    let body = serde_json::to_vec(value)?;
    let (name, tag) = content_tag(&body);
    let held = request
        .headers()
        .get(IF_NONE_MATCH)
        .and_then(|value| value.to_str().ok());
    // Weak comparison (RFC 9110 §13.1.2): caches on the way may have weakened the tag.
    let is_held = |one: &str| {
        let one = one.trim();
        one == "*" || one.strip_prefix("W/").unwrap_or(one) == tag
    };
    if held.is_some_and(|tags| tags.split(',').any(is_held)) {
        return Ok(HttpResponse::NotModified().insert_header((name, tag)).finish());
    }
    Ok(HttpResponse::Ok()
        .insert_header((name, tag))
        .content_type("application/json")
        .body(body))
}
