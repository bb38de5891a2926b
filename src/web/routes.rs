//! Every route on one screen, grouped by noun. The API description is made from this list; a handler that is not here does
//! not exist, and `tests/api/authorization.rs` fails for one that is here but not in its matrix.

use crate::web::{self, openapi};
use utoipa::openapi::OpenApi;
use utoipa_actix_web::service_config::ServiceConfig;

/// Where the API lives.
pub const PREFIX: &str = "/api/v1";

/// All routes below `/api/v1`. A fixed name stands before an id of the same place.
pub fn api(config: &mut ServiceConfig<'_>) {
    config.service(web::announcements::all::all_announcements);
    config.service(web::announcements::list::list_announcements);
    config.service(web::announcements::make::make_announcement);
    config.service(web::announcements::change::change_announcement);
    config.service(web::announcements::remove::remove_announcement);
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
    config.service(web::curation::comment::add_comment);
    config.service(web::curation::decide::decide_review);
    config.service(web::curation::desk::review_desk);
    config.service(web::curation::liaison::liaison_in_charge);
    config.service(web::curation::liaisons::liaison_loads);
    config.service(web::curation::public_requests::public_requests);
    config.service(web::curation::queue::review_queue);
    config.service(web::curation::reassign::reassign_liaison);
    config.service(web::curation::resolve::resolve_comment);
    config.service(web::dashboard::overview::overview);
    config.service(web::dashboard::show::show_dashboard);
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
    config.service(web::ledger::evidence::ledger_evidence);
    config.service(web::ledger::entries::list_entries);
    config.service(web::ledger::logs::list_logs);
    config.service(web::ledger::verification::verify_ledger);
    config.service(web::listings::begin::begin_need);
    config.service(web::listings::begin::begin_seed);
    config.service(web::listings::fields::listing_fields);
    config.service(web::listings::mine::my_listings);
    config.service(web::listings::vocabularies::list_vocabularies);
    config.service(web::listings::audience::show_audience);
    config.service(web::listings::matching::show_matching);
    config.service(web::listings::conclude::conclude_listing);
    config.service(web::listings::disclosures::list_disclosures);
    config.service(web::listings::draft::show_draft);
    config.service(web::listings::evidence::listing_evidence);
    config.service(web::listings::export::export_listing);
    config.service(web::listings::pause::pause_listing);
    config.service(web::listings::preview::preview_listing);
    config.service(web::listings::agree_public::agree_public);
    config.service(web::listings::public::show_public);
    config.service(web::listings::want_public::want_public);
    config.service(web::listings::recall::recall_listing);
    config.service(web::listings::renew::renew_listing);
    config.service(web::listings::resume::resume_listing);
    config.service(web::listings::save_audience::save_audience);
    config.service(web::listings::save_matching::save_matching);
    config.service(web::listings::save_draft::save_draft);
    config.service(web::listings::show::show_listing);
    config.service(web::listings::submit::submit_listing);
    config.service(web::listings::version::show_version);
    config.service(web::listings::versions::list_versions);
    config.service(web::listings::withdraw::withdraw_listing);
    config.service(web::me::change::change_me);
    config.service(web::me::change_password::change_password);
    config.service(web::me::colleagues::my_colleagues);
    config.service(web::me::receipt::my_receipt);
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
    config.service(web::notes::add::add_note);
    config.service(web::notes::change::change_note);
    config.service(web::notes::list::list_notes);
    config.service(web::notes::of_listing::notes_of_listing);
    config.service(web::notes::remove::remove_note);
    config.service(web::notes::show::show_note);
    config.service(web::operations::queue::queue);
    config.service(web::operations::retry_mail::retry_mail);
    config.service(web::operations::retry_task::retry_task);
    config.service(web::organisations::change::change_organisation);
    config.service(web::organisations::create::create_organisation);
    config.service(web::organisations::list::list_organisations);
    config.service(web::organisations::show::show_organisation);
    config.service(web::public::list::public_listings);
    config.service(web::public::show::public_listing);
    config.service(web::saved_searches::alerts::list_search_alerts);
    config.service(web::saved_searches::change::change_saved_search);
    config.service(web::saved_searches::create::save_search);
    config.service(web::saved_searches::list::list_saved_searches);
    config.service(web::saved_searches::remove::remove_saved_search);
    config.service(web::saved_searches::seen::mark_alerts_seen);
    config.service(web::saved_searches::show::show_saved_search);
    config.service(web::search::about::listings_about);
    config.service(web::search::export::export_needs);
    config.service(web::search::export::export_seeds);
    config.service(web::search::listings::needs);
    config.service(web::search::listings::seeds);
    config.service(web::search::similar::similar_listings);
    config.service(web::search::suggest::suggestions);
    config.service(web::undertakings::current::current_undertaking);
    config.service(web::undertakings::accept::accept_undertaking);
    config.service(web::undertakings::acceptances::list_acceptances);
    config.service(web::undertakings::list::list_undertakings);
    config.service(web::undertakings::publish::publish_undertaking);
    config.service(web::unsubscribe::ask::ask_to_unsubscribe);
    config.service(web::unsubscribe::switch_off::unsubscribe);
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
    openapi::with_keys(api)
}
