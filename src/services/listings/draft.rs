//! The working copy: read and saved by its team, with gaps, at any time before the end.

use crate::app::App;
use crate::domain::clock::{Instant, day_in_japan};
use crate::domain::ids::ListingId;
use crate::domain::listing::content::TierRules;
use crate::domain::listing::enabling::EnablingFinding;
use crate::domain::listing::state::ListingState;
use crate::domain::listing::{Listing, ListingKind, NeedVisibility};
use crate::domain::policy::Actor;
use crate::domain::problem::{Fault, FieldFault, Refusal};
use crate::domain::tier::Tier;
use crate::services::error::{Error, Outcome, valid};
use crate::services::listings::team;
use crate::services::listings::written::{ContentView, Written};
use crate::store::db::Reads;
use crate::store::drafts::{self, Draft};
use std::collections::BTreeMap;

/// A working copy with all that its team should know of it.
pub struct Desk {
    /// Which listing
    pub id: ListingId,
    /// Seed or need
    pub kind: ListingKind,
    /// Reference number
    pub reference: String,
    /// Where the listing is in its life
    pub state: ListingState,
    /// Where a successor of the published version is in review
    pub successor: Option<ListingState>,
    /// Everything that is written
    pub content: ContentView,
    /// Fields that the owner tightened
    pub tier_overrides: BTreeMap<String, Tier>,
    /// How a need is to show its company
    pub visibility: Option<NeedVisibility>,
    /// Row version of the working copy
    pub version: i64,
    /// When it was last saved
    pub updated_at: Instant,
    /// What submission would refuse
    pub faults: Vec<FieldFault>,
    /// Sentences that members would read and that may enable
    pub findings: Vec<EnablingFinding>,
}

/// What a team saves.
#[derive(Clone)]
pub struct Saved {
    /// Content as sent
    pub content: serde_json::Value,
    /// Fields that the owner tightened
    pub tier_overrides: BTreeMap<String, Tier>,
    /// How a need is to show its company
    pub visibility: Option<NeedVisibility>,
}

/// The working copy as its team sees it.
pub(super) fn desk(app: &App, listing: &Listing, draft: Draft, now: Instant) -> Outcome<Desk> {
    let Draft {
        content,
        tier_overrides,
        visibility,
        version,
        updated_at,
    } = draft;
    let written = Written::stored(listing.kind, &content)?;
    let rules = TierRules::of(visibility, tier_overrides.clone());
    Ok(Desk {
        id: listing.id,
        kind: listing.kind,
        reference: listing.reference.clone(),
        state: listing.state,
        successor: listing.successor,
        faults: written.faults(visibility, &rules, &app.vocabularies, day_in_japan(now)),
        findings: written.findings(&rules),
        content: written.view(Tier::Owner, &rules),
        tier_overrides,
        visibility,
        version,
        updated_at,
    })
}

/// A seed has no visibility to choose.
pub(super) fn fitting(kind: ListingKind, visibility: Option<NeedVisibility>) -> Outcome<()> {
    let misplaced = kind == ListingKind::Seed && visibility.is_some();
    valid(
        misplaced
            .then(|| FieldFault::new("visibility", Fault::UnknownField))
            .into_iter()
            .collect(),
    )
}

pub(super) fn find(reads: &mut impl Reads, id: ListingId) -> Outcome<Draft> {
    drafts::find(reads, id)?.ok_or_else(|| Error::internal(format!("listing {id} has no draft")))
}

/// Reads the working copy.
pub async fn read(app: &App, actor: Actor, id: ListingId) -> Outcome<Desk> {
    let shared = app.clone();
    app.db
        .read(move |rx| {
            let known = team::own(rx, &actor, id)?;
            let draft = find(rx, id)?;
            desk(&shared, &known.listing, draft, rx.now())
        })
        .await
}

/// Saves the working copy over the version that the actor has seen.
pub async fn save(app: &App, actor: Actor, id: ListingId, seen: i64, saved: Saved) -> Outcome<Desk> {
    let shared = app.clone();
    app.db
        .chore(move |chore| {
            let known = team::own(chore, &actor, id)?;
            if known.listing.state.is_final() {
                return Err(Refusal::WrongState.into());
            }
            let Saved {
                content,
                tier_overrides,
                visibility,
            } = saved.clone();
            fitting(known.listing.kind, visibility)?;
            let written = Written::read(known.listing.kind, &content)?;
            let mut draft = find(chore, id)?;
            if draft.version != seen {
                return Err(Refusal::Stale.into());
            }
            draft.content = written.to_text();
            draft.tier_overrides = tier_overrides;
            draft.visibility = visibility;
            drafts::update(chore, id, &mut draft)?;
            desk(&shared, &known.listing, draft, chore.now())
        })
        .await
}
