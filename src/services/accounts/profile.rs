//! Who one is here, and the few things about it that one may change oneself.

use crate::app::App;
use crate::domain::account::{Member, Organisation};
use crate::domain::clock::Instant;
use crate::domain::ledger::{Doer, Entry, EntryKind, Log};
use crate::domain::orcid::Orcid;
use crate::domain::policy::Actor;
use crate::domain::problem::Refusal;
use crate::domain::text::Locale;
use crate::services::error::{Error, Outcome};
use crate::store::db::{Audited, Reads};
use crate::store::{members, notices, organisations, undertakings};

/// A member as shown to the person.
pub struct Profile {
    /// The member
    pub member: Member,
    /// The member's organisation
    pub organisation: Organisation,
    /// Number of the undertaking in force, if one was published
    pub undertaking: Option<i32>,
    /// The person's acceptance of it: when, and until when
    pub accepted: Option<(Instant, Instant)>,
    /// Notices that were not read
    pub unread_notices: i64,
}

/// What to change; `None` leaves it as it is.
#[derive(Clone, Default)]
pub struct Change {
    /// Language of screens and mails
    pub locale: Option<Locale>,
    /// ORCID iD, or none
    pub orcid: Option<Option<Orcid>>,
}

/// The actor's own profile.
pub async fn show(app: &App, actor: Actor) -> Outcome<Profile> {
    app.db.read(move |rx| load(rx, &actor)).await
}

/// Changes the actor's own profile, if it is still the version that the person has seen.
pub async fn change(app: &App, actor: Actor, seen: i64, change: Change) -> Outcome<Profile> {
    app.db
        .write(move |tx| {
            let profile = load(tx, &actor)?;
            if profile.member.version != seen {
                return Err(Error::Refused(Refusal::Stale));
            }
            let mut member = profile.member.clone();
            let Change { locale, orcid } = change.clone();
            if let Some(locale) = locale {
                member.locale = locale;
            }
            if let Some(orcid) = orcid {
                member.orcid = orcid.map(|orcid| orcid.as_str().to_owned());
            }
            if member == profile.member {
                return Ok(Audited::unchanged(profile));
            }
            let changed = [
                ("locale", member.locale != profile.member.locale),
                ("orcid", member.orcid != profile.member.orcid),
            ];
            let changed: Vec<&str> = changed.iter().filter(|(_, is)| *is).map(|(name, _)| *name).collect();
            members::update(tx, &mut member)?;
            let doer = Doer::Member(actor.member, actor.organisation);
            let entry = Entry::new(
                Log::Platform,
                EntryKind::MemberChanged,
                doer,
                format!("member:{}", member.id),
            );
            let recorded = tx.record(entry.fact("changed", changed));
            Ok(Audited::new(Profile { member, ..profile }, recorded))
        })
        .await
}

fn load(reads: &mut impl Reads, actor: &Actor) -> Outcome<Profile> {
    let gone = || Error::Refused(Refusal::Unauthenticated);
    let member = members::find(reads, actor.member)?.ok_or_else(gone)?;
    let organisation = organisations::find(reads, member.organisation)?.ok_or_else(gone)?;
    let undertaking = undertakings::current(reads)?.map(|undertaking| undertaking.number);
    let acceptance = undertakings::acceptance_in_force(reads, member.id)?;
    Ok(Profile {
        undertaking,
        accepted: acceptance.map(|acceptance| (acceptance.accepted_at, acceptance.expires_at)),
        unread_notices: notices::unread(reads, member.id)?,
        member,
        organisation,
    })
}
