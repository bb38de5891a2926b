//! The ledger's tables: appending on commit, reading, verifying.

use crate::domain::clock::{Entropy, Instant};
use crate::domain::ids::{EntryId, OrganisationId};
use crate::domain::ledger::chain::Leaf;
use crate::domain::ledger::{Doer, Entry, EntryKind};
use crate::store::connection::AnyConnection;
use crate::store::db::Reads;
use crate::store::error::{StoreError, StoreResult};
use crate::store::rows::{instant, naive, parse_code, parse_id};
use crate::store::schema::{ledger_entries, ledger_heads};
use chrono::NaiveDateTime;
use diesel::prelude::*;

#[derive(Queryable, Insertable)]
#[diesel(table_name = ledger_entries)]
struct Row {
    id: String,
    log: String,
    seq: i64,
    at: NaiveDateTime,
    kind: String,
    doer: String,
    doer_organisation_id: Option<String>,
    subject: String,
    facts: String,
    previous: String,
    hash: String,
}

impl TryFrom<Row> for Leaf {
    type Error = StoreError;

    fn try_from(row: Row) -> StoreResult<Self> {
        let Row {
            id,
            log,
            seq,
            at,
            kind,
            doer,
            doer_organisation_id,
            subject,
            facts,
            previous,
            hash,
        } = row;
        let organisation = doer_organisation_id
            .map(|text| parse_id("ledger_entries", &id, &text))
            .transpose()?;
        Ok(Self {
            id: parse_id("ledger_entries", &id, &id)?,
            kind: parse_code("ledger_entries", &id, &kind, EntryKind::from_code)?,
            log,
            seq,
            at: instant(at),
            doer,
            doer_organisation: organisation,
            subject,
            facts,
            previous,
            hash,
        })
    }
}

/// Appends entries to their logs, logs in a fixed order so that two transactions cannot wait for each other in a circle.
pub(super) fn append(
    connection: &mut AnyConnection,
    mut entries: Vec<Entry>,
    now: Instant,
    entropy: &dyn Entropy,
) -> StoreResult<()> {
    entries.sort_by_key(|entry| entry.log);
    for same_log in entries.chunk_by(|a, b| a.log == b.log) {
        let Some(first) = same_log.first() else { continue };
        let log = first.log.to_string();
        let head = ledger_heads::table
            .filter(ledger_heads::log.eq(&log))
            .select((ledger_heads::size, ledger_heads::hash))
            .first::<(i64, String)>(connection)
            .optional()?;
        let is_new = head.is_none();
        let (size, mut previous) = head.unwrap_or_default();
        let mut seq = size;
        for entry in same_log {
            seq += 1;
            let leaf = leaf_of(
                entry,
                log.clone(),
                seq,
                previous,
                now,
                EntryId::from_uuid(entropy.uuid()),
            );
            previous = leaf.hash.clone();
            insert(connection, leaf)?;
        }
        if is_new {
            diesel::insert_into(ledger_heads::table)
                .values((
                    ledger_heads::log.eq(&log),
                    ledger_heads::size.eq(seq),
                    ledger_heads::hash.eq(&previous),
                ))
                .execute(connection)?;
        } else {
            let moved = diesel::update(
                ledger_heads::table
                    .filter(ledger_heads::log.eq(&log))
                    .filter(ledger_heads::size.eq(size)),
            )
            .set((ledger_heads::size.eq(seq), ledger_heads::hash.eq(&previous)))
            .execute(connection)?;
            if moved != 1 {
                return Err(StoreError::Conflict);
            }
        }
    }
    Ok(())
}

fn leaf_of(entry: &Entry, log: String, seq: i64, previous: String, at: Instant, id: EntryId) -> Leaf {
    let (doer, doer_organisation) = match entry.doer {
        Doer::System => ("system".to_owned(), None),
        Doer::Operator => ("operator".to_owned(), None),
        Doer::Outsider => ("outsider".to_owned(), None),
        Doer::Member(member, organisation) => (member.to_string(), Some(organisation)),
    };
    // serde_json keeps maps sorted by key, so this is canonical.
    let facts = serde_json::Value::Object(entry.facts.clone()).to_string();
    let mut leaf = Leaf {
        id,
        log,
        seq,
        at,
        kind: entry.kind,
        doer,
        doer_organisation,
        subject: entry.subject.clone(),
        facts,
        previous,
        hash: String::new(),
    };
    leaf.hash = leaf.computed_hash();
    leaf
}

