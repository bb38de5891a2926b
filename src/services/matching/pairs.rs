//! Finding and scoring pairs. Each side's score is a pure function of its own full text, the other's text as that side may know
//! it, and the frozen statistics of what that side may see; so nothing hidden from a side can move its candidates. The index proposes, this decides.

use crate::app::App;
use crate::domain::account::OrganisationState;
use crate::domain::ids::{CandidateId, ListingId, OrganisationId};
use crate::domain::listing::{Listing, ListingKind, NeedVisibility};
use crate::domain::matching::{Candidate, Side, may_meet};
use crate::domain::tier::Tier;
use crate::search::{Concepts, Scorer};
use crate::services::error::Outcome;
use crate::services::indexing::documents::{Readable, is_findable, readable, readable_one};
use crate::services::matching::analysed::{Analysed, Seen, Whole};
use crate::services::matching::explanation::Explanation;
use crate::services::matching::neighbours::{self, Neighbours};
use crate::services::matching::occasion::Occasion;
use crate::services::matching::threshold::thresholds;
use crate::store::db::Rx;
use crate::store::{candidates, grants, listings, members, organisations};
use rayon::iter::{IntoParallelRefIterator, ParallelExtend, ParallelIterator};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Most terms named in an explanation.
const TERMS_NAMED: usize = 8;
/// So many listings are compared at a time, on all cores: analysed text takes ten times the memory of the text.
const COMPARED_TOGETHER: usize = 256;

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

/// One listing that meets the others.
struct Meeting<'a> {
    app: &'a App,
    concepts: Arc<Concepts>,
    own: &'a Analysed,
    own_scorer: Arc<Scorer>,
    /// Of the liaison in charge
    desk_scorer: Option<Arc<Scorer>>,
    /// From which score on a pair is shown, by the listing for whose sake it is
    thresholds: BTreeMap<ListingId, u8>,
}

/// A listing and what its owner or the liaison may read of another, the constraints of both allowing that they meet. Comparing the
/// texts costs a thousand times as much as finding that out.
struct Met<'a> {
    side: Side,
    asking: &'a Analysed,
    scorer: Arc<Scorer>,
    seen: Seen<'a>,
}

impl<'a> Met<'a> {
    /// With what the reader may know of the other: a constraint that only hidden fields break must not count for them.
    fn of(side: Side, asking: &'a Analysed, scorer: Arc<Scorer>, seen: Seen<'a>) -> Option<Self> {
        let (seed, need) = ordered(&asking.whole.full, seen.readable());
        may_meet(&seed.constraints, &need.constraints).then_some(Self {
            side,
            asking,
            scorer,
            seen,
        })
    }
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
    let own = Analysed::new(Whole { full, members });
    let own_query = own.query(&concepts, &own_scorer);
    let known = candidates::of_listing(rx, id)?;
    let side = side_of(own.listing());
    let mut meeting = Meeting {
        app,
        desk_scorer: desk_scorer(rx, app, own.listing())?,
        own: &own,
        own_scorer,
        concepts,
        thresholds: thresholds(rx, app, side, &[id])?,
    };
    let least = meeting.threshold(id);
    let mut neighbours = neighbours::of(rx, app, &own.whole, (&own_query, least))?;
    for row in &known {
        neighbours.of_side(row.side, side).insert(row.other(id));
    }
    let Neighbours { mine, theirs, desk } = neighbours;
    let other_side = if side == Side::Seed { Side::Need } else { Side::Seed };
    let listed: Vec<ListingId> = theirs.iter().copied().collect();
    meeting.thresholds.extend(thresholds(rx, app, other_side, &listed)?);
    let all: BTreeSet<ListingId> = mine.iter().chain(&theirs).chain(&desk).copied().collect();
    let mut judged: BTreeSet<(ListingId, Side)> = BTreeSet::new();
    let mut tiers: BTreeMap<OrganisationId, Option<Tier>> = BTreeMap::new();
    let all: Vec<ListingId> = all.into_iter().collect();
    let mut pairs: Vec<Pair> = Vec::new();
    for some in all.chunks(COMPARED_TOGETHER) {
        let others = wholes(rx, app, some.to_vec())?.into_iter();
        let others: Vec<(ListingId, Analysed)> = others.map(|(id, whole)| (id, Analysed::new(whole))).collect();
        let mut met = Vec::new();
        for (other_id, other) in &others {
            let (other_id, home) = (*other_id, other.listing().organisation);
            if other.listing().kind == own.listing().kind || !concerned.may_be(home) {
                continue;
            }
            if mine.contains(&other_id) {
                judged.insert((other_id, side));
                met.extend(meeting.for_own(rx, other)?);
            }
            if theirs.contains(&other_id) {
                let tier = match tiers.get(&home) {
                    Some(known) => *known,
                    None => *tiers.entry(home).or_insert(known_tier(rx, home, &own.whole)?),
                };
                if concerned.is(home, tier.unwrap_or(Tier::Members)) {
                    judged.insert((other_id, side_of(other.listing())));
                    met.extend(meeting.for_other(rx, other, tier)?);
                }
            }
            judged.insert((other_id, Side::Liaison));
            met.extend(meeting.for_liaison(other));
        }
        pairs.par_extend(met.par_iter().filter_map(|met| meeting.pair(met)));
    }
    // The best first: they are the ones that are told at once when somebody's weekly cap is near.
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

impl<'a> Meeting<'a> {
    /// The other listing as what may be a candidate for the owner of the one that is matched.
    fn for_own(&self, rx: &mut Rx<'_>, other: &'a Analysed) -> Outcome<Option<Met<'a>>> {
        let Some(tier) = known_tier(rx, self.own.listing().organisation, &other.whole)? else {
            return Ok(None);
        };
        let Some(seen) = Seen::of(rx, self.app, other, tier)? else {
            return Ok(None);
        };
        let side = side_of(self.own.listing());
        Ok(Met::of(side, self.own, Arc::clone(&self.own_scorer), seen))
    }

