//! The way in: applications, vetting by two different persons, invitations. `form` is an application as it comes in, `wording`
//! what may be written in names and texts.

pub mod form;
pub mod wording;

use crate::domain::account::{Email, OrganisationKind, Role};
use crate::domain::clock::Instant;
use crate::domain::ids::{ApplicationId, InvitationId, MemberId, OrganisationId};
use crate::domain::problem::Refusal;
use crate::domain::text::Locale;

/// Approvals, by different persons, that admit an applicant.
pub const APPROVALS_NEEDED: usize = 2;

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
}
