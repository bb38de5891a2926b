//! Finding and scoring pairs. Each side's score is a pure function of its own full text, the other's text as that side may know
//! it, and the frozen statistics of what that side may see; so nothing hidden from a side can move its candidates. The index proposes, this decides.

use crate::app::App;
use crate::domain::account::OrganisationState;
use crate::domain::ids::{CandidateId, ListingId, OrganisationId};
use crate::domain::listing::{Listing, ListingKind, NeedVisibility};
use crate::domain::matching::{Candidate, Side, may_meet};
use crate::domain::tier::Tier;
use crate::search::{AnalysedText, Concepts, DocumentQuery, Scorer};
use crate::services::error::Outcome;
use crate::services::indexing::documents::{Readable, is_findable, readable, readable_one};
use crate::services::matching::explanation::Explanation;
use crate::services::matching::neighbours::{self, Neighbours};
use crate::services::matching::occasion::Occasion;
use crate::services::matching::threshold::thresholds;
use crate::store::db::Rx;
use crate::store::{candidates, grants, listings, members, organisations};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Most terms named in an explanation.
const TERMS_NAMED: usize = 8;

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

/// One listing as its owner and as members in general know it.
pub(super) struct Whole {
    /// As its owner and the liaison know it
    pub(super) full: Readable,
    /// As members in general know it
    pub(super) members: Readable,
}

impl Whole {
    pub(super) const fn listing(&self) -> &Listing {
        &self.full.listing
    }
}

/// One listing that meets the others, and what is made of it once.
struct Meeting<'a> {
    app: &'a App,
    concepts: Arc<Concepts>,
    own: Whole,
    own_scorer: Arc<Scorer>,
    own_query: DocumentQuery,
    /// Of the liaison in charge
    desk_scorer: Option<Arc<Scorer>>,
    own_members: AnalysedText,
    own_full: AnalysedText,
    /// From which score on a pair is shown, by the listing for whose sake it is
    thresholds: BTreeMap<ListingId, u8>,
    found: Vec<Pair>,
}

/// What came of comparing a listing with others.
#[derive(Default)]
pub struct Judged {
    /// Every pair that passes the hard constraints and reaches the threshold, for every side that may know of it, best first
    pub pairs: Vec<Pair>,
    /// Candidates that are stored and no longer pass
    pub lapsed: Vec<CandidateId>,
}

/// Compares a listing with its neighbours and with those that it is paired with already.
pub fn judge(rx: &mut Rx<'_>, app: &App, occasion: Occasion) -> Outcome<Judged> {
    let id = occasion.listing;
    let (Some(full), Some(members)) = (
        readable_one(rx, app, id, Tier::Owner)?,
        readable_one(rx, app, id, Tier::Members)?,
    ) else {
        return Ok(Judged::default());
    };
    let home = organisations::find(rx, full.listing.organisation)?;
    if !full.listing.state.is_open() || home.is_none_or(|home| home.state != OrganisationState::Active) {
        return Ok(Judged::default());
    }
    let concerned = occasion.concerned(rx, full.version)?;
    let own_scorer = app.index()?.scorer(full.listing.organisation)?;
    let concepts = app.concepts();
    let mut meeting = Meeting {
        app,
        own_query: DocumentQuery::new(&full.borrowed(), &concepts, own_scorer.epoch()),
        desk_scorer: desk_scorer(rx, app, &full.listing)?,
        own_members: AnalysedText::new(&members.borrowed()),
        own_full: AnalysedText::new(&full.borrowed()),
        own: Whole { full, members },
        own_scorer,
        concepts,
        thresholds: BTreeMap::new(),
        found: Vec::new(),
    };
    let known = candidates::of_listing(rx, id)?;
    let side = side_of(meeting.own.listing());
    meeting.thresholds = thresholds(rx, app, side, &[id])?;
    let least = meeting.threshold(id);
    let mut neighbours = neighbours::of(rx, app, &meeting.own, (&meeting.own_query, least))?;
    for row in &known {
        neighbours.of_side(row.side, side).insert(row.other(id));
    }
    let Neighbours { mine, theirs, desk } = neighbours;
    let other_side = if side == Side::Seed { Side::Need } else { Side::Seed };
    let listed: Vec<ListingId> = theirs.iter().copied().collect();
    meeting.thresholds.extend(thresholds(rx, app, other_side, &listed)?);
    let all: BTreeSet<ListingId> = mine.iter().chain(&theirs).chain(&desk).copied().collect();
    let mut judged: BTreeSet<(ListingId, Side)> = BTreeSet::new();
    for (other_id, other) in wholes(rx, app, all.into_iter().collect())? {
        let home = other.listing().organisation;
        if other.listing().kind == meeting.own.listing().kind || !concerned.may_be(home) {
            continue;
        }
        if mine.contains(&other_id) {
            judged.insert((other_id, side));
            meeting.find_for_own(rx, &other)?;
        }
        if theirs.contains(&other_id) {
            let tier = known_tier(rx, home, &meeting.own)?;
            if concerned.is(home, tier.unwrap_or(Tier::Members)) {
                judged.insert((other_id, side_of(other.listing())));
                meeting.find_for_other(rx, &other, tier)?;
            }
        }
        judged.insert((other_id, Side::Liaison));
        meeting.find_for_liaison(&other);
    }
    // The best first: they are the ones that are told at once when somebody's weekly cap is near.
    let mut pairs = meeting.found;
    pairs.sort_by_key(|pair| Reverse(pair.score));
    let passes = |row: &Candidate| {
        let same =
            |pair: &Pair| (pair.side, pair.seed.listing.id, pair.need.listing.id) == (row.side, row.seed, row.need);
        pairs.iter().any(same)
    };
    let lapsed = known
        .iter()
        .filter(|row| row.lapsed_at.is_none() && judged.contains(&(row.other(id), row.side)) && !passes(row));
    let lapsed = lapsed.map(|row| row.id).collect();
    Ok(Judged { pairs, lapsed })
}

