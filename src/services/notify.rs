//! Telling members that something happened: one notice in the app, and a mail as the member prefers, in the transaction of
//! the event. Notices and mails name references and places, never content.

use crate::app::App;
use crate::domain::account::{Member, MemberState, OrganisationState};
use crate::domain::clock::Instant;
use crate::domain::ids::{MailId, MemberId};
use crate::domain::task::TaskKind;
use crate::domain::text::Locale;
use crate::mail::context::{Link, MailContext, RecipientName, Reference};
use crate::mail::kind::{Cadence, MailKind};
use crate::services::error::{Error, Outcome};
use crate::store::db::{Reads, Writes};
use crate::store::mails::{Mail, MailState};
use crate::store::{mails, members, notices, organisations, tasks};
use serde_json::json;

/// What happened, and where to look.
#[derive(Clone)]
pub struct Event {
    /// What kind of mail tells of it
    pub kind: MailKind,
    /// Identity of the event: the same event is told once, e.g. `listing:0c2e…:v3`
    pub key: String,
    /// Path of the web app, e.g. `/seeds/0c2e…`
    pub path: String,
    /// Reference number of the listing it is about
    pub reference: Option<String>,
    /// Adds further parameters that the kind of mail asks for (count, date, days, instant)
    pub more: Option<fn(MailContext) -> MailContext>,
    /// Days, for kinds that tell a number of days
    pub days: Option<u32>,
    /// A date, for kinds that tell one
    pub date: Option<chrono::NaiveDate>,
    /// Holds the mail for this cadence instead of the member's, if that would be sooner
    pub cadence: Option<Cadence>,
    /// An instant, for kinds that tell one
    pub at: Option<Instant>,
    /// A count, for kinds that tell one
    pub count: Option<u32>,
}

impl Event {
    /// An event without further parameters.
    pub fn new(kind: MailKind, key: impl Into<String>, path: impl Into<String>, reference: Option<&str>) -> Self {
        Self {
            kind,
            key: key.into(),
            path: path.into(),
            reference: reference.map(str::to_owned),
            more: None,
            days: None,
            date: None,
            cadence: None,
            at: None,
            count: None,
        }
    }

    /// The same event with the instant that its mail tells.
    #[must_use]
    pub const fn at(mut self, at: Instant) -> Self {
        self.at = Some(at);
        self
    }
}

/// Tells one member. Members who left or are suspended, or whose organisation is, are not told.
pub fn member(writes: &mut impl Writes, app: &App, id: MemberId, event: &Event) -> Outcome<()> {
    let Some(member) = members::find(writes, id)?.filter(|member| member.state == MemberState::Active) else {
        return Ok(());
    };
    let home = organisations::find(writes, member.organisation)?;
    if home.is_none_or(|home| home.state != OrganisationState::Active) {
        return Ok(());
    }
    let reference = event.reference.as_deref();
    if !notices::insert_once(writes, id, event.kind.code(), &event.key, &event.path, reference)? {
        return Ok(());
    }
    let chosen = cadence_of(writes, member.id, event.kind)?;
    let cadence = event.cadence.map_or(chosen, |held| held.max(chosen));
    if cadence == Cadence::Off {
        return Ok(());
    }
    let name = name_of(&member);
    let context = context(app, name, event)?;
    let mail = queued(
        writes,
        Some(&member),
        member.email.as_str(),
        name,
        member.locale,
        event,
        cadence,
        &context,
    )?;
    put(writes, &mail, cadence)
}

/// Tells somebody who is not a member (yet): an applicant, an invited person.
pub fn outsider(
    writes: &mut impl Writes,
    app: &App,
    address: &str,
    name: &str,
    locale: Locale,
    event: &Event,
) -> Outcome<()> {
    let context = context(app, name, event)?;
    let mail = queued(writes, None, address, name, locale, event, Cadence::Instant, &context)?;
    put(writes, &mail, Cadence::Instant)
}

/// Sends a member a mail without a notice in the app: for what only the owner of the mailbox may read.
pub fn by_mail_only(writes: &mut impl Writes, app: &App, member: &Member, event: &Event) -> Outcome<()> {
    let name = name_of(member);
    let context = context(app, name, event)?;
    let mail = queued(
        writes,
        Some(member),
        member.email.as_str(),
        name,
        member.locale,
        event,
        Cadence::Instant,
        &context,
    )?;
    put(writes, &mail, Cadence::Instant)
}

/// A member's name in the member's language.
#[must_use]
pub fn name_of(member: &Member) -> &str {
    match member.locale {
        Locale::Ja => &member.name_ja,
        Locale::En => &member.name_en,
    }
}

/// A mail's context that only knows whom it addresses. Longer names than a mail's first line takes are cut.
pub fn greeting(name: &str) -> Outcome<MailContext> {
    let short: String = name.trim().chars().take(60).collect();
    RecipientName::parse(&short)
        .map(MailContext::new)
        .map_err(Error::internal)
}

/// How often a member wants a kind of mail right now.
pub fn cadence_of(reads: &mut impl Reads, member: MemberId, kind: MailKind) -> Outcome<Cadence> {
    let chosen = notices::preferences(reads, member)?
        .into_iter()
        .find(|(code, _)| code == kind.code());
    let cadence = chosen
        .and_then(|(_, code)| code.parse().ok())
        .unwrap_or_else(|| kind.default_cadence());
    Ok(if kind.accepts(cadence) {
        cadence
    } else {
        kind.default_cadence()
    })
}

fn context(app: &App, name: &str, event: &Event) -> Outcome<MailContext> {
    let link = Link::parse(&format!("{}{}", app.config().server.public_url, event.path)).map_err(Error::internal)?;
    let mut context = greeting(name)?.link(link);
    if let Some(reference) = &event.reference {
        context = context.reference(Reference::parse(reference).map_err(Error::internal)?);
    }
    if let Some(days) = event.days {
        context = context.days(days);
    }
    if let Some(date) = event.date {
        context = context.date(date);
    }
    if let Some(at) = event.at {
        context = context.at(at);
    }
    if let Some(count) = event.count {
        context = context.count(count);
    }
    Ok(match event.more {
        Some(more) => more(context),
        None => context,
    })
}

#[expect(clippy::too_many_arguments, reason = "one row, spelled out once")]
fn queued(
    writes: &mut impl Writes,
    member: Option<&Member>,
    address: &str,
    name: &str,
    locale: Locale,
    event: &Event,
    cadence: Cadence,
    context: &MailContext,
) -> Outcome<Mail> {
    Ok(Mail {
        id: MailId::from_uuid(writes.new_uuid()),
        member: member.map(|member| member.id),
        address: address.to_owned(),
        recipient_name: name.to_owned(),
        locale,
        kind: event.kind.code().to_owned(),
        event: event.key.clone(),
        context: serde_json::to_string(context).map_err(Error::internal)?,
        cadence: cadence.code().to_owned(),
        state: if cadence == Cadence::Instant {
            MailState::Queued
        } else {
            MailState::Held
        },
        attempts: 0,
        ambiguities: 0,
        last_error: None,
        created_at: writes.now(),
        sent_at: None,
    })
}

fn put(writes: &mut impl Writes, mail: &Mail, cadence: Cadence) -> Outcome<()> {
    if mails::insert_once(writes, mail)? && cadence == Cadence::Instant {
        tasks::enqueue(writes, TaskKind::SendMail, &json!({ "mail": mail.id }))?;
    }
    Ok(())
}
