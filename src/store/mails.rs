//! Table `mails`: the outbox. A mail is queued with the event it tells of, and at most once per address, kind and event.

use crate::domain::clock::Instant;
use crate::domain::ids::{MailId, MemberId};
use crate::domain::text::Locale;
use crate::store::db::{Reads, Writes};
use crate::store::error::{StoreError, StoreResult};
use crate::store::rows::{instant, naive, parse_code, parse_id};
use crate::store::schema::mails as table;
use chrono::NaiveDateTime;
use diesel::prelude::*;

crate::domain::coded_enum! {
    /// Where a mail is.
    MailState {
        /// Waits to be sent at once.
        Queued = "queued",
        /// Waits for a digest.
        Held = "held",
        /// Being handed over right now; after a crash, whether it went is not known.
        Sending = "sending",
        /// Handed over.
        Sent = "sent",
        /// The line broke between the mail and the receipt (RFC 1047): it may or may not have arrived.
        Ambiguous = "ambiguous",
        /// Told in a digest.
        Digested = "digested",
        /// No longer wanted or no longer true when its turn came.
        Suppressed = "suppressed",
        /// Refused for good, or tried too often; a person must look.
        Dead = "dead",
    }
}

/// A mail of the outbox. It holds references and links only. `Debug` is left out because it holds an address.
#[derive(Clone)]
pub struct Mail {
    /// Identity, and the left side of its Message-ID
    pub id: MailId,
    /// For whom; none for people who are not members (yet)
    pub member: Option<MemberId>,
    /// Address
    pub address: String,
    /// How to greet
    pub recipient_name: String,
    /// Language
    pub locale: Locale,
    /// Kind code
    pub kind: String,
    /// What it tells of; unique with address and kind
    pub event: String,
    /// Its parameters as JSON
    pub context: String,
    /// Cadence code at the time it was queued
    pub cadence: String,
    /// Where it is
    pub state: MailState,
    /// Attempts so far; the number of the attempt under way is its fencing token
    pub attempts: i32,
    /// How often it could not be known whether it went out
    pub ambiguities: i32,
    /// What went wrong last, without any address or text
    pub last_error: Option<String>,
    /// When it was queued
    pub created_at: Instant,
    /// When it was handed over
    pub sent_at: Option<Instant>,
}

#[derive(Queryable)]
struct Row {
    id: String,
    member_id: Option<String>,
    address: String,
    recipient_name: String,
    locale: String,
    kind: String,
    event: String,
    context: String,
    cadence: String,
    state: String,
    attempts: i32,
    ambiguities: i32,
    last_error: Option<String>,
    created_at: NaiveDateTime,
    sent_at: Option<NaiveDateTime>,
}

impl TryFrom<Row> for Mail {
    type Error = StoreError;

    fn try_from(row: Row) -> StoreResult<Self> {
        let id = &row.id;
        Ok(Self {
            member: row
                .member_id
                .as_deref()
                .map(|text| parse_id("mails", id, text))
                .transpose()?,
            locale: parse_code("mails", id, &row.locale, Locale::from_code)?,
            state: parse_code("mails", id, &row.state, MailState::from_code)?,
            id: parse_id("mails", id, id)?,
            address: row.address,
            recipient_name: row.recipient_name,
            kind: row.kind,
            event: row.event,
            context: row.context,
            cadence: row.cadence,
            attempts: row.attempts,
            ambiguities: row.ambiguities,
            last_error: row.last_error,
            created_at: instant(row.created_at),
            sent_at: row.sent_at.map(instant),
        })
    }
}

/// Queues a mail unless this address was already told of this event. Returns whether it is new.
pub fn insert_once(writes: &mut impl Writes, mail: &Mail) -> StoreResult<bool> {
    let known = table::table
        .filter(table::address.eq(&mail.address))
        .filter(table::kind.eq(&mail.kind))
        .filter(table::event.eq(&mail.event))
        .select(table::id)
        .first::<String>(writes.connection())
        .optional()?;
    if known.is_some() {
        return Ok(false);
    }
    diesel::insert_into(table::table)
        .values((
            table::id.eq(mail.id.to_string()),
            table::member_id.eq(mail.member.map(|id| id.to_string())),
            table::address.eq(&mail.address),
            table::recipient_name.eq(&mail.recipient_name),
            table::locale.eq(mail.locale.code()),
            table::kind.eq(&mail.kind),
            table::event.eq(&mail.event),
            table::context.eq(&mail.context),
            table::cadence.eq(&mail.cadence),
            table::state.eq(mail.state.code()),
            table::attempts.eq(mail.attempts),
            table::ambiguities.eq(mail.ambiguities),
            table::created_at.eq(naive(mail.created_at)),
        ))
        .execute(writes.connection())?;
    Ok(true)
}

/// The mail, if there is one.
pub fn find(reads: &mut impl Reads, id: MailId) -> StoreResult<Option<Mail>> {
    let row = table::table
        .find(id.to_string())
        .first::<Row>(reads.connection())
        .optional()?;
    row.map(Mail::try_from).transpose()
}

/// Moves a mail from one state to another. False if it was not in that state any more.
pub fn step(writes: &mut impl Writes, id: MailId, from: MailState, to: MailState) -> StoreResult<bool> {
    let touched = diesel::update(standing(id, from))
        .set(table::state.eq(to.code()))
        .execute(writes.connection())?;
    Ok(touched == 1)
}

