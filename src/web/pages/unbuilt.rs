//! What stands in for the web app where the program was built without it.

use crate::app::App;
use crate::domain::text::Locale;
use crate::services::mailbox;
use crate::web::pages::page as fill;
use actix_web::{HttpResponse, ResponseError};
use minijinja::context;

pub(super) fn page(app: &App, locale: Locale) -> HttpResponse {
    let values = context! { mailbox => mailbox::is_shown(app) };
    fill("unbuilt.html", "縁 Enishi", values, locale).unwrap_or_else(|refused| refused.error_response())
}
