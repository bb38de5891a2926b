//! What happens to listings after their publication: hiding, editing, blocking.

use crate::given::{attested, over};
use crate::helpers::{Actor, TestApp};
use enishi::domain::ids::{ListingId, OrganisationId};
use enishi::domain::listing::state::ListingState;
use enishi::store::{audiences, listings};
use serde_json::{Value, json};

/// Ways to hide a listing that works against everybody: taking it away. After them comes blocking.
pub const TAKEN_AWAY: usize = 2;

/// Out of the observers' sight: withdrawn, paused, or blocked for them.
pub fn hide(app: &TestApp, listing: ListingId, how: usize, observers: &[OrganisationId]) {
    app.arrange(|tx| {
        if how >= TAKEN_AWAY {
            audiences::set_blocks(tx, listing, observers).unwrap();
        } else {
            let mut held = listings::find(tx, listing).unwrap().unwrap();
            held.state = [ListingState::Withdrawn, ListingState::Paused][how];
            listings::update(tx, &mut held).unwrap();
        }
        tx.reindex(listing);
    });
}

/// How far an edit goes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Until {
    Saved,
    Submitted,
    SentBack,
    Approved,
    Published,
}

/// The owner edits the working copy (`null` takes a field out), and it goes its way.
pub fn revise(
    owner: &Actor<'_>,
    liaison: &Actor<'_>,
    id: ListingId,
    content: Value,
    tightened: &[(&str, &str)],
    until: Until,
) {
    let path = format!("/listings/{id}/draft");
    let held = owner.get(&path).expect(200);
    let mut body = held.json();
    let mut wanted = json!({
        "content": over(body["content"].take(), content),
        "tier_overrides": body["tier_overrides"].take(),
    });
    for (field, tier) in tightened {
        wanted["tier_overrides"][field] = json!(tier);
    }
    let saved = owner.put(&path, &held.tag(), wanted).expect(200);
    if until == Until::Saved {
        return;
    }
    let statement = json!({ "attestations": attested() });
    let submit = format!("/listings/{id}/submit");
    owner
        .call("POST", &submit, &[("if-match", &saved.tag())], Some(&statement))
        .expect(200);
    if until == Until::Submitted {
        return;
    }
    if until == Until::SentBack {
        decide(
            liaison,
            id,
            json!({"decision": "request_changes", "note": "もう少し。"}),
        );
        return;
    }
    let desk = liaison.get(&format!("/listings/{id}/review")).expect(200).json();
    let items = desk["checklist"].as_array().unwrap().iter();
    let ticked = items.map(|item| (item["item"].as_str().unwrap().to_owned(), json!(true)));
    let ticked: serde_json::Map<String, Value> = ticked.collect();
    decide(liaison, id, json!({"decision": "approve", "checklist": ticked}));
    if until == Until::Published {
        decide(liaison, id, json!({"decision": "publish"}));
    }
}

fn decide(liaison: &Actor<'_>, id: ListingId, decision: Value) {
    let seen = liaison.get(&format!("/listings/{id}/review")).expect(200).tag();
    let path = format!("/listings/{id}/reviews");
    liaison
        .call("POST", &path, &[("if-match", &seen)], Some(&decision))
        .expect(200);
}

/// The owner says which organisations must not see a listing.
pub fn block(owner: &Actor<'_>, id: ListingId, blocked: &[OrganisationId]) {
    let path = format!("/listings/{id}/audience");
    let held = owner.get(&path).expect(200).tag();
    let body = json!({"team": [], "blocked_organisations": blocked});
    owner.put(&path, &held, body).expect(200);
}

/// The owner takes a listing back.
pub fn withdraw(owner: &Actor<'_>, id: ListingId) {
    let path = format!("/listings/{id}/withdraw");
    owner.post(&path, json!({"reason": "patent_filed"})).expect(200);
}