/// Puts a mail aside for a digest of a cadence. False if it was not in that state any more.
pub fn hold(writes: &mut impl Writes, id: MailId, from: MailState, cadence: &str) -> StoreResult<bool> {
    let touched = diesel::update(standing(id, from))
        .set((table::state.eq(MailState::Held.code()), table::cadence.eq(cadence)))
        .execute(writes.connection())?;
    Ok(touched == 1)
}

/// Marks a mail as being handed over. Returns the number of the attempt, or none if it was not in that state any more.
pub fn begin(writes: &mut impl Writes, mail: &Mail) -> StoreResult<Option<i32>> {
    let attempt = mail.attempts + 1;
    let one = standing(mail.id, mail.state).filter(table::attempts.eq(mail.attempts));
    let touched = diesel::update(one)
        .set((table::state.eq(MailState::Sending.code()), table::attempts.eq(attempt)))
        .execute(writes.connection())?;
    Ok((touched == 1).then_some(attempt))
}

/// How an attempt ended.
#[derive(Clone, Copy, Debug)]
pub struct Ending<'a> {
    /// Where the mail goes from here
    pub to: MailState,
    /// What went wrong
    pub error: Option<&'a str>,
    /// Whether it cannot be known if the mail went out
    pub ambiguous: bool,
}

/// Ends an attempt. False if another worker took the mail over in the meantime.
pub fn end(writes: &mut impl Writes, id: MailId, attempt: i32, ending: Ending<'_>) -> StoreResult<bool> {
    let now = naive(writes.now());
    let Ending { to, error, ambiguous } = ending;
    let one = standing(id, MailState::Sending).filter(table::attempts.eq(attempt));
    let touched = diesel::update(one)
        .set((
            table::state.eq(to.code()),
            table::last_error.eq(error),
            table::sent_at.eq((to == MailState::Sent).then_some(now)),
            table::ambiguities.eq(table::ambiguities + i32::from(ambiguous)),
        ))
        .execute(writes.connection())?;
    Ok(touched == 1)
}

#[diesel::dsl::auto_type]
fn standing(id: MailId, state: MailState) -> _ {
    let id: String = id.to_string();
    let state: &'static str = state.code();
    table::table.filter(table::id.eq(id)).filter(table::state.eq(state))
}

/// Mails of a member that the next digest gathers, oldest first: those held, and those of the given kinds of which nobody can
/// know whether they arrived.
pub fn to_digest(reads: &mut impl Reads, member: MemberId, told_again: &[&str]) -> StoreResult<Vec<Mail>> {
    let held = table::state.eq(MailState::Held.code());
    let uncertain = table::state
        .eq(MailState::Ambiguous.code())
        .and(table::kind.eq_any(told_again));
    let rows = table::table
        .filter(table::member_id.eq(member.to_string()))
        .filter(held.or(uncertain))
        .order((table::created_at, table::id))
        .load::<Row>(reads.connection())?;
    rows.into_iter().map(Mail::try_from).collect()
}

/// Members for whom `to_digest` finds something.
pub fn members_to_digest(reads: &mut impl Reads, told_again: &[&str]) -> StoreResult<Vec<MemberId>> {
    let held = table::state.eq(MailState::Held.code());
    let uncertain = table::state
        .eq(MailState::Ambiguous.code())
        .and(table::kind.eq_any(told_again));
    let ids = table::table
        .filter(held.or(uncertain))
        .select(table::member_id)
        .distinct()
        .order(table::member_id)
        .load::<Option<String>>(reads.connection())?;
    ids.into_iter()
        .flatten()
        .map(|id| parse_id("mails", "-", &id))
        .collect()
}

/// Mails in a state, oldest first.
pub fn in_state(reads: &mut impl Reads, state: MailState, limit: i64) -> StoreResult<Vec<Mail>> {
    let rows = table::table
        .filter(table::state.eq(state.code()))
        .order((table::created_at, table::id))
        .limit(limit)
        .load::<Row>(reads.connection())?;
    rows.into_iter().map(Mail::try_from).collect()
}

/// How many mails are in a state.
pub fn count(reads: &mut impl Reads, state: MailState) -> StoreResult<i64> {
    Ok(table::table
        .filter(table::state.eq(state.code()))
        .count()
        .get_result(reads.connection())?)
}

/// How often it could not be known whether a mail went out, over all mails.
pub fn ambiguities(reads: &mut impl Reads) -> StoreResult<i64> {
    // In the words of a partial index: there are hardly ever any.
    let sum = table::table
        .filter(diesel::dsl::sql::<diesel::sql_types::Bool>("ambiguities > 0"))
        .select(diesel::dsl::sum(table::ambiguities))
        .first::<Option<i64>>(reads.connection())?;
    Ok(sum.unwrap_or_default())
}

/// Queues a dead or ambiguous mail once more. False if it is neither.
pub fn revive(writes: &mut impl Writes, id: MailId) -> StoreResult<bool> {
    let given_up = table::table
        .filter(table::id.eq(id.to_string()))
        .filter(table::state.eq_any([MailState::Dead.code(), MailState::Ambiguous.code()]));
    let touched = diesel::update(given_up)
        .set((table::state.eq(MailState::Queued.code()), table::cadence.eq("instant")))
        .execute(writes.connection())?;
    Ok(touched == 1)
}
