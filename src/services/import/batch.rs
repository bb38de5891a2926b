//! One batch of records in one transaction, under one ledger entry that names every version it published.

use crate::app::App;
use crate::domain::clock::Instant;
use crate::domain::ids::{ListingId, VersionId};
use crate::domain::ledger::{Doer, Entry, EntryKind, Log};
use crate::domain::listing::Listing;
use crate::domain::listing::reference::new_reference;
use crate::domain::listing::state::ListingState;
use crate::domain::review::Attestations;
use crate::domain::task::TaskKind;
use crate::domain::tier::Tier;
use crate::services::error::{Error, Outcome};
use crate::services::import::record::{Record, hash};
use crate::services::import::{Counts, Target};
use crate::services::listings::public;
use crate::services::matching::Occasion;
use crate::store::db::{Audited, Reads, Tx, Writes};
use crate::store::drafts::{self, Draft};
use crate::store::import_keys::{self, Imported};
use crate::store::versions::{self, Version};
use crate::store::{listings, tasks};
use chrono::Months;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

/// Stores what is new or changed.
pub fn write(app: &App, target: &Target, records: &[Record]) -> Outcome<Counts> {
    let external: Vec<&str> = records.iter().map(|record| record.external.as_str()).collect();
    app.db.write_blocking(|tx| {
        let known = import_keys::find_many(tx, target.organisation.id, &external)?;
        let mut counts = Counts::default();
        let (mut new, mut published) = (New::default(), Published::default());
        for record in records {
            match known.get(&record.external) {
                None => {
                    counts.created += 1;
                    published.add(record, new.add(tx, app, target, record));
                }
                Some(before) if before.content_hash == record.hash => counts.unchanged += 1,
                Some(before) => match revise(tx, app, target, record, before)? {
                    Some(version) => {
                        counts.changed += 1;
                        published.add(record, version);
                    }
                    None => counts.left_alone += 1,
                },
            }
        }
        if published.versions.is_empty() {
            return Ok(Audited::unchanged(counts));
        }
        new.store(tx, target)?;
        let recorded = tx.record(published.entry(target, &counts));
        Ok(Audited::new(counts, recorded))
    })
}

/// What a batch published.
#[derive(Default)]
struct Published {
    versions: Vec<String>,
    contents: Sha256,
}

impl Published {
    fn add(&mut self, record: &Record, version: VersionId) {
        self.versions.push(version.to_string());
        self.contents.update(record.hash.as_bytes());
    }

    fn entry(self, target: &Target, counts: &Counts) -> Entry {
        let organisation = target.organisation.id;
        let subject = format!("organisation:{organisation}");
        Entry::new(
            Log::Organisation(organisation),
            EntryKind::Imported,
            Doer::Operator,
            subject,
        )
        .fact("kind", target.kind.code())
        .fact("owner", target.owner.to_string())
        .fact("created", counts.created)
        .fact("changed", counts.changed)
        .fact("versions", self.versions)
        .fact("contents_hash", hex::encode(self.contents.finalize()))
    }
}

/// What becomes of the new records of a batch; stored with few statements, however many they are.
#[derive(Default)]
struct New<'a> {
    listings: Vec<Listing>,
    versions: Vec<(Version, &'a BTreeMap<Tier, String>)>,
    drafts: Vec<(ListingId, Draft)>,
    keys: BTreeMap<&'a str, Imported>,
}

impl<'a> New<'a> {
    fn add(&mut self, tx: &mut Tx<'_>, app: &App, target: &Target, record: &'a Record) -> VersionId {
        let (id, now) = (ListingId::from_uuid(tx.new_uuid()), tx.now());
        let version = version(tx, target, id, 1, Some(now));
        let months = Months::new(app.config().listings.validity_months);
        let published = version.id;
        self.listings.push(Listing {
            id,
            kind: target.kind,
            reference: new_reference(target.kind, tx.entropy()),
            organisation: target.organisation.id,
            owner: target.owner,
            liaison: target.organisation.liaison,
            state: ListingState::Published,
            successor: None,
            visibility: target.visibility(),
            published: Some(published),
            submitted: Some(published),
            valid_until: now.checked_add_months(months),
            state_since: now,
            version: 1,
            created_at: now,
        });
        let draft = Draft {
            content: record.whole.clone(),
            tier_overrides: BTreeMap::new(),
            visibility: target.visibility(),
            version: 1,
            updated_at: now,
        };
        self.drafts.push((id, draft));
        self.versions.push((version, &record.parts));
        let imported = Imported {
            listing: id,
            content_hash: record.hash.clone(),
        };
        self.keys.insert(&record.external, imported);
        published
    }

