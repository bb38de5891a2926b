//! The demo consortium's organisations, members, undertaking and applications.

use crate::domain::account::{Email, Member, MemberState, Organisation};
use crate::domain::ids::{AcceptanceId, ApplicationId, MemberId, OrganisationId};
use crate::domain::ledger::{Doer, Entry, EntryKind, Log};
use crate::domain::membership::{
    Affiliation, Application, ApplicationState, NewOrganisation, Vetting, VettingDecision,
};
use crate::domain::text::{Bilingual, Locale};
use crate::domain::undertaking::Undertaking;
use crate::services::demo::data::{ApplicationFile, Consortium, MemberFile, OrganisationFile};
use crate::services::error::{Error, Outcome};
use crate::services::operator::undertakings::UndertakingFile;
use crate::services::undertakings as undertaking_cases;
use crate::store::db::{Reads, Tx, Writes};
use crate::store::undertakings::{self, Acceptance};
use crate::store::{applications, members, organisations};
use chrono::TimeDelta;
use std::collections::BTreeMap;

/// The consortium has a past: it began so long ago.
const FOUNDED: TimeDelta = TimeDelta::days(420);

/// A member who is there, and what listings need to know.
#[derive(Clone, Copy)]
pub struct Person {
    /// Identity
    pub id: MemberId,
    /// Where the person works
    pub organisation: OrganisationId,
    /// Reviews listings for the institution
    pub reviewer: bool,
}

impl Person {
    /// The person as the doer of a ledger entry.
    #[must_use]
    pub const fn doer(&self) -> Doer {
        Doer::Member(self.id, self.organisation)
    }
}

/// Who is there, by the keys of the data files.
pub struct People {
    organisations: BTreeMap<String, Organisation>,
    members: BTreeMap<String, Person>,
}

impl People {
    /// The organisation of that key.
    pub fn organisation(&self, key: &str) -> Outcome<&Organisation> {
        self.organisations
            .get(key)
            .ok_or_else(|| Error::internal(format!("demo organisation {key} is missing")))
    }

    /// The member of that key.
    pub fn member(&self, key: &str) -> Outcome<Person> {
        self.members
            .get(key)
            .copied()
            .ok_or_else(|| Error::internal(format!("demo member {key} is missing")))
    }

    /// The organisation with that id.
    #[must_use]
    pub fn home(&self, id: OrganisationId) -> Option<&Organisation> {
        self.organisations.values().find(|organisation| organisation.id == id)
    }

    /// A reviewer of the institution other than the owner.
    #[must_use]
    pub fn reviewer(&self, owner: Person) -> Option<Person> {
        let mut colleagues = self
            .members
            .values()
            .filter(|person| person.organisation == owner.organisation);
        colleagues
            .find(|person| person.reviewer && person.id != owner.id)
            .copied()
    }

    /// A member with that id.
    #[must_use]
    pub fn by_id(&self, id: MemberId) -> Option<Person> {
        self.members.values().find(|person| person.id == id).copied()
    }

    /// A colleague of a liaison: the second pair of eyes.
    #[must_use]
    pub fn second(&self, liaison: Person) -> Option<Person> {
        let mut office = self
            .members
            .values()
            .filter(|person| person.organisation == liaison.organisation);
        office.find(|person| person.id != liaison.id).copied()
    }
}

/// Adds everybody.
pub fn load(tx: &mut Tx<'_>, consortium: &Consortium, password_hash: &str) -> Outcome<People> {
    let mut people = People {
        organisations: BTreeMap::new(),
        members: BTreeMap::new(),
    };
    // Organisations and members name each other, so all ids come first.
    let organisation_ids: BTreeMap<_, _> = consortium
        .organisations
        .iter()
        .map(|file| (file.key.clone(), OrganisationId::from_uuid(tx.new_uuid())))
        .collect();
    for file in &consortium.members {
        let organisation = organisation_ids.get(&file.organisation).copied();
        let person = Person {
            id: MemberId::from_uuid(tx.new_uuid()),
            organisation: organisation.ok_or_else(|| Error::internal("a demo member without organisation"))?,
            reviewer: file.institution_reviewer,
        };
        people.members.insert(file.key.clone(), person);
    }
    for file in &consortium.organisations {
        let id = organisation_ids.get(&file.key).copied();
        let id = id.ok_or_else(|| Error::internal("a demo organisation without id"))?;
        let organisation = organisation(tx, file, id, &people)?;
        people.organisations.insert(file.key.clone(), organisation);
    }
    let built_in = UndertakingFile::built_in()?;
    let (undertaking, _recorded) = undertaking_cases::insert(tx, Doer::Operator, &built_in.content())?;
    for file in &consortium.members {
        let person = people.member(&file.key)?;
        let member = member(tx, file, person, password_hash)?;
        if member.state == MemberState::Active {
            accept(tx, &undertaking, &member)?;
        }
    }
    for file in &consortium.applications {
        application(tx, file, &people)?;
    }
    Ok(people)
}

fn both(name: &Bilingual) -> (String, String) {
    let text = |locale| name.prefer(locale).unwrap_or_default().to_owned();
    (text(Locale::Ja), text(Locale::En))
}

