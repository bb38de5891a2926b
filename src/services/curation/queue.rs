//! What waits for a reviewer, oldest or riskiest first.

use crate::app::App;
use crate::domain::account::Role;
use crate::domain::ids::ListingId;
use crate::domain::listing::state::{ListingState, Move};
use crate::domain::listing::{ListingKind, NeedVisibility};
use crate::domain::policy::Actor;
use crate::domain::text::Bilingual;
use crate::domain::tier::Basis;
use crate::services::curation::age::Age;
use crate::services::curation::{WITH_LIAISON, findings, moves};
use crate::services::error::Outcome;
use crate::services::listings::access::{self, Known, ListingView, Sealed, Surface};
use crate::services::paging::{Asked, Page, Turn};
use crate::store::db::Reads;
use crate::store::versions::Version;
use crate::store::{comments, listings, versions};

crate::domain::coded_enum! {
    /// What comes first in the queue.
    QueueOrder {
        /// What has waited longest.
        Age = "age",
        /// What needs the closest look: findings and overdue reviews.
        Risk = "risk",
    }
}

/// Which page of the queue.
pub struct Question {
    /// What comes first
    pub order: QueueOrder,
    /// Only seeds or only needs
    pub kind: Option<ListingKind>,
    /// Which page
    pub page: Asked,
}

/// One listing that waits. It has no `Debug`.
pub struct Waiting {
    /// Identity
    pub id: ListingId,
    /// Seed or need
    pub kind: ListingKind,
    /// Reference number
    pub reference: String,
    /// Title
    pub title: Option<Bilingual>,
    /// How a need would show its company
    pub visibility: Option<NeedVisibility>,
    /// Name of the organisation
    pub organisation: Option<Bilingual>,
    /// Where the review stands
    pub state: ListingState,
    /// Whether members see an earlier version meanwhile
    pub successor: bool,
    /// How long it has waited
    pub age: Age,
    /// Comments that are not settled
    pub open_comments: u32,
    /// Sentences to look at
    pub findings: usize,
    /// Findings, and one more if it is overdue
    pub risk: usize,
    /// What the viewer may do now
    pub moves: Vec<Move>,
    /// Row version
    pub version: i64,
}

/// A listing that waits, before its title is read.
struct Candidate {
    place: Place,
    known: Known,
    version: Version,
    age: Age,
    findings: usize,
}

/// A place in the queue: the rank of the order, then the time, then the id.
type Place = (usize, i64, ListingId);

/// The queue of a liaison or of an institution's reviewer.
pub async fn queue(app: &App, actor: &Actor, question: Question) -> Outcome<Page<Waiting>> {
    let Question { order, kind, page } = question;
    let turn = Turn::new(app, actor.member, ("curation_queue", order, kind), page)?;
    let (after, fetch) = (turn.after::<Place>()?, turn.fetch());
    let (reader, shared) = (actor.clone(), app.clone());
    let found = app
        .db
        .read(move |rx| {
            let mut all = all(&shared, rx, &reader, order, kind)?;
            all.retain(|candidate| after.is_none_or(|after| candidate.place > after));
            all.sort_by_key(|candidate| candidate.place);
            all.truncate(usize::try_from(fetch).unwrap_or(usize::MAX));
            complete(rx, &reader, all)
        })
        .await?;
    let Page { items, next_cursor } = turn.page(found, |(place, _, _)| *place)?;
    let (unnamed, sealed): (Vec<Waiting>, Vec<Sealed>) =
        items.into_iter().map(|(_, waiting, sealed)| (waiting, sealed)).unzip();
    let views = access::show_all(app, actor, Surface::Overview, sealed).await?;
    let items = unnamed.into_iter().zip(views);
    Ok(Page {
        items: items.map(|(waiting, view)| named(waiting, view)).collect(),
        next_cursor,
    })
}

/// Everything that waits for the actor, with its place and the number of findings.
fn all(
    app: &App,
    reads: &mut impl Reads,
    actor: &Actor,
    order: QueueOrder,
    kind: Option<ListingKind>,
) -> Outcome<Vec<Candidate>> {
    let mut ids = Vec::new();
    if actor.role == Role::Liaison {
        ids.extend(listings::in_review(reads, Some(actor.member), None, &WITH_LIAISON)?);
        ids.extend(listings::in_review(reads, None, None, &[ListingState::Approved])?);
    }
    if actor.institution_reviewer {
        let states = [ListingState::InstitutionReview];
        ids.extend(listings::in_review(reads, None, Some(actor.organisation), &states)?);
    }
    ids.sort_by_key(|listing| listing.id);
    ids.dedup_by_key(|listing| listing.id);
    let mut waiting = Vec::new();
    for listing in ids {
        let Some(known) = access::find_known(reads, actor, listing.id)? else {
            continue;
        };
        let mine = match known.clearance.basis() {
            Basis::Liaison | Basis::SecondLiaison => WITH_LIAISON.contains(&known.listing.review_state()),
            Basis::InstitutionReview => known.listing.review_state() == ListingState::InstitutionReview,
            Basis::Team | Basis::Grant | Basis::Membership | Basis::Public => false,
        };
        let version = known
            .listing
            .submitted
            .map(|id| versions::find(reads, id))
            .transpose()?;
        let Some(version) = version
            .flatten()
            .filter(|_| mine && kind.is_none_or(|kind| kind == listing.kind))
        else {
            continue;
        };
        let age = Age::of(app, known.listing.state_since, reads.now());
        let findings = findings(reads, known.listing.kind, &version)?.len();
        let rank = match order {
            QueueOrder::Age => 0,
            QueueOrder::Risk => usize::MAX - risk(findings, &age),
        };
        let place = (rank, known.listing.state_since.timestamp_micros(), known.listing.id);
        waiting.push(Candidate {
            place,
            known,
            version,
            age,
            findings,
        });
    }
    Ok(waiting)
}

fn risk(findings: usize, age: &Age) -> usize {
    findings + usize::from(age.overdue)
}

/// The items of one page, their titles still sealed.
fn complete(reads: &mut impl Reads, actor: &Actor, page: Vec<Candidate>) -> Outcome<Vec<(Place, Waiting, Sealed)>> {
    let ids: Vec<ListingId> = page.iter().map(|candidate| candidate.known.listing.id).collect();
    let open = comments::count_open(reads, &ids)?;
    let mut items = Vec::new();
    for candidate in page {
        let Candidate {
            place,
            known,
            version,
            age,
            findings,
        } = candidate;
        let listing = &known.listing;
        let waiting = Waiting {
            id: listing.id,
            kind: listing.kind,
            reference: listing.reference.clone(),
            title: None,
            visibility: version.visibility,
            organisation: None,
            state: listing.review_state(),
            successor: listing.published.is_some(),
            open_comments: open.get(&listing.id).copied().unwrap_or_default(),
            risk: risk(findings, &age),
            findings,
            moves: moves(reads, actor, &known),
            version: listing.version,
            age,
        };
        items.push((place, waiting, access::seal(reads, known, Some(version.id))?));
    }
    Ok(items)
}

fn named(waiting: Waiting, view: ListingView) -> Waiting {
    let ListingView { header, seed, need } = view;
    let title = seed.and_then(|seed| seed.title).or(need.and_then(|need| need.title));
    Waiting {
        title,
        organisation: header.organisation,
        ..waiting
    }
}
