//! One mail's way out: take it up, write it, settle how it ended. Each step is one transaction, together with the task's.

use crate::app::App;
use crate::domain::ids::MailId;
use crate::domain::ledger::{Doer, Entry, EntryKind, Log};
use crate::mail::context::{Footer, Link, MailContext};
use crate::mail::error::SendError;
use crate::mail::kind::MailKind;
use crate::mail::mailer::Mailer;
use crate::mail::message::{Draft, OutgoingMail};
use crate::services::error::{Error, Outcome};
use crate::services::mailing::rule::{AfterDoubt, after_doubt};
use crate::services::mailing::wanted::{Verdict, at_its_turn};
use crate::services::secret_link;
use crate::store::db::{Audited, Chore};
use crate::store::mails::{self, Ending, Mail, MailState};
use crate::store::tasks::{self, Claim};

/// A mail that is marked as being handed over, with the number of this attempt.
#[derive(Clone)]
pub struct HandOver {
    mail: Mail,
    kind: MailKind,
    attempt: i32,
}

impl HandOver {
    /// The queued mail.
    #[must_use]
    pub const fn id(&self) -> MailId {
        self.mail.id
    }
}

/// How a mail left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Left {
    /// Handed over.
    Sent,
    /// Not handed over; it will be tried again.
    Later,
    /// Not handed over; a person must look.
    Dead,
    /// Nobody can know.
    Ambiguous,
}

impl Left {
    /// A stable code, for metrics.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Sent => "sent",
            Self::Later => "later",
            Self::Dead => "dead",
            Self::Ambiguous => "ambiguous",
        }
    }
}

/// What taking a mail up brought.
pub enum TakenUp {
    /// It is to be handed over now.
    Now(Box<HandOver>),
    /// There is nothing to do: the task is settled.
    Nothing,
    /// A worker died while handing it over: nobody can know, and the task is settled by the rule.
    Doubt,
}

/// Takes a mail up: looks again whether it is wanted and true, and if so marks it as being handed over. That mark is the
/// fence: whoever finds it later knows that the mail may have gone out.
pub async fn take_up(app: &App, claim: &Claim, id: MailId) -> Outcome<TakenUp> {
    let (claim, most_attempts) = (claim.clone(), app.config().jobs.max_attempts);
    // A file of the same name replaces itself, so a file may be written again without doubling anything.
    let repeatable = matches!(app.mailer, Mailer::File(_));
    app.db
        .chore(move |chore| {
            let Some(mail) = mails::find(chore, id)? else {
                return nothing(chore, &claim);
            };
            let kind: MailKind = mail.kind.parse().map_err(Error::internal)?;
            match mail.state {
                MailState::Queued => match at_its_turn(chore, &mail, kind)? {
                    Verdict::Suppress => {
                        mails::step(chore, id, MailState::Queued, MailState::Suppressed)?;
                        return nothing(chore, &claim);
                    }
                    Verdict::Hold(cadence) => {
                        mails::hold(chore, id, MailState::Queued, cadence.code())?;
                        return nothing(chore, &claim);
                    }
                    Verdict::Send => {}
                },
                MailState::Sending if repeatable => {}
                MailState::Sending => {
                    let hand_over = HandOver {
                        attempt: mail.attempts,
                        mail,
                        kind,
                    };
                    doubt(
                        chore,
                        &claim,
                        &hand_over,
                        "the worker died while sending",
                        most_attempts,
                    )?;
                    return Ok(TakenUp::Doubt);
                }
                _ => return nothing(chore, &claim),
            }
            match mails::begin(chore, &mail)? {
                Some(attempt) => Ok(TakenUp::Now(Box::new(HandOver { mail, kind, attempt }))),
                None => nothing(chore, &claim),
            }
        })
        .await
}

fn nothing(chore: &mut Chore<'_>, claim: &Claim) -> Outcome<TakenUp> {
    tasks::finish(chore, claim)?;
    Ok(TakenUp::Nothing)
}

/// Writes a mail: the same bytes at every attempt.
pub fn compose(app: &App, hand_over: &HandOver) -> Outcome<OutgoingMail> {
    let HandOver { mail, kind, .. } = hand_over;
    let context: MailContext = serde_json::from_str(&mail.context).map_err(|_| Error::internal("mail context"))?;
    let context = secret_link::complete(app, context)?;
    let footer = mail
        .member
        .filter(|_| kind.can_unsubscribe())
        .map(|member| footer(app, &app.unsubscribe.token(member, *kind)))
        .transpose()?;
    let draft = Draft {
        id: mail.id,
        kind: *kind,
        language: mail.locale,
        to: &mail.address,
        context: &context,
        footer: footer.as_ref(),
        date: mail.created_at,
    };
    app.composer.compose(&draft).map_err(Error::internal)
}

