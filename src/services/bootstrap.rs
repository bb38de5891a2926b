//! What the operator does at the command line before, or without, the secretariat: the first organisation, its first members,
//! the first undertaking.

use crate::app::App;
use crate::auth::password;
use crate::domain::account::{Email, Member, MemberState, Organisation, Role};
use crate::domain::ids::{MemberId, OrganisationId};
use crate::domain::ledger::{Doer, Entry, EntryKind, Log};
use crate::domain::membership::wording::person_names;
use crate::domain::problem::{Fault, FieldFault};
use crate::domain::text::{Bilingual, Locale};
use crate::domain::undertaking::Undertaking;
use crate::services::error::{Error, Outcome, valid};
use crate::services::organisations::{self as organisation_cases, NewOrganisation};
use crate::services::undertakings::{self as undertaking_cases, NewUndertaking};
use crate::store::db::{Audited, Reads, Writes};
use crate::store::{members, organisations};
use secrecy::{ExposeSecret, SecretString};

/// A member to add.
#[derive(Clone)]
pub struct NewMember {
    /// Where the person works
    pub organisation: OrganisationId,
    /// Institutional address
    pub email: String,
    /// Name in one or both languages
    pub name: Bilingual,
    /// Role
    pub role: Role,
    /// Language
    pub locale: Locale,
    /// Reviews listings for the institution
    pub institution_reviewer: bool,
}

/// Adds an organisation. Blocks.
pub fn organisation(app: &App, new: &NewOrganisation) -> Outcome<Organisation> {
    app.db.write_blocking(|tx| {
        let (organisation, recorded) = organisation_cases::insert(tx, app, Doer::Operator, new)?;
        Ok::<_, Error>(Audited::new(organisation, recorded))
    })
}

/// Publishes a version of the undertaking. Blocks.
pub fn undertaking(app: &App, new: &NewUndertaking) -> Outcome<Undertaking> {
    app.db.write_blocking(|tx| {
        let (undertaking, recorded) = undertaking_cases::insert(tx, Doer::Operator, new)?;
        Ok::<_, Error>(Audited::new(undertaking, recorded))
    })
}

/// Adds a member with a password, under the same rules for addresses and passwords as by invitation. Blocks.
pub fn member(app: &App, new: &NewMember, password: &SecretString) -> Outcome<Member> {
    let NewMember {
        organisation,
        email,
        name,
        role,
        locale,
        institution_reviewer,
    } = new;
    let mut faults = Vec::new();
    let parsed = Email::parse(email).map_err(|fault| faults.push(FieldFault::new("email", fault)));
    let (name_ja, name_en) = person_names("name", name, &mut faults);
    if !password::is_strong(password.expose_secret(), &[email, &name_ja, &name_en, "enishi"]) {
        faults.push(FieldFault::new("password", Fault::WeakPassword));
    }
    valid(faults)?;
    let email = parsed.map_err(|()| Error::internal("an address without fault did not parse"))?;
    let mut salt = [0_u8; 16];
    app.db.entropy().fill(&mut salt);
    let hash = app
        .passwords
        .hash_blocking(password.expose_secret(), salt)
        .map_err(Error::internal)?;
    app.db.write_blocking(|tx| {
        let home = organisations::find(tx, *organisation)?
            .ok_or_else(|| Error::field(FieldFault::new("organisation", Fault::UnknownReference)))?;
        if !home.kind.admits(*role) {
            return Err(Error::field(FieldFault::new("role", Fault::Contradiction)));
        }
        let policy = app.config().members.address_policy();
        policy.check(&email, &home.email_domains).map_err(Error::field)?;
        if members::find_by_email(tx, &email)?.is_some() {
            return Err(Error::field(FieldFault::new("email", Fault::Duplicate)));
        }
        let member = Member {
            id: MemberId::from_uuid(tx.new_uuid()),
            organisation: home.id,
            email: email.clone(),
            name_ja: name_ja.clone(),
            name_en: name_en.clone(),
            role: *role,
            locale: *locale,
            orcid: None,
            institution_reviewer: *institution_reviewer,
            state: MemberState::Active,
            version: 1,
            created_at: tx.now(),
        };
        members::insert(tx, &member, Some(&hash))?;
        let subject = format!("member:{}", member.id);
        let entry = Entry::new(Log::Platform, EntryKind::MemberJoined, Doer::Operator, subject)
            .fact("organisation", home.id.to_string())
            .fact("role", role.code());
        let recorded = tx.record(entry);
        Ok(Audited::new(member, recorded))
    })
}
