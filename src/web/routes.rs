//! Every route on one screen, grouped by noun. The API description is made from this list; a handler that is not here does
//! not exist, and `tests/api/authorization.rs` fails for one that is here but not in its matrix.

use crate::web::auth;
use crate::web::candidates;
use crate::web::openapi;
use crate::web::search;
use utoipa::openapi::OpenApi;
use utoipa_actix_web::service_config::ServiceConfig;

/// Where the API lives.
pub const PREFIX: &str = "/api/v1";

/// All routes below `/api/v1`.
pub fn api(config: &mut ServiceConfig<'_>) {
    config.service(auth::sign_in::sign_in);
    config.service(candidates::list::list);
    config.service(candidates::read::read);
    config.service(candidates::decide::decide);
    config.service(candidates::mark::mark);
    config.service(search::listings::seeds);
    config.service(search::listings::needs);
}

/// The API description of all routes.
#[must_use]
pub fn description() -> OpenApi {
    use utoipa_actix_web::AppExt;
    let (_, api) = actix_web::App::new()
        .into_utoipa_app()
        .openapi(openapi::skeleton())
        .service(utoipa_actix_web::scope(PREFIX).configure(api))
        .split_for_parts();
    api
}
