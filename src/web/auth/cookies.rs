//! The cookies of a session. Access tokens are not among them: pages hold those in memory.

use crate::app::App;
use crate::domain::problem::Refusal;
use crate::domain::text::Locale;
use crate::services::sessions::Opened;
use crate::web::error::Rejection;
use actix_web::cookie::time::Duration;
use actix_web::cookie::{Cookie, SameSite};
use actix_web::{HttpRequest, HttpResponse, HttpResponseBuilder, ResponseError};

/// The header in which our own pages repeat the CSRF cookie.
pub const CSRF_HEADER: &str = "x-csrf-token";

const REFRESH: &str = "enishi-refresh";
const CSRF: &str = "enishi-csrf";
const DEVICE: &str = "enishi-device";
const DEVICE_LIFE: Duration = Duration::days(365);

/// What a browser shows to continue its session.
pub struct Shown {
    /// Refresh token
    pub refresh: String,
    /// CSRF token, the same in cookie and header
    pub csrf: String,
}

/// Reads them. Without a refresh cookie there is no session; without the header the request is not from our own pages.
pub fn shown(app: &App, request: &HttpRequest) -> Result<Shown, Refusal> {
    let refresh = read(app, request, REFRESH).ok_or(Refusal::Unauthenticated)?;
    let csrf = read(app, request, CSRF).ok_or(Refusal::CrossSite)?;
    let header = request.headers().get(CSRF_HEADER).and_then(|value| value.to_str().ok());
    if header == Some(csrf.as_str()) {
        Ok(Shown { refresh, csrf })
    } else {
        Err(Refusal::CrossSite)
    }
}

/// The device token.
pub fn device(app: &App, request: &HttpRequest) -> Option<String> {
    read(app, request, DEVICE)
}

/// Sets the cookies of an open session.
pub fn set(app: &App, answer: &mut HttpResponseBuilder, opened: &Opened) {
    let life = Duration::seconds(opened.refresh_expires_in);
    let refresh = cookie(app, REFRESH, &opened.refresh_token, true, life);
    let csrf = cookie(app, CSRF, &opened.csrf_token, false, life);
    answer.cookie(refresh).cookie(csrf);
    if let Some(device) = &opened.device {
        answer.cookie(cookie(app, DEVICE, device, true, DEVICE_LIFE));
    }
}

/// Removes the cookies of a session that is over; the device token stays.
pub fn remove(app: &App, answer: &mut HttpResponseBuilder) {
    for (name, http_only) in [(REFRESH, true), (CSRF, false)] {
        answer.cookie(cookie(app, name, "", http_only, Duration::ZERO));
    }
}

/// The answer to whoever goes: nothing, and the browser is to forget what it keeps of us.
pub fn farewell(app: &App) -> HttpResponse {
    let mut answer = HttpResponse::NoContent();
    remove(app, &mut answer);
    answer.insert_header(("clear-site-data", "\"cache\", \"storage\""));
    answer.finish()
}

/// The answer to whoever has no session any more: sign in again, and forget the cookies.
pub fn over(app: &App, locale: Locale) -> HttpResponse {
    let refused = Rejection::new(Refusal::Unauthenticated, locale).error_response();
    let mut answer = HttpResponse::build(refused.status());
    for (name, value) in refused.headers() {
        answer.insert_header((name, value));
    }
    remove(app, &mut answer);
    let (_, body) = refused.into_parts();
    answer.body(body)
}

fn read(app: &App, request: &HttpRequest, name: &str) -> Option<String> {
    let cookie = request.cookie(&full_name(app, name))?;
    let value = cookie.value();
    (!value.is_empty()).then(|| value.to_owned())
}

fn cookie<'a>(app: &App, name: &str, value: &'a str, http_only: bool, life: Duration) -> Cookie<'a> {
    Cookie::build(full_name(app, name), value)
        .path("/")
        .secure(app.config().auth.cookie_secure)
        .http_only(http_only)
        .same_site(SameSite::Strict)
        .max_age(life)
        .finish()
}

/// Browsers take a `__Host-` name only with `Secure`, and then no other host can set it.
fn full_name(app: &App, name: &str) -> String {
    let prefix = if app.config().auth.cookie_secure { "__Host-" } else { "" };
    format!("{prefix}{name}")
}
