//! The way in: applications, vetting by two different persons, invitations. What a person may write in a form is checked here.

use crate::domain::account::{Email, OrganisationKind, Role};
use crate::domain::clock::Instant;
use crate::domain::ids::{ApplicationId, InvitationId, MemberId, OrganisationId};
use crate::domain::problem::{Fault, FieldFault, Refusal};
use crate::domain::text::{Bilingual, Locale};

/// Approvals, by different persons, that admit an applicant.
pub const APPROVALS_NEEDED: usize = 2;
/// Most characters of a motivation or of a reason.
pub const MOST_PROSE: usize = 1_000;
/// Most characters of a person's name.
pub const MOST_NAME: usize = 60;
/// Most characters of an organisation's name.
pub const MOST_ORGANISATION_NAME: usize = 120;

crate::domain::coded_enum! {
    /// Where an application is.
    ApplicationState {
        /// Waits for vetting.
        Received = "received",
        /// Two persons approved; the applicant is invited.
        Approved = "approved",
        /// One person declined.
        Declined = "declined",
        /// The applicant has become a member.
        Joined = "joined",
    }
}

crate::domain::coded_enum! {
    /// What a vetter decides.
    VettingDecision {
        /// Admit.
        Approve = "approve",
        /// Do not admit.
        Decline = "decline",
    }
}

crate::domain::coded_enum! {
    /// Why a member's access was taken, given back or given up. A code, because the ledger holds no free text.
    AccessReason {
        /// The person asked for it.
        OwnRequest = "own_request",
        /// The person left the organisation or does other work there.
        LeftOrganisation = "left_organisation",
        /// The organisation has left.
        OrganisationLeft = "organisation_left",
        /// The account may be in other hands.
        Security = "security",
        /// The undertaking may have been broken.
        SuspectedBreach = "suspected_breach",
        /// The matter was cleared up.
        Cleared = "cleared",
        /// Long unused.
        Inactive = "inactive",
        /// Something else.
        Other = "other",
    }
}

/// Where an applicant works.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Affiliation {
    /// At an organisation of the consortium
    Existing(OrganisationId),
    /// At one that would join with the applicant
    New(NewOrganisation),
}

/// An organisation that does not take part yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewOrganisation {
    /// What it is
    pub kind: OrganisationKind,
    /// Name in Japanese
    pub name_ja: String,
    /// Name in English
    pub name_en: String,
}

/// A person's request to become a member. `Debug` is left out because it holds what the person wrote.
#[derive(Clone, PartialEq, Eq)]
pub struct Application {
    /// Identity
    pub id: ApplicationId,
    /// Where the person works
    pub affiliation: Affiliation,
    /// Institutional address
    pub email: Email,
    /// Name in Japanese
    pub name_ja: String,
    /// Name in English
    pub name_en: String,
    /// What the person would do
    pub role: Role,
    /// Language of mails
    pub locale: Locale,
    /// Why the person wants to join
    pub motivation: String,
    /// Where it is
    pub state: ApplicationState,
    /// Row version, for `If-Match`
    pub version: i64,
    /// When it came
    pub created_at: Instant,
    /// When it was decided
    pub decided_at: Option<Instant>,
}

/// One vetter's decision.
#[derive(Clone, PartialEq, Eq)]
pub struct Vetting {
    /// About which application
    pub application: ApplicationId,
    /// Who decided
    pub member: MemberId,
    /// What
    pub decision: VettingDecision,
    /// Why
    pub reason: String,
    /// When
    pub created_at: Instant,
}

/// Leave to join once, until a certain time.
#[derive(Clone, PartialEq, Eq)]
pub struct Invitation {
    /// Identity
    pub id: InvitationId,
    /// The application that led to it
    pub application: Option<ApplicationId>,
    /// Where the person works
    pub organisation: OrganisationId,
    /// Institutional address
    pub email: Email,
    /// Name in Japanese
    pub name_ja: String,
    /// Name in English
    pub name_en: String,
    /// What the person will do
    pub role: Role,
    /// Language
    pub locale: Locale,
    /// Until when the token works
    pub expires_at: Instant,
    /// When it was used
    pub redeemed_at: Option<Instant>,
    /// When it was issued
    pub created_at: Instant,
}

impl Invitation {
    /// Whether the token still works.
    #[must_use]
    pub fn is_open(&self, now: Instant) -> bool {
        self.redeemed_at.is_none() && now < self.expires_at
    }
}

impl Application {
    /// Counts one more decision. A person decides once; one decline ends it; the second approval admits.
    pub fn vet(
        &mut self,
        earlier: &[Vetting],
        by: MemberId,
        decision: VettingDecision,
        now: Instant,
    ) -> Result<ApplicationState, Refusal> {
        if self.state != ApplicationState::Received {
            return Err(Refusal::WrongState);
        }
        if earlier.iter().any(|vetting| vetting.member == by) {
            return Err(Refusal::SamePerson);
        }
        let approvals = earlier
            .iter()
            .filter(|vetting| vetting.decision == VettingDecision::Approve)
            .count();
        self.state = match decision {
            VettingDecision::Decline => ApplicationState::Declined,
            VettingDecision::Approve if approvals + 1 >= APPROVALS_NEEDED => ApplicationState::Approved,
            VettingDecision::Approve => ApplicationState::Received,
        };
        if self.state != ApplicationState::Received {
            self.decided_at = Some(now);
        }
        Ok(self.state)
    }
}

