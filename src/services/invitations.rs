//! Invitations: a single-use token by mail, redeemed with a password of the person's own.

use crate::app::App;
use crate::auth::secret;
use crate::domain::account::{Member, MemberState, OrganisationState};
use crate::domain::ids::{ApplicationId, InvitationId, MemberId, OrganisationId};
use crate::domain::ledger::{Doer, Entry, EntryKind, Log};
use crate::domain::membership::{Affiliation, Application, ApplicationState, Invitation};
use crate::domain::policy::Actor;
use crate::domain::problem::{Fault, FieldFault, Refusal};
use crate::domain::text::Locale;
use crate::mail::kind::MailKind;
use crate::services::accounts::password;
use crate::services::error::{Error, Outcome};
use crate::services::notify::{self, Event};
use crate::services::secret_link::SecretLink;
use crate::services::sessions::attempts::{self, Client};
use crate::store::db::{Audited, Reads, Recorded, Tx, Writes};
use crate::store::{applications, invitations, members, organisations};
use chrono::TimeDelta;
use secrecy::{ExposeSecret, SecretString};

/// Issues the invitation of an approved application and mails its link. Earlier ones of the application end.
pub(super) fn issue(
    tx: &mut Tx<'_>,
    app: &App,
    doer: Doer,
    application: &Application,
    organisation: OrganisationId,
) -> Outcome<(Invitation, Recorded)> {
    let days = app.config().members.invitation_days;
    invitations::end_open(tx, application.id)?;
    let id = InvitationId::from_uuid(tx.new_uuid());
    let token = SecretLink::Invitation.token(app, id.as_uuid());
    let invitation = Invitation {
        id,
        application: Some(application.id),
        organisation,
        email: application.email.clone(),
        name_ja: application.name_ja.clone(),
        name_en: application.name_en.clone(),
        role: application.role,
        locale: application.locale,
        expires_at: tx.now() + TimeDelta::days(days),
        redeemed_at: None,
        created_at: tx.now(),
    };
    invitations::insert(tx, &invitation, &secret::fingerprint(&token))?;
    let name = match invitation.locale {
        Locale::Ja => &invitation.name_ja,
        Locale::En => &invitation.name_en,
    };
    let path = SecretLink::Invitation.stored_path(id.as_uuid());
    let mut event = Event::new(MailKind::Invitation, format!("invitation:{id}"), path, None);
    event.days = u32::try_from(days).ok();
    notify::outsider(tx, app, invitation.email.as_str(), name, invitation.locale, &event)?;
    let subject = format!("invitation:{id}");
    let entry = Entry::new(Log::Platform, EntryKind::InvitationIssued, doer, subject)
        .fact("application", application.id.to_string())
        .fact("organisation", organisation.to_string())
        .fact("expires_at", invitation.expires_at.timestamp_micros());
    let recorded = tx.record(entry);
    Ok((invitation, recorded))
}

/// Issues a new invitation for an application whose last one was lost or has expired.
pub async fn reissue(app: &App, actor: Actor, application: ApplicationId) -> Outcome<Invitation> {
    let shared = app.clone();
    app.db
        .write(move |tx| {
            let unknown = || Error::field(FieldFault::new("application_id", Fault::UnknownReference));
            let found = applications::find(tx, application)?.ok_or_else(unknown)?;
            let (ApplicationState::Approved, Affiliation::Existing(organisation)) = (found.state, &found.affiliation)
            else {
                return Err(Refusal::WrongState.into());
            };
            let doer = Doer::Member(actor.member, actor.organisation);
            let (invitation, recorded) = issue(tx, &shared, doer, &found, *organisation)?;
            Ok::<_, Error>(Audited::new(invitation, recorded))
        })
        .await
}

/// What the holder of a token is shown before choosing a password.
pub struct Offer {
    /// The invitation
    pub invitation: Invitation,
    /// The organisation's names, Japanese and English
    pub organisation: (String, String),
}

/// The invitation of a token that still works.
pub async fn inspect(app: &App, client: &Client, token: &SecretString) -> Outcome<Offer> {
    attempts::admit_network(app, client)?;
    let fingerprint = secret::fingerprint(token.expose_secret());
    app.db.read(move |rx| open(rx, &fingerprint)).await
}

fn open(reads: &mut impl Reads, fingerprint: &str) -> Outcome<Offer> {
    let now = reads.now();
    let invitation = invitations::find_by_token(reads, fingerprint)?.filter(|invitation| invitation.is_open(now));
    let invitation = invitation.ok_or(Refusal::TokenSpent)?;
    let organisation = organisations::find(reads, invitation.organisation)?
        .filter(|organisation| organisation.state == OrganisationState::Active)
        .ok_or(Refusal::TokenSpent)?;
    Ok(Offer {
        invitation,
        organisation: (organisation.name_ja, organisation.name_en),
    })
}

/// Redeems a token: the person becomes a member, with a password of their own. Nothing can be seen before the undertaking is
/// accepted.
pub async fn redeem(
    app: &App,
    client: &Client,
    token: &SecretString,
    password: SecretString,
    locale: Locale,
) -> Outcome<MemberId> {
    let Offer { invitation, .. } = inspect(app, client, token).await?;
    let id = MemberId::from_uuid(app.db.entropy().uuid());
    let member = joining(invitation, id, locale);
    let hash = password::hash_if_strong(app, &member, "password", password).await?;
    let fingerprint = secret::fingerprint(token.expose_secret());
    app.db
        .write(move |tx| {
            // Hashing took a while: the token may be spent by now.
            let Offer { invitation, .. } = open(tx, &fingerprint)?;
            join(tx, &invitation, locale, &hash)
        })
        .await
}

fn joining(invitation: Invitation, id: MemberId, locale: Locale) -> Member {
    let Invitation {
        id: _,
        application: _,
        organisation,
        email,
        name_ja,
        name_en,
        role,
        locale: _,
        expires_at: _,
        redeemed_at: _,
        created_at,
    } = invitation;
    Member {
        id,
        organisation,
        email,
        name_ja,
        name_en,
        role,
        locale,
        orcid: None,
        institution_reviewer: false,
        state: MemberState::Active,
        version: 1,
        created_at,
    }
}

fn join(tx: &mut Tx<'_>, invitation: &Invitation, locale: Locale, hash: &str) -> Outcome<Audited<MemberId>> {
    if members::find_by_email(tx, &invitation.email)?.is_some() || !invitations::redeem(tx, invitation.id)? {
        return Err(Refusal::TokenSpent.into());
    }
    let id = MemberId::from_uuid(tx.new_uuid());
    let member = Member {
        created_at: tx.now(),
        ..joining(invitation.clone(), id, locale)
    };
    members::insert(tx, &member, Some(hash))?;
    if let Some(id) = invitation.application {
        let mut application = applications::find(tx, id)?.ok_or(Refusal::NotFound)?;
        application.state = ApplicationState::Joined;
        applications::update(tx, &mut application)?;
    }
    let entry = Entry::new(
        Log::Platform,
        EntryKind::MemberJoined,
        Doer::Outsider,
        format!("member:{}", member.id),
    )
    .fact("organisation", member.organisation.to_string())
    .fact("role", member.role.code())
    .fact("invitation", invitation.id.to_string());
    Ok(Audited::new(member.id, tx.record(entry)))
}
