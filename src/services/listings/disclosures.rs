//! Who saw what of a listing, and who holds access above Members: read from the ledger, for its team.

use crate::app::App;
use crate::domain::account::{Organisation, OrganisationKind};
use crate::domain::clock::Instant;
use crate::domain::ids::{ListingId, OrganisationId, VersionId};
use crate::domain::ledger::EntryKind;
use crate::domain::ledger::leaf::Leaf;
use crate::domain::policy::Actor;
use crate::domain::text::Bilingual;
use crate::domain::tier::Tier;
use crate::services::cursor;
use crate::services::error::{Error, Outcome};
use crate::services::listings::team;
use crate::store::db::Reads;
use crate::store::{grants, ledger, organisations, versions};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// Entries read at a time, and the most of one request: searches show many listings in one entry.
const BATCH: i64 = 200;
const MOST_SCANNED: usize = 2_000;

/// One disclosure.
pub struct Seen {
    /// When
    pub at: Instant,
    /// Where: page, search result, match …
    pub surface: String,
    /// Up to which tier
    pub tier: Tier,
    /// Number of the version
    pub version: Option<i32>,
    /// What kind of organisation saw it
    pub organisation_kind: Option<OrganisationKind>,
    /// Which one, if the owner ever accepted an introduction to it
    pub organisation: Option<Bilingual>,
}

/// An organisation that can see more than members do.
pub struct Holder {
    /// Which
    pub organisation: Bilingual,
    /// Up to which tier
    pub tier: Tier,
    /// Since when
    pub since: Instant,
    /// Until when, if it ends by itself
    pub until: Option<Instant>,
}

/// A page of disclosures, newest first.
pub struct Page {
    /// Who saw
    pub items: Vec<Seen>,
    /// Who can see above Members now
    pub holders: Vec<Holder>,
    /// Where the next page begins
    pub next_cursor: Option<String>,
}

/// A page of the disclosures of a listing.
pub async fn list(app: &App, actor: Actor, id: ListingId, limit: usize, cursor: Option<&str>) -> Outcome<Page> {
    let member = actor.member;
    let question = ("disclosures", id);
    let before: Option<i64> = cursor
        .map(|cursor| cursor::open(app, member, &question, cursor))
        .transpose()?;
    let (items, holders, next) = app
        .db
        .read(move |rx| {
            let known = team::own(rx, &actor, id)?;
            let names = Names::load(rx, id)?;
            let holders = holders(rx, &names, id)?;
            let (items, next) = scan(rx, &names, known.listing.organisation, id, before, limit)?;
            Ok::<_, Error>((items, holders, next))
        })
        .await?;
    let next_cursor = next
        .map(|place| cursor::sign(app, member, &question, &place))
        .transpose()?;
    Ok(Page {
        items,
        holders,
        next_cursor,
    })
}

/// What the ledger's ids mean.
struct Names {
    versions: BTreeMap<VersionId, i32>,
    organisations: BTreeMap<OrganisationId, Organisation>,
    met: BTreeSet<OrganisationId>,
}

impl Names {
    fn load(reads: &mut impl Reads, id: ListingId) -> Outcome<Self> {
        let numbers = versions::of_listing(reads, id)?;
        let homes = organisations::all(reads)?;
        Ok(Self {
            versions: numbers
                .into_iter()
                .map(|version| (version.id, version.number))
                .collect(),
            organisations: homes.into_iter().map(|home| (home.id, home)).collect(),
            met: grants::ever_of_listing(reads, id)?,
        })
    }

    fn seen(&self, leaf: &Leaf, surface: String, version: Option<VersionId>, tier: Tier) -> Seen {
        let home = leaf.doer_organisation.and_then(|id| self.organisations.get(&id));
        let named = home.filter(|home| self.met.contains(&home.id));
        Seen {
            at: leaf.at,
            surface,
            tier,
            version: version.and_then(|id| self.versions.get(&id)).copied(),
            organisation_kind: home.map(|home| home.kind),
            organisation: named.map(Organisation::name),
        }
    }
}

fn holders(reads: &mut impl Reads, names: &Names, id: ListingId) -> Outcome<Vec<Holder>> {
    let open = grants::of_listing(reads, id)?.into_iter();
    Ok(open
        .filter_map(|grant| {
            let home = names.organisations.get(&grant.organisation)?;
            Some(Holder {
                organisation: home.name(),
                tier: grant.tier,
                since: grant.valid_from,
                until: grant.valid_until,
            })
        })
        .collect())
}

fn scan(
    reads: &mut impl Reads,
    names: &Names,
    owner: OrganisationId,
    id: ListingId,
    mut before: Option<i64>,
    limit: usize,
) -> Outcome<(Vec<Seen>, Option<i64>)> {
    let subjects = [format!("listing:{id}"), format!("organisation:{owner}")];
    let log = ledger::log_of(owner);
    let (mut items, mut scanned) = (Vec::new(), 0);
    loop {
        let leaves = ledger::about_before(reads, &log, &subjects, before, BATCH)?;
        if leaves.is_empty() {
            return Ok((items, None));
        }
        for leaf in leaves {
            before = Some(leaf.seq);
            scanned += 1;
            items.extend(disclosure(names, &leaf, id));
            if items.len() >= limit || scanned >= MOST_SCANNED {
                return Ok((items, before));
            }
        }
    }
}

/// What an entry says about the listing, if it is a disclosure of it.
fn disclosure(names: &Names, leaf: &Leaf, id: ListingId) -> Option<Seen> {
    if leaf.kind != EntryKind::View {
        return None;
    }
    let facts: Value = serde_json::from_str(&leaf.facts).ok()?;
    let text = |name: &str| facts.get(name).and_then(Value::as_str);
    let surface = text("surface")?.to_owned();
    // A search names every listing of this owner that it showed: `listing@version:tier`.
    let (version, tier) = match facts.get("shown").and_then(Value::as_array) {
        Some(shown) => {
            let prefix = format!("{id}@");
            let mine = shown
                .iter()
                .filter_map(Value::as_str)
                .find_map(|one| one.strip_prefix(&prefix));
            mine?.split_once(':')?
        }
        None => (text("version")?, text("tier")?),
    };
    Some(names.seen(leaf, surface, version.parse().ok(), Tier::from_code(tier)?))
}
