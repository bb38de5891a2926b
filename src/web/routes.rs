//! Every route on one screen, grouped by noun. The API description is made from this list; a handler that is not here does
//! not exist, and `tests/api/authorization.rs` fails for one that is here but not in its matrix.

use crate::web::{self, openapi};
use crate::web::{auth, candidates, me, openapi, search, unsubscribe};
use crate::web::{auth, me, openapi, operations, unsubscribe};
use crate::web::{
    applications, auth, invitations, me, members, openapi, operations, organisations, undertakings, unsubscribe,
};
use crate::web::{auth, listings, me, openapi, unsubscribe};
use utoipa::openapi::OpenApi;
use utoipa_actix_web::service_config::ServiceConfig;

/// Where the API lives.
pub const PREFIX: &str = "/api/v1";

/// All routes below `/api/v1`. A fixed name stands before an id of the same place.
pub fn api(config: &mut ServiceConfig<'_>) {
    config.service(web::applications::assign::assign_application);
    config.service(web::applications::list::list_applications);
    config.service(web::applications::show::show_application);
    config.service(web::applications::submit::submit_application);
    config.service(web::applications::vet::vet_application);
    config.service(web::auth::redeem_reset::redeem_reset);
    config.service(web::auth::refresh::refresh);
    config.service(web::auth::request_reset::request_reset);
    config.service(web::auth::sign_in::sign_in);
    config.service(web::auth::sign_out::sign_out);
    config.service(web::candidates::decide::decide);
    config.service(web::candidates::list::list);
    config.service(web::candidates::mark::mark);
    config.service(web::candidates::read::read);
    config.service(web::introductions::accept::accept_introduction);
    config.service(web::introductions::ask::ask_for_introduction);
    config.service(web::introductions::confirm::confirm_introduction);
    config.service(web::introductions::decline::decline_introduction);
    config.service(web::introductions::list::list_introductions);
    config.service(web::introductions::provide_info::provide_introduction_info);
    config.service(web::introductions::request_info::request_introduction_info);
    config.service(web::introductions::show::show_introduction);
    config.service(web::introductions::withdraw::withdraw_introduction);
    config.service(web::invitations::inspect::inspect_invitation);
    config.service(web::invitations::redeem::redeem_invitation);
    config.service(web::invitations::reissue::reissue_invitation);
    config.service(web::me::change::change_me);
    config.service(web::me::change_password::change_password);
    config.service(web::me::end_other_sessions::end_other_sessions);
    config.service(web::me::end_session::end_session);
    config.service(web::me::mail_preferences::my_mail_preferences);
    config.service(web::me::notices::my_notices);
    config.service(web::me::read_all_notices::read_all_notices);
    config.service(web::me::read_notice::read_notice);
    config.service(web::me::sessions::my_sessions);
    config.service(web::me::set_mail_preferences::set_mail_preferences);
    config.service(web::me::show::show_me);
    config.service(web::members::change::change_member);
    config.service(web::members::leave::leave_consortium);
    config.service(web::members::list::list_members);
    config.service(web::members::show::show_member);
    config.service(web::members::standing::end_membership);
    config.service(web::members::standing::reinstate_member);
    config.service(web::members::standing::suspend_member);
    config.service(web::operations::queue::queue);
    config.service(web::operations::retry_mail::retry_mail);
    config.service(web::operations::retry_task::retry_task);
    config.service(web::organisations::change::change_organisation);
    config.service(web::organisations::create::create_organisation);
    config.service(web::organisations::list::list_organisations);
    config.service(web::organisations::show::show_organisation);
    config.service(web::search::listings::needs);
    config.service(web::search::listings::seeds);
    config.service(web::undertakings::current::current_undertaking);
    config.service(web::undertakings::accept::accept_undertaking);
    config.service(web::undertakings::acceptances::list_acceptances);
    config.service(web::undertakings::list::list_undertakings);
    config.service(web::undertakings::publish::publish_undertaking);
    config.service(web::unsubscribe::ask::ask_to_unsubscribe);
    config.service(web::unsubscribe::switch_off::unsubscribe);
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
    // `mine` stands before `{id}`, which would take it for an id.
    config
        .service(listings::begin::begin_need)
        .service(listings::begin::begin_seed)
        .service(listings::fields::listing_fields)
        .service(listings::mine::my_listings)
        .service(listings::vocabularies::list_vocabularies)
        .service(listings::audience::show_audience)
        .service(listings::conclude::conclude_listing)
        .service(listings::disclosures::list_disclosures)
        .service(listings::draft::show_draft)
        .service(listings::pause::pause_listing)
        .service(listings::preview::preview_listing)
        .service(listings::recall::recall_listing)
        .service(listings::renew::renew_listing)
        .service(listings::resume::resume_listing)
        .service(listings::save_audience::save_audience)
        .service(listings::save_draft::save_draft)
        .service(listings::show::show_listing)
        .service(listings::submit::submit_listing)
        .service(listings::version::show_version)
        .service(listings::versions::list_versions)
        .service(listings::withdraw::withdraw_listing);
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
