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
use std::cell::{OnceCell, RefCell};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;
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
    own: Analysed,
    own_scorer: Arc<Scorer>,
    own_query: Rc<DocumentQuery>,
    /// Of the liaison in charge
    desk_scorer: Option<Arc<Scorer>>,
    /// From which score on a pair is shown, by the listing for whose sake it is
    thresholds: BTreeMap<ListingId, u8>,
    found: Vec<Pair>,
}

/// A listing with what is made of its texts when it is first asked for: most pairs fail before anything is.
struct Analysed {
    whole: Whole,
    full: OnceCell<AnalysedText>,
    /// `None` where members read all that the owner does
    members: OnceCell<Option<AnalysedText>>,
    /// As a query, by the statistics of whoever asks
    queries: RefCell<Vec<(Arc<Scorer>, Rc<DocumentQuery>)>>,
}

impl Analysed {
    const fn new(whole: Whole) -> Self {
        Self {
            whole,
            full: OnceCell::new(),
            members: OnceCell::new(),
            queries: RefCell::new(Vec::new()),
        }
    }

    const fn listing(&self) -> &Listing {
        self.whole.listing()
    }

    fn full(&self) -> &AnalysedText {
        self.full.get_or_init(|| AnalysedText::new(&self.whole.full.borrowed()))
    }

    fn members(&self) -> &AnalysedText {
        let Whole { full, members } = &self.whole;
        let analysed = || (full.texts != members.texts).then(|| AnalysedText::new(&members.borrowed()));
        self.members
            .get_or_init(analysed)
            .as_ref()
            .unwrap_or_else(|| self.full())
    }

