//! Digests: what a member wants collected is told at fixed times, so that the time of a mail tells nothing of its cause.

use crate::app::App;
use crate::domain::account::Member;
use crate::domain::ids::{MailId, MemberId};
use crate::domain::task::TaskKind;
use crate::mail::context::{Link, MailContext, Reference};
use crate::mail::kind::{Cadence, Category, MailKind};
use crate::services::error::{Error, Outcome};
use crate::services::mailing::rule::told_again;
use crate::services::mailing::wanted::wished_cadence;
use crate::services::notify;
use crate::store::db::{Chore, Reads, Writes};
use crate::store::mails::{self, Mail, MailState};
use crate::store::{members, tasks};
use serde_json::json;
use std::collections::BTreeSet;

/// More are counted, but not listed.
const MOST_REFERENCES: usize = 30;

/// Queues the digest of every member for whom something waits.
pub async fn start(app: &App, cadence: Cadence, slot: String) -> Outcome<()> {
    app.db
        .chore(move |chore| {
            for member in mails::members_to_digest(chore, &told_again())? {
                let payload = json!({ "member": member, "cadence": cadence.code(), "slot": slot });
                tasks::enqueue(chore, TaskKind::SendDigest, &payload)?;
            }
            Ok::<_, Error>(())
        })
        .await
}

/// Gathers what waits for a member into one mail for proposed pairs, one for what saved searches found and one for everything else.
pub async fn gather(app: &App, member: MemberId, cadence: Cadence, slot: String) -> Outcome<()> {
    let parts = app.clone();
    app.db
        .chore(move |chore| {
            let Some(member) = members::find(chore, member)? else {
                return Ok(());
            };
            let (mut pairs, mut found, mut notices) = (Vec::new(), Vec::new(), Vec::new());
            for mail in mails::to_digest(chore, member.id, &told_again())? {
                let kind: MailKind = mail.kind.parse().map_err(Error::internal)?;
                if !is_due(chore, &mail, kind, cadence)? {
                    continue;
                }
                match kind.category() {
                    Category::Matches => pairs.push(mail),
                    Category::Searches => found.push(mail),
                    _ => notices.push(mail),
                }
            }
            let key = format!("digest:{}:{slot}", cadence.code());
            tell(&parts, chore, &member, MailKind::CandidateDigest, &key, pairs)?;
            tell(&parts, chore, &member, MailKind::SavedSearchDigest, &key, found)?;
            tell(&parts, chore, &member, MailKind::NoticeDigest, &key, notices)?;
            Ok::<_, Error>(())
        })
        .await
}

/// Whether a waiting mail belongs into this digest: at the pace that the member wishes now, but not sooner than it was held
/// for, which may have been to keep a weekly cap. What is in doubt goes into the next digest at the member's pace.
fn is_due(chore: &mut Chore<'_>, mail: &Mail, kind: MailKind, digest: Cadence) -> Outcome<bool> {
    let Some(wished) = wished_cadence(chore, mail, kind)?.filter(|wished| *wished != Cadence::Off) else {
        mails::step(chore, mail.id, mail.state, MailState::Suppressed)?;
        return Ok(false);
    };
    if kind.is_digest() && mail.state == MailState::Ambiguous {
        return Ok(true);
    }
    let held_for_the_week = mail.state == MailState::Held && mail.cadence == Cadence::Weekly.code();
    let weekly = held_for_the_week || wished == Cadence::Weekly;
    Ok(weekly == (digest == Cadence::Weekly))
}

fn tell(
    app: &App,
    chore: &mut Chore<'_>,
    member: &Member,
    kind: MailKind,
    key: &str,
    gathered: Vec<Mail>,
) -> Outcome<()> {
    if let [single] = gathered.as_slice()
        && single.state == MailState::Held
    {
        // One alone says more by itself than a digest of one.
        mails::step(chore, single.id, MailState::Held, MailState::Queued)?;
        tasks::enqueue(chore, TaskKind::SendMail, &json!({ "mail": single.id }))?;
        return Ok(());
    }
    if gathered.is_empty() {
        return Ok(());
    }
    let wanted = notify::cadence_of(chore, member.id, kind)? != Cadence::Off;
    if wanted {
        let mail = digest(app, chore, member, kind, key, &gathered)?;
        if !mails::insert_once(chore, &mail)? {
            return Ok(());
        }
        tasks::enqueue(chore, TaskKind::SendMail, &json!({ "mail": mail.id }))?;
    }
    let to = if wanted {
        MailState::Digested
    } else {
        MailState::Suppressed
    };
    for mail in gathered {
        mails::step(chore, mail.id, mail.state, to)?;
    }
    Ok(())
}

fn digest(
    app: &App,
    chore: &mut Chore<'_>,
    member: &Member,
    kind: MailKind,
    key: &str,
    gathered: &[Mail],
) -> Outcome<Mail> {
    let (mut references, mut count) = (BTreeSet::new(), 0_u32);
    for mail in gathered {
        let told: MailContext = serde_json::from_str(&mail.context).map_err(|_| Error::internal("mail context"))?;
        count = count.saturating_add(told.count.unwrap_or(1));
        references.extend(told.reference.into_iter().chain(told.references).map(String::from));
    }
    let references: Vec<Reference> = references
        .iter()
        .take(MOST_REFERENCES)
        .map(|text| Reference::parse(text).map_err(Error::internal))
        .collect::<Outcome<_>>()?;
    let path = match kind.category() {
        Category::Matches => "/candidates",
        Category::Searches => "/saved-searches",
        _ => "/notices",
    };
    let link = Link::parse(&format!("{}{path}", app.config().server.public_url)).map_err(Error::internal)?;
    let name = notify::name_of(member);
    let context = notify::greeting(name)?.references(references).link(link).count(count);
    Ok(Mail {
        id: MailId::from_uuid(chore.new_uuid()),
        member: Some(member.id),
        address: member.email.as_str().to_owned(),
        recipient_name: name.to_owned(),
        locale: member.locale,
        kind: kind.code().to_owned(),
        event: key.to_owned(),
        context: serde_json::to_string(&context).map_err(Error::internal)?,
        cadence: Cadence::Instant.code().to_owned(),
        state: MailState::Queued,
        attempts: 0,
        ambiguities: 0,
        last_error: None,
        created_at: chore.now(),
        sent_at: None,
    })
}