fn insert(connection: &mut AnyConnection, leaf: Leaf) -> StoreResult<()> {
    let Leaf {
        id,
        log,
        seq,
        at,
        kind,
        doer,
        doer_organisation,
        subject,
        facts,
        previous,
        hash,
    } = leaf;
    let row = Row {
        id: id.to_string(),
        log,
        seq,
        at: naive(at),
        kind: kind.code().to_owned(),
        doer,
        doer_organisation_id: doer_organisation.map(|id| id.to_string()),
        subject,
        facts,
        previous,
        hash,
    };
    diesel::insert_into(ledger_entries::table)
        .values(row)
        .execute(connection)?;
    Ok(())
}

/// Names of all logs, sorted.
pub fn logs(reads: &mut impl Reads) -> StoreResult<Vec<String>> {
    Ok(ledger_heads::table
        .select(ledger_heads::log)
        .order(ledger_heads::log)
        .load(reads.connection())?)
}

/// Up to `limit` leaves of a log after a number, in order.
pub fn leaves(reads: &mut impl Reads, log: &str, after: i64, limit: i64) -> StoreResult<Vec<Leaf>> {
    let rows = ledger_entries::table
        .filter(ledger_entries::log.eq(log))
        .filter(ledger_entries::seq.gt(after))
        .order(ledger_entries::seq)
        .limit(limit)
        .load::<Row>(reads.connection())?;
    rows.into_iter().map(Leaf::try_from).collect()
}

/// Up to `limit` leaves of a log before a number, newest first.
pub fn leaves_before(reads: &mut impl Reads, log: &str, before: Option<i64>, limit: i64) -> StoreResult<Vec<Leaf>> {
    let rows = ledger_entries::table
        .filter(ledger_entries::log.eq(log))
        .filter(ledger_entries::seq.lt(before.unwrap_or(i64::MAX)))
        .order(ledger_entries::seq.desc())
        .limit(limit)
        .load::<Row>(reads.connection())?;
    rows.into_iter().map(Leaf::try_from).collect()
}

/// The leaves about one subject in one organisation's log, newest first.
pub fn about(reads: &mut impl Reads, log: &str, subject: &str, limit: i64) -> StoreResult<Vec<Leaf>> {
    let rows = ledger_entries::table
        .filter(ledger_entries::subject.eq(subject))
        .filter(ledger_entries::log.eq(log))
        .order(ledger_entries::seq.desc())
        .limit(limit)
        .load::<Row>(reads.connection())?;
    rows.into_iter().map(Leaf::try_from).collect()
}

/// The leaves about any of several subjects in one organisation's log before a number, newest first.
pub fn about_before(
    reads: &mut impl Reads,
    log: &str,
    subjects: &[String],
    before: Option<i64>,
    limit: i64,
) -> StoreResult<Vec<Leaf>> {
    let rows = ledger_entries::table
        .filter(ledger_entries::log.eq(log))
        .filter(ledger_entries::subject.eq_any(subjects))
        .filter(ledger_entries::seq.lt(before.unwrap_or(i64::MAX)))
        .order(ledger_entries::seq.desc())
        .limit(limit)
        .load::<Row>(reads.connection())?;
    rows.into_iter().map(Leaf::try_from).collect()
}

/// Size and last hash of a log; `None` if nothing was ever recorded in it.
pub fn head(reads: &mut impl Reads, log: &str) -> StoreResult<Option<(i64, String)>> {
    Ok(ledger_heads::table
        .filter(ledger_heads::log.eq(log))
        .select((ledger_heads::size, ledger_heads::hash))
        .first(reads.connection())
        .optional()?)
}

/// The log of an organisation, by its name.
#[must_use]
pub fn log_of(organisation: OrganisationId) -> String {
    crate::domain::ledger::Log::Organisation(organisation).to_string()
}
