//! Counting and timing every request, and `GET /metrics` for a collector.

use crate::app::App;
use crate::domain::problem::Refusal;
use crate::services::operations;
use crate::web::error::{Answer, InLanguage, Rejection, locale_of};
use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::Method;
use actix_web::http::header::{AUTHORIZATION, HeaderMap};
use actix_web::middleware::Next;
use actix_web::{Error, HttpRequest, HttpResponse, web};
use secrecy::ExposeSecret;
use std::time::Instant;
use subtle::ConstantTimeEq;

/// The route whose answers tell how signing in went.
const SIGN_IN: &str = "/api/v1/auth/sessions";

/// Headers that a proxy adds; a request with one of them did not come from this machine, whatever its peer is.
const PROXY_HEADERS: [&str; 4] = ["forwarded", "via", "x-forwarded-for", "x-real-ip"];

/// The address.
pub fn routes(config: &mut web::ServiceConfig) {
    config.route("/metrics", web::get().to(metrics));
}

/// Counts and times a request.
pub async fn measure(
    request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    let started = Instant::now();
    let app = request.app_data::<web::Data<App>>().cloned();
    let route = request.match_pattern().unwrap_or_else(|| "unmatched".to_owned());
    let method = label(request.method());
    let answer = next.call(request).await;
    let status = match &answer {
        Ok(answer) => answer.status(),
        Err(error) => error.as_response_error().status_code(),
    };
    if let Some(app) = app {
        if method == "POST" && route == SIGN_IN {
            app.metrics.sign_in(match status.as_u16() {
                200..=299 => "accepted",
                401 => "refused",
                429 => "delayed",
                _ => "failed",
            });
        }
        app.metrics.request(method, route, status.as_u16(), started.elapsed());
    }
    answer
}

/// Methods are free text, labels are not.
fn label(method: &Method) -> &'static str {
    match method.as_str() {
        "GET" => "GET",
        "HEAD" => "HEAD",
        "POST" => "POST",
        "PUT" => "PUT",
        "PATCH" => "PATCH",
        "DELETE" => "DELETE",
        "OPTIONS" => "OPTIONS",
        _ => "other",
    }
}

async fn metrics(app: web::Data<App>, request: HttpRequest) -> Answer<HttpResponse> {
    let locale = locale_of(&request);
    if !is_local(&request) && !shows_token(&app, request.headers()) {
        return Err(Rejection::new(Refusal::NotFound, locale));
    }
    let levels = operations::levels(&app).await.in_language(locale)?;
    Ok(HttpResponse::Ok()
        .content_type("text/plain; version=0.0.4; charset=utf-8")
        .body(app.metrics.render(&levels)))
}

fn is_local(request: &HttpRequest) -> bool {
    let loopback = request.peer_addr().is_some_and(|peer| peer.ip().is_loopback());
    loopback && !PROXY_HEADERS.iter().any(|name| request.headers().contains_key(*name))
}

fn shows_token(app: &App, headers: &HeaderMap) -> bool {
    let shown = headers
        .get(AUTHORIZATION)
        .and_then(|value| value.as_bytes().strip_prefix(b"Bearer "));
    match (&app.metrics_token, shown) {
        (Some(token), Some(shown)) => token.expose_secret().as_bytes().ct_eq(shown).into(),
        _ => false,
    }
}
