//! `Idempotency-Key` on every mutating POST: the first answer is stored and repeated, a key is never spent twice.

use crate::app::App;
use crate::domain::problem::Refusal;
use crate::services::idempotency::{self, StoredAnswer};
use crate::web::body::BodyLimit;
use crate::web::caller::actor_of;
use crate::web::error::{Rejection, locale_of};
use actix_web::body::{BoxBody, MessageBody, to_bytes};
use actix_web::dev::{Payload, ServiceRequest, ServiceResponse};
use actix_web::http::header::{CONTENT_LANGUAGE, CONTENT_TYPE, ETAG, HeaderName, HeaderValue, LOCATION};
use actix_web::http::{Method, StatusCode, Uri};
use actix_web::middleware::Next;
use actix_web::{Error, HttpMessage, HttpRequest, HttpResponse, ResponseError, web};
use futures_util::StreamExt;
use std::collections::BTreeMap;

/// POST routes that change nothing a repetition could double, or that guard themselves: they need no key.
const WITHOUT_KEY: &[&str] = &[
    "/api/v1/search/",
    "/api/v1/auth/",
    "/api/v1/invitations/inspect",
    "/api/v1/unsubscribe",
];

/// POST routes with a key that ask for no caller: whoever knows the key may hear the answer again.
const FOR_EVERYBODY: &[&str] = &["/api/v1/applications", "/api/v1/invitations/redeem"];

/// POST routes whose answer holds what nobody else may keep, once its owner removed it: only the place of what was made is stored.
const READ_ANEW: &[&str] = &["/api/v1/saved-searches"];

/// The same for what stands below a listing.
fn is_read_anew(path: &str) -> bool {
    let note = path.starts_with("/api/v1/listings/") && path.ends_with("/notes");
    note || READ_ANEW.contains(&path)
}

/// The address as routes are found by it: `%73earch` is `search`. What the request wrote is for nobody else.
fn path_of(request: &ServiceRequest) -> &str {
    request.match_info().as_str()
}

const KEY: &str = "idempotency-key";
const REPLAYED: HeaderName = HeaderName::from_static("idempotent-replayed");
const MOST_KEY_BYTES: usize = 200;
const KEPT_HEADERS: [HeaderName; 4] = [CONTENT_TYPE, CONTENT_LANGUAGE, ETAG, LOCATION];

/// Whether a request must carry a key.
#[must_use]
pub fn needs_key(method: &Method, path: &str) -> bool {
    *method == Method::POST && !WITHOUT_KEY.iter().any(|prefix| path.starts_with(prefix))
}

/// Carries a keyed request out once.
pub async fn idempotent(
    mut request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    if !needs_key(request.method(), path_of(&request)) {
        return Ok(next.call(request).await?.map_into_boxed_body());
    }
    let locale = locale_of(request.request());
    // As an answer and not as an error: only answers pass the guard, which marks them.
    let refusal = |refusal: Refusal| Rejection::new(refusal, locale).error_response();
    let Some(app) = request.app_data::<web::Data<App>>().cloned() else {
        return Ok(request.into_response(refusal(Refusal::Internal)));
    };
    let key = request
        .headers()
        .get(KEY)
        .and_then(|value| value.to_str().ok())
        .map(str::to_owned);
    let account = match actor_of(request.request()).await {
        Ok(actor) => actor.member.to_string(),
        Err(_) => "outsider".to_owned(),
    };
    let Some(key) = key.filter(|key| !key.is_empty() && key.len() <= MOST_KEY_BYTES) else {
        return Ok(request.into_response(refusal(Refusal::IdempotencyKeyRequired)));
    };
    let limit = request
        .app_data::<web::Data<BodyLimit>>()
        .map_or(65_536, |limit| limit.0);
    let body = match read(request.take_payload(), limit).await {
        Ok(body) => body,
        Err(why) => return Ok(request.into_response(refusal(why))),
    };
    let path = path_of(&request).to_owned();
    let keyed = idempotency::keyed(&account, request.method().as_str(), &path, &key, &body);
    request.set_payload(Payload::from(body));
    match idempotency::replay(&app, &keyed).await {
        Ok(Some(stored)) if FOR_EVERYBODY.contains(&path.as_str()) => {
            let answer = replayed(stored);
            return Ok(request.into_response(answer));
        }
        Ok(Some(stored)) if is_read_anew(&path) => return read_anew(request, next, stored).await,
        Ok(Some(stored)) => {
            request.extensions_mut().insert(Repeated(stored));
            return Ok(next.call(request).await?.map_into_boxed_body());
        }
        Ok(None) => {}
        Err(error) => return Ok(request.into_response(Rejection::of(error, locale).error_response())),
    }
    let answer = keyed.clone().scope(next.call(request)).await?;
    if !answer.status().is_success() {
        return Ok(answer.map_into_boxed_body());
    }
    let (request, response) = answer.into_parts();
    let (head, body) = response.into_parts();
    let Ok(body) = to_bytes(body).await else {
        return Ok(ServiceResponse::new(request, refusal(Refusal::Internal)));
    };
    let kept = KEPT_HEADERS.iter().filter_map(|name| {
        let value = head.headers().get(name)?.to_str().ok()?;
        Some((name.as_str().to_owned(), value.to_owned()))
    });
    let stored = StoredAnswer {
        status: head.status().as_u16(),
        headers: serde_json::to_string(&kept.collect::<BTreeMap<_, _>>()).unwrap_or_else(|_| "{}".into()),
        body: if is_read_anew(&path) {
            String::new()
        } else {
            String::from_utf8_lossy(&body).into_owned()
        },
    };
    if let Err(error) = idempotency::remember(&app, &keyed, stored).await {
        // The change stands; only a repetition will hear "carried out before" instead of this answer.
        tracing::warn!(error = %error, "an answer could not be kept for repetitions");
    }
    Ok(ServiceResponse::new(request, head.set_body(body).map_into_boxed_body()))
}

