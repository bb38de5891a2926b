//! Adding an organisation from the command line.

use crate::domain::account::{Organisation, OrganisationKind, OrganisationState, Role};
use crate::domain::ids::{MemberId, OrganisationId};
use crate::domain::ledger::{Doer, Entry, EntryKind, Log};
use crate::domain::membership::MOST_ORGANISATION_NAME;
use crate::domain::problem::{Fault, FieldFault};
use crate::services::error::{Error, Outcome, valid};
use crate::services::operator::members::by_email;
use crate::store::db::{Audited, Db, Reads, Tx, Writes};
use crate::store::organisations;

/// An organisation to be added.
#[derive(Clone)]
pub struct NewOrganisation {
    /// What it is
    pub kind: OrganisationKind,
    /// Name in Japanese
    pub name_ja: String,
    /// Name in English
    pub name_en: String,
    /// Domains of its members' addresses
    pub email_domains: Vec<String>,
    /// Publication needs a second liaison
    pub four_eyes: bool,
    /// Listings pass a reviewer of the institution first
    pub institution_review: bool,
    /// Address of the liaison in charge
    pub liaison: Option<String>,
}

/// Adds an organisation.
pub fn create(db: &Db, new: &NewOrganisation) -> Outcome<Organisation> {
    valid(faults(new))?;
    db.write_blocking(|tx| {
        for (field, name) in [("name_ja", &new.name_ja), ("name_en", &new.name_en)] {
            if organisations::find_by_name(tx, name)?.is_some() {
                return Err(Error::field(FieldFault::new(field, Fault::Duplicate)));
            }
        }
        let organisation = Organisation {
            id: OrganisationId::from_uuid(tx.new_uuid()),
            kind: new.kind,
            name_ja: new.name_ja.clone(),
            name_en: new.name_en.clone(),
            email_domains: new.email_domains.clone(),
            four_eyes: new.four_eyes,
            institution_review: new.institution_review,
            liaison: liaison(tx, new.liaison.as_deref())?,
            state: OrganisationState::Active,
            policy_epoch: 1,
            version: 1,
            created_at: tx.now(),
        };
        organisations::insert(tx, &organisation)?;
        let subject = format!("organisation:{}", organisation.id);
        let entry = Entry::new(Log::Platform, EntryKind::OrganisationJoined, Doer::Operator, subject)
            .fact("kind", new.kind.code());
        Ok(Audited::new(organisation, tx.record(entry)))
    })
}

fn liaison(tx: &mut Tx<'_>, address: Option<&str>) -> Outcome<Option<MemberId>> {
    let Some(address) = address else { return Ok(None) };
    let member = by_email(tx, "liaison", address)?;
    if member.role == Role::Liaison {
        Ok(Some(member.id))
    } else {
        Err(Error::field(FieldFault::new("liaison", Fault::UnknownReference)))
    }
}

fn faults(new: &NewOrganisation) -> Vec<FieldFault> {
    let mut faults = Vec::new();
    for (field, name) in [("name_ja", &new.name_ja), ("name_en", &new.name_en)] {
        if name.trim().is_empty() {
            faults.push(FieldFault::new(field, Fault::Required));
        } else if name.chars().count() > MOST_ORGANISATION_NAME {
            faults.push(FieldFault::new(field, Fault::TooLong));
        }
    }
    let plain = |domain: &&String| {
        domain.contains('.')
            && domain
                .split('.')
                .all(|label| !label.is_empty() && label.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-'))
    };
    if new.email_domains.iter().any(|domain| !plain(&domain)) {
        faults.push(FieldFault::new("domain", Fault::Malformed));
    }
    faults
}

/// An organisation by its Japanese or English name.
pub fn by_name(reads: &mut impl Reads, field: &str, name: &str) -> Outcome<Organisation> {
    organisations::find_by_name(reads, name)?
        .ok_or_else(|| Error::field(FieldFault::new(field, Fault::UnknownReference)))
}

/// All organisations, by name.
pub fn all(db: &Db) -> Outcome<Vec<Organisation>> {
    db.read_blocking(|rx| Ok(organisations::all(rx)?))
}