/// An application as a person filled it in.
#[derive(Clone)]
pub struct ApplicationForm {
    /// Address
    pub email: String,
    /// Name in one or both languages
    pub name: Bilingual,
    /// An organisation of the consortium
    pub organisation: Option<OrganisationId>,
    /// Or one that would join
    pub new_organisation: Option<(OrganisationKind, Bilingual)>,
    /// Role
    pub role: Role,
    /// Language of mails
    pub locale: Locale,
    /// Why
    pub motivation: String,
}

/// An application form without faults.
#[derive(Clone)]
pub struct Candidate {
    /// Address
    pub email: Email,
    /// Name in Japanese
    pub name_ja: String,
    /// Name in English
    pub name_en: String,
    /// Where the person works
    pub affiliation: Affiliation,
    /// Role
    pub role: Role,
    /// Language of mails
    pub locale: Locale,
    /// Why
    pub motivation: String,
}

impl ApplicationForm {
    /// Checks everything that needs no look at other data, and names every faulty field at once.
    pub fn parse(self) -> Result<Candidate, Vec<FieldFault>> {
        let mut faults = Vec::new();
        let email = Email::parse(&self.email);
        if let Err(fault) = email {
            faults.push(FieldFault::new("email", fault));
        }
        let (name_ja, name_en) = names("name", &self.name, MOST_NAME, is_in_a_persons_name, &mut faults);
        let motivation = prose("motivation", &self.motivation, &mut faults);
        let affiliation = match (self.organisation, self.new_organisation) {
            (Some(_), Some(_)) => {
                faults.push(FieldFault::new("new_organisation", Fault::Contradiction));
                None
            }
            (None, None) => {
                faults.push(FieldFault::new("organisation_id", Fault::Required));
                None
            }
            (Some(id), None) => Some(Affiliation::Existing(id)),
            (None, Some((kind, name))) => {
                let (name_ja, name_en) = organisation_names("new_organisation.name", &name, &mut faults);
                // Whoever runs the platform is never founded by a form.
                if kind == OrganisationKind::Secretariat {
                    faults.push(FieldFault::new("new_organisation.kind", Fault::UnknownCode));
                } else if !kind.admits(self.role) {
                    faults.push(FieldFault::new("role", Fault::Contradiction));
                }
                Some(Affiliation::New(NewOrganisation { kind, name_ja, name_en }))
            }
        };
        match (email, affiliation) {
            (Ok(email), Some(affiliation)) if faults.is_empty() => Ok(Candidate {
                email,
                name_ja,
                name_en,
                affiliation,
                role: self.role,
                locale: self.locale,
                motivation,
            }),
            _ => Err(faults),
        }
    }
}

/// A person's name in both languages; whoever has one in one language only is called by it in both.
pub fn person_names(field: &str, name: &Bilingual, faults: &mut Vec<FieldFault>) -> (String, String) {
    names(field, name, MOST_NAME, is_in_a_persons_name, faults)
}

/// An organisation's name in both languages.
pub fn organisation_names(field: &str, name: &Bilingual, faults: &mut Vec<FieldFault>) -> (String, String) {
    names(field, name, MOST_ORGANISATION_NAME, |c| !c.is_control(), faults)
}

fn names(
    field: &str,
    name: &Bilingual,
    most: usize,
    allowed: fn(char) -> bool,
    faults: &mut Vec<FieldFault>,
) -> (String, String) {
    let given = |text: &Option<String>| {
        let text = text.as_deref().unwrap_or_default().trim().to_owned();
        (!text.is_empty()).then_some(text)
    };
    let (ja, en) = (given(&name.ja), given(&name.en));
    for (language, text) in [("ja", &ja), ("en", &en)] {
        let Some(text) = text else { continue };
        let place = format!("{field}.{language}");
        if text.chars().count() > most {
            faults.push(FieldFault::with_limit(place, Fault::TooLong, limit(most)));
        } else if !text.chars().all(allowed) {
            faults.push(FieldFault::new(place, Fault::Malformed));
        }
    }
    match (ja, en) {
        (Some(ja), Some(en)) => (ja, en),
        (Some(only), None) | (None, Some(only)) => (only.clone(), only),
        (None, None) => {
            faults.push(FieldFault::new(field, Fault::Required));
            (String::new(), String::new())
        }
    }
}

/// Letters of any script and the marks between names. Addresses of web sites cannot be written with them, so that nobody
/// uses our mails to advertise.
fn is_in_a_persons_name(c: char) -> bool {
    c.is_alphabetic()
        || matches!(
            c,
            ' ' | '\u{3000}' | '-' | '\'' | '’' | '.' | ',' | '・' | '(' | ')' | '（' | '）'
        )
}

