//! The web app: the files of `frontend/dist`, the same bytes for everybody. Whatever is asked for as a page and is no other route's is a page
//! of the app, which asks the API for what its reader may see.

use crate::app::App;
use crate::domain::problem::Refusal;
use crate::services::mailbox;
use crate::web::error::{Rejection, locale_of};
use crate::web::pages::unbuilt;
use actix_web::http::Method;
use actix_web::http::header::{
    ACCEPT, ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_SECURITY_POLICY, HeaderName, VARY,
};
use actix_web::{HttpRequest, HttpResponse, ResponseError, web};
use rust_embed::RustEmbed;
use std::borrow::Cow;

/// Scripts and styles of our own only; the one hash is of a style that React Aria's `usePress` adds. No text becomes markup
/// (Trusted Types).
const POLICY: &str = "default-src 'none'; script-src 'self'; \
                      style-src 'self' 'sha256-38RhXrc7EdReTKsOm23ZPOCUgniTUUcjky8QOOrQx6o='; img-src 'self'; \
                      connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'; \
                      require-trusted-types-for 'script'";

const INDEX: &str = "index.html";

#[derive(RustEmbed)]
#[folder = "frontend/dist/"]
#[allow_missing = true]
#[exclude = "*.map"]
#[exclude = ".vite/*"]
struct Files;

/// Whatever no other route takes.
pub async fn elsewhere(app: web::Data<App>, request: HttpRequest) -> HttpResponse {
    let path = request.path();
    let reads = matches!(*request.method(), Method::GET | Method::HEAD);
    let is_api = path == "/api" || path.starts_with("/api/");
    if reads && !is_api {
        if let Some(answer) = file(&request, path.trim_start_matches('/')) {
            return answer;
        }
        if accepts_pages(&request) {
            return page(&app, &request);
        }
    }
    Rejection::new(Refusal::NotFound, locale_of(&request)).error_response()
}

fn header(request: &HttpRequest, name: HeaderName) -> &str {
    let value = request.headers().get(name).and_then(|value| value.to_str().ok());
    value.unwrap_or_default()
}

/// What a browser opens accepts HTML by name; scripts and styles that are gone must not be answered with a page.
fn accepts_pages(request: &HttpRequest) -> bool {
    let accepted = header(request, ACCEPT);
    let is_file = request.path().starts_with("/assets/");
    !is_file && (accepted.is_empty() || accepted.contains("text/html") || accepted.starts_with("*/*"))
}

fn page(app: &App, request: &HttpRequest) -> HttpResponse {
    let Some(index) = Files::get(INDEX) else {
        return unbuilt::page(app, locale_of(request));
    };
    let mut text = String::from_utf8_lossy(&index.data).into_owned();
    if mailbox::is_shown(app) {
        text = text.replace("</head>", "<meta name=\"enishi-mailbox\" content=\"/mailbox\"></head>");
    }
    HttpResponse::Ok()
        .content_type("text/html; charset=utf-8")
        .insert_header((CONTENT_SECURITY_POLICY, POLICY))
        .body(text)
}

fn file(request: &HttpRequest, name: &str) -> Option<HttpResponse> {
    let kind = content_type(name)?;
    let (data, encoding) = best(header(request, ACCEPT_ENCODING), |suffix| {
        Files::get(&format!("{name}{suffix}")).map(|file| file.data)
    })?;
    let mut answer = HttpResponse::Ok();
    answer
        .content_type(kind)
        .insert_header((VARY, ACCEPT_ENCODING.as_str()));
    answer.insert_header((
        CACHE_CONTROL,
        // Names below assets/ carry a hash of what is in them.
        if name.starts_with("assets/") {
            "public, max-age=31536000, immutable"
        } else {
            "public, max-age=3600"
        },
    ));
    if let Some(encoding) = encoding {
        answer.insert_header((CONTENT_ENCODING, encoding));
    }
    Some(answer.body(data.into_owned()))
}

/// The kinds of files that are served; everything else that lies in the folder is not.
fn content_type(name: &str) -> Option<&'static str> {
    match name.rsplit_once('.')?.1 {
        "js" => Some("text/javascript; charset=utf-8"),
        "css" => Some("text/css; charset=utf-8"),
        "svg" => Some("image/svg+xml"),
        "png" => Some("image/png"),
        _ => None,
    }
}

/// The smallest form that the reader understands, by suffix: compressed files lie beside the plain ones.
fn best<'a>(
    accepted: &str,
    find: impl Fn(&str) -> Option<Cow<'a, [u8]>>,
) -> Option<(Cow<'a, [u8]>, Option<&'static str>)> {
    let accepts = |wanted: &str| {
        accepted.split(',').any(|one| {
            let (name, quality) = one.split_once(';').unwrap_or((one, ""));
            name.trim() == wanted && !matches!(quality.trim(), "q=0" | "q=0.0" | "q=0.00" | "q=0.000")
        })
    };
    for (encoding, suffix) in [("br", ".br"), ("gzip", ".gz")] {
        if accepts(encoding)
            && let Some(data) = find(suffix)
        {
            return Some((data, Some(encoding)));
        }
    }
    find("").map(|data| (data, None))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stored(suffix: &str) -> Option<Cow<'static, [u8]>> {
        match suffix {
            "" => Some(Cow::Borrowed(b"plain")),
            ".br" => Some(Cow::Borrowed(b"brotli")),
            ".gz" => Some(Cow::Borrowed(b"gzip")),
            _ => None,
        }
    }

    #[test]
    fn the_smallest_form_that_is_understood_is_sent() {
        let chosen = |accepted| best(accepted, stored).unwrap().1;
        assert_eq!(chosen("gzip, deflate, br, zstd"), Some("br"));
        assert_eq!(chosen("gzip;q=1.0, *;q=0.1"), Some("gzip"));
        assert_eq!(chosen("br;q=0, gzip"), Some("gzip"));
        assert_eq!(chosen("identity"), None);
        assert_eq!(chosen(""), None);
        let only_plain = best("br, gzip", |suffix| stored(suffix).filter(|_| suffix.is_empty()));
        assert_eq!(only_plain.unwrap().1, None);
        assert!(best("br", |_| None).is_none());
    }

    #[test]
    fn only_files_of_the_app_are_served() {
        assert_eq!(
            content_type("assets/index-1a2b.js"),
            Some("text/javascript; charset=utf-8")
        );
        assert_eq!(content_type("assets/index-1a2b.js.br"), None);
        assert_eq!(content_type("index.html"), None);
        assert_eq!(content_type("assets/index.js.map"), None);
        assert_eq!(content_type(""), None);
    }
}