    fn store(self, tx: &mut Tx<'_>, target: &Target) -> Outcome<()> {
        listings::insert_all(tx, &self.listings)?;
        drafts::insert_all(tx, &self.drafts)?;
        versions::insert_all(tx, &self.versions)?;
        import_keys::insert_all(tx, target.organisation.id, &self.keys)?;
        for listing in &self.listings {
            tx.reindex(listing.id);
        }
        if target.matching {
            let occasions = self.listings.iter().map(|listing| Occasion::new(listing.id));
            tasks::enqueue_new(tx, TaskKind::MatchListing, occasions)?;
        }
        Ok(())
    }
}

/// A changed record becomes the next version, unless somebody has worked on the listing since: then their work stands.
fn revise(
    tx: &mut Tx<'_>,
    app: &App,
    target: &Target,
    record: &Record,
    before: &Imported,
) -> Outcome<Option<VersionId>> {
    let missing = || Error::internal(format!("imported listing {} is incomplete", before.listing));
    let mut listing = listings::find(tx, before.listing)?.ok_or_else(missing)?;
    let mut draft = drafts::find(tx, before.listing)?.ok_or_else(missing)?;
    let newest = versions::of_listing(tx, listing.id)?;
    let newest = newest.first().ok_or_else(missing)?;
    let untouched = listing.kind == target.kind
        && listing.state == ListingState::Published
        && listing.successor.is_none()
        && listing.published == Some(newest.id)
        && hash(&draft.content) == before.content_hash
        // The file knows nothing of the tiers that an owner chose: it would open the fields again.
        && draft.tier_overrides.is_empty()
        && newest.tier_overrides.is_empty()
        && newest.attestations == Attestations::default();
    if !untouched {
        return Ok(None);
    }
    let now = tx.now();
    let mut shown = versions::machine_read(tx, newest.id, Tier::Members)?;
    shown.sort();
    let mut to_show: Vec<_> = record
        .parts
        .range(..=Tier::Members)
        .map(|(_, part)| part.clone())
        .collect();
    to_show.sort();
    // An edit of a field that members do not see must not show in anything that they do see: a date, the index, their matches.
    let same_to_members = shown == to_show;
    let members_since = if same_to_members {
        newest.members_since
    } else {
        Some(now)
    };
    let next = version(tx, target, listing.id, newest.number + 1, members_since);
    versions::insert(tx, &next, &record.parts)?;
    draft.content.clone_from(&record.whole);
    drafts::update(tx, listing.id, &mut draft)?;
    listing.published = Some(next.id);
    listing.submitted = Some(next.id);
    listings::update(tx, &mut listing)?;
    public::follow_version(tx, app, &listing, Doer::Operator)?;
    import_keys::update(tx, target.organisation.id, &record.external, &record.hash)?;
    if same_to_members {
        tx.reindex_full(listing.id);
    } else {
        tx.reindex(listing.id);
    }
    if target.matching {
        Occasion::new(listing.id).since(Some(newest.id)).queue(tx)?;
    }
    Ok(Some(next.id))
}

fn version(
    tx: &mut Tx<'_>,
    target: &Target,
    listing: ListingId,
    number: i32,
    members_since: Option<Instant>,
) -> Version {
    let now = tx.now();
    Version {
        id: VersionId::from_uuid(tx.new_uuid()),
        listing,
        number,
        visibility: target.visibility(),
        tier_overrides: BTreeMap::new(),
        // Nobody attested anything: the operator imported it, and the ledger says so.
        attestations: Attestations::default(),
        submitted_by: target.owner,
        submitted_at: now,
        published_at: Some(now),
        members_since,
        valid_until: None,
    }
}
