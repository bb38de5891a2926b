//! What others would see, for the team: of the working copy, or of the newest submitted version.

use crate::app::App;
use crate::domain::ids::ListingId;
use crate::domain::listing::content::TierRules;
use crate::domain::listing::header::{self, ListingHeader};
use crate::domain::listing::state::ListingState;
use crate::domain::listing::{Listing, NeedVisibility};
use crate::domain::policy::Actor;
use crate::domain::problem::Refusal;
use crate::domain::tier::Tier;
use crate::services::error::{Error, Outcome};
use crate::services::listings::access::{self, Known, ListingView, Surface};
use crate::services::listings::written::{ContentView, Written};
use crate::services::listings::{draft, team};
use crate::store::versions;

/// What is previewed.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Of {
    /// The working copy
    Draft,
    /// The newest submitted version
    Version,
}

/// What a viewer of a tier would see once it is published; `None` if the listing would not exist for them.
pub async fn show(app: &App, actor: &Actor, id: ListingId, tier: Tier, of: Of) -> Outcome<Option<ListingView>> {
    let shown = match of {
        Of::Draft => of_draft(app, actor, id, tier).await?,
        Of::Version => of_version(app, actor, id, tier).await?,
    };
    Ok(shown
        .filter(|view| view.header.visibility != Some(NeedVisibility::Blind))
        .map(|mut view| {
            as_others(&mut view.header);
            view
        }))
}

async fn of_draft(app: &App, actor: &Actor, id: ListingId, tier: Tier) -> Outcome<Option<ListingView>> {
    let actor = actor.clone();
    app.db
        .read(move |rx| {
            let Known {
                listing,
                audience: _,
                organisation,
                clearance,
            } = team::own(rx, &actor, id)?;
            let draft = draft::find(rx, id)?;
            let rules = TierRules::of(draft.visibility, draft.tier_overrides);
            let written = Written::stored(listing.kind, &draft.content)?;
            let lowered = clearance.lowered_to(tier);
            let liaison = access::liaison_name(rx, &listing)?;
            let listing = Listing {
                visibility: draft.visibility,
                ..listing
            };
            let header = header::header(listing, organisation, liaison, None, &lowered);
            let (seed, need) = match written.view(lowered.tier(), &rules) {
                ContentView::Seed(view) => (Some(*view), None),
                ContentView::Need(view) => (None, Some(*view)),
            };
            Ok(Some(ListingView { header, seed, need }))
        })
        .await
}

async fn of_version(app: &App, actor: &Actor, id: ListingId, tier: Tier) -> Outcome<Option<ListingView>> {
    let reader = actor.clone();
    let sealed = app
        .db
        .read(move |rx| {
            let mut known = team::own(rx, &reader, id)?;
            let newest = known.listing.submitted.ok_or(Refusal::NotFound)?;
            let version = versions::find(rx, newest)?.ok_or(Refusal::NotFound)?;
            known.listing.visibility = version.visibility;
            Ok::<_, Error>(access::seal(rx, known, Some(newest))?.lowered_to(tier))
        })
        .await?;
    // The team's own reading: the receipt needs no entry.
    let shown = access::show_all(app, actor, Surface::Detail, vec![sealed]).await?;
    Ok(shown.into_iter().next())
}

/// The frame as it will be for others.
fn as_others(header: &mut ListingHeader) {
    header.own = false;
    if !header.state.is_visible() {
        header.state = ListingState::Published;
    }
}