    /// The listing that is matched as what may be a candidate for the owner of another, who may see up to a tier of it.
    fn for_other(&self, rx: &mut Rx<'_>, other: &'a Analysed, tier: Option<Tier>) -> Outcome<Option<Met<'a>>> {
        let Some(tier) = tier else { return Ok(None) };
        let Some(seen) = Seen::of(rx, self.app, self.own, tier)? else {
            return Ok(None);
        };
        let scorer = self.app.index()?.scorer(other.listing().organisation)?;
        Ok(Met::of(side_of(other.listing()), other, scorer, seen))
    }

    /// What may be a pair for the liaison who is in charge of both, over full texts.
    fn for_liaison(&self, other: &'a Analysed) -> Option<Met<'a>> {
        let scorer = self.desk_scorer.as_ref()?;
        if self.own.listing().liaison != other.listing().liaison {
            return None;
        }
        let (asking, seen) = match self.own.listing().kind {
            ListingKind::Need => (self.own, other),
            ListingKind::Seed => (other, self.own),
        };
        Met::of(Side::Liaison, asking, Arc::clone(scorer), Seen::Full(seen))
    }

    fn threshold(&self, listing: ListingId) -> u8 {
        let usual = self.app.config().matching.default_threshold;
        self.thresholds.get(&listing).copied().unwrap_or(usual)
    }

    /// The pair, if its score reaches the threshold of the side.
    fn pair(&self, met: &Met<'_>) -> Option<Pair> {
        let Met {
            side,
            asking,
            scorer,
            seen,
        } = met;
        let (query, text) = (asking.query(&self.concepts, scorer), seen.analysed());
        let score = query.normalise(scorer.likeness(&query, text), text.writing());
        let threshold = match side {
            Side::Seed | Side::Need => self.threshold(asking.listing().id),
            Side::Liaison => self.app.config().matching.default_threshold,
        };
        if score < threshold {
            return None;
        }
        let raw = scorer.score(query.terms(), text);
        let terms = scorer.explain(query.terms(), text, TERMS_NAMED);
        let (own, seen) = (&asking.whole.full, seen.readable());
        let (seed, need) = ordered(own, seen);
        Some(Pair {
            side: *side,
            seed: seed.clone(),
            need: need.clone(),
            score,
            explanation: Explanation::new(own, seen, terms, raw),
        })
    }
}
