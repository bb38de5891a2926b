//! The listings whose team an actor belongs to, with what to do next.

use crate::app::App;
use crate::domain::clock::{Instant, day_in_japan};
use crate::domain::ids::ListingId;
use crate::domain::listing::content::TierRules;
use crate::domain::listing::next_step::{NextStep, next_step};
use crate::domain::listing::{Listing, NeedVisibility};
use crate::domain::policy::Actor;
use crate::domain::text::Bilingual;
use crate::services::cursor;
use crate::services::error::{Error, Outcome};
use crate::services::listings::draft;
use crate::services::listings::moves::Standing;
use crate::services::listings::written::Written;
use crate::store::db::Reads;
use crate::store::{listings, versions};

const QUESTION: &str = "listings/mine";

/// One's own listing on a list.
pub struct Mine {
    /// Where it stands
    pub standing: Standing,
    /// Title of the working copy
    pub title: Option<Bilingual>,
    /// How a need is to show its company
    pub visibility: Option<NeedVisibility>,
    /// What to do next
    pub next_step: NextStep,
    /// Row version of the working copy
    pub draft_version: i64,
    /// When the working copy was last saved
    pub updated_at: Instant,
    /// When it was begun
    pub created_at: Instant,
}

/// A page of them, newest first.
pub struct Page {
    /// The listings
    pub items: Vec<Mine>,
    /// Where the next page begins
    pub next_cursor: Option<String>,
}

/// A page of the actor's own listings.
pub async fn list(app: &App, actor: Actor, limit: usize, cursor: Option<&str>) -> Outcome<Page> {
    let member = actor.member;
    let before: Option<(Instant, ListingId)> = cursor
        .map(|cursor| cursor::open(app, member, &QUESTION, cursor))
        .transpose()?;
    let wanted = i64::try_from(limit).map_err(Error::internal)? + 1;
    let shared = app.clone();
    let (items, more) = app
        .db
        .read(move |rx| {
            let mut found = listings::page_of_team_member(rx, &actor, before, wanted)?;
            let more = found.len() > limit;
            found.truncate(limit);
            let items = found.iter().map(|listing| one(&shared, rx, listing));
            Ok::<_, Error>((items.collect::<Outcome<Vec<_>>>()?, more))
        })
        .await?;
    let place = items.last().filter(|_| more);
    let next_cursor = place
        .map(|last| cursor::sign(app, member, &QUESTION, &(last.created_at, last.standing.id)))
        .transpose()?;
    Ok(Page { items, next_cursor })
}

fn one(app: &App, reads: &mut impl Reads, listing: &Listing) -> Outcome<Mine> {
    let draft = draft::find(reads, listing.id)?;
    let written = Written::stored(listing.kind, &draft.content)?;
    let rules = TierRules::of(draft.visibility, draft.tier_overrides.clone());
    let today = day_in_japan(reads.now());
    let faults = written.faults(draft.visibility, &rules, &app.vocabularies, today);
    let submitted = listing.submitted.map(|id| versions::find(reads, id)).transpose()?;
    let edited = submitted
        .flatten()
        .is_none_or(|version| draft.updated_at > version.submitted_at);
    Ok(Mine {
        standing: Standing::of(listing),
        title: written.title(),
        visibility: draft.visibility,
        next_step: next_step(listing, edited, faults.is_empty()),
        draft_version: draft.version,
        updated_at: draft.updated_at,
        created_at: listing.created_at,
    })
}