fn footer(app: &App, token: &str) -> Outcome<Footer> {
    let home = &app.config().server.public_url;
    let link = |path: String| Link::parse(&path).map_err(Error::internal);
    Ok(Footer {
        preferences: link(format!("{home}/settings/mail"))?,
        unsubscribe: link(format!("{home}/api/v1/unsubscribe?token={token}"))?,
    })
}

/// Settles an attempt: the mail, the task and the ledger in one transaction.
pub async fn settle(app: &App, claim: &Claim, hand_over: HandOver, ended: Result<(), SendError>) -> Outcome<Left> {
    let (claim, most_attempts) = (claim.clone(), app.config().jobs.max_attempts);
    let Err(error) = ended else {
        return sent(app, claim, hand_over).await;
    };
    let reason = error.to_string();
    app.db
        .chore(move |chore| match &error {
            SendError::Transient { .. } => later(chore, &claim, &hand_over, &reason, most_attempts),
            SendError::Permanent { .. } => dead(chore, &claim, &hand_over, &reason),
            SendError::Ambiguous { .. } => doubt(chore, &claim, &hand_over, &reason, most_attempts),
        })
        .await
}

/// Puts a mail that cannot even be written aside for a person.
pub async fn give_up(app: &App, claim: &Claim, hand_over: HandOver, reason: String) -> Outcome<Left> {
    let claim = claim.clone();
    app.db
        .chore(move |chore| dead(chore, &claim, &hand_over, &reason))
        .await
}

async fn sent(app: &App, claim: Claim, hand_over: HandOver) -> Outcome<Left> {
    app.db
        .write(move |tx| {
            let HandOver { mail, kind, attempt } = &hand_over;
            let ending = Ending {
                to: MailState::Sent,
                error: None,
                ambiguous: false,
            };
            if !mails::end(tx, mail.id, *attempt, ending)? {
                // Another worker thought this one dead and has settled the mail by the rule.
                return Ok(Audited::unchanged(Left::Sent));
            }
            tasks::finish(tx, &claim)?;
            let mut entry = Entry::new(
                Log::Platform,
                EntryKind::MailSent,
                Doer::System,
                format!("mail:{}", mail.id),
            )
            .fact("kind", kind.code());
            if let Some(member) = mail.member {
                entry = entry.fact("recipient", member.to_string());
            }
            Ok::<_, Error>(Audited::new(Left::Sent, tx.record(entry)))
        })
        .await
}

fn later(
    chore: &mut Chore<'_>,
    claim: &Claim,
    hand_over: &HandOver,
    reason: &str,
    most_attempts: i32,
) -> Outcome<Left> {
    if claim.task.attempts >= most_attempts {
        return dead(chore, claim, hand_over, reason);
    }
    let ending = Ending {
        to: MailState::Queued,
        error: Some(reason),
        ambiguous: false,
    };
    mails::end(chore, hand_over.mail.id, hand_over.attempt, ending)?;
    tasks::fail(chore, claim, reason, most_attempts)?;
    Ok(Left::Later)
}

fn dead(chore: &mut Chore<'_>, claim: &Claim, hand_over: &HandOver, reason: &str) -> Outcome<Left> {
    let ending = Ending {
        to: MailState::Dead,
        error: Some(reason),
        ambiguous: false,
    };
    mails::end(chore, hand_over.mail.id, hand_over.attempt, ending)?;
    tasks::finish(chore, claim)?;
    Ok(Left::Dead)
}

fn doubt(
    chore: &mut Chore<'_>,
    claim: &Claim,
    hand_over: &HandOver,
    reason: &str,
    most_attempts: i32,
) -> Outcome<Left> {
    let mail = &hand_over.mail;
    let resend = after_doubt(hand_over.kind, mail.ambiguities) == AfterDoubt::Resend;
    let again = resend && claim.task.attempts < most_attempts;
    let ending = Ending {
        to: if again { MailState::Queued } else { MailState::Ambiguous },
        error: Some(reason),
        ambiguous: true,
    };
    mails::end(chore, mail.id, hand_over.attempt, ending)?;
    if again {
        tasks::fail(chore, claim, reason, most_attempts)?;
    } else {
        tasks::finish(chore, claim)?;
    }
    Ok(Left::Ambiguous)
}
