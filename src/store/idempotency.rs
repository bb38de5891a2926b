//! Table `idempotency_keys`: a mutating request is carried out once, however often it arrives.
//!
//! The key's row is inserted in the very transaction that makes the change (`Db::write` looks for a request in progress), so
//! a crash between commit and answer leaves a row without an answer, and a repetition changes nothing.

use crate::domain::clock::Instant;
use crate::store::connection::AnyConnection;
use crate::store::db::{Chore, Reads, Rx, Writes};
use crate::store::error::{StoreError, StoreResult};
use crate::store::rows::naive;
use crate::store::schema::idempotency_keys as table;
use diesel::prelude::*;
use std::future::Future;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// A request under way that carries a key.
#[derive(Clone, Debug)]
pub struct Keyed {
    /// SHA-256 over account, method, path and key
    pub id: String,
    /// SHA-256 over the body
    pub request_hash: String,
    inserted: Arc<AtomicBool>,
}

tokio::task_local! {
    static CURRENT: Keyed;
}

impl Keyed {
    /// A keyed request.
    #[must_use]
    pub fn new(id: String, request_hash: String) -> Self {
        Self {
            id,
            request_hash,
            inserted: Arc::default(),
        }
    }

    /// Runs a future as this request.
    pub async fn scope<F: Future>(self, future: F) -> F::Output {
        CURRENT.scope(self, future).await
    }

    pub(super) fn current() -> Option<Self> {
        CURRENT.try_with(Clone::clone).ok()
    }

    /// Marks the key as used, within the transaction of the change. Fails if the request was carried out before.
    pub(super) fn mark(&self, connection: &mut AnyConnection, now: Instant) -> StoreResult<()> {
        if self.inserted.load(Ordering::Acquire) {
            return Ok(());
        }
        let known = table::table
            .find(&self.id)
            .select(table::id)
            .first::<String>(connection)
            .optional()?;
        if known.is_some() {
            return Err(StoreError::DuplicateRequest);
        }
        diesel::insert_into(table::table)
            .values((
                table::id.eq(&self.id),
                table::request_hash.eq(&self.request_hash),
                table::created_at.eq(naive(now)),
            ))
            .execute(connection)?;
        Ok(())
    }

    pub(super) fn committed(&self) {
        self.inserted.store(true, Ordering::Release);
    }
}

/// A stored answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredAnswer {
    /// HTTP status
    pub status: u16,
    /// Headers worth repeating, as JSON
    pub headers: String,
    /// Body
    pub body: String,
}

/// What is known of a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Known {
    /// Carried out, with this answer
    Answered(StoredAnswer),
    /// Carried out, but the answer was never stored
    Unanswered,
    /// Used for a request with another body
    OtherRequest,
}

/// Looks a key up.
pub fn find(rx: &mut Rx<'_>, keyed: &Keyed) -> StoreResult<Option<Known>> {
    let row = table::table
        .find(&keyed.id)
        .select((table::request_hash, table::status, table::headers, table::body))
        .first::<(String, Option<i32>, Option<String>, Option<String>)>(rx.connection())
        .optional()?;
    Ok(row.map(|(hash, status, headers, body)| {
        if hash != keyed.request_hash {
            return Known::OtherRequest;
        }
        match (status.and_then(|status| u16::try_from(status).ok()), headers, body) {
            (Some(status), Some(headers), Some(body)) => Known::Answered(StoredAnswer { status, headers, body }),
            _ => Known::Unanswered,
        }
    }))
}

/// Stores the answer to a request that was carried out.
pub fn store_answer(chore: &mut Chore<'_>, keyed: &Keyed, answer: &StoredAnswer) -> StoreResult<()> {
    diesel::update(table::table.find(&keyed.id))
        .set((
            table::status.eq(i32::from(answer.status)),
            table::headers.eq(&answer.headers),
            table::body.eq(&answer.body),
        ))
        .execute(chore.connection())?;
    Ok(())
}

/// Forgets keys older than an instant.
pub fn remove_before(writes: &mut impl Writes, before: Instant) -> StoreResult<usize> {
    let old = table::table.filter(table::created_at.lt(naive(before)));
    Ok(diesel::delete(old).execute(writes.connection())?)
}