fn organisation(
    tx: &mut Tx<'_>,
    file: &OrganisationFile,
    id: OrganisationId,
    people: &People,
) -> Outcome<Organisation> {
    let liaison = file.liaison.as_deref().map(|key| people.member(key)).transpose()?;
    let domains = file.email_domains.clone();
    let organisation = Organisation {
        four_eyes: file.four_eyes,
        institution_review: file.institution_review,
        liaison: liaison.map(|person| person.id),
        ..Organisation::joining(id, file.kind, both(&file.name), domains, tx.now() - FOUNDED)
    };
    organisations::insert(tx, &organisation)?;
    let entry = Entry::new(
        Log::Platform,
        EntryKind::OrganisationJoined,
        Doer::Operator,
        format!("organisation:{id}"),
    );
    let _recorded = tx.record(entry.fact("kind", file.kind.code()));
    Ok(organisation)
}

fn member(tx: &mut Tx<'_>, file: &MemberFile, person: Person, password_hash: &str) -> Outcome<Member> {
    let (name_ja, name_en) = both(&file.name);
    let email = Email::parse(&file.email).map_err(|_| Error::internal(format!("demo member {}: email", file.key)))?;
    let member = Member {
        id: person.id,
        organisation: person.organisation,
        email,
        name_ja,
        name_en,
        role: file.role,
        locale: file.locale,
        orcid: file.orcid.clone(),
        institution_reviewer: file.institution_reviewer,
        state: file.state,
        version: 1,
        created_at: tx.now() - FOUNDED,
    };
    members::insert(tx, &member, Some(password_hash))?;
    let entry = |kind| Entry::new(Log::Platform, kind, Doer::Operator, format!("member:{}", member.id));
    let _joined = tx.record(
        entry(EntryKind::MemberJoined)
            .fact("organisation", member.organisation.to_string())
            .fact("role", member.role.code()),
    );
    let _later = match member.state {
        MemberState::Active => None,
        MemberState::Suspended => Some(tx.record(entry(EntryKind::MemberSuspended))),
        MemberState::Left => Some(tx.record(entry(EntryKind::MemberLeft))),
    };
    Ok(member)
}

fn accept(tx: &mut Tx<'_>, undertaking: &Undertaking, member: &Member) -> Outcome<()> {
    let accepted_at = tx.now();
    let acceptance = Acceptance {
        id: AcceptanceId::from_uuid(tx.new_uuid()),
        member: member.id,
        undertaking: undertaking.id,
        text_hash: undertaking.hash(member.locale),
        locale: member.locale,
        accepted_at,
        expires_at: accepted_at + TimeDelta::days(i64::from(undertaking.valid_days)),
    };
    undertakings::accept(tx, &acceptance)?;
    let doer = Doer::Member(member.id, member.organisation);
    let entry = Entry::new(
        Log::Platform,
        EntryKind::UndertakingAccepted,
        doer,
        format!("undertaking:{}", undertaking.id),
    );
    let _recorded = tx.record(
        entry
            .fact("number", undertaking.number)
            .fact("hash", acceptance.text_hash)
            .fact("locale", member.locale.code()),
    );
    Ok(())
}

fn application(tx: &mut Tx<'_>, file: &ApplicationFile, people: &People) -> Outcome<()> {
    let (name_ja, name_en) = both(&file.name);
    let affiliation = match (&file.organisation, &file.new_organisation) {
        (Some(key), _) => Affiliation::Existing(people.organisation(key)?.id),
        (None, Some(new)) => {
            let (name_ja, name_en) = both(&new.name);
            Affiliation::New(NewOrganisation {
                kind: new.kind,
                name_ja,
                name_en,
            })
        }
        (None, None) => return Err(Error::internal("a demo application without organisation")),
    };
    let email = Email::parse(&file.email).map_err(|_| Error::internal(format!("{}: email", file.key)))?;
    let now = tx.now();
    let application = Application {
        id: ApplicationId::from_uuid(tx.new_uuid()),
        affiliation,
        email,
        name_ja,
        name_en,
        role: file.role,
        locale: Locale::Ja,
        motivation: file.motivation.prefer(Locale::Ja).unwrap_or_default().to_owned(),
        state: ApplicationState::Received,
        version: 1,
        created_at: now,
        decided_at: None,
    };
    applications::insert(tx, &application)?;
    let subject = format!("application:{}", application.id);
    let entry = Entry::new(Log::Platform, EntryKind::ApplicationReceived, Doer::Outsider, &subject);
    let _received = tx.record(entry);
    let Some(key) = &file.vetted_by else { return Ok(()) };
    let vetter = people.member(key)?;
    let vetting = Vetting {
        application: application.id,
        member: vetter.id,
        decision: VettingDecision::Approve,
        reason: "所属機関の担当部門に在籍を確認した。".into(),
        created_at: now,
    };
    applications::add_vetting(tx, &vetting)?;
    let entry = Entry::new(Log::Platform, EntryKind::ApplicationVetted, vetter.doer(), subject);
    let _vetted = tx.record(entry.fact("decision", vetting.decision.code()));
    Ok(())
}
