//! What robots may read: the public pages and what those are made of, nothing else. Whoever asks all the same is told that nothing
//! else is for an index.

use actix_web::HttpResponse;
use actix_web::web::{self, ServiceConfig};

/// The pages that an index may hold, each with everything below it; and the first page.
const PAGES: [&str; 3] = ["/about", "/apply", "/public"];

/// The rules. Scripts, styles and public data are read by robots that show pages, but are no pages themselves.
const RULES: &str = "\
User-agent: *
Allow: /$
Allow: /about
Allow: /apply
Allow: /public
Allow: /assets/
Allow: /api/v1/public/
Disallow: /
";

/// `GET /robots.txt`
pub fn routes(config: &mut ServiceConfig) {
    config.route("/robots.txt", web::get().to(rules));
}

async fn rules() -> HttpResponse {
    HttpResponse::Ok().content_type("text/plain; charset=utf-8").body(RULES)
}

/// Whether an address is that of a page for everybody.
#[must_use]
pub fn is_for_indexes(path: &str) -> bool {
    let below = |page: &str| {
        let rest = path.strip_prefix(page);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    path == "/" || PAGES.into_iter().any(below)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_public_pages_are_for_indexes() {
        for page in ["/", "/about", "/apply", "/public", "/public/S-7K3M-92QX"] {
            assert!(is_for_indexes(page), "{page}");
        }
        for page in [
            "/aboutme",
            "/publications",
            "/seeds/1",
            "/api/v1/public/listings",
            "/robots.txt",
            "",
        ] {
            assert!(!is_for_indexes(page), "{page}");
        }
    }
}
