//! Which listings are worth comparing with one: the index answers in milliseconds what reading every listing would take minutes
//! for. Proposals only: whether a pair is a pair is decided on texts read from the database.

use crate::app::App;
use crate::domain::ids::{ListingId, OrganisationId};
use crate::domain::listing::{ListingKind, NeedVisibility};
use crate::domain::matching::{Constraints, Side, UNFILED};
use crate::domain::vocabulary::Code;
use crate::search::{AnalysedText, Ask, DocumentQuery, Facet, Filters, Kind, SearchRequest, Sort};
use crate::services::error::Outcome;
use crate::services::indexing::overlay::overlay;
use crate::services::matching::analysed::Whole;
use crate::store::db::{Reads, Rx};
use crate::store::{grants, listings};
use std::collections::BTreeSet;
use std::sync::Arc;

/// Most listings that are compared with a listing for its own owner.
const MINE: usize = 200;
/// Most listings of the shared index whose owners a listing is compared for.
const THEIRS: usize = 300;
/// Most listings of a liaison that are compared with one that the liaison is in charge of, besides those that the index names.
const DESK: usize = 300;

/// Listings of the other kind, by whose sake they are compared.
pub(super) struct Neighbours {
    /// For the listing's own owner
    pub(super) mine: BTreeSet<ListingId>,
    /// For their owners
    pub(super) theirs: BTreeSet<ListingId>,
    /// For the liaison in charge of both
    pub(super) desk: BTreeSet<ListingId>,
}

impl Neighbours {
    /// Those that are compared for a side's sake, for a listing that is of the side `own`.
    pub(super) const fn of_side(&mut self, side: Side, own: Side) -> &mut BTreeSet<ListingId> {
        match (side, own) {
            (Side::Liaison, _) => &mut self.desk,
            (Side::Seed, Side::Seed) | (Side::Need, Side::Need) => &mut self.mine,
            _ => &mut self.theirs,
        }
    }
}

/// Looks up the neighbours of a listing.
pub(super) fn of(
    rx: &mut Rx<'_>,
    app: &App,
    own: &Whole,
    (query, threshold): (&DocumentQuery, u8),
) -> Outcome<Neighbours> {
    let listing = own.listing();
    let (other, kind) = match listing.kind {
        ListingKind::Seed => (ListingKind::Need, Kind::Need),
        ListingKind::Need => (ListingKind::Seed, Kind::Seed),
    };
    let constraints = &own.full.constraints;
    let mine = nearest_for_owner(
        rx,
        app,
        listing.organisation,
        kind,
        constraints,
        query.clone(),
        threshold,
    )?;
    let theirs = if listing.visibility == Some(NeedVisibility::Blind) {
        BTreeSet::new()
    } else {
        theirs(rx, app, own, kind)?
    };
    let desk = match listing.liaison {
        Some(liaison) => listings::portfolio(rx, liaison, other, DESK)?,
        None => Vec::new(),
    };
    Ok(Neighbours {
        mine: mine.into_iter().collect(),
        theirs,
        desk: desk.into_iter().collect(),
    })
}

/// The listings of a kind that a listing finds for its own owner among what the owner's organisation may see, best first: those
/// that its constraints allow and that may reach a threshold (0 to 100).
pub fn nearest_for_owner(
    rx: &mut Rx<'_>,
    app: &App,
    owner: OrganisationId,
    kind: Kind,
    constraints: &Constraints,
    query: DocumentQuery,
    threshold: u8,
) -> Outcome<Vec<ListingId>> {
    let least = query.least_score(threshold);
    let request = request(rx, owner, kind, constraints, query, least, MINE);
    let visible = overlay(app, rx, owner)?;
    Ok(app.index()?.nearest(&request, visible.as_deref())?)
}

fn request(
    rx: &Rx<'_>,
    owner: OrganisationId,
    kind: Kind,
    constraints: &Constraints,
    query: DocumentQuery,
    least: f64,
    limit: usize,
) -> SearchRequest {
    let stage = |rank: usize| u8::try_from(rank).unwrap_or(u8::MAX);
    let list = |facet: Facet, codes: &[Code]| {
        let codes: Vec<String> = codes.iter().map(|code| code.as_str().to_owned()).collect();
        Some((facet, codes)).filter(|(_, codes)| !codes.is_empty())
    };
    let (areas, modalities) = (&constraints.areas, &constraints.modalities);
    let filed_only = kind == Kind::Seed && !constraints.unfiled_acceptable;
    SearchRequest {
        viewer: owner,
        ask: Ask::Document(Arc::new(query)),
        filters: Filters {
            kind: Some(kind),
            not_organisation: Some(owner),
            stages: constraints.stages.map(|range| (stage(range.min), stage(range.max))),
            none_of: Vec::from_iter(filed_only.then(|| (Facet::IpStatus, vec![UNFILED.to_owned()]))),
            compatible: [list(Facet::DiseaseArea, areas), list(Facet::Modality, modalities)]
                .into_iter()
                .flatten()
                .collect(),
            not_only: Vec::from_iter(list(Facet::Modality, &constraints.excluded)),
            min_score: Some(least),
            ..Filters::default()
        },
        sort: Sort::Relevance,
        after: None,
        limit,
        facets: Vec::new(),
        widen: false,
        also: false,
        explained: false,
        now: rx.now().timestamp_micros(),
    }
}

/// Listings whose owners might find this one: near to what every member may read of it by the statistics of what their owner may
/// see, or their owner may read more of it.
fn theirs(rx: &mut Rx<'_>, app: &App, own: &Whole, kind: Kind) -> Outcome<BTreeSet<ListingId>> {
    let (owner, texts) = (own.listing().organisation, own.members.borrowed());
    // Their owners judge by what they may see of this one.
    let constraints = &own.members.constraints;
    let (mut found, analysed) = (BTreeSet::new(), AnalysedText::new(&texts));
    for audience in app.index()?.audiences()? {
        let shown = DocumentQuery::of(&analysed, &texts, &app.concepts(), audience.scorer().epoch());
        // Likeness is not symmetric: a short text is a small part of a long one. A third of what is asked of a pair casts the net
        // wide enough; see the tests.
        let least = shown.least_score(app.config().matching.default_threshold / 3);
        let request = request(rx, owner, kind, constraints, shown, least, THEIRS);
        found.extend(app.index()?.interested(&request, &audience)?);
    }
    for grant in grants::of_listing(rx, own.listing().id)? {
        found.extend(listings::visible_of(rx, grant.organisation)?);
    }
    Ok(found)
}
