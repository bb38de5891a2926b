//! Members from the command line: the first ones, and emergencies.

use crate::domain::account::{AddressPolicy, Email, Member, MemberState, Role};
use crate::domain::ids::MemberId;
use crate::domain::ledger::{Doer, Entry, EntryKind, Log};
use crate::domain::membership::MOST_NAME;
use crate::domain::problem::{Fault, FieldFault, Refusal};
use crate::domain::text::Locale;
use crate::services::error::{Error, Outcome, valid};
use crate::services::operator::organisations::by_name;
use crate::store::db::{Audited, Db, Reads, Writes};
use crate::store::{members, organisations, sessions};

/// A member to be added.
#[derive(Clone)]
pub struct NewMember {
    /// Name of the organisation
    pub organisation: String,
    /// Address
    pub email: String,
    /// Name in Japanese
    pub name_ja: String,
    /// Name in English
    pub name_en: String,
    /// What the person does
    pub role: Role,
    /// Language
    pub locale: Locale,
    /// Reviews listings for the institution
    pub institution_reviewer: bool,
    /// PHC string of the password
    pub password_hash: String,
}

/// Adds a member without application and vetting: for the first persons of an installation.
pub fn create(db: &Db, policy: &AddressPolicy, new: &NewMember) -> Outcome<Member> {
    let email = Email::parse(&new.email).map_err(|fault| Error::field(FieldFault::new("email", fault)))?;
    let named = |field: &str, name: &str| match name.trim() {
        "" => Some(FieldFault::new(field, Fault::Required)),
        name if name.chars().count() > MOST_NAME => Some(FieldFault::new(field, Fault::TooLong)),
        _ => None,
    };
    let faults = [named("name_ja", &new.name_ja), named("name_en", &new.name_en)];
    valid(faults.into_iter().flatten().collect())?;
    db.write_blocking(|tx| {
        let organisation = by_name(tx, "organisation", &new.organisation)?;
        policy.check(&email, &organisation.email_domains).map_err(Error::field)?;
        if !organisation.kind.admits(new.role) {
            return Err(Error::field(FieldFault::new("role", Fault::Contradiction)));
        }
        if members::find_by_email(tx, &email)?.is_some() {
            return Err(Error::field(FieldFault::new("email", Fault::Duplicate)));
        }
        let member = Member {
            id: MemberId::from_uuid(tx.new_uuid()),
            organisation: organisation.id,
            email: email.clone(),
            name_ja: new.name_ja.clone(),
            name_en: new.name_en.clone(),
            role: new.role,
            locale: new.locale,
            orcid: None,
            institution_reviewer: new.institution_reviewer,
            state: MemberState::Active,
            version: 1,
            created_at: tx.now(),
        };
        members::insert(tx, &member, Some(&new.password_hash))?;
        let entry = entry(EntryKind::MemberJoined, &member)
            .fact("organisation", organisation.id.to_string())
            .fact("role", new.role.code())
            .fact("institution_reviewer", new.institution_reviewer);
        Ok(Audited::new(member, tx.record(entry)))
    })
}

/// Shuts a member out, or lets a suspended one in again. Sessions of a suspended member end at once.
pub fn set_suspended(db: &Db, address: &str, suspended: bool) -> Outcome<Member> {
    let (from, to, kind) = if suspended {
        (MemberState::Active, MemberState::Suspended, EntryKind::MemberSuspended)
    } else {
        (MemberState::Suspended, MemberState::Active, EntryKind::MemberReinstated)
    };
    db.write_blocking(|tx| {
        let mut member = by_email(tx, "email", address)?;
        if member.state != from {
            return Err(Refusal::WrongState.into());
        }
        member.state = to;
        members::update(tx, &mut member)?;
        if suspended {
            sessions::revoke_all(tx, member.id, None, "suspended")?;
        }
        organisations::bump_policy_epoch(tx, member.organisation)?;
        let recorded = tx.record(entry(kind, &member));
        Ok(Audited::new(member, recorded))
    })
}

/// Gives a member a new password and ends the member's sessions.
pub fn set_password(db: &Db, address: &str, password_hash: &str) -> Outcome<Member> {
    db.write_blocking(|tx| {
        let member = by_email(tx, "email", address)?;
        members::set_password(tx, member.id, password_hash)?;
        sessions::revoke_all(tx, member.id, None, "password_changed")?;
        let recorded = tx.record(entry(EntryKind::PasswordChanged, &member));
        Ok(Audited::new(member, recorded))
    })
}

fn entry(kind: EntryKind, member: &Member) -> Entry {
    Entry::new(Log::Platform, kind, Doer::Operator, format!("member:{}", member.id))
}

/// A member by address.
pub fn by_email(tx: &mut impl Reads, field: &str, address: &str) -> Outcome<Member> {
    let email = Email::parse(address).map_err(|fault| Error::field(FieldFault::new(field, fault)))?;
    let found = members::find_by_email(tx, &email)?;
    found
        .map(|(member, _)| member)
        .ok_or_else(|| Error::field(FieldFault::new(field, Fault::UnknownReference)))
}

/// A member with the organisation's English name, for listing them.
pub fn all(db: &Db) -> Outcome<Vec<(Member, String)>> {
    db.read_blocking(|rx| {
        let homes = organisations::all(rx)?;
        let home = |member: &Member| {
            let found = homes.iter().find(|home| home.id == member.organisation);
            found.map(|home| home.name_en.clone()).unwrap_or_default()
        };
        let all = members::list(rx, None)?;
        Ok(all.into_iter().map(|member| { let home = home(&member); (member, home) }).collect())
    })
}
