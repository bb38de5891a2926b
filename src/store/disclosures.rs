//! Record before reveal: disclosures are committed to the ledger before any byte of them leaves, many at a time.
//!
//! One thread gathers what waits and commits it in one transaction, so that a busy search costs one durable write per batch
//! and not one per request. `Receipt` is the only proof that opens `Confidential` values.

use crate::domain::ids::{IntroductionId, MemberId, OrganisationId, VersionId};
use crate::domain::ledger::{Doer, Entry, EntryKind, Log};
use crate::domain::policy::Actor;
use crate::domain::tier::{Basis, Clearance, Disclosed, Tier};
use crate::store::db::{Audited, Db, Tx};
use crate::store::error::{StoreError, StoreResult};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use tokio::sync::oneshot;

/// One disclosure about to be made: whose listing, which version, under which clearance.
#[derive(Clone, Copy, Debug)]
pub struct Disclosure {
    /// Owner organisation, whose log records it
    pub owner: OrganisationId,
    /// The version
    pub version: VersionId,
    /// What the viewer may see of it
    pub clearance: Clearance,
}

crate::domain::coded_enum! {
    /// Where something is shown.
    Surface {
        /// The listing's own page: every field up to the clearance
        Detail = "detail",
        /// A search result: title, summary and a snippet
        Search = "search",
        /// A match
        Candidate = "candidate",
        /// An introduction
        Introduction = "introduction",
        /// The reviewer's desk
        Review = "review",
        /// A list on the reviewer's desk: title and reference
        Overview = "overview",
        /// A file of one listing that the viewer takes along: every field up to the clearance
        Export = "export",
        /// A table that the viewer takes along: of each listing what tells it apart from others
        Table = "table",
    }
}

/// Proof that a disclosure is committed (or is the owner's own reading).
pub struct Receipt {
    clearance: Clearance,
    version: VersionId,
}

impl Disclosed for Receipt {
    fn clearance(&self) -> &Clearance {
        &self.clearance
    }

    fn version(&self) -> VersionId {
        self.version
    }
}

/// The identity of one side of an accepted introduction, about to be shown to the other or to a liaison.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Identity {
    /// Whose organisation, whose log records it
    pub owner: OrganisationId,
    /// The introduction that allows it
    pub introduction: IntroductionId,
    /// The person, if one is named
    pub member: Option<MemberId>,
}

impl Identity {
    fn entry(&self, actor: &Actor) -> Entry {
        let doer = Doer::Member(actor.member, actor.organisation);
        let subject = format!("introduction:{}", self.introduction);
        Entry::new(Log::Organisation(self.owner), EntryKind::View, doer, subject)
            .fact("surface", Surface::Introduction.code())
            .fact("tier", Tier::Approved.code())
            .fact("member", self.member.map(|id| id.to_string()))
            .fact("acceptance", actor.acceptance.map(|id| id.to_string()))
    }
}

/// Proof that showing these identities is committed to the ledger.
pub struct Revealed(Vec<Identity>);

impl Revealed {
    /// Whether the proof is for this identity.
    #[must_use]
    pub fn covers(&self, identity: &Identity) -> bool {
        self.0.contains(identity)
    }
}

struct Job {
    entries: Vec<Entry>,
    done: oneshot::Sender<bool>,
}

/// The recorder: hand it disclosures, get receipts.
#[derive(Clone)]
pub struct Disclosures {
    queue: SyncSender<Job>,
}

const MOST_WAITING: usize = 1_024;
const MOST_PER_BATCH: usize = 128;

impl Disclosures {
    /// Starts the recorder's thread; it ends when the last handle is dropped.
    pub fn start(db: Db) -> StoreResult<Self> {
        let (queue, jobs) = sync_channel(MOST_WAITING);
        std::thread::Builder::new()
            .name("disclosures".into())
            .spawn(move || record_all(&db, &jobs))
            .map_err(|_| StoreError::Interrupted)?;
        Ok(Self { queue })
    }

    /// Commits the disclosures, then returns a receipt for each, in the same order. The owner's own reading needs no entry.
    pub async fn record(&self, actor: &Actor, surface: Surface, all: &[Disclosure]) -> StoreResult<Vec<Receipt>> {
        self.commit(entries(actor, surface, all)).await?;
        Ok(receipts(all))
    }

    /// Commits that identities are shown, then returns the proof.
    pub async fn reveal(&self, actor: &Actor, all: Vec<Identity>) -> StoreResult<Revealed> {
        self.commit(all.iter().map(|one| one.entry(actor)).collect()).await?;
        Ok(Revealed(all))
    }