/// Answers a repetition by reading what the first request made, as it stands now and as far as the caller may still read it.
async fn read_anew(
    mut request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
    stored: StoredAnswer,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let locale = locale_of(request.request());
    let headers: BTreeMap<String, String> = serde_json::from_str(&stored.headers).unwrap_or_default();
    let place = headers
        .get(LOCATION.as_str())
        .and_then(|place| place.parse::<Uri>().ok());
    let place = place.ok_or_else(|| Error::from(Rejection::new(Refusal::Internal, locale)))?;
    request.match_info_mut().get_mut().update(&place);
    request.head_mut().uri = place;
    request.head_mut().method = Method::GET;
    let mut answer = next.call(request).await?.map_into_boxed_body();
    if answer.status().is_success() {
        *answer.response_mut().status_mut() = StatusCode::from_u16(stored.status).unwrap_or(StatusCode::OK);
        answer.headers_mut().insert(REPLAYED, HeaderValue::from_static("true"));
    }
    Ok(answer)
}

/// The stored answer to a request that was carried out before: it waits until the route has let its caller in.
struct Repeated(StoredAnswer);

/// The answer that a caller who was let in gets instead of a second execution.
pub fn repeated(request: &HttpRequest) -> Option<HttpResponse> {
    let stored = request.extensions_mut().remove::<Repeated>();
    stored.map(|Repeated(stored)| replayed(stored))
}

async fn read(mut payload: Payload, limit: usize) -> Result<web::Bytes, Refusal> {
    let mut body = web::BytesMut::new();
    while let Some(chunk) = payload.next().await {
        let chunk = chunk.map_err(|_| Refusal::Unreadable)?;
        if body.len() + chunk.len() > limit {
            return Err(Refusal::TooLarge);
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body.freeze())
}

fn replayed(stored: StoredAnswer) -> HttpResponse {
    let status = StatusCode::from_u16(stored.status).unwrap_or(StatusCode::OK);
    let mut answer = HttpResponse::build(status);
    let headers: BTreeMap<String, String> = serde_json::from_str(&stored.headers).unwrap_or_default();
    for (name, value) in headers {
        if let (Ok(name), Ok(value)) = (HeaderName::try_from(name), HeaderValue::try_from(value)) {
            answer.insert_header((name, value));
        }
    }
    answer.insert_header((REPLAYED, HeaderValue::from_static("true")));
    answer.body(stored.body)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::routes;

    #[test]
    fn answers_are_repeated_unasked_only_where_no_route_asks_for_a_caller() {
        let description = routes::description();
        let open = description.paths.paths.iter().filter_map(|(path, item)| {
            let post = item.post.as_ref().filter(|_| needs_key(&Method::POST, path))?;
            post.security.is_none().then_some(path.as_str())
        });
        assert_eq!(open.collect::<Vec<_>>(), FOR_EVERYBODY);
    }
}
