//! A new version comes into force, and from that instant on everybody must accept it before going on.

use crate::app::App;
use crate::domain::ids::UndertakingId;
use crate::domain::ledger::{Doer, Entry, EntryKind, Log};
use crate::domain::policy::Actor;
use crate::domain::problem::{Fault, FieldFault};
use crate::domain::text::{Bilingual, Locale};
use crate::domain::undertaking::Undertaking;
use crate::services::error::{Error, Outcome, valid};
use crate::store::db::{Audited, Reads, Recorded, Tx, Writes};
use crate::store::undertakings;

const MOST_TITLE: usize = 200;
const MOST_TEXT: usize = 50_000;
const MOST_DAYS: i32 = 3_650;

/// A version to publish. Both languages are needed: members accept the text in theirs.
#[derive(Clone)]
pub struct NewUndertaking {
    /// Heading
    pub title: Bilingual,
    /// Text
    pub text: Bilingual,
    /// Days for which an acceptance binds and admits
    pub valid_days: i32,
}

/// Publishes a version.
pub async fn publish(app: &App, actor: Actor, new: NewUndertaking) -> Outcome<Undertaking> {
    let doer = Doer::Member(actor.member, actor.organisation);
    app.db
        .write(move |tx| {
            let (undertaking, recorded) = insert(tx, doer, &new)?;
            Ok::<_, Error>(Audited::new(undertaking, recorded))
        })
        .await
}

/// Publishes a version within a transaction.
pub(in crate::services) fn insert(
    tx: &mut Tx<'_>,
    doer: Doer,
    new: &NewUndertaking,
) -> Outcome<(Undertaking, Recorded)> {
    let mut faults = Vec::new();
    let (title_ja, title_en) = texts_in_both("title", &new.title, MOST_TITLE, &mut faults);
    let (text_ja, text_en) = texts_in_both("text", &new.text, MOST_TEXT, &mut faults);
    if !(1..=MOST_DAYS).contains(&new.valid_days) {
        faults.push(FieldFault::with_limit("valid_days", Fault::OutOfRange, MOST_DAYS));
    }
    valid(faults)?;
    let last = undertakings::current(tx)?.map_or(0, |undertaking| undertaking.number);
    let undertaking = Undertaking {
        id: UndertakingId::from_uuid(tx.new_uuid()),
        number: last + 1,
        title_ja,
        title_en,
        text_ja,
        text_en,
        valid_days: new.valid_days,
        published_at: tx.now(),
    };
    undertakings::insert(tx, &undertaking)?;
    let subject = format!("undertaking:{}", undertaking.id);
    let entry = Entry::new(Log::Platform, EntryKind::UndertakingPublished, doer, subject)
        .fact("version", undertaking.number)
        .fact("valid_days", undertaking.valid_days)
        .fact("text_hash_ja", undertaking.hash(Locale::Ja))
        .fact("text_hash_en", undertaking.hash(Locale::En));
    let recorded = tx.record(entry);
    Ok((undertaking, recorded))
}

/// A text that must be there in both languages.
pub(in crate::services) fn texts_in_both(
    field: &str,
    text: &Bilingual,
    most: usize,
    faults: &mut Vec<FieldFault>,
) -> (String, String) {
    let mut take = |language: &str, text: &Option<String>| {
        let text = text.as_deref().unwrap_or_default().trim().to_owned();
        let place = format!("{field}.{language}");
        if text.is_empty() {
            faults.push(FieldFault::new(place, Fault::Required));
        } else if text.chars().count() > most {
            faults.push(FieldFault::with_limit(place, Fault::TooLong, most));
        }
        text
    };
    (take("ja", &text.ja), take("en", &text.en))
}
