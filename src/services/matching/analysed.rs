//! A listing that is compared with others: what each side may read of it, and what is made of that.

use crate::app::App;
use crate::domain::listing::Listing;
use crate::domain::tier::Tier;
use crate::search::{AnalysedText, Concepts, DocumentQuery, Scorer};
use crate::services::error::Outcome;
use crate::services::indexing::documents::{Readable, readable_one};
use crate::store::db::Rx;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

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

/// A listing with what is made of its texts when it is first asked for: most pairs fail before anything is. Several threads may
/// ask at once.
pub(super) struct Analysed {
    pub(super) whole: Whole,
    full: OnceLock<AnalysedText>,
    /// `None` where members read all that the owner does
    members: OnceLock<Option<AnalysedText>>,
    /// As a query, by the statistics of whoever asks
    queries: Mutex<Vec<(Arc<Scorer>, Arc<DocumentQuery>)>>,
}

impl Analysed {
    /// Of a listing of which nothing is made yet.
    pub(super) const fn new(whole: Whole) -> Self {
        Self {
            whole,
            full: OnceLock::new(),
            members: OnceLock::new(),
            queries: Mutex::new(Vec::new()),
        }
    }

    /// The listing.
    pub(super) const fn listing(&self) -> &Listing {
        self.whole.listing()
    }

    /// The text that its owner reads.
    pub(super) fn full(&self) -> &AnalysedText {
        self.full.get_or_init(|| AnalysedText::new(&self.whole.full.borrowed()))
    }

    /// The text that members in general read.
    pub(super) fn members(&self) -> &AnalysedText {
        let Whole { full, members } = &self.whole;
        let analysed = || (full.texts != members.texts).then(|| AnalysedText::new(&members.borrowed()));
        self.members
            .get_or_init(analysed)
            .as_ref()
            .unwrap_or_else(|| self.full())
    }

    /// The full text as a query under some statistics.
    pub(super) fn query(&self, concepts: &Concepts, scorer: &Arc<Scorer>) -> Arc<DocumentQuery> {
        let mut queries = self.queries.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, known)) = queries.iter().find(|(known, _)| Arc::ptr_eq(known, scorer)) {
            return Arc::clone(known);
        }
        let made = DocumentQuery::of(self.full(), &self.whole.full.borrowed(), concepts, scorer.epoch());
        let made = Arc::new(made);
        queries.push((Arc::clone(scorer), Arc::clone(&made)));
        made
    }
}

/// What somebody may read of a listing.
pub(super) enum Seen<'a> {
    /// What every member does
    Members(&'a Analysed),
    /// More
    Granted(Box<(Readable, OnceLock<AnalysedText>)>),
    /// All of it
    Full(&'a Analysed),
}

impl<'a> Seen<'a> {
    /// What an organisation may read of a listing up to a tier; `None` if nothing can be read of it any more.
    pub(super) fn of(rx: &mut Rx<'_>, app: &App, listing: &'a Analysed, tier: Tier) -> Outcome<Option<Self>> {
        if tier <= Tier::Members {
            return Ok(Some(Self::Members(listing)));
        }
        let granted = readable_one(rx, app, listing.listing().id, tier)?;
        Ok(granted.map(|granted| Self::Granted(Box::new((granted, OnceLock::new())))))
    }

    /// The texts and constraints.
    pub(super) fn readable(&self) -> &Readable {
        match self {
            Self::Members(listing) => &listing.whole.members,
            Self::Granted(granted) => &granted.0,
            Self::Full(listing) => &listing.whole.full,
        }
    }

    /// The texts, analysed.
    pub(super) fn analysed(&self) -> &AnalysedText {
        match self {
            Self::Members(listing) => listing.members(),
            Self::Granted(granted) => granted.1.get_or_init(|| AnalysedText::new(&granted.0.borrowed())),
            Self::Full(listing) => listing.full(),
        }
    }
}