/// A text of a few sentences: something, but not too much.
pub fn prose(field: &str, text: &str, faults: &mut Vec<FieldFault>) -> String {
    let text = text.trim().to_owned();
    if text.is_empty() {
        faults.push(FieldFault::new(field, Fault::Required));
    } else if text.chars().count() > MOST_PROSE {
        faults.push(FieldFault::with_limit(field, Fault::TooLong, limit(MOST_PROSE)));
    } else if text.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t')) {
        faults.push(FieldFault::new(field, Fault::Malformed));
    }
    text
}

/// The domains of an organisation, lower-case, each once.
pub fn domains(field: &str, given: &[String], faults: &mut Vec<FieldFault>) -> Vec<String> {
    const MOST: usize = 20;
    if given.len() > MOST {
        faults.push(FieldFault::with_limit(field, Fault::TooLong, limit(MOST)));
    }
    let mut domains: Vec<String> = Vec::new();
    for (index, text) in given.iter().take(MOST).enumerate() {
        match Email::parse(&format!("a@{}", text.trim())) {
            Ok(email) if domains.iter().any(|known| known == email.domain()) => {}
            Ok(email) => domains.push(email.domain().to_owned()),
            Err(fault) => faults.push(FieldFault::new(format!("{field}.{index}"), fault)),
        }
    }
    domains
}

fn limit(characters: usize) -> u64 {
    u64::try_from(characters).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::DateTime;
    use uuid::Uuid;

    fn application() -> Application {
        Application {
            id: ApplicationId::from_uuid(Uuid::nil()),
            affiliation: Affiliation::Existing(OrganisationId::from_uuid(Uuid::nil())),
            email: Email::parse("a@u.example").unwrap(),
            name_ja: "甲".into(),
            name_en: "A".into(),
            role: Role::Researcher,
            locale: Locale::Ja,
            motivation: "m".into(),
            state: ApplicationState::Received,
            version: 1,
            created_at: DateTime::UNIX_EPOCH,
            decided_at: None,
        }
    }

    fn vetting(by: u128) -> Vetting {
        Vetting {
            application: application().id,
            member: MemberId::from_uuid(Uuid::from_u128(by)),
            decision: VettingDecision::Approve,
            reason: "r".into(),
            created_at: DateTime::UNIX_EPOCH,
        }
    }

    #[test]
    fn two_different_persons_admit_and_one_declines() {
        let member = |number| MemberId::from_uuid(Uuid::from_u128(number));
        let vet = |earlier: &[Vetting], by, decision| {
            let mut application = application();
            let outcome = application.vet(earlier, member(by), decision, DateTime::UNIX_EPOCH);
            outcome.map(|state| (state, application.decided_at.is_some()))
        };
        use ApplicationState::{Approved, Declined, Received};
        use VettingDecision::{Approve, Decline};
        assert_eq!(vet(&[], 1, Approve), Ok((Received, false)));
        assert_eq!(vet(&[vetting(1)], 1, Approve), Err(Refusal::SamePerson));
        assert_eq!(vet(&[vetting(1)], 1, Decline), Err(Refusal::SamePerson));
        assert_eq!(vet(&[vetting(1)], 2, Approve), Ok((Approved, true)));
        assert_eq!(vet(&[vetting(1)], 2, Decline), Ok((Declined, true)));
        assert_eq!(vet(&[], 1, Decline), Ok((Declined, true)));
        for state in [Approved, Declined, ApplicationState::Joined] {
            let mut application = Application { state, ..application() };
            let outcome = application.vet(&[], member(1), Approve, DateTime::UNIX_EPOCH);
            assert_eq!(outcome, Err(Refusal::WrongState));
        }
    }

    #[test]
    fn a_form_names_every_faulty_field() {
        let form = ApplicationForm {
            email: "no address".into(),
            name: Bilingual::both("見てください http://x.example/", "x".repeat(61)),
            organisation: None,
            new_organisation: Some((OrganisationKind::Pharma, Bilingual::default())),
            role: Role::Researcher,
            locale: Locale::Ja,
            motivation: " ".into(),
        };
        let faults = form.parse().err().unwrap();
        let found: Vec<(&str, Fault)> = faults.iter().map(|fault| (fault.field.as_str(), fault.fault)).collect();
        assert_eq!(
            found,
            [
                ("email", Fault::Malformed),
                ("name.ja", Fault::Malformed),
                ("name.en", Fault::TooLong),
                ("motivation", Fault::Required),
                ("new_organisation.name", Fault::Required),
                ("role", Fault::Contradiction),
            ]
        );
    }

    #[test]
    fn domains_are_parsed_and_each_is_kept_once() {
        let mut faults = Vec::new();
        let given = ["U.example", "u.example", "bad domain"].map(str::to_owned);
        assert_eq!(domains("email_domains", &given, &mut faults), ["u.example"]);
        assert_eq!(faults, [FieldFault::new("email_domains.2", Fault::Malformed)]);
    }
}
