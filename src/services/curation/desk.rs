//! A listing on the reviewer's desk: everything that is needed to decide, for the owner's side only.

use crate::app::App;
use crate::domain::clock::Instant;
use crate::domain::comparison::FieldChange;
use crate::domain::ids::{ListingId, VersionId};
use crate::domain::listing::content::TierRules;
use crate::domain::listing::enabling::EnablingFinding;
use crate::domain::listing::state::Move;
use crate::domain::listing::{Listing, NeedVisibility};
use crate::domain::policy::Actor;
use crate::domain::problem::Refusal;
use crate::domain::review::{Checklist, ReviewDecision, ReviewStage};
use crate::domain::text::Bilingual;
use crate::domain::tier::Tier;
use crate::services::curation::age::Age;
use crate::services::curation::comment::{self, Shown};
use crate::services::curation::differences::{Opened, between, tiers};
use crate::services::curation::{duplicates, findings, moves};
use crate::services::error::{Error, Outcome};
use crate::services::listings::access::{self, ListingView, Sealed, Surface};
use crate::services::listings::team;
use crate::store::db::{Reads, Rx};
use crate::store::reviews::{self, Review};
use crate::store::versions::{self, Version};
use crate::store::{comments, members};
use std::collections::BTreeMap;

/// A decision that was taken earlier. It has no `Debug`.
pub struct Past {
    /// Number of the version it was about
    pub version: i32,
    /// Who was reviewing
    pub stage: ReviewStage,
    /// What was decided
    pub decision: ReviewDecision,
    /// The checklist, where one was filled in
    pub checklist: Option<Checklist>,
    /// What the reviewer said
    pub note: String,
    /// Name of the reviewer
    pub reviewer: Option<Bilingual>,
    /// When
    pub created_at: Instant,
}

/// A listing with much the same title.
pub struct Duplicate {
    /// As the viewer may see it
    pub view: ListingView,
    /// How alike the titles are, 0 to 100
    pub similarity: u8,
}

/// An item of the checklist.
pub struct Item {
    /// Its name
    pub name: &'static str,
    /// Whether nothing was found that speaks against it
    pub looks_fine: bool,
}

/// The desk. It has no `Debug`.
pub struct Desk {
    /// The listing without its content
    pub listing: Listing,
    /// The submitted version in full
    pub submitted: ListingView,
    /// Its number
    pub number: i32,
    /// How it would show a need's company
    pub visibility: Option<NeedVisibility>,
    /// Until when its owner wants it to stay published
    pub wished_until: Option<Instant>,
    /// The version that others see, in full, where there is another one
    pub published: Option<ListingView>,
    /// What publication would change
    pub changes: Vec<FieldChange>,
    /// What was changed since changes were last asked for
    pub revised: Vec<FieldChange>,
    /// The tier of every field that holds something
    pub tiers: BTreeMap<&'static str, Tier>,
    /// The checklist
    pub checklist: Vec<Item>,
    /// Listings with much the same title, most similar first
    pub duplicates: Vec<Duplicate>,
    /// Where the review stands
    pub standing: Standing,
}

/// Where a review stands: what was found and said so far, and what comes next. It has no `Debug`.
pub struct Standing {
    /// Sentences to look at
    pub findings: Vec<EnablingFinding>,
    /// Comments, oldest first
    pub comments: Vec<Shown>,
    /// Earlier decisions, oldest first
    pub history: Vec<Past>,
    /// What the viewer may do now
    pub moves: Vec<Move>,
    /// How long it has waited, if a reviewer has the next word
    pub age: Option<Age>,
}

struct Read {
    listing: Listing,
    newest: Version,
    /// Submitted, published and last returned versions, each once
    versions: Vec<(VersionId, Sealed, TierRules)>,
    returned: Option<VersionId>,
    alike: Vec<(u8, Sealed)>,
    standing: Standing,
}