/// What the scores of the liaison in charge are made with.
fn desk_scorer(rx: &mut Rx<'_>, app: &App, listing: &Listing) -> Outcome<Option<Arc<Scorer>>> {
    let liaison = listing.liaison.map(|liaison| members::find(rx, liaison)).transpose()?;
    let office = liaison.flatten().map(|liaison| liaison.organisation);
    Ok(office.map(|office| app.index()?.scorer(office)).transpose()?)
}

/// The named listings that are open and whose organisations are active.
fn wholes(rx: &mut Rx<'_>, app: &App, ids: Vec<ListingId>) -> Outcome<BTreeMap<ListingId, Whole>> {
    let mut open: Vec<Listing> = listings::find_many(rx, &ids)?;
    open.retain(|listing| listing.state.is_open());
    let homes: Vec<OrganisationId> = open.iter().map(|listing| listing.organisation).collect();
    let homes = organisations::find_many(rx, &homes)?;
    open.retain(|listing| {
        let home = homes.iter().find(|home| home.id == listing.organisation);
        home.is_some_and(|home| home.state == OrganisationState::Active)
    });
    let mut members: BTreeMap<ListingId, Readable> = readable(rx, app, open.clone(), Tier::Members)?
        .into_iter()
        .map(|one| (one.listing.id, one))
        .collect();
    let full = readable(rx, app, open, Tier::Owner)?.into_iter();
    Ok(full
        .filter_map(|full| {
            let id = full.listing.id;
            let members = members.remove(&id)?;
            Some((id, Whole { full, members }))
        })
        .collect())
}

fn ordered<'a>(a: &'a Readable, b: &'a Readable) -> (&'a Readable, &'a Readable) {
    if a.listing.kind == ListingKind::Seed {
        (a, b)
    } else {
        (b, a)
    }
}

pub(super) const fn side_of(listing: &Listing) -> Side {
    match listing.kind {
        ListingKind::Seed => Side::Seed,
        ListingKind::Need => Side::Need,
    }
}

/// Which text of a listing an organisation may know now above what every member does; `None` if it may not know of it at all.
fn known_tier(rx: &mut Rx<'_>, organisation: OrganisationId, shown: &Whole) -> Outcome<Option<Tier>> {
    let listing = shown.listing();
    let Some(home) = organisations::find(rx, listing.organisation)? else {
        return Ok(None);
    };
    let hidden = listing.visibility == Some(NeedVisibility::Blind)
        || !is_findable(listing, &home)
        || shown.full.constraints.blocked.contains(&organisation);
    if hidden {
        return Ok(None);
    }
    let granted = grants::highest(rx, listing.id, organisation)?;
    Ok(Some(granted.unwrap_or(Tier::Members).min(Tier::Cda)))
}

