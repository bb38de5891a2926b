//! Tables `listing_versions` and `listing_parts`: immutable versions, their content split by tier.
//!
//! `open` reads only the parts that a clearance reaches: what a viewer may not see never leaves the database.

use crate::domain::clock::Instant;
use crate::domain::ids::{ListingId, MemberId, VersionId};
use crate::domain::listing::NeedVisibility;
use crate::domain::listing::content::TierRules;
use crate::domain::review::Attestations;
use crate::domain::tier::{Clearance, Confidential, Tier};
use crate::store::connection::insert_rows;
use crate::store::db::{Reads, Tx};
use crate::store::error::{StoreError, StoreResult};
use crate::store::one_of::load_one_of;
use crate::store::rows::{exactly_one, instant, naive, parse_code, parse_code_opt, parse_id, parse_json, to_json};
use crate::store::schema::{listing_parts, listing_versions as table};
use chrono::NaiveDateTime;
use diesel::dsl::sql;
use diesel::expression::SqlLiteral;
use diesel::prelude::*;
use diesel::sql_types::Bool;
use std::collections::{BTreeMap, BTreeSet};

const TABLE: &str = "listing_versions";

/// A submitted version without its content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    /// Identity
    pub id: VersionId,
    /// Of what
    pub listing: ListingId,
    /// 1, 2, 3 … within the listing
    pub number: i32,
    /// How a need shows its company
    pub visibility: Option<NeedVisibility>,
    /// Fields that the owner tightened
    pub tier_overrides: BTreeMap<String, Tier>,
    /// What the owner attested
    pub attestations: Attestations,
    /// Who submitted it
    pub submitted_by: MemberId,
    /// When
    pub submitted_at: Instant,
    /// When it was published, if it was
    pub published_at: Option<Instant>,
    /// Since when its Members-tier content has been what it is: the only date that members see
    pub members_since: Option<Instant>,
    /// Until when the owner wants it to stay published
    pub valid_until: Option<Instant>,
}

impl Version {
    /// The effective tier of every field of this version.
    #[must_use]
    pub fn tier_rules(&self) -> TierRules {
        TierRules::of(self.visibility, self.tier_overrides.clone())
    }
}

#[derive(Queryable, Insertable)]
#[diesel(table_name = table, treat_none_as_default_value = false)]
struct Row {
    id: String,
    listing_id: String,
    number: i32,
    visibility: Option<String>,
    tier_overrides: String,
    attestations: String,
    submitted_by: String,
    submitted_at: NaiveDateTime,
    published_at: Option<NaiveDateTime>,
    members_since: Option<NaiveDateTime>,
    valid_until: Option<NaiveDateTime>,
}

impl TryFrom<Row> for Version {
    type Error = StoreError;

    fn try_from(row: Row) -> StoreResult<Self> {
        let id = &row.id;
        Ok(Self {
            listing: parse_id(TABLE, id, &row.listing_id)?,
            visibility: parse_code_opt(TABLE, id, row.visibility.as_deref(), NeedVisibility::from_code)?,
            tier_overrides: parse_json(TABLE, id, &row.tier_overrides)?,
            attestations: parse_json(TABLE, id, &row.attestations)?,
            submitted_by: parse_id(TABLE, id, &row.submitted_by)?,
            number: row.number,
            submitted_at: instant(row.submitted_at),
            published_at: row.published_at.map(instant),
            members_since: row.members_since.map(instant),
            valid_until: row.valid_until.map(instant),
            id: parse_id(TABLE, id, id)?,
        })
    }
}

fn row_of(version: &Version) -> StoreResult<Row> {
    Ok(Row {
        id: version.id.to_string(),
        listing_id: version.listing.to_string(),
        number: version.number,
        visibility: version.visibility.map(|visibility| visibility.code().to_owned()),
        tier_overrides: to_json(&version.tier_overrides)?,
        attestations: to_json(&version.attestations)?,
        submitted_by: version.submitted_by.to_string(),
        submitted_at: naive(version.submitted_at),
        published_at: version.published_at.map(naive),
        members_since: version.members_since.map(naive),
        valid_until: version.valid_until.map(naive),
    })
}

/// Adds a version with its content, split by effective tier.
pub fn insert(tx: &mut Tx<'_>, version: &Version, parts: &BTreeMap<Tier, String>) -> StoreResult<()> {
    insert_all(tx, &[(version.clone(), parts)])
}

