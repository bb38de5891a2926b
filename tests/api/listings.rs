//! Listings: what their teams do with them, and what others get to see.

use crate::given;
use enishi::domain::account::{OrganisationKind, Role};
use enishi::domain::listing::NeedVisibility;
use enishi::domain::listing::content::Content;
use enishi::domain::listing::need::NeedContent;
use enishi::domain::listing::seed::SeedContent;
use serde_json::json;

on_both!(the_given_contents_are_complete_and_valid, |app| {
    let seed: SeedContent = serde_json::from_value(given::seed_content()).unwrap();
    assert_eq!(seed.faults(&app.app.vocabularies), []);
    let need: NeedContent = serde_json::from_value(given::need_content()).unwrap();
    assert_eq!(need.faults(&app.app.vocabularies), []);
    let university = app.organisation("u", OrganisationKind::University);
    let company = app.organisation("p", OrganisationKind::Pharma);
    let office = app.organisation("l", OrganisationKind::LiaisonOffice);
    let owner = app.member("owner", Role::Researcher, university);
    let scout = app.member("scout", Role::Company, company);
    let liaison = app.member("liaison", Role::Liaison, office);
    given::published_seed(app, &owner, &liaison, json!({}));
    given::published_need(app, &scout, &liaison, json!({}), NeedVisibility::Open);
});
