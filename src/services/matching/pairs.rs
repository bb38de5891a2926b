//! Finding and scoring pairs. Each side's score is a pure function of its own full text, the other's text as that side may know
//! it, and the frozen statistics; so nothing hidden from a side can move its candidates.

use crate::app::App;
use crate::domain::ids::{ListingId, OrganisationId};
use crate::domain::listing::{Listing, ListingKind, NeedVisibility};
use crate::domain::matching::{Side, may_meet};
use crate::domain::tier::Tier;
use crate::search::{Concepts, DocumentQuery, MatchedTerm, StatisticsEpoch, explain_text, score_text};
use crate::services::error::Outcome;
use crate::services::indexing::documents::{Readable, is_findable, readable};
use crate::store::db::Rx;
use crate::store::{grants, listings, organisations};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use utoipa::ToSchema;

/// Most terms named in an explanation.
const TERMS_NAMED: usize = 8;
/// Listings of the other side that are read at a time.
const PAGE: i64 = 500;

/// Why two listings were paired, in the words of the side that reads it.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
pub struct Explanation {
    /// Shared codes by vocabulary: areas, modalities, target classes
    pub facets: Vec<SharedCode>,
    /// Terms of the reader's own listing that the other listing's visible text carries, strongest first
    pub terms: Vec<ExplainedTerm>,
}

/// A code that both listings carry.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct SharedCode {
    /// Vocabulary
    pub vocabulary: String,
    /// Code
    pub code: String,
}

/// A term that carried the score.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct ExplainedTerm {
    /// As it stands in the reader's own listing
    pub surface: String,
    /// The thesaurus entry by which it met the other text, if it did not meet it as written
    #[serde(skip_serializing_if = "Option::is_none")]
    pub concept: Option<String>,
    /// Share of the score, 0 to 1
    pub share: f64,
}

/// A pair that one side should see.
pub struct Pair {
    /// Whose
    pub side: Side,
    /// The seed and the version it was read from
    pub seed: Readable,
    /// The need and the version it was read from
    pub need: Readable,
    /// Calibrated score, 0 to 100
    pub score: u8,
    /// Why
    pub explanation: Explanation,
}

/// One listing with everything about it that any of the three sides may use.
struct Whole {
    /// As its owner and the liaison know it
    full: Readable,
    query: DocumentQuery,
    /// As members in general know it
    members: Readable,
}

fn whole(rx: &mut Rx<'_>, app: &App, listing: &Listing, epoch: &StatisticsEpoch) -> Outcome<Option<Whole>> {
    let mut read = |tier| readable(rx, app, vec![listing.clone()], tier).map(|mut all| all.pop());
    let (Some(full), Some(members)) = (read(Tier::Owner)?, read(Tier::Members)?) else {
        return Ok(None);
    };
    let query = DocumentQuery::new(&full.borrowed(), Concepts::built_in(), epoch);
    Ok(Some(Whole { full, query, members }))
}

/// Every pair of a listing that passes the hard constraints and reaches the threshold, for every side that may know of it.
pub fn pairs_of(rx: &mut Rx<'_>, app: &App, id: ListingId) -> Outcome<Vec<Pair>> {
    let Some(listing) = listings::find(rx, id)? else {
        return Ok(Vec::new());
    };
    if !listing.state.is_open() || !organisation_is_active(rx, listing.organisation)? {
        return Ok(Vec::new());
    }
    let epoch = app.index()?.epoch()?;
    let Some(own) = whole(rx, app, &listing, &epoch)? else {
        return Ok(Vec::new());
    };
    let other_kind = match listing.kind {
        ListingKind::Seed => ListingKind::Need,
        ListingKind::Need => ListingKind::Seed,
    };
    let mut found = Vec::new();
    let mut after = None;
    loop {
        let page = listings::visible_after(rx, other_kind, after, PAGE)?;
        let Some(last) = page.last() else { return Ok(found) };
        after = Some(last.id);
        for other in page {
            if other.state.is_open() && organisation_is_active(rx, other.organisation)? {
                meet(rx, app, &own, &other, &epoch, &mut found)?;
            }
        }
    }
}

