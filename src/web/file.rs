//! A file to keep instead of a page to look at.

use crate::services::exports::File;
use actix_web::HttpResponse;
use actix_web::http::header::CONTENT_DISPOSITION;

/// The answer that a browser stores. The name has nothing in it that would have to be escaped.
#[must_use]
pub fn attachment(file: File) -> HttpResponse {
    let File { name, media, bytes } = file;
    HttpResponse::Ok()
        .content_type(media)
        .insert_header((CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")))
        .body(bytes)
}
