//! Who takes part.

use crate::helpers::{Actor, TestApp};
use enishi::domain::account::{OrganisationKind, Role};
use serde_json::json;

pub struct People<'a> {
    pub tanaka: Actor<'a>,
    /// At another university than the first
    pub hayashi: Actor<'a>,
    pub company: Actor<'a>,
    /// An observer with a seed of her own
    pub scholar: Actor<'a>,
    /// An observer who was granted more of one seed
    pub trusted: Actor<'a>,
    pub rival: Actor<'a>,
    /// Another company that is no observer
    pub other: Actor<'a>,
    /// In charge of what the observers list, and of what they may see of others
    pub liaison: Actor<'a>,
    /// In charge of the rest
    pub broker: Actor<'a>,
}

pub fn people(app: &TestApp) -> People<'_> {
    let home = |key: &str, kind| app.organisation(key, kind);
    let (uni, college) = (
        home("uni", OrganisationKind::University),
        home("college", OrganisationKind::University),
    );
    let clinic = home("clinic", OrganisationKind::Hospital);
    let companies = ["pharma", "trusted", "rival", "other"].map(|key| home(key, OrganisationKind::Pharma));
    let office = home("office", OrganisationKind::LiaisonOffice);
    People {
        tanaka: app.member("tanaka", Role::Researcher, uni),
        hayashi: app.member("hayashi", Role::Researcher, college),
        company: app.member("suzuki", Role::Company, companies[0]),
        scholar: app.member("sato", Role::Researcher, clinic),
        trusted: app.member("yamada", Role::Company, companies[1]),
        rival: app.member("kato", Role::Company, companies[2]),
        other: app.member("abe", Role::Company, companies[3]),
        liaison: app.member("mori", Role::Liaison, office),
        broker: app.member("ono", Role::Liaison, office),
    }
}

pub fn keep(actor: &Actor<'_>, kind: &str, text: &str) -> String {
    let body = json!({"name": format!("{kind} {text}"), "question": {"kind": kind, "text": text}});
    let saved = actor.post("/saved-searches", body).expect(201).json();
    saved["id"].as_str().unwrap().to_owned()
}