impl Meeting<'_> {
    /// The other listing as a candidate for the owner of the one that is matched.
    fn find_for_own(&mut self, rx: &mut Rx<'_>, other: &Whole) -> Outcome<()> {
        let Some(tier) = known_tier(rx, self.own.listing().organisation, other)? else {
            return Ok(());
        };
        let seen = if tier > Tier::Members {
            readable_one(rx, self.app, other.listing().id, tier)?
        } else {
            Some(other.members.clone())
        };
        let Some(seen) = seen else { return Ok(()) };
        let text = AnalysedText::new(&seen.borrowed());
        let side = side_of(self.own.listing());
        let asked = (&*self.own_scorer, &self.own_query);
        let pair = self.scored(side, &self.own.full, asked, &seen, &text);
        self.found.extend(pair);
        Ok(())
    }

    /// The listing that is matched as a candidate for the owner of another, who may see up to a tier of it.
    fn find_for_other(&mut self, rx: &mut Rx<'_>, other: &Whole, tier: Option<Tier>) -> Outcome<()> {
        let Some(tier) = tier else { return Ok(()) };
        let scorer = self.app.index()?.scorer(other.listing().organisation)?;
        let query = DocumentQuery::new(&other.full.borrowed(), &self.concepts, scorer.epoch());
        let asked = (&*scorer, &query);
        let side = side_of(other.listing());
        let pair = if tier > Tier::Members {
            let Some(seen) = readable_one(rx, self.app, self.own.listing().id, tier)? else {
                return Ok(());
            };
            let text = AnalysedText::new(&seen.borrowed());
            self.scored(side, &other.full, asked, &seen, &text)
        } else {
            self.scored(side, &other.full, asked, &self.own.members, &self.own_members)
        };
        self.found.extend(pair);
        Ok(())
    }

    /// The pair for the liaison who is in charge of both, over full texts.
    fn find_for_liaison(&mut self, other: &Whole) {
        let Some(scorer) = self.desk_scorer.as_deref() else {
            return;
        };
        if self.own.listing().liaison != other.listing().liaison {
            return;
        }
        let query = |text: &Readable| DocumentQuery::new(&text.borrowed(), &self.concepts, scorer.epoch());
        let (own, other) = (&self.own.full, &other.full);
        let pair = match self.own.listing().kind {
            ListingKind::Need => {
                let text = AnalysedText::new(&other.borrowed());
                self.scored(Side::Liaison, own, (scorer, &query(own)), other, &text)
            }
            ListingKind::Seed => self.scored(Side::Liaison, other, (scorer, &query(other)), own, &self.own_full),
        };
        self.found.extend(pair);
    }

    fn threshold(&self, listing: ListingId) -> u8 {
        let usual = self.app.config().matching.default_threshold;
        self.thresholds.get(&listing).copied().unwrap_or(usual)
    }

    fn scored(
        &self,
        side: Side,
        own: &Readable,
        (scorer, query): (&Scorer, &DocumentQuery),
        seen: &Readable,
        text: &AnalysedText,
    ) -> Option<Pair> {
        let (seed, need) = ordered(own, seen);
        // With what the reader may know of the other: a constraint that only hidden fields break must not count for them.
        if !may_meet(&seed.constraints, &need.constraints) {
            return None;
        }
        let score = query.normalise(scorer.likeness(query, text), text.writing());
        let threshold = match side {
            Side::Seed | Side::Need => self.threshold(own.listing.id),
            Side::Liaison => self.app.config().matching.default_threshold,
        };
        if score < threshold {
            return None;
        }
        let raw = scorer.score(query.terms(), text);
        let terms = scorer.explain(query.terms(), text, TERMS_NAMED);
        Some(Pair {
            side,
            seed: seed.clone(),
            need: need.clone(),
            score,
            explanation: Explanation::new(own, seen, terms, raw),
        })
    }
}