/// Adds versions, each with its content, split by effective tier.
pub fn insert_all(tx: &mut Tx<'_>, versions: &[(Version, &BTreeMap<Tier, String>)]) -> StoreResult<()> {
    let rows = versions.iter().map(|(version, _)| row_of(version));
    let rows = rows.collect::<StoreResult<Vec<_>>>()?;
    insert_rows!(tx.connection(), table::table, rows);
    let mut parts = Vec::with_capacity(versions.len());
    for (version, contents) in versions {
        for (tier, content) in *contents {
            parts.push((
                listing_parts::listing_id.eq(version.listing.to_string()),
                listing_parts::version_id.eq(version.id.to_string()),
                listing_parts::tier.eq(tier.code()),
                listing_parts::content.eq(content),
            ));
        }
    }
    insert_rows!(tx.connection(), listing_parts::table, parts);
    Ok(())
}

/// The version, if there is one.
pub fn find(reads: &mut impl Reads, id: VersionId) -> StoreResult<Option<Version>> {
    let row = table::table
        .find(id.to_string())
        .first::<Row>(reads.connection())
        .optional()?;
    row.map(Version::try_from).transpose()
}

/// Several versions by id, in no particular order.
pub fn find_many(reads: &mut impl Reads, ids: &[VersionId]) -> StoreResult<Vec<Version>> {
    let ids = ids.iter().map(ToString::to_string).collect::<Vec<_>>();
    let rows: Vec<Row> = load_one_of!(reads.connection(), table::table, table::id, &ids);
    rows.into_iter().map(Version::try_from).collect()
}

/// All versions of a listing, newest first.
pub fn of_listing(reads: &mut impl Reads, listing: ListingId) -> StoreResult<Vec<Version>> {
    let rows = table::table
        .filter(table::listing_id.eq(listing.to_string()))
        .order(table::number.desc())
        .load::<Row>(reads.connection())?;
    rows.into_iter().map(Version::try_from).collect()
}

/// Marks a version as published.
pub fn mark_published(tx: &mut Tx<'_>, id: VersionId, at: Instant, members_since: Instant) -> StoreResult<()> {
    let touched = diesel::update(table::table.find(id.to_string()))
        .set((
            table::published_at.eq(naive(at)),
            table::members_since.eq(naive(members_since)),
        ))
        .execute(tx.connection())?;
    exactly_one(touched)
}

/// The content that a clearance reaches, still sealed; opening it takes the receipt of a recorded disclosure.
pub fn open(reads: &mut impl Reads, id: VersionId, clearance: &Clearance) -> StoreResult<Vec<Confidential<String>>> {
    let tiers = Tier::ALL
        .iter()
        .filter(|tier| **tier <= clearance.tier())
        .map(|tier| tier.code())
        .collect::<Vec<_>>();
    let rows = listing_parts::table
        .filter(listing_parts::version_id.eq(id.to_string()))
        .filter(listing_parts::listing_id.eq(clearance.listing().to_string()))
        .filter(listing_parts::tier.eq_any(tiers))
        .select((listing_parts::tier, listing_parts::content))
        .load::<(String, String)>(reads.connection())?;
    let seal = |(tier, content): (String, String)| {
        let tier = parse_code("listing_parts", &id.to_string(), &tier, Tier::from_code)?;
        Ok(Confidential::new(clearance.listing(), tier, content))
    };
    rows.into_iter().map(seal).collect()
}

/// The content up to a tier, for machinery that shows it to nobody: indexing what members may see, matching an owner's own
/// text. The caller names the tier and answers for it.
pub fn machine_read(reads: &mut impl Reads, id: VersionId, up_to: Tier) -> StoreResult<Vec<String>> {
    let tiers = Tier::ALL
        .iter()
        .filter(|tier| **tier <= up_to)
        .map(|tier| tier.code())
        .collect::<Vec<_>>();
    Ok(listing_parts::table
        .filter(listing_parts::version_id.eq(id.to_string()))
        .filter(listing_parts::tier.eq_any(tiers))
        .select(listing_parts::content)
        .load::<String>(reads.connection())?)
}

/// A part above what every member reads, in the words of a partial index: of most versions there is none.
fn is_closed() -> SqlLiteral<Bool> {
    sql("tier NOT IN ('public', 'members')")
}

