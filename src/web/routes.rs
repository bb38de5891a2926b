//! Every route on one screen, grouped by noun. The API description is made from this list; a handler that is not here does
//! not exist, and `tests/api/authorization.rs` fails for one that is here but not in its matrix.

use crate::web::{auth, candidates, me, openapi, search, unsubscribe};
use crate::web::{auth, me, openapi, operations, unsubscribe};
use crate::web::{
    applications, auth, invitations, me, members, openapi, operations, organisations, undertakings, unsubscribe,
};
use utoipa::openapi::OpenApi;
use utoipa_actix_web::service_config::ServiceConfig;

/// Where the API lives.
pub const PREFIX: &str = "/api/v1";

/// All routes below `/api/v1`.
pub fn api(config: &mut ServiceConfig<'_>) {
    config
        .service(applications::assign::assign_application)
        .service(applications::list::list_applications)
        .service(applications::show::show_application)
        .service(applications::submit::submit_application)
        .service(applications::vet::vet_application);
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
        .service(invitations::inspect::inspect_invitation)
        .service(invitations::redeem::redeem_invitation)
        .service(invitations::reissue::reissue_invitation);
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
        .service(members::change::change_member)
        .service(members::leave::leave_consortium)
        .service(members::list::list_members)
        .service(members::show::show_member)
        .service(members::standing::end_membership)
        .service(members::standing::reinstate_member)
        .service(members::standing::suspend_member);
    config
        .service(operations::queue::queue)
        .service(operations::retry_mail::retry_mail)
        .service(operations::retry_task::retry_task);
    config
        .service(organisations::change::change_organisation)
        .service(organisations::create::create_organisation)
        .service(organisations::list::list_organisations)
        .service(organisations::show::show_organisation);
    // The fixed name before the id.
    config
        .service(undertakings::current::current_undertaking)
        .service(undertakings::accept::accept_undertaking)
        .service(undertakings::acceptances::list_acceptances)
        .service(undertakings::list::list_undertakings)
        .service(undertakings::publish::publish_undertaking);
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
