//! The demo consortium's seeds and needs, each with the path that led to its state.

use crate::app::App;
use crate::domain::clock::Instant;
use crate::domain::ids::{CommentId, ListingId, ReviewId, VersionId};
use crate::domain::ledger::{Doer, Entry, EntryKind, Log};
use crate::domain::listing::content::{Content, TierRules};
use crate::domain::listing::public::PublicConsent;
use crate::domain::listing::reference::new_reference;
use crate::domain::listing::state::{ListingState, Move};
use crate::domain::listing::{Listing, ListingKind};
use crate::domain::review::{Attestations, Checklist, ReviewDecision, ReviewStage};
use crate::domain::tier::Tier;
use crate::services::demo::data::{CommentFile, ListingFile};
use crate::services::demo::history::{History, history};
use crate::services::demo::people::{People, Person};
use crate::services::error::{Error, Outcome};
use crate::services::listings::commitments;
use crate::services::listings::public;
use crate::services::matching::Occasion;
use crate::store::comments::{self, Comment};
use crate::store::db::{Reads, Tx, Writes};
use crate::store::drafts::{self, Draft};
use crate::store::public_listings::Consents;
use crate::store::reviews::{self, Review};
use crate::store::versions::{self, Version};
use crate::store::{audiences, listings};
use std::collections::BTreeMap;

/// Adds all listings of a kind.
pub fn load<C: Content>(
    app: &App,
    tx: &mut Tx<'_>,
    files: &[ListingFile<C>],
    people: &People,
    months: u32,
) -> Outcome<()> {
    for (file, place) in files.iter().zip(0_i64..) {
        let steps = history(file.state, place, file.valid_days, tx.now(), months);
        add(app, tx, file, people, &steps)?;
    }
    Ok(())
}

fn add<C: Content>(app: &App, tx: &mut Tx<'_>, file: &ListingFile<C>, people: &People, steps: &History) -> Outcome<()> {
    let owner = people.member(&file.owner)?;
    let home = people
        .home(owner.organisation)
        .ok_or_else(|| Error::internal("a demo member without organisation"))?;
    let kind = match file.visibility {
        Some(_) => ListingKind::Need,
        None => ListingKind::Seed,
    };
    let id = ListingId::from_uuid(tx.new_uuid());
    let version = steps.submitted.map(|submitted_at| Version {
        id: VersionId::from_uuid(tx.new_uuid()),
        listing: id,
        number: 1,
        visibility: file.visibility,
        tier_overrides: file.tier_overrides.clone(),
        attestations: ATTESTED,
        submitted_by: owner.id,
        submitted_at,
        published_at: steps.published,
        members_since: steps.published,
        valid_until: None,
    });
    let listing = Listing {
        id,
        kind,
        reference: new_reference(kind, tx.entropy()),
        organisation: owner.organisation,
        owner: owner.id,
        liaison: home.liaison,
        state: file.state,
        successor: None,
        visibility: file.visibility,
        published: version
            .as_ref()
            .filter(|_| steps.published.is_some())
            .map(|version| version.id),
        submitted: version.as_ref().map(|version| version.id),
        valid_until: steps.valid_until,
        state_since: steps.since,
        version: 1,
        created_at: steps.created,
    };
    listings::insert(tx, &listing)?;
    let blocked = file
        .blocked_organisations
        .iter()
        .map(|key| people.organisation(key).map(|known| known.id));
    audiences::set_blocks(tx, id, &blocked.collect::<Outcome<Vec<_>>>()?)?;
    drafts::insert(tx, id, &draft(file, steps))?;
    let recorder = Recorder {
        log: Log::Organisation(owner.organisation),
        listing: id,
        version: version.as_ref().map(|version| version.id),
    };
    recorder.record(tx, EntryKind::ListingCreated, owner.doer(), |entry| {
        entry
            .fact("kind", kind.code())
            .fact("reference", listing.reference.clone())
    });
    let Some(version) = version else { return Ok(()) };
    let parts = file.content.split(&version.tier_rules());
    versions::insert(tx, &version, &parts)?;
    recorder.record(tx, EntryKind::VersionSubmitted, owner.doer(), |entry| {
        entry
            .fact("number", 1)
            .fact("content", commitments::fact(app, version.id, &parts))
    });
    review(tx, &recorder, file, people, owner, &listing, steps)?;
    if steps.published.is_some() {
        later(tx, &recorder, file.state, owner);
    }
    if file.public {
        open_to_everybody(tx, &recorder, people, owner, &listing)?;
    }
    if listing.state.is_visible() {
        tx.reindex(id);
    }
    if listing.state.is_open() {
        Occasion::new(id).queue(tx)?;
    }
    Ok(())
}

const ATTESTED: Attestations = Attestations {
    inventors_agree: true,
    institution_agrees: true,
    no_third_party_secret: true,
    no_patient_data: true,
    linter_checked: true,
};

/// The owner's working copy holds the whole content.
fn draft<C: Content>(file: &ListingFile<C>, steps: &History) -> Draft {
    let undivided = TierRules {
        minimum: Tier::Owner,
        overrides: BTreeMap::new(),
    };
    let content = file.content.split(&undivided).into_values().next();
    Draft {
        content: content.unwrap_or_else(|| "{}".into()),
        tier_overrides: file.tier_overrides.clone(),
        visibility: file.visibility,
        version: 1,
        updated_at: steps.submitted.unwrap_or(steps.since),
    }
}

/// Writes ledger entries about one listing.
struct Recorder {
    log: Log,
    listing: ListingId,
    version: Option<VersionId>,
}

