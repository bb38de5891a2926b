//! The ledger's tables: appending on commit, reading, verifying.

use crate::domain::clock::{Entropy, Instant};
use crate::domain::ids::{EntryId, OrganisationId};
use crate::domain::ledger::leaf::Leaf;
use crate::domain::ledger::merkle::{Frontier, Hash};
use crate::domain::ledger::{Doer, Entry, EntryKind};
use crate::store::connection::AnyConnection;
use crate::store::db::Reads;
use crate::store::error::{StoreError, StoreResult};
use crate::store::rows::{instant, naive, parse_code, parse_id};
use crate::store::schema::{ledger_entries, ledger_heads};
use chrono::NaiveDateTime;
use diesel::prelude::*;

const TABLE: &str = "ledger_entries";

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
    salt: String,
    commitment: String,
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
            salt,
            commitment,
        } = row;
        let organisation = doer_organisation_id
            .map(|text| parse_id(TABLE, &id, &text))
            .transpose()?;
        Ok(Self {
            id: parse_id(TABLE, &id, &id)?,
            kind: parse_code(TABLE, &id, &kind, EntryKind::from_code)?,
            log,
            seq,
            at: instant(at),
            doer,
            doer_organisation: organisation,
            subject,
            facts,
            salt: parse_hash(&id, &salt)?,
            commitment: parse_hash(&id, &commitment)?,
        })
    }
}

/// 32 bytes in hexadecimal.
fn parse_hash(row: &str, text: &str) -> StoreResult<Hash> {
    let mut hash = Hash::default();
    hex::decode_to_slice(text, &mut hash).map_err(|error| StoreError::corrupt(TABLE, row, error))?;
    Ok(hash)
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
        let head = frontier_of(connection, &log)?;
        let mut frontier = head.clone().unwrap_or_default();
        for entry in same_log {
            let seq = to_count(frontier.size())?.saturating_add(1);
            let leaf = leaf_of(entry, log.clone(), seq, now, entropy);
            frontier.push(&leaf.commitment);
            insert(connection, leaf)?;
        }
        move_head(connection, &log, head.as_ref(), &frontier)?;
    }
    Ok(())
}

/// Puts the head where the entries end. Whoever moved it meanwhile was first.
fn move_head(connection: &mut AnyConnection, log: &str, from: Option<&Frontier>, to: &Frontier) -> StoreResult<()> {
    let reached = (
        ledger_heads::size.eq(to_count(to.size())?),
        ledger_heads::frontier.eq(to.encode()),
    );
    let Some(from) = from else {
        diesel::insert_into(ledger_heads::table)
            .values((ledger_heads::log.eq(log), reached.0, reached.1))
            .execute(connection)?;
        return Ok(());
    };
    let unmoved = ledger_heads::table
        .filter(ledger_heads::log.eq(log))
        .filter(ledger_heads::size.eq(to_count(from.size())?));
    if diesel::update(unmoved).set(reached).execute(connection)? != 1 {
        return Err(StoreError::Conflict);
    }
    Ok(())
}

fn to_count(size: u64) -> StoreResult<i64> {
    i64::try_from(size).map_err(|error| StoreError::corrupt("ledger_heads", "-", error))
}

fn leaf_of(entry: &Entry, log: String, seq: i64, at: Instant, entropy: &dyn Entropy) -> Leaf {
    let (doer, doer_organisation) = match entry.doer {
        Doer::System => ("system".to_owned(), None),
        Doer::Operator => ("operator".to_owned(), None),
        Doer::Outsider => ("outsider".to_owned(), None),
        Doer::Member(member, organisation) => (member.to_string(), Some(organisation)),
    };
    // serde_json keeps maps sorted by key, so this is canonical.
    let facts = serde_json::Value::Object(entry.facts.clone()).to_string();
    let mut leaf = Leaf {
        id: EntryId::from_uuid(entropy.uuid()),
        log,
        seq,
        at,
        kind: entry.kind,
        doer,
        doer_organisation,
        subject: entry.subject.clone(),
        facts,
        salt: entropy.secret(),
        commitment: Hash::default(),
    };
    leaf.commitment = leaf.computed_commitment();
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
        salt,
        commitment,
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
        salt: hex::encode(salt),
        commitment: hex::encode(commitment),
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

/// What was shown to members of an organisation, in any log, after a place (instant and id), the first one first.
pub fn views_by(
    reads: &mut impl Reads,
    organisation: OrganisationId,
    after: Option<(Instant, EntryId)>,
    limit: i64,
) -> StoreResult<Vec<Leaf>> {
    let mut query = ledger_entries::table
        .filter(ledger_entries::doer_organisation_id.eq(organisation.to_string()))
        .filter(ledger_entries::kind.eq(EntryKind::View.code()))
        .order((ledger_entries::at, ledger_entries::id))
        .limit(limit)
        .into_boxed();
    if let Some((at, id)) = after {
        let at = naive(at);
        let later = ledger_entries::at.eq(at).and(ledger_entries::id.gt(id.to_string()));
        query = query.filter(ledger_entries::at.gt(at).or(later));
    }
    let rows = query.load::<Row>(reads.connection())?;
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

/// Commitments of the first entries of a log, in order: what its tree of that size holds.
pub fn commitments(reads: &mut impl Reads, log: &str, size: i64) -> StoreResult<Vec<Hash>> {
    let rows = ledger_entries::table
        .filter(ledger_entries::log.eq(log))
        .filter(ledger_entries::seq.le(size))
        .order(ledger_entries::seq)
        .select((ledger_entries::id, ledger_entries::commitment))
        .load::<(String, String)>(reads.connection())?;
    rows.iter().map(|(id, text)| parse_hash(id, text)).collect()
}

/// The frontier of a log; `None` if nothing was ever recorded in it.
pub fn frontier(reads: &mut impl Reads, log: &str) -> StoreResult<Option<Frontier>> {
    frontier_of(reads.connection(), log)
}

fn frontier_of(connection: &mut AnyConnection, log: &str) -> StoreResult<Option<Frontier>> {
    let head = ledger_heads::table
        .filter(ledger_heads::log.eq(log))
        .select((ledger_heads::size, ledger_heads::frontier))
        .first::<(i64, String)>(connection)
        .optional()?;
    head.map(|(size, text)| {
        let decoded = u64::try_from(size).ok().and_then(|size| Frontier::decode(size, &text));
        decoded.ok_or_else(|| StoreError::corrupt("ledger_heads", log, "no frontier of that size"))
    })
    .transpose()
}

/// The log of an organisation, by its name.
#[must_use]
pub fn log_of(organisation: OrganisationId) -> String {
    crate::domain::ledger::Log::Organisation(organisation).to_string()
}
