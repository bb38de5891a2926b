//! What the ledger's entries about a listing mean, and how much of them a reader is told.

use crate::domain::account::{Member, Organisation};
use crate::domain::ids::{AcceptanceId, ListingId, MemberId, OrganisationId, VersionId};
use crate::domain::ledger::EntryKind;
use crate::domain::ledger::leaf::Leaf;
use crate::domain::listing::{Listing, ListingKind};
use crate::domain::text::Bilingual;
use crate::services::error::Outcome;
use crate::services::evidence::Reader;
use crate::services::evidence::gather::tiers_of;
use crate::services::evidence::record::{AcceptanceRecord, DisclosureRecord, Person};
use crate::services::evidence::view::{View, views};
use crate::services::ledger::bundle::Show;
use crate::store::db::Rx;
use crate::store::versions::Version;
use crate::store::{grants, ledger, members, organisations, undertakings};
use std::collections::{BTreeMap, BTreeSet};

/// How many leaves are read at a time.
const BATCH: i64 = 5_000;

/// What the ledger's ids mean.
pub struct Meaning {
    id: ListingId,
    kind: ListingKind,
    owner: OrganisationId,
    liaison: Option<MemberId>,
    reader: Reader,
    leaves: Vec<Leaf>,
    versions: BTreeMap<VersionId, Version>,
    organisations: BTreeMap<OrganisationId, Organisation>,
    members: BTreeMap<MemberId, Member>,
    acceptances: BTreeMap<AcceptanceId, AcceptanceRecord>,
    met: BTreeSet<OrganisationId>,
}

impl Meaning {
    /// Everything about a listing that the ledger holds.
    pub fn load(rx: &mut Rx<'_>, listing: &Listing, versions: &[Version], reader: Reader) -> Outcome<Self> {
        let mut meaning = Self {
            id: listing.id,
            kind: listing.kind,
            owner: listing.organisation,
            liaison: listing.liaison,
            reader,
            leaves: leaves_about(rx, listing)?,
            versions: versions.iter().map(|one| (one.id, one.clone())).collect(),
            organisations: organisations::all(rx)?.into_iter().map(|one| (one.id, one)).collect(),
            members: members::list(rx, None)?.into_iter().map(|one| (one.id, one)).collect(),
            acceptances: BTreeMap::new(),
            met: grants::ever_of_listing(rx, listing.id)?,
        };
        let numbers: BTreeMap<_, _> = undertakings::all(rx)?.iter().map(|one| (one.id, one.number)).collect();
        let ids: BTreeSet<AcceptanceId> = meaning.views().filter_map(|view| view.acceptance).collect();
        for acceptance in undertakings::acceptances_of(rx, &ids.into_iter().collect::<Vec<_>>())? {
            let record = AcceptanceRecord {
                undertaking: numbers.get(&acceptance.undertaking).copied().unwrap_or_default(),
                text_hash: Some(acceptance.text_hash),
                language: Some(acceptance.locale),
                accepted_at: Some(acceptance.accepted_at),
            };
            meaning.acceptances.insert(acceptance.id, record);
        }
        Ok(meaning)
    }

    /// An organisation's name.
    pub fn organisation(&self, id: OrganisationId) -> Option<Bilingual> {
        self.organisations.get(&id).map(Organisation::name)
    }

    /// A person's name.
    pub fn person(&self, id: MemberId) -> Option<Person> {
        let member = self.members.get(&id)?;
        let name = Bilingual::both(member.name_ja.clone(), member.name_en.clone());
        Some(Person { id, name })
    }

    /// The persons who saw the listing.
    pub fn viewers(&self) -> BTreeSet<String> {
        self.views().map(|view| view.leaf.doer.clone()).collect()
    }

    /// Whether the reader may know who did what an entry says. Its team knows its own
    /// institution, the liaison in charge, and whom it ever accepted.
    fn is_open(&self, leaf: &Leaf) -> bool {
        let Some(organisation) = leaf.doer_organisation else {
            return true;
        };
        let is_liaison = self.liaison.is_some_and(|liaison| leaf.doer == liaison.to_string());
        self.reader == Reader::Auditor || organisation == self.owner || is_liaison || self.met.contains(&organisation)
    }

    /// How much of an entry the reader's bundle shows. For the team what is about other listings of the organisation, too, stays sealed,
    /// and what is somebody else's business is not there.
    pub fn shows(&self, leaf: &Leaf) -> Show {
        let subject = format!("listing:{}", self.id);
        if !leaf.concerns(&subject) || self.reader == Reader::Team && !is_of_team(leaf.kind) {
            return Show::Nothing;
        }
        let is_whole = self.reader == Reader::Auditor || leaf.subject == subject;
        if is_whole && self.is_open(leaf) {
            Show::Open
        } else {
            Show::Sealed
        }
    }

    /// What was shown to whom, the first one first.
    pub fn disclosures(&self) -> Vec<DisclosureRecord> {
        self.views().map(|view| self.disclosure(view)).collect()
    }

    fn views(&self) -> impl Iterator<Item = View<'_>> {
        let all = self.leaves.iter().flat_map(views);
        all.filter(|view| view.listing == self.id)
    }

    fn disclosure(&self, view: View<'_>) -> DisclosureRecord {
        let View {
            leaf,
            listing: _,
            version,
            tier,
            surface,
            acceptance,
        } = view;
        let version = version.and_then(|id| self.versions.get(&id));
        let fields = version.map(|version| tiers_of(self.kind, version)).unwrap_or_default();
        let home = leaf.doer_organisation;
        let named = self.is_open(leaf);
        DisclosureRecord {
            index: leaf.seq - 1,
            at: leaf.at,
            surface,
            version: version.map(|version| version.number),
            tier,
            fields: fields
                .into_iter()
                .filter(|(_, guarded)| *guarded <= tier)
                .map(|(name, _)| name)
                .collect(),
            person: leaf.doer.parse().ok().filter(|_| named).and_then(|id| self.person(id)),
            organisation: home.filter(|_| named).and_then(|id| self.organisation(id)),
            organisation_kind: home.and_then(|id| self.organisations.get(&id)).map(|home| home.kind),
            acceptance: acceptance
                .and_then(|id| self.acceptances.get(&id))
                .map(|known| if named { known.clone() } else { known.sealed() }),
        }
    }
}

/// What a team may know of its own listing. A kind that is not named here stays out.
const fn is_of_team(kind: EntryKind) -> bool {
    matches!(
        kind,
        EntryKind::ListingCreated
            | EntryKind::VersionSubmitted
            | EntryKind::ReviewDecided
            | EntryKind::CommentMade
            | EntryKind::CommentResolved
            | EntryKind::VersionPublished
            | EntryKind::StateChanged
            | EntryKind::AudienceChanged
            | EntryKind::PublicWanted
            | EntryKind::PublicAgreed
            | EntryKind::MadePublic
            | EntryKind::MatchingSet
            | EntryKind::View
            | EntryKind::GrantOpened
            | EntryKind::GrantClosed
            | EntryKind::EvidenceTaken
    )
}

fn leaves_about(rx: &mut Rx<'_>, listing: &Listing) -> Outcome<Vec<Leaf>> {
    let log = ledger::log_of(listing.organisation);
    let subject = format!("listing:{}", listing.id);
    let (mut about, mut seen) = (Vec::new(), 0);
    loop {
        let leaves = ledger::leaves(rx, &log, seen, BATCH)?;
        let Some(last) = leaves.last() else { return Ok(about) };
        seen = last.seq;
        about.extend(leaves.into_iter().filter(|leaf| leaf.concerns(&subject)));
    }
}