fn organisation_is_active(rx: &mut Rx<'_>, id: OrganisationId) -> Outcome<bool> {
    use crate::domain::account::OrganisationState;
    Ok(organisations::find(rx, id)?.is_some_and(|home| home.state == OrganisationState::Active))
}

fn meet(
    rx: &mut Rx<'_>,
    app: &App,
    own: &Whole,
    other: &Listing,
    epoch: &Arc<StatisticsEpoch>,
    found: &mut Vec<Pair>,
) -> Outcome<()> {
    // The liaison's view decides first: if full constraints keep them apart, no side may be offered the pair.
    let Some(full) = readable(rx, app, vec![other.clone()], Tier::Owner)?.pop() else {
        return Ok(());
    };
    let (seed, need) = ordered(&own.full, &full);
    if !may_meet(&seed.constraints, &need.constraints) {
        return Ok(());
    }
    let Some(other) = whole(rx, app, other, epoch)? else {
        return Ok(());
    };
    let (seed, need) = if own.full.listing.kind == ListingKind::Seed {
        (own, &other)
    } else {
        (&other, own)
    };
    for (side, reader, shown) in [(Side::Seed, seed, need), (Side::Need, need, seed)] {
        if let Some(seen) = as_known_by(rx, app, reader.full.listing.organisation, shown)? {
            found.extend(scored(app, side, reader, &seen, epoch));
        }
    }
    if seed.full.listing.liaison.is_some() || need.full.listing.liaison.is_some() {
        found.extend(scored(app, Side::Liaison, need, &seed.full, epoch));
    }
    Ok(())
}

fn ordered<'a>(a: &'a Readable, b: &'a Readable) -> (&'a Readable, &'a Readable) {
    if a.listing.kind == ListingKind::Seed {
        (a, b)
    } else {
        (b, a)
    }
}

/// A listing as an organisation may know it now; `None` if it may not know of it.
fn as_known_by(rx: &mut Rx<'_>, app: &App, organisation: OrganisationId, shown: &Whole) -> Outcome<Option<Readable>> {
    let listing = &shown.full.listing;
    let Some(home) = organisations::find(rx, listing.organisation)? else {
        return Ok(None);
    };
    let hidden = listing.visibility == Some(NeedVisibility::Blind)
        || !is_findable(listing, &home)
        || shown.full.constraints.blocked.contains(&organisation);
    if hidden {
        return Ok(None);
    }
    match grants::highest(rx, listing.id, organisation)? {
        Some(tier) if tier > Tier::Members => Ok(readable(rx, app, vec![listing.clone()], tier.min(Tier::Cda))?.pop()),
        _ => Ok(Some(shown.members.clone())),
    }
}

fn scored(app: &App, side: Side, reader: &Whole, seen: &Readable, epoch: &StatisticsEpoch) -> Option<Pair> {
    let (seed, need) = ordered(&reader.full, seen);
    // Again with what the reader may know of the other: a constraint that only hidden fields meet must not count for them.
    if !may_meet(&seed.constraints, &need.constraints) {
        return None;
    }
    let texts = seen.borrowed();
    let raw = score_text(reader.query.terms(), &texts, epoch);
    let score = reader.query.normalise(raw);
    if score < app.config().matching.default_threshold {
        return None;
    }
    let terms = explain_text(reader.query.terms(), &texts, epoch, TERMS_NAMED);
    let explanation = explanation(&reader.full, seen, terms, raw);
    Some(Pair {
        side,
        seed: seed.clone(),
        need: need.clone(),
        score,
        explanation,
    })
}

fn explanation(own: &Readable, seen: &Readable, terms: Vec<MatchedTerm>, total: f64) -> Explanation {
    let shared = own.codes.iter().filter(|code| seen.codes.contains(code));
    let share = |contribution: f64| {
        if total > 0.0 {
            (contribution / total * 1_000.0).round() / 1_000.0
        } else {
            0.0
        }
    };
    Explanation {
        facets: shared
            .map(|(vocabulary, code)| SharedCode {
                vocabulary: (*vocabulary).to_owned(),
                code: code.as_str().to_owned(),
            })
            .collect(),
        terms: terms
            .into_iter()
            .map(|term| ExplainedTerm {
                share: share(term.contribution),
                surface: term.surface,
                concept: term.concept,
            })
            .collect(),
    }
}
