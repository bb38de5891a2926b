//! What a browser opens: the web app (`app.rs`), and the few pages that the program itself writes, such as the mailbox of a
//! demonstration. Those are plain HTML, escaped throughout, without scripts; the only style is the one whose hash the policy names.

pub mod app;
mod mailbox;
mod unbuilt;

use crate::domain::problem::Refusal;
use crate::domain::text::Locale;
use crate::web::error::{Answer, Rejection};
use actix_web::http::header::CONTENT_SECURITY_POLICY;
use actix_web::{HttpResponse, web};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use minijinja::{Environment, UndefinedBehavior, Value, context};
use sha2::{Digest, Sha256};
use std::sync::LazyLock;

const STYLE: &str = include_str!("style.css");

const TEMPLATES: [(&str, &str); 4] = [
    ("layout.html", include_str!("layout.html")),
    ("unbuilt.html", include_str!("unbuilt.html")),
    ("mailbox.html", include_str!("mailbox.html")),
    ("message.html", include_str!("message.html")),
];

static PAGES: LazyLock<Result<Environment<'static>, minijinja::Error>> = LazyLock::new(|| {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.add_global("style", Value::from_safe_string(STYLE.to_owned()));
    for (name, source) in TEMPLATES {
        environment.add_template(name, source)?;
    }
    Ok(environment)
});

static POLICY: LazyLock<String> = LazyLock::new(|| {
    let hash = STANDARD.encode(Sha256::digest(STYLE.as_bytes()));
    format!(
        "default-src 'none'; style-src 'sha256-{hash}'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
    )
});

/// All pages.
pub fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/mailbox", web::get().to(mailbox::list))
        .route("/mailbox/{id}", web::get().to(mailbox::read));
}

/// Fills a template and puts it into the frame that all pages share.
fn page(name: &str, title: &str, values: Value, locale: Locale) -> Answer<HttpResponse> {
    let filled = PAGES
        .as_ref()
        .map_err(ToString::to_string)
        .and_then(|pages| {
            let fill = |name: &str, values: Value| {
                let filled = pages.get_template(name).and_then(|template| template.render(values));
                filled.map_err(|error| error.to_string())
            };
            let main = Value::from_safe_string(fill(name, values)?);
            fill("layout.html", context! { title, main })
        })
        .map_err(|cause| {
            tracing::error!(page = name, cause, "a page could not be filled");
            Rejection::new(Refusal::Internal, locale)
        })?;
    Ok(HttpResponse::Ok()
        .content_type("text/html; charset=utf-8")
        .insert_header((CONTENT_SECURITY_POLICY, POLICY.as_str()))
        .body(filled))
}
