//! What every request passes: refusal of cross-site writes, and the headers of a private application.

use crate::domain::problem::Refusal;
use crate::web::error::{Rejection, locale_of};
use crate::web::public::robots::is_for_indexes;
use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::Method;
use actix_web::http::header::{self, HeaderMap, HeaderName, HeaderValue};
use actix_web::middleware::Next;
use actix_web::{Error, ResponseError, web};

/// The origin that our own pages have.
#[derive(Clone)]
pub struct OwnOrigin(pub String);

/// Routes where the address itself is the proof, so that it does not matter which page a request came from: mail programs send
/// these (RFC 8058).
const FROM_ANYWHERE: &[&str] = &["/api/v1/unsubscribe"];

/// Refuses writes that a foreign page started (Fetch Metadata, else `Origin`), then marks the answer as private.
pub async fn guard(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    let safe = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    let is_for_indexes = is_for_indexes(request.path());
    let mut answer = if !safe && !FROM_ANYWHERE.contains(&request.path()) && is_foreign(&request) {
        let refused = Rejection::new(Refusal::CrossSite, locale_of(request.request())).error_response();
        request.into_response(refused).map_into_right_body()
    } else {
        next.call(request).await?.map_into_left_body()
    };
    private_headers(answer.headers_mut());
    if !is_for_indexes {
        let name = HeaderName::from_static("x-robots-tag");
        answer.headers_mut().insert(name, HeaderValue::from_static("noindex"));
    }
    Ok(answer)
}

fn is_foreign(request: &ServiceRequest) -> bool {
    let text = |name: &str| request.headers().get(name).and_then(|value| value.to_str().ok());
    if let Some(site) = text("sec-fetch-site") {
        return !matches!(site, "same-origin" | "none");
    }
    let own = request.app_data::<web::Data<OwnOrigin>>().map(|own| own.0.as_str());
    // Programs other than browsers send neither header; without cookies of ours they gain nothing by it.
    text("origin").is_some_and(|origin| Some(origin) != own)
}

/// Headers of every answer.
fn private_headers(headers: &mut HeaderMap) {
    let mut set = |name: HeaderName, value: &'static str| {
        if !headers.contains_key(&name) {
            headers.insert(name, HeaderValue::from_static(value));
        }
    };
    set(header::CACHE_CONTROL, "no-store, private");
    set(header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    set(header::REFERRER_POLICY, "no-referrer");
    set(header::X_FRAME_OPTIONS, "DENY");
    set(
        header::CONTENT_SECURITY_POLICY,
        "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
    );
    set(HeaderName::from_static("cross-origin-opener-policy"), "same-origin");
    set(HeaderName::from_static("cross-origin-resource-policy"), "same-origin");
    set(
        HeaderName::from_static("permissions-policy"),
        "camera=(), geolocation=(), microphone=()",
    );
    set(header::STRICT_TRANSPORT_SECURITY, "max-age=31536000; includeSubDomains");
}
