//! Reading the record of a listing: the ledger, and what its ids mean, in one snapshot.

use crate::app::App;
use crate::domain::ids::MemberId;
use crate::domain::listing::content::Content;
use crate::domain::listing::field::FieldSpec;
use crate::domain::listing::need::NeedContent;
use crate::domain::listing::seed::SeedContent;
use crate::domain::listing::{Listing, ListingKind};
use crate::domain::policy;
use crate::domain::text::Locale;
use crate::domain::tier::Tier;
use crate::domain::undertaking::Undertaking;
use crate::services::error::Outcome;
use crate::services::evidence::Reader;
use crate::services::evidence::meaning::Meaning;
use crate::services::evidence::record::{Access, HolderRecord, Record, UndertakingRecord, VersionRecord};
use crate::services::listings::commitments;
use crate::store::db::{Reads, Rx};
use crate::store::versions::Version;
use crate::store::{audiences, grants, public_listings, undertakings};
use std::collections::{BTreeMap, BTreeSet};

/// What the file says it is.
const FORMAT: &str = "enishi-evidence-1";

/// The record of a listing for a reader.
pub fn record(
    app: &App,
    rx: &mut Rx<'_>,
    listing: &Listing,
    newest_first: &[Version],
    meaning: &Meaning,
    reader: Reader,
) -> Outcome<Record> {
    let disclosures = meaning.disclosures();
    let bound: BTreeSet<i32> = disclosures
        .iter()
        .filter_map(|one| one.acceptance.as_ref().map(|acceptance| acceptance.undertaking))
        .collect();
    Ok(Record {
        format: FORMAT,
        made_at: rx.now(),
        reference: listing.reference.clone(),
        kind: listing.kind,
        organisation: meaning.organisation(listing.organisation).unwrap_or_default(),
        versions: newest_first
            .iter()
            .rev()
            .map(|one| version_record(app, listing, one, reader))
            .collect(),
        access: access(rx, listing, meaning)?,
        disclosures,
        undertakings: undertakings::all(rx)?
            .into_iter()
            .filter(|one| bound.contains(&one.number))
            .map(undertaking_record)
            .collect(),
    })
}

fn version_record(app: &App, listing: &Listing, version: &Version, reader: Reader) -> VersionRecord {
    let salts = Tier::ALL.iter().filter(|_| reader == Reader::Team);
    VersionRecord {
        id: version.id,
        number: version.number,
        submitted_at: version.submitted_at,
        published_at: version.published_at,
        fields: tiers_of(listing.kind, version),
        salts: salts
            .map(|tier| (*tier, hex::encode(commitments::salt(app, version.id, *tier))))
            .collect(),
    }
}

/// The tier of every field of a version.
pub fn tiers_of(kind: ListingKind, version: &Version) -> BTreeMap<&'static str, Tier> {
    let rules = version.tier_rules();
    let fields = match kind {
        ListingKind::Seed => SeedContent::FIELDS,
        ListingKind::Need => NeedContent::FIELDS,
    };
    let tier = |field: &FieldSpec| rules.effective(field.name, field.floor);
    fields.iter().map(|field| (field.name, tier(field))).collect()
}

fn undertaking_record(texts: Undertaking) -> UndertakingRecord {
    let hashes = [Locale::Ja, Locale::En].map(|locale| (locale, texts.hash(locale)));
    UndertakingRecord {
        number: texts.number,
        published_at: texts.published_at,
        text_hashes: hashes.into_iter().collect(),
        texts,
    }
}

fn access(rx: &mut Rx<'_>, listing: &Listing, meaning: &Meaning) -> Outcome<Access> {
    let team = std::iter::once(listing.owner).chain(audiences::team(rx, listing.id)?);
    let team: BTreeSet<MemberId> = team.collect();
    let holders = grants::of_listing(rx, listing.id)?.into_iter().filter_map(|grant| {
        Some(HolderRecord {
            organisation: meaning.organisation(grant.organisation)?,
            tier: grant.tier,
            since: grant.valid_from,
            until: grant.valid_until,
        })
    });
    let holders = holders.collect();
    let blocked = audiences::blocks(rx, listing.id)?.into_iter();
    let consents = public_listings::find(rx, listing.id)?;
    Ok(Access {
        team: team.iter().filter_map(|id| meaning.person(*id)).collect(),
        liaison: listing.liaison.and_then(|id| meaning.person(id)),
        holders,
        blocked: blocked.filter_map(|id| meaning.organisation(id)).collect(),
        members: listing.state.is_visible() && listing.published.is_some(),
        public: policy::public_clearance(listing, &consents.given, rx.now()).is_some(),
    })
}
