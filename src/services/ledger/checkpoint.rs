//! Signing what the logs are. What was signed and left the server contradicts every later history that is another one.

use crate::app::App;
use crate::domain::ledger::checkpoint::Checkpoint;
use crate::domain::ledger::merkle::Head;
use crate::services::error::{Error, Outcome};
use crate::store::db::{Chore, Reads};
use crate::store::ledger_checkpoints::Signed;
use crate::store::{ledger, ledger_checkpoints};

/// The installation's address without its scheme: what its names begin with.
#[must_use]
pub fn address(app: &App) -> String {
    let address = &app.config().server.public_url;
    address
        .split_once("://")
        .map_or(address.as_str(), |(_, rest)| rest)
        .to_owned()
}

/// The name of a log in the world: the installation's address, and which log.
#[must_use]
pub fn origin(app: &App, log: &str) -> String {
    address(app) + &place(log)
}

/// Whether an origin is one of this log's, at whatever address.
#[must_use]
pub fn is_of(origin: &str, log: &str) -> bool {
    origin.ends_with(&place(log))
}

fn place(log: &str) -> String {
    format!("/ledger/{}", log.replace(':', "/"))
}

/// Signs a checkpoint of every log that grew since its last one. Returns how many.
pub async fn sign_all(app: &App) -> Outcome<usize> {
    let own = app.clone();
    app.db.chore(move |chore| sign_in(&own, chore)).await
}

fn sign_in(app: &App, chore: &mut Chore<'_>) -> Outcome<usize> {
    let mut signed = 0;
    for log in ledger::logs(chore)? {
        let newest = ledger_checkpoints::newest(chore, &log)?.map_or(0, |newest| newest.size);
        if let Some(checkpoint) = current(app, chore, &log)?.filter(|current| current.size > newest) {
            ledger_checkpoints::insert(chore, &checkpoint)?;
            signed += 1;
        }
    }
    Ok(signed)
}

/// What a log is now, signed. `None` if nothing was ever recorded in it.
fn current(app: &App, reads: &mut impl Reads, log: &str) -> Outcome<Option<Signed>> {
    let Some(frontier) = ledger::frontier(reads, log)? else {
        return Ok(None);
    };
    let origin = origin(app, log);
    let head = Head {
        size: frontier.size(),
        root: frontier.root(),
    };
    let size = i64::try_from(head.size).map_err(Error::internal)?;
    let checkpoint = Checkpoint {
        origin: origin.clone(),
        head,
    };
    Ok(Some(Signed {
        log: log.to_owned(),
        size,
        at: reads.now(),
        note: app.ledger_key.sign(&origin, &checkpoint.text()),
    }))
}
