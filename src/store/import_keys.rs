//! Table `import_keys`: which listing an imported record became, so that importing it again makes no second one.

use crate::domain::ids::{ListingId, OrganisationId};
use crate::store::connection::insert_rows;
use crate::store::db::{Reads, Tx};
use crate::store::error::StoreResult;
use crate::store::rows::{exactly_one, parse_id};
use crate::store::schema::import_keys as table;
use diesel::prelude::*;
use std::collections::BTreeMap;

/// What a record became.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Imported {
    /// The listing
    pub listing: ListingId,
    /// SHA-256 of the content that was imported last
    pub content_hash: String,
}

/// Those of an organisation's records that were imported before, by their identifiers.
pub fn find_many(
    reads: &mut impl Reads,
    organisation: OrganisationId,
    external_ids: &[&str],
) -> StoreResult<BTreeMap<String, Imported>> {
    let rows = table::table
        .filter(table::organisation_id.eq(organisation.to_string()))
        .filter(table::external_id.eq_any(external_ids.iter().copied()))
        .select((table::external_id, table::listing_id, table::content_hash))
        .load::<(String, String, String)>(reads.connection())?;
    let mut found = BTreeMap::new();
    for (external, listing, content_hash) in rows {
        let listing = parse_id("import_keys", &external, &listing)?;
        found.insert(external, Imported { listing, content_hash });
    }
    Ok(found)
}

/// Every record of an organisation that was imported, with the listing that it became.
pub fn all(reads: &mut impl Reads, organisation: OrganisationId) -> StoreResult<Vec<(String, ListingId)>> {
    let rows = table::table
        .filter(table::organisation_id.eq(organisation.to_string()))
        .order(table::external_id)
        .select((table::external_id, table::listing_id))
        .load::<(String, String)>(reads.connection())?;
    rows.into_iter()
        .map(|(external, listing)| {
            let listing = parse_id("import_keys", &external, &listing)?;
            Ok((external, listing))
        })
        .collect()
}

/// Remembers what records became, by their identifiers.
pub fn insert_all(
    tx: &mut Tx<'_>,
    organisation: OrganisationId,
    records: &BTreeMap<&str, Imported>,
) -> StoreResult<()> {
    let row = |(external, imported): (&&str, &Imported)| {
        (
            table::organisation_id.eq(organisation.to_string()),
            table::external_id.eq((*external).to_owned()),
            table::listing_id.eq(imported.listing.to_string()),
            table::content_hash.eq(imported.content_hash.clone()),
        )
    };
    let rows = records.iter().map(row).collect::<Vec<_>>();
    insert_rows!(tx.connection(), table::table, rows);
    Ok(())
}

/// Remembers the content of a record that changed.
pub fn update(tx: &mut Tx<'_>, organisation: OrganisationId, external_id: &str, content_hash: &str) -> StoreResult<()> {
    let touched = diesel::update(table::table.find((organisation.to_string(), external_id)))
        .set(table::content_hash.eq(content_hash))
        .execute(tx.connection())?;
    exactly_one(touched)
}
