//! Beginning a seed or a need: a listing in draft with its working copy.

use crate::app::App;
use crate::domain::ids::ListingId;
use crate::domain::ledger::EntryKind;
use crate::domain::listing::reference::new_reference;
use crate::domain::listing::state::ListingState;
use crate::domain::listing::{Listing, ListingKind, NeedVisibility};
use crate::domain::policy::{self, Actor};
use crate::domain::problem::Refusal;
use crate::domain::tier::Tier;
use crate::services::error::{Error, Outcome};
use crate::services::listings::draft::{self, Desk};
use crate::services::listings::written::Written;
use crate::services::listings::{doer, entry};
use crate::store::db::{Audited, Reads, Writes};
use crate::store::drafts::{self, Draft};
use crate::store::{listings, organisations};
use std::collections::BTreeMap;

/// What to begin with; everything may come later.
#[derive(Clone)]
pub struct Beginning {
    /// Seed or need
    pub kind: ListingKind,
    /// Content as sent
    pub content: Option<serde_json::Value>,
    /// Fields that the owner tightened
    pub tier_overrides: BTreeMap<String, Tier>,
    /// How a need is to show its company
    pub visibility: Option<NeedVisibility>,
}

/// Begins a listing of the actor's organisation.
pub async fn begin(app: &App, actor: Actor, beginning: Beginning) -> Outcome<Desk> {
    if !policy::may_register(&actor, beginning.kind) {
        return Err(Refusal::Forbidden.into());
    }
    let Beginning {
        kind,
        content,
        tier_overrides,
        visibility,
    } = beginning;
    draft::fitting(kind, visibility)?;
    let empty = serde_json::Value::Object(serde_json::Map::new());
    let content = Written::read(kind, content.as_ref().unwrap_or(&empty))?.to_text();
    let shared = app.clone();
    app.db
        .write(move |tx| {
            let home = organisations::find(tx, actor.organisation)?.ok_or(Refusal::NotFound)?;
            let now = tx.now();
            let listing = Listing {
                id: ListingId::from_uuid(tx.new_uuid()),
                kind,
                reference: new_reference(kind, tx.entropy()),
                organisation: home.id,
                owner: actor.member,
                liaison: home.liaison,
                state: ListingState::Draft,
                successor: None,
                visibility,
                published: None,
                submitted: None,
                valid_until: None,
                state_since: now,
                version: 1,
                created_at: now,
            };
            listings::insert(tx, &listing)?;
            let draft = Draft {
                content: content.clone(),
                tier_overrides: tier_overrides.clone(),
                visibility,
                version: 1,
                updated_at: now,
            };
            drafts::insert(tx, listing.id, &draft)?;
            let made = entry(&listing, EntryKind::ListingCreated, doer(&actor))
                .fact("kind", kind.code())
                .fact("reference", listing.reference.clone());
            let desk = draft::desk(&shared, &listing, draft, now)?;
            Ok::<_, Error>(Audited::new(desk, tx.record(made)))
        })
        .await
}