/// Shows the desk. Every version that is shown is recorded as disclosed first.
pub async fn show(app: &App, actor: &Actor, id: ListingId) -> Outcome<Desk> {
    let (reader, shared) = (actor.clone(), app.clone());
    let read = app.db.read(move |rx| read(&shared, rx, &reader, id)).await?;
    let Read {
        listing,
        newest,
        versions,
        returned,
        alike,
        standing,
    } = read;
    let mut sealed = Vec::new();
    let mut frames = Vec::new();
    for (version, seal, rules) in versions {
        sealed.push(seal);
        frames.push((version, rules));
    }
    let views = access::show_all(app, actor, Surface::Review, sealed).await?;
    let mut opened: BTreeMap<VersionId, Opened> = frames
        .into_iter()
        .zip(views)
        .map(|((version, rules), view)| (version, Opened { view, rules }))
        .collect();
    let (scores, sealed): (Vec<u8>, Vec<Sealed>) = alike.into_iter().unzip();
    let similar = access::show_all(app, actor, Surface::Overview, sealed).await?;
    let duplicates: Vec<Duplicate> = scores
        .into_iter()
        .zip(similar)
        .map(|(similarity, view)| Duplicate { view, similarity })
        .collect();
    let submitted = listing.submitted.and_then(|version| opened.remove(&version));
    let submitted = submitted.ok_or_else(|| Error::internal("a desk without its version"))?;
    let against = |other: Option<VersionId>| match other.and_then(|version| opened.get(&version)) {
        Some(other) => between(listing.kind, other, &submitted),
        None => Ok(Vec::new()),
    };
    let (changes, revised) = (against(listing.published)?, against(returned)?);
    let published = listing.published.and_then(|version| opened.remove(&version));
    let checklist = checklist(&listing, &submitted.view, &standing.findings, &duplicates);
    Ok(Desk {
        tiers: tiers(listing.kind, &submitted)?,
        submitted: submitted.view,
        number: newest.number,
        visibility: newest.visibility,
        wished_until: newest.valid_until,
        published: published.map(|published| published.view),
        changes,
        revised,
        checklist,
        duplicates,
        standing,
        listing,
    })
}

fn read(app: &App, reads: &mut Rx<'_>, actor: &Actor, id: ListingId) -> Outcome<Read> {
    let known = team::inside(reads, actor, id)?;
    let listing = known.listing.clone();
    let submitted = listing.submitted.ok_or(Refusal::NotFound)?;
    let all = versions::of_listing(reads, id)?;
    let numbers: BTreeMap<VersionId, i32> = all.iter().map(|version| (version.id, version.number)).collect();
    let past = reviews::of_listing(reads, id)?;
    let returned = returned(&past, &listing, &numbers);
    let mut shown = Vec::new();
    for version in all {
        let wanted = [Some(submitted), listing.published, returned].contains(&Some(version.id));
        if wanted {
            let seal = access::seal(reads, known.clone(), Some(version.id))?;
            shown.push((version.id, seal, version.tier_rules()));
        }
    }
    let newest = versions::find(reads, submitted)?.ok_or(Refusal::NotFound)?;
    let history = past.into_iter().map(|review| one(reads, review, &numbers));
    let history = history.collect::<Outcome<Vec<_>>>()?;
    let remarks = comments::of_listing(reads, id)?;
    let remarks = remarks.into_iter().map(|remark| comment::show(reads, actor, remark));
    let comments = remarks.collect::<Outcome<Vec<_>>>()?;
    Ok(Read {
        versions: shown,
        returned,
        alike: duplicates::find(reads, app, actor, &listing, submitted)?,
        standing: Standing {
            findings: findings(reads, listing.kind, &newest)?,
            comments,
            history,
            moves: moves(reads, actor, &known),
            age: listing
                .review_state()
                .is_in_review()
                .then(|| Age::of(app, listing.state_since, reads.now())),
        },
        newest,
        listing,
    })
}

/// The version that was last sent back, if the submitted one is its revision.
fn returned(past: &[Review], listing: &Listing, numbers: &BTreeMap<VersionId, i32>) -> Option<VersionId> {
    let last = past
        .iter()
        .rev()
        .find(|review| review.decision == ReviewDecision::RequestChanges)?;
    let published = listing.published.and_then(|version| numbers.get(&version));
    let later = numbers.get(&last.version) > published;
    Some(last.version).filter(|version| later && Some(*version) != listing.submitted)
}

fn one(reads: &mut impl Reads, review: Review, numbers: &BTreeMap<VersionId, i32>) -> Outcome<Past> {
    let Review {
        id: _,
        listing: _,
        version,
        stage,
        decision,
        checklist,
        note,
        reviewer,
        created_at,
    } = review;
    let member = members::find(reads, reviewer)?;
    Ok(Past {
        version: numbers.get(&version).copied().unwrap_or_default(),
        stage,
        decision,
        checklist,
        note,
        reviewer: member.map(|member| Bilingual::both(member.name_ja, member.name_en)),
        created_at,
    })
}

/// What can be found out about each item without a person. Tiers and expiry have defaults, so they always stand.
fn checklist(
    listing: &Listing,
    view: &ListingView,
    findings: &[EnablingFinding],
    duplicates: &[Duplicate],
) -> Vec<Item> {
    let seed = view.seed.as_ref();
    let found = Checklist {
        title_not_enabling: !findings.iter().any(|finding| finding.field.starts_with("title")),
        no_enabling_detail: findings.is_empty(),
        differentiation_present: seed.is_some_and(|seed| seed.differentiation.is_some()),
        missing_data_listed: seed.is_some_and(|seed| seed.missing_data.is_some()),
        no_duplicate: duplicates.is_empty(),
        tiers_set: true,
        expiry_set: true,
    };
    let items = found.items(listing.kind).into_iter();
    items.map(|(name, looks_fine)| Item { name, looks_fine }).collect()
}
