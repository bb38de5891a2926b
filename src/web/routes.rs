//! Every route on one screen, grouped by noun. The API description is made from this list; a handler that is not here does
//! not exist, and `tests/api/authorization.rs` fails for one that is here but not in its matrix.

use crate::web::{auth, candidates, me, openapi, search, unsubscribe};
use crate::web::{auth, me, openapi, operations, unsubscribe};
use utoipa::openapi::OpenApi;
use utoipa_actix_web::service_config::ServiceConfig;

/// Where the API lives.
pub const PREFIX: &str = "/api/v1";

/// All routes below `/api/v1`.
pub fn api(config: &mut ServiceConfig<'_>) {
    config
        .service(auth::redeem_reset::redeem_reset)
        .service(auth::refresh::refresh)
        .service(auth::request_reset::request_reset)
        .service(auth::sign_in::sign_in)
        .service(auth::sign_out::sign_out);
    config
        .service(candidates::decide::decide)
        .service(candidates::list::list)
        .service(candidates::mark::mark)
        .service(candidates::read::read);
    config
        .service(me::change::change_me)
        .service(me::change_password::change_password)
        .service(me::end_other_sessions::end_other_sessions)
        .service(me::end_session::end_session)
        .service(me::mail_preferences::my_mail_preferences)
        .service(me::notices::my_notices)
        .service(me::read_all_notices::read_all_notices)
        .service(me::read_notice::read_notice)
        .service(me::sessions::my_sessions)
        .service(me::set_mail_preferences::set_mail_preferences)
        .service(me::show::show_me);
    config.service(search::listings::needs).service(search::listings::seeds);
    config
        .service(operations::queue::queue)
        .service(operations::retry_mail::retry_mail)
        .service(operations::retry_task::retry_task);
    config
        .service(unsubscribe::ask::ask_to_unsubscribe)
        .service(unsubscribe::switch_off::unsubscribe);
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
