//! What people do with listings, step by step, over HTTP.

use crate::cast::Cast;
use crate::http::{Person, Reply};
use serde_json::{Value, json};

/// What an owner attests.
pub fn attestations() -> Value {
    json!({"attestations": {
        "inventors_agree": true, "institution_agrees": true, "no_third_party_secret": true, "no_patient_data": true,
        "linter_checked": true,
    }})
}

/// The whole checklist.
pub fn checklist() -> Value {
    json!({
        "title_not_enabling": true, "no_enabling_detail": true, "differentiation_present": true, "missing_data_listed": true,
        "no_duplicate": true, "tiers_set": true, "expiry_set": true,
    })
}

/// Begins a listing with gaps, then fills them. Returns its id.
pub fn draft(owner: &Person, kind: &str, content: &Value, visibility: Option<&str>) -> String {
    let begun = owner
        .post(&format!("/{kind}"), json!({"content": {"title": content["title"]}}))
        .expect(201);
    let id = begun.member("id");
    let path = format!("/listings/{id}/draft");
    let mut whole = json!({"content": content});
    if let Some(visibility) = visibility {
        whole["visibility"] = visibility.into();
    }
    let saved = owner.put(&path, &begun.tag(), whole).expect(200);
    assert_eq!(saved.json()["faults"], json!([]), "{}", saved.text);
    id
}

/// Submits the working copy.
#[track_caller]
pub fn submit(owner: &Person, id: &str) -> Reply {
    let tag = owner.get(&format!("/listings/{id}/draft")).expect(200).tag();
    owner
        .post_on(&format!("/listings/{id}/submit"), &tag, attestations())
        .expect(200)
}

/// A reviewer's decision about what lies on the desk.
#[track_caller]
pub fn review(liaison: &Person, id: &str, decision: Value) -> Reply {
    let tag = liaison.get(&format!("/listings/{id}/review")).expect(200).tag();
    liaison
        .post_on(&format!("/listings/{id}/reviews"), &tag, decision)
        .expect(200)
}

/// Approves and publishes what was submitted.
#[track_caller]
pub fn publish(liaison: &Person, id: &str) {
    let approved = review(liaison, id, json!({"decision": "approve", "checklist": checklist()}));
    assert_eq!(approved.json()["review_state"], "approved");
    let published = review(liaison, id, json!({"decision": "publish"}));
    assert_eq!(published.json()["state"], "published");
}

/// The whole way of a listing to publication.
pub fn published(cast: &Cast, owner: &Person, kind: &str, content: &Value, visibility: Option<&str>) -> String {
    let id = draft(owner, kind, content, visibility);
    submit(owner, &id);
    publish(&cast.liaison, &id);
    id
}

/// The candidates of one of a person's listings.
#[track_caller]
pub fn candidates(person: &Person, listing: &str) -> Vec<Value> {
    person.list(&format!("/candidates?listing={listing}"))
}
