//! The API description as JSON, and an interactive reference over it.

use crate::web::routes;
use actix_web::http::header::{CONTENT_SECURITY_POLICY, LOCATION};
use actix_web::middleware::DefaultHeaders;
use actix_web::{HttpResponse, web};
use utoipa_swagger_ui::{Config, SwaggerUi};

/// Where the description is.
pub const DESCRIPTION: &str = "/api/v1/openapi.json";

/// The reference needs its own scripts, styles that its parts set, and pictures inside its style sheet; nothing foreign.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; \
                      connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

/// The description as it is sent.
#[derive(Clone)]
pub struct Description(web::Bytes);

impl Description {
    /// Describes all routes.
    pub fn of_all_routes() -> serde_json::Result<Self> {
        let text = serde_json::to_vec(&routes::description())?;
        Ok(Self(text.into()))
    }
}

/// Description and reference. They must be registered before the API itself, whose prefix the description shares.
pub fn routes(config: &mut web::ServiceConfig) {
    let settings = Config::from(DESCRIPTION)
        .try_it_out_enabled(true)
        .deep_linking(true)
        .validator_url("none");
    config
        .route(DESCRIPTION, web::get().to(description))
        .route("/api-docs", web::get().to(with_slash))
        .service(
            web::scope("/api-docs")
                .wrap(DefaultHeaders::new().add((CONTENT_SECURITY_POLICY, POLICY)))
                .service(SwaggerUi::new("/{_:.*}").config(settings)),
        );
}

async fn description(description: web::Data<Description>) -> HttpResponse {
    HttpResponse::Ok()
        .content_type("application/json")
        .body(description.0.clone())
}

async fn with_slash() -> HttpResponse {
    HttpResponse::MovedPermanently()
        .insert_header((LOCATION, "/api-docs/"))
        .finish()
}