impl Recorder {
    fn record(&self, tx: &mut Tx<'_>, kind: EntryKind, doer: Doer, more: impl FnOnce(Entry) -> Entry) {
        let mut entry = Entry::new(self.log, kind, doer, format!("listing:{}", self.listing));
        if let Some(version) = self.version {
            entry = entry.fact("version", version.to_string());
        }
        let _recorded = tx.record(more(entry));
    }

    fn decided(&self, tx: &mut Tx<'_>, by: Person, at: Instant, decision: ReviewDecision) -> Outcome<()> {
        let Some(version) = self.version else { return Ok(()) };
        let stage = match decision {
            ReviewDecision::InstitutionApprove => ReviewStage::Institution,
            ReviewDecision::RequestChanges | ReviewDecision::Approve | ReviewDecision::Publish => ReviewStage::Liaison,
        };
        let review = Review {
            id: ReviewId::from_uuid(tx.new_uuid()),
            listing: self.listing,
            version,
            stage,
            decision,
            checklist: (decision == ReviewDecision::Approve).then_some(CHECKED),
            note: String::new(),
            reviewer: by.id,
            created_at: at,
        };
        reviews::insert(tx, &review)?;
        self.record(tx, EntryKind::ReviewDecided, by.doer(), |entry| {
            entry
                .fact("review", review.id.to_string())
                .fact("stage", stage.code())
                .fact("decision", decision.code())
        });
        Ok(())
    }

    fn commented(&self, tx: &mut Tx<'_>, by: Person, at: Instant, file: &CommentFile) -> Outcome<()> {
        let Some(version) = self.version else { return Ok(()) };
        let comment = Comment {
            id: CommentId::from_uuid(tx.new_uuid()),
            listing: self.listing,
            version,
            field: Some(file.field.clone()),
            body: file.body.clone(),
            author: by.id,
            created_at: at,
            resolved_at: None,
        };
        comments::insert(tx, &comment)?;
        self.record(tx, EntryKind::CommentMade, by.doer(), |entry| {
            entry
                .fact("comment", comment.id.to_string())
                .fact("field", comment.field.clone())
        });
        Ok(())
    }
}

const CHECKED: Checklist = Checklist {
    title_not_enabling: true,
    no_enabling_detail: true,
    differentiation_present: true,
    missing_data_listed: true,
    no_duplicate: true,
    tiers_set: true,
    expiry_set: true,
};

fn review<C: Content>(
    tx: &mut Tx<'_>,
    recorder: &Recorder,
    file: &ListingFile<C>,
    people: &People,
    owner: Person,
    listing: &Listing,
    steps: &History,
) -> Outcome<()> {
    let home = people.home(owner.organisation);
    let institution = home.is_some_and(|home| home.institution_review);
    if let Some(at) = steps.passed.filter(|_| institution) {
        let reviewer = people
            .reviewer(owner)
            .ok_or_else(|| Error::internal("a demo institution without reviewer"))?;
        recorder.decided(tx, reviewer, at, ReviewDecision::InstitutionApprove)?;
    }
    let liaison = listing.liaison.and_then(|id| people.by_id(id));
    let liaison = liaison.ok_or_else(|| Error::internal("a demo listing without liaison"))?;
    if let Some(at) = steps.sent_back {
        for comment in &file.comments {
            recorder.commented(tx, liaison, at, comment)?;
        }
        recorder.decided(tx, liaison, at, ReviewDecision::RequestChanges)?;
    }
    if let Some(at) = steps.approved {
        recorder.decided(tx, liaison, at, ReviewDecision::Approve)?;
    }
    if let Some(at) = steps.published {
        let publisher = if home.is_some_and(|home| home.four_eyes) {
            people.second(liaison).unwrap_or(liaison)
        } else {
            liaison
        };
        recorder.decided(tx, publisher, at, ReviewDecision::Publish)?;
        recorder.record(tx, EntryKind::VersionPublished, publisher.doer(), |entry| {
            entry
                .fact("number", 1)
                .fact("valid_until", listing.valid_until.map(|until| until.to_rfc3339()))
        });
    }
    Ok(())
}

/// The team asked for it, and the liaison in charge agreed.
fn open_to_everybody(
    tx: &mut Tx<'_>,
    recorder: &Recorder,
    people: &People,
    owner: Person,
    listing: &Listing,
) -> Outcome<()> {
    let liaison = listing.liaison.and_then(|id| people.by_id(id));
    let liaison = liaison.ok_or_else(|| Error::internal("a demo listing without liaison"))?;
    recorder.record(tx, EntryKind::PublicWanted, owner.doer(), |entry| {
        entry.fact("wanted", true)
    });
    recorder.record(tx, EntryKind::PublicAgreed, liaison.doer(), |entry| {
        entry.fact("agreed", true)
    });
    let mut consents = Consents {
        given: PublicConsent {
            wanted: true,
            agreed: true,
            since: None,
        },
        ..Consents::default()
    };
    public::lay_out(tx, listing, &mut consents, liaison.doer())?;
    if consents.cut_from.is_none() {
        return Err(Error::internal("a demo seed that cannot be public"));
    }
    Ok(())
}

/// What happened after publication.
fn later(tx: &mut Tx<'_>, recorder: &Recorder, state: ListingState, owner: Person) {
    let (by, doer) = match state {
        ListingState::Paused => (Move::Pause, owner.doer()),
        ListingState::Withdrawn => (Move::Withdraw, owner.doer()),
        ListingState::Concluded => (Move::Conclude, owner.doer()),
        ListingState::Expired => (Move::Expire, Doer::System),
        ListingState::UnderExclusive => (Move::OpenExclusive, Doer::System),
        _ => return,
    };
    recorder.record(tx, EntryKind::StateChanged, doer, |entry| {
        entry.fact("move", by.code()).fact("state", state.code())
    });
}
