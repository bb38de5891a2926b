//! A member accepts the undertaking, personally: this version, this text, in this language, at this time.

use crate::app::App;
use crate::domain::ids::{AcceptanceId, UndertakingId};
use crate::domain::ledger::{Doer, Entry, EntryKind, Log};
use crate::domain::policy::Actor;
use crate::domain::problem::Refusal;
use crate::domain::text::Locale;
use crate::services::error::{Error, Outcome};
use crate::store::db::{Audited, Reads, Writes};
use crate::store::undertakings::{self, Acceptance};
use chrono::TimeDelta;

/// What the person says to have read.
#[derive(Clone)]
pub struct Consent {
    /// SHA-256 of the text
    pub text_hash: String,
    /// Its language
    pub locale: Locale,
}

/// Accepts the current version. Another version, or a text that is not the one in force, must be read again.
pub async fn accept(app: &App, actor: Actor, id: UndertakingId, consent: Consent) -> Outcome<Acceptance> {
    app.db
        .write(move |tx| {
            let undertaking = undertakings::find(tx, id)?.ok_or(Refusal::NotFound)?;
            let current = undertakings::current(tx)?;
            let hash = undertaking.hash(consent.locale);
            if current.is_none_or(|current| current.id != id) || !consent.text_hash.eq_ignore_ascii_case(&hash) {
                return Err(Refusal::Stale.into());
            }
            let acceptance = Acceptance {
                id: AcceptanceId::from_uuid(tx.new_uuid()),
                member: actor.member,
                undertaking: id,
                text_hash: hash,
                locale: consent.locale,
                accepted_at: tx.now(),
                expires_at: tx.now() + TimeDelta::days(i64::from(undertaking.valid_days)),
            };
            undertakings::accept(tx, &acceptance)?;
            let doer = Doer::Member(actor.member, actor.organisation);
            let entry = Entry::new(
                Log::Platform,
                EntryKind::UndertakingAccepted,
                doer,
                format!("undertaking:{id}"),
            )
            .fact("acceptance", acceptance.id.to_string())
            .fact("version", undertaking.number)
            .fact("text_hash", acceptance.text_hash.as_str())
            .fact("locale", acceptance.locale.code())
            .fact("expires_at", acceptance.expires_at.timestamp_micros());
            let recorded = tx.record(entry);
            Ok::<_, Error>(Audited::new(acceptance, recorded))
        })
        .await
}
