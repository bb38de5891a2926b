//! The three kinds of transaction, and what each of them can do.

use crate::domain::clock::{Entropy, Instant};
use crate::domain::ids::ListingId;
use crate::domain::ledger::Entry;
use crate::store::connection::AnyConnection;
use crate::store::index_changes;
use std::collections::BTreeMap;
use uuid::Uuid;

/// What every transaction can do.
pub trait Reads {
    /// The connection; only `store` speaks diesel to it.
    fn connection(&mut self) -> &mut AnyConnection;
    /// The transaction's instant: rows and ledger entries share it.
    fn now(&self) -> Instant;
}

/// What transactions that write can do.
pub trait Writes: Reads {
    /// A random UUID for a new row.
    fn new_uuid(&mut self) -> Uuid;
    /// 256 unpredictable bits.
    fn new_secret(&mut self) -> [u8; 32];
    /// The source of both.
    fn entropy(&self) -> &dyn Entropy;
    /// Remembers that work was queued, so that workers are woken after the commit.
    fn mark_queued(&mut self);
}

/// A read-only snapshot.
pub struct Rx<'a> {
    pub(super) connection: &'a mut AnyConnection,
    pub(super) now: Instant,
}

/// A transaction over audited tables.
pub struct Tx<'a> {
    pub(super) connection: &'a mut AnyConnection,
    pub(super) now: Instant,
    pub(super) entropy: &'a dyn Entropy,
    pub(super) entries: Vec<Entry>,
    pub(super) changes: BTreeMap<ListingId, index_changes::Reach>,
    pub(super) queued: bool,
}

/// A transaction over housekeeping tables.
pub struct Chore<'a> {
    pub(super) connection: &'a mut AnyConnection,
    pub(super) now: Instant,
    pub(super) entropy: &'a dyn Entropy,
    pub(super) queued: bool,
}

impl Reads for Rx<'_> {
    fn connection(&mut self) -> &mut AnyConnection {
        self.connection
    }

    fn now(&self) -> Instant {
        self.now
    }
}

macro_rules! writing {
    ($name:ident) => {
        impl Reads for $name<'_> {
            fn connection(&mut self) -> &mut AnyConnection {
                self.connection
            }

            fn now(&self) -> Instant {
                self.now
            }
        }

        impl Writes for $name<'_> {
            fn new_uuid(&mut self) -> Uuid {
                self.entropy.uuid()
            }

            fn new_secret(&mut self) -> [u8; 32] {
                self.entropy.secret()
            }

            fn entropy(&self) -> &dyn Entropy {
                self.entropy
            }

            fn mark_queued(&mut self) {
                self.queued = true;
            }
        }
    };
}
writing!(Tx);
writing!(Chore);

/// Proof that an entry was registered in the running transaction.
#[must_use = "hand it to Audited::new"]
pub struct Recorded(());

impl Tx<'_> {
    /// Registers a ledger entry; it is appended with the commit.
    pub fn record(&mut self, entry: Entry) -> Recorded {
        self.entries.push(entry);
        Recorded(())
    }

    /// Registers that what members find of a listing changed: with the commit the indexes follow, and overlays of those who hold
    /// something of it are void. Never for a change that members cannot see (`reindex_full` is for those): the rhythm of index
    /// commits must not depend on it.
    pub fn reindex(&mut self, listing: ListingId) {
        self.changes.insert(listing, index_changes::Reach::Members);
    }

    /// Registers that a listing is hidden from other organisations than before. The others find it as they did.
    pub fn reindex_for_blocked(&mut self, listing: ListingId) {
        let reach = self.changes.entry(listing).or_insert(index_changes::Reach::Audience);
        *reach = (*reach).max(index_changes::Reach::Audience);
    }

    /// Registers that only what a listing's owner and those with grants find of it changed.
    pub fn reindex_full(&mut self, listing: ListingId) {
        self.changes.entry(listing).or_insert(index_changes::Reach::Owner);
    }
}

/// The outcome of an audited transaction: a value with proof of its ledger entry, or an untouched database.
pub struct Audited<T> {
    pub(super) value: T,
    pub(super) changed: bool,
}

impl<T> Audited<T> {
    /// The change was made and recorded.
    pub fn new(value: T, _proof: Recorded) -> Self {
        Self { value, changed: true }
    }

    /// There was nothing to change: the transaction is rolled back, so nothing can slip through unrecorded.
    pub const fn unchanged(value: T) -> Self {
        Self { value, changed: false }
    }
}