    async fn commit(&self, entries: Vec<Entry>) -> StoreResult<()> {
        if !entries.is_empty() {
            let (done, committed) = oneshot::channel();
            let queue = self.queue.clone();
            let job = Job { entries, done };
            match queue.try_send(job) {
                Ok(()) => {}
                Err(std::sync::mpsc::TrySendError::Full(job)) => {
                    let sent = tokio::task::spawn_blocking(move || queue.send(job).is_ok()).await;
                    if !matches!(sent, Ok(true)) {
                        return Err(StoreError::Interrupted);
                    }
                }
                Err(std::sync::mpsc::TrySendError::Disconnected(_)) => return Err(StoreError::Interrupted),
            }
            if !committed.await.unwrap_or(false) {
                return Err(StoreError::Interrupted);
            }
        }
        Ok(())
    }
}

fn receipts(all: &[Disclosure]) -> Vec<Receipt> {
    all.iter()
        .map(|one| Receipt {
            clearance: one.clearance,
            version: one.version,
        })
        .collect()
}

/// The receipt for what anybody may read: the ledger recorded it when it was made public, and its readers are nobody in
/// particular. `None` for any other disclosure.
#[must_use]
pub fn of_public(one: &Disclosure) -> Option<Receipt> {
    let is_public = one.clearance.basis() == Basis::Public && one.clearance.tier() == Tier::Public;
    is_public.then_some(Receipt {
        clearance: one.clearance,
        version: one.version,
    })
}

/// Records disclosures within a transaction that must see its own reading, such as an answer that reveals identities. The
/// receipts may only leave with the transaction's outcome, which exists only after the commit.
pub fn record_in(tx: &mut Tx<'_>, actor: &Actor, surface: Surface, all: &[Disclosure]) -> Vec<Receipt> {
    for entry in entries(actor, surface, all) {
        let _recorded = tx.record(entry);
    }
    receipts(all)
}

/// One entry per owner's log, naming every version shown.
fn entries(actor: &Actor, surface: Surface, all: &[Disclosure]) -> Vec<Entry> {
    let mut foreign: Vec<&Disclosure> = all.iter().filter(|one| one.clearance.basis() != Basis::Team).collect();
    foreign.sort_by_key(|one| one.owner);
    let doer = Doer::Member(actor.member, actor.organisation);
    let acceptance = actor.acceptance.map(|id| id.to_string());
    let mut made = Vec::new();
    for same_owner in foreign.chunk_by(|a, b| a.owner == b.owner) {
        let Some(first) = same_owner.first() else { continue };
        if matches!(surface, Surface::Search | Surface::Overview | Surface::Table) {
            let shown: Vec<String> = same_owner
                .iter()
                .map(|one| format!("{}@{}:{}", one.clearance.listing(), one.version, one.clearance.tier()))
                .collect();
            let subject = format!("organisation:{}", first.owner);
            let entry = Entry::new(Log::Organisation(first.owner), EntryKind::View, doer, subject);
            made.push(
                entry
                    .fact("surface", surface.code())
                    .fact("shown", shown)
                    .fact("acceptance", acceptance.clone()),
            );
            continue;
        }
        made.extend(same_owner.iter().map(|one| {
            let subject = format!("listing:{}", one.clearance.listing());
            Entry::new(Log::Organisation(one.owner), EntryKind::View, doer, subject)
                .fact("surface", surface.code())
                .fact("version", one.version.to_string())
                .fact("tier", one.clearance.tier().code())
                .fact("basis", one.clearance.basis().code())
                .fact("acceptance", acceptance.clone())
        }));
    }
    made
}

fn record_all(db: &Db, jobs: &Receiver<Job>) {
    while let Ok(first) = jobs.recv() {
        let mut batch = vec![first];
        batch.extend(jobs.try_iter().take(MOST_PER_BATCH));
        let outcome = db.write_blocking::<(), StoreError>(|tx| {
            let mut proof = None;
            for entry in batch.iter().flat_map(|job| &job.entries) {
                proof = Some(tx.record(entry.clone()));
            }
            Ok(match proof {
                Some(proof) => Audited::new((), proof),
                None => Audited::unchanged(()),
            })
        });
        if let Err(error) = &outcome {
            tracing::error!(error = %error, disclosures = batch.len(), "disclosures could not be recorded; nothing was shown");
        }
        for job in batch {
            // A reader that went away needs no answer; the entry stands and over-reports, which is the safe side.
            let _gone = job.done.send(outcome.is_ok());
        }
    }
}
