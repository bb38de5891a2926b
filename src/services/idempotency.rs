//! Carrying out a keyed request once: replay of the stored answer, refusal of a key used for something else.

use crate::app::App;
use crate::domain::problem::Refusal;
use crate::services::error::{Error, Outcome};
use crate::store::idempotency::{self, Known};
pub use crate::store::idempotency::{Keyed, StoredAnswer};
use sha2::{Digest, Sha256};

/// A keyed request: account, method and path decide where the key is looked for, the body what it stands for.
#[must_use]
pub fn keyed(account: &str, method: &str, path: &str, key: &str, body: &[u8]) -> Keyed {
    let mut place = Sha256::new();
    for part in [account, method, path, key] {
        place.update(part.len().to_string().as_bytes());
        place.update(b":");
        place.update(part.as_bytes());
    }
    Keyed::new(hex::encode(place.finalize()), hex::encode(Sha256::digest(body)))
}

/// The stored answer, if the request was carried out before.
pub async fn replay(app: &App, request: &Keyed) -> Outcome<Option<StoredAnswer>> {
    let request = request.clone();
    let known = app
        .db
        .read(move |rx| Ok::<_, Error>(idempotency::find(rx, &request)?))
        .await?;
    match known {
        None => Ok(None),
        Some(Known::Answered(answer)) => Ok(Some(answer)),
        Some(Known::Unanswered) => Err(Refusal::InProgress.into()),
        Some(Known::OtherRequest) => Err(Refusal::IdempotencyKeyReused.into()),
    }
}

/// Stores the answer for repetitions.
pub async fn remember(app: &App, request: &Keyed, answer: StoredAnswer) -> Outcome<()> {
    let request = request.clone();
    app.db
        .chore(move |chore| Ok::<_, Error>(idempotency::store_answer(chore, &request, &answer)?))
        .await
}
