//! Putting a version of the undertaking into force from the command line.

use crate::domain::clock::Instant;
use crate::domain::ids::UndertakingId;
use crate::domain::ledger::{Doer, Entry, EntryKind, Log};
use crate::domain::problem::{Fault, FieldFault};
use crate::domain::text::Locale;
use crate::domain::undertaking::Undertaking;
use crate::services::error::{Error, Outcome, valid};
use crate::store::db::{Audited, Db, Reads, Tx, Writes};
use crate::store::undertakings;
use serde::Deserialize;

/// A version of the undertaking as a data file holds it.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UndertakingFile {
    /// 1, 2, 3 …
    pub number: i32,
    /// Days for which an acceptance binds and admits
    pub valid_days: i32,
    /// Heading in Japanese
    pub title_ja: String,
    /// Heading in English
    pub title_en: String,
    /// Text in Japanese
    pub text_ja: String,
    /// Text in English
    pub text_en: String,
}

/// Puts a version into force: its number must be the next one. Members must accept it before they see listings again.
pub fn publish(db: &Db, file: &UndertakingFile) -> Outcome<Undertaking> {
    let texts = [
        ("title_ja", &file.title_ja),
        ("title_en", &file.title_en),
        ("text_ja", &file.text_ja),
        ("text_en", &file.text_en),
    ];
    let blank = texts.into_iter().filter(|(_, text)| text.trim().is_empty());
    let mut faults: Vec<_> = blank.map(|(field, _)| FieldFault::new(field, Fault::Required)).collect();
    if !(1..=3_650).contains(&file.valid_days) {
        faults.push(FieldFault::with_limit("valid_days", Fault::OutOfRange, 3_650));
    }
    valid(faults)?;
    db.write_blocking(|tx| {
        let next = undertakings::current(tx)?.map_or(1, |current| current.number + 1);
        if file.number != next {
            let limit = u64::try_from(next).unwrap_or_default();
            return Err(Error::field(FieldFault::with_limit("number", Fault::OutOfRange, limit)));
        }
        let now = tx.now();
        let undertaking = insert(tx, file, now)?;
        let entry = entry(&undertaking, Doer::Operator);
        Ok(Audited::new(undertaking, tx.record(entry)))
    })
}

/// Stores a version.
pub fn insert(tx: &mut Tx<'_>, file: &UndertakingFile, published_at: Instant) -> Outcome<Undertaking> {
    let UndertakingFile {
        number,
        valid_days,
        title_ja,
        title_en,
        text_ja,
        text_en,
    } = file.clone();
    let undertaking = Undertaking {
        id: UndertakingId::from_uuid(tx.new_uuid()),
        number,
        title_ja,
        title_en,
        text_ja: text_ja.trim().to_owned(),
        text_en: text_en.trim().to_owned(),
        valid_days,
        published_at,
    };
    undertakings::insert(tx, &undertaking)?;
    Ok(undertaking)
}

/// The ledger entry of a version that came into force.
#[must_use]
pub fn entry(undertaking: &Undertaking, doer: Doer) -> Entry {
    let subject = format!("undertaking:{}", undertaking.id);
    Entry::new(Log::Platform, EntryKind::UndertakingPublished, doer, subject)
        .fact("number", undertaking.number)
        .fact("hash_ja", undertaking.hash(Locale::Ja))
        .fact("hash_en", undertaking.hash(Locale::En))
}