/// Which of the versions have content above what every member reads.
pub fn closed_of(reads: &mut impl Reads, ids: &[VersionId]) -> StoreResult<BTreeSet<VersionId>> {
    let ids = ids.iter().map(ToString::to_string).collect::<Vec<_>>();
    let closed = listing_parts::table
        .filter(is_closed())
        .select(listing_parts::version_id)
        .distinct();
    let found: Vec<String> = load_one_of!(reads.connection(), closed, listing_parts::version_id, &ids);
    found.iter().map(|id| parse_id("listing_parts", id, id)).collect()
}

/// The versions with content above what every member reads, after one of them, in order, with their listings.
pub fn closed_after(
    reads: &mut impl Reads,
    after: Option<VersionId>,
    limit: i64,
) -> StoreResult<Vec<(VersionId, ListingId)>> {
    let after = after.map(|id| id.to_string()).unwrap_or_default();
    let found = listing_parts::table
        .filter(is_closed())
        .filter(listing_parts::version_id.gt(after))
        .select((listing_parts::version_id, listing_parts::listing_id))
        .distinct()
        .order(listing_parts::version_id)
        .limit(limit)
        .load::<(String, String)>(reads.connection())?;
    let parse = |(version, listing): &(String, String)| {
        Ok((
            parse_id("listing_parts", version, version)?,
            parse_id("listing_parts", version, listing)?,
        ))
    };
    found.iter().map(parse).collect()
}

/// `open` for several versions in one query: each version with the clearance it is read under.
pub fn open_many(
    reads: &mut impl Reads,
    wanted: &[(VersionId, Clearance)],
) -> StoreResult<BTreeMap<VersionId, Vec<Confidential<String>>>> {
    let mut opened = BTreeMap::new();
    // Grouped by tier, so that no query reaches above a clearance.
    for tier in Tier::ALL {
        let group: Vec<_> = wanted
            .iter()
            .filter(|(_, clearance)| clearance.tier() == *tier)
            .collect();
        if group.is_empty() {
            continue;
        }
        let ids = group.iter().map(|(id, _)| id.to_string()).collect::<Vec<_>>();
        // Always as many conditions as there are tiers, so that it is one statement for all of them. (A tier more than these would
        // not be read, which the canary tests notice.)
        let every = [Tier::Public, Tier::Members, Tier::Approved, Tier::Cda, Tier::Owner];
        let [public, members, approved, cda, owner] = every.map(|one| one.min(*tier).code());
        let is_reached = listing_parts::tier
            .eq(public)
            .or(listing_parts::tier.eq(members))
            .or(listing_parts::tier.eq(approved))
            .or(listing_parts::tier.eq(cda))
            .or(listing_parts::tier.eq(owner));
        let reached = listing_parts::table.filter(is_reached).select((
            listing_parts::version_id,
            listing_parts::listing_id,
            listing_parts::tier,
            listing_parts::content,
        ));
        let rows: Vec<(String, String, String, String)> =
            load_one_of!(reads.connection(), reached, listing_parts::version_id, &ids);
        for (version, listing, tier, content) in rows {
            let id: VersionId = parse_id("listing_parts", &version, &version)?;
            let listing: ListingId = parse_id("listing_parts", &version, &listing)?;
            let tier = parse_code("listing_parts", &version, &tier, Tier::from_code)?;
            opened
                .entry(id)
                .or_insert_with(Vec::new)
                .push(Confidential::new(listing, tier, content));
        }
    }
    Ok(opened)
}

/// `machine_read` for several versions in one query.
pub fn machine_read_many(
    reads: &mut impl Reads,
    ids: &[VersionId],
    up_to: Tier,
) -> StoreResult<BTreeMap<VersionId, Vec<String>>> {
    let tiers = Tier::ALL
        .iter()
        .filter(|tier| **tier <= up_to)
        .map(|tier| tier.code())
        .collect::<Vec<_>>();
    let ids = ids.iter().map(ToString::to_string).collect::<Vec<_>>();
    let rows = listing_parts::table
        .filter(listing_parts::version_id.eq_any(ids))
        .filter(listing_parts::tier.eq_any(tiers))
        .select((listing_parts::version_id, listing_parts::content))
        .load::<(String, String)>(reads.connection())?;
    let mut all: BTreeMap<VersionId, Vec<String>> = BTreeMap::new();
    for (version, content) in rows {
        all.entry(parse_id("listing_parts", &version, &version)?)
            .or_default()
            .push(content);
    }
    Ok(all)
}