    /// The full text as a query under some statistics.
    fn query(&self, concepts: &Concepts, scorer: &Arc<Scorer>) -> Rc<DocumentQuery> {
        let mut queries = self.queries.borrow_mut();
        if let Some((_, known)) = queries.iter().find(|(known, _)| Arc::ptr_eq(known, scorer)) {
            return Rc::clone(known);
        }
        let made = DocumentQuery::of(self.full(), &self.whole.full.borrowed(), concepts, scorer.epoch());
        let made = Rc::new(made);
        queries.push((Arc::clone(scorer), Rc::clone(&made)));
        made
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
    let mut meeting = Meeting {
        app,
        own_query: own.query(&concepts, &own_scorer),
        desk_scorer: desk_scorer(rx, app, own.listing())?,
        own,
        own_scorer,
        concepts,
        thresholds: BTreeMap::new(),
        found: Vec::new(),
    };
    let known = candidates::of_listing(rx, id)?;
    let side = side_of(meeting.own.listing());
    meeting.thresholds = thresholds(rx, app, side, &[id])?;
    let least = meeting.threshold(id);
    let mut neighbours = neighbours::of(rx, app, &meeting.own.whole, (&meeting.own_query, least))?;
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
    for (other_id, other) in wholes(rx, app, all.into_iter().collect())? {
        let other = Analysed::new(other);
        let home = other.listing().organisation;
        if other.listing().kind == meeting.own.listing().kind || !concerned.may_be(home) {
            continue;
        }
        if mine.contains(&other_id) {
            judged.insert((other_id, side));
            meeting.find_for_own(rx, &other)?;
        }
        if theirs.contains(&other_id) {
            let tier = match tiers.get(&home) {
                Some(known) => *known,
                None => *tiers.entry(home).or_insert(known_tier(rx, home, &meeting.own.whole)?),
            };
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

/// A listing and what its owner may read of another, the constraints of both allowing that they meet. Comparing texts costs a
/// thousand times as much.
struct Met<'a> {
    own: &'a Readable,
    seen: &'a Readable,
}

impl<'a> Met<'a> {
    /// With what the reader may know of the other: a constraint that only hidden fields break must not count for them.
    fn of(own: &'a Readable, seen: &'a Readable) -> Option<Self> {
        let (seed, need) = ordered(own, seen);
        may_meet(&seed.constraints, &need.constraints).then_some(Self { own, seen })
    }
}

impl Meeting<'_> {
    /// The other listing as a candidate for the owner of the one that is matched.
    fn find_for_own(&mut self, rx: &mut Rx<'_>, other: &Analysed) -> Outcome<()> {
        let Some(tier) = known_tier(rx, self.own.listing().organisation, &other.whole)? else {
            return Ok(());
        };
        let Some(seen) = seen(rx, self.app, other, tier)? else {
            return Ok(());
        };
        let Some(met) = Met::of(&self.own.whole.full, seen.readable()) else {
            return Ok(());
        };
        let side = side_of(self.own.listing());
        let pair = self.scored(side, met, (&self.own_scorer, &self.own_query), seen.analysed());
        self.found.extend(pair);
        Ok(())
    }

    /// The listing that is matched as a candidate for the owner of another, who may see up to a tier of it.
    fn find_for_other(&mut self, rx: &mut Rx<'_>, other: &Analysed, tier: Option<Tier>) -> Outcome<()> {
        let Some(tier) = tier else { return Ok(()) };
        let Some(seen) = seen(rx, self.app, &self.own, tier)? else {
            return Ok(());
        };
        let Some(met) = Met::of(&other.whole.full, seen.readable()) else {
            return Ok(());
        };
        let scorer = self.app.index()?.scorer(other.listing().organisation)?;
        let query = other.query(&self.concepts, &scorer);
        let pair = self.scored(side_of(other.listing()), met, (&scorer, &query), seen.analysed());
        self.found.extend(pair);
        Ok(())
    }

    /// The pair for the liaison who is in charge of both, over full texts.
    fn find_for_liaison(&mut self, other: &Analysed) {
        let Some(scorer) = &self.desk_scorer else {
            return;
        };
        if self.own.listing().liaison != other.listing().liaison {
            return;
        }
        let (asking, seen) = match self.own.listing().kind {
            ListingKind::Need => (&self.own, other),
            ListingKind::Seed => (other, &self.own),
        };
        let Some(met) = Met::of(&asking.whole.full, &seen.whole.full) else {
            return;
        };
        let query = asking.query(&self.concepts, scorer);
        let pair = self.scored(Side::Liaison, met, (scorer, &query), seen.full());
        self.found.extend(pair);
    }

    fn threshold(&self, listing: ListingId) -> u8 {
        let usual = self.app.config().matching.default_threshold;
        self.thresholds.get(&listing).copied().unwrap_or(usual)
    }

    /// The pair, if its score reaches the threshold of the side.
    fn scored(
        &self,
        side: Side,
        Met { own, seen }: Met<'_>,
        (scorer, query): (&Scorer, &DocumentQuery),
        text: &AnalysedText,
    ) -> Option<Pair> {
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
        let (seed, need) = ordered(own, seen);
        Some(Pair {
            side,
            seed: seed.clone(),
            need: need.clone(),
            score,
            explanation: Explanation::new(own, seen, terms, raw),
        })
    }
}

/// What somebody may read of a listing.
enum Seen<'a> {
    /// What every member does
    Members(&'a Analysed),
    /// More
    Granted(Box<(Readable, OnceCell<AnalysedText>)>),
}

impl Seen<'_> {
    fn readable(&self) -> &Readable {
        match self {
            Self::Members(listing) => &listing.whole.members,
            Self::Granted(granted) => &granted.0,
        }
    }

    fn analysed(&self) -> &AnalysedText {
        match self {
            Self::Members(listing) => listing.members(),
            Self::Granted(granted) => granted.1.get_or_init(|| AnalysedText::new(&granted.0.borrowed())),
        }
    }
}

/// What an organisation may read of a listing up to a tier; `None` if nothing can be read of it any more.
fn seen<'a>(rx: &mut Rx<'_>, app: &App, listing: &'a Analysed, tier: Tier) -> Outcome<Option<Seen<'a>>> {
    if tier <= Tier::Members {
        return Ok(Some(Seen::Members(listing)));
    }
    let granted = readable_one(rx, app, listing.listing().id, tier)?;
    Ok(granted.map(|granted| Seen::Granted(Box::new((granted, OnceCell::new())))))
}
