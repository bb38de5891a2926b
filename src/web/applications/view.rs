//! Applications as the secretariat sees them.

use crate::domain::account::{Member, Organisation, OrganisationKind, Role};
use crate::domain::ids::{ApplicationId, InvitationId, MemberId, OrganisationId};
use crate::domain::membership::{
    Affiliation, Application, ApplicationState, Invitation, NewOrganisation, Vetting, VettingDecision,
};
use crate::domain::text::{Bilingual, Locale};
use crate::services::applications::{Detail, Listed};
use chrono::{DateTime, Utc};
use serde::Serialize;
use utoipa::ToSchema;

/// The organisation an applicant works at.
#[derive(Serialize, ToSchema)]
pub struct AffiliationView {
    /// Its id, if it is an organisation of the consortium
    pub id: Option<OrganisationId>,
    /// What it is
    pub kind: OrganisationKind,
    /// Its name
    pub name: Bilingual,
}

/// An application in a list.
#[derive(Serialize, ToSchema)]
pub struct ApplicationSummary {
    /// Identity
    pub id: ApplicationId,
    /// Where it is
    pub state: ApplicationState,
    /// The applicant's name
    pub name: Bilingual,
    /// The applicant's address
    pub email: String,
    /// Where the applicant works
    pub organisation: Option<AffiliationView>,
    /// What the applicant would do
    pub role: Role,
    /// Approvals so far; two by different persons admit
    pub approvals: usize,
    /// Whether you have decided about it
    pub decided_by_me: bool,
    /// When it came
    pub created_at: DateTime<Utc>,
    /// When it was decided
    pub decided_at: Option<DateTime<Utc>>,
}

/// A decision about an application.
#[derive(Serialize, ToSchema)]
pub struct VettingView {
    /// Who decided
    pub member_id: MemberId,
    /// That person's name
    pub name: Option<Bilingual>,
    /// What
    pub decision: VettingDecision,
    /// Why
    pub reason: String,
    /// When
    pub created_at: DateTime<Utc>,
}

/// An invitation, without its token.
#[derive(Serialize, ToSchema)]
pub struct InvitationView {
    /// Identity
    pub id: InvitationId,
    /// When it was issued
    pub created_at: DateTime<Utc>,
    /// Until when it can be redeemed
    pub expires_at: DateTime<Utc>,
    /// When it was redeemed
    pub redeemed_at: Option<DateTime<Utc>>,
}

/// An application in full.
#[derive(Serialize, ToSchema)]
pub struct ApplicationView {
    /// As in the list
    #[serde(flatten)]
    pub summary: ApplicationSummary,
    /// Language of mails
    pub locale: Locale,
    /// Why the applicant wants to join
    pub motivation: String,
    /// The decisions so far
    pub vettings: Vec<VettingView>,
    /// Organisations of the consortium to which name or address point, where the applicant named a new one
    pub similar_organisations: Vec<AffiliationView>,
    /// The newest invitation
    pub invitation: Option<InvitationView>,
}

fn known(organisation: Organisation) -> AffiliationView {
    AffiliationView {
        id: Some(organisation.id),
        kind: organisation.kind,
        name: organisation.name(),
    }
}

impl From<Invitation> for InvitationView {
    fn from(invitation: Invitation) -> Self {
        let Invitation {
            id,
            application: _,
            organisation: _,
            email: _,
            name_ja: _,
            name_en: _,
            role: _,
            locale: _,
            expires_at,
            redeemed_at,
            created_at,
        } = invitation;
        Self {
            id,
            created_at,
            expires_at,
            redeemed_at,
        }
    }
}

impl From<(Vetting, Option<Member>)> for VettingView {
    fn from((vetting, member): (Vetting, Option<Member>)) -> Self {
        let Vetting {
            application: _,
            member: member_id,
            decision,
            reason,
            created_at,
        } = vetting;
        Self {
            member_id,
            name: member.map(|member| Bilingual::both(member.name_ja, member.name_en)),
            decision,
            reason,
            created_at,
        }
    }
}

fn split(listed: Listed) -> (ApplicationSummary, Locale, String) {
    let Listed {
        application,
        organisation,
        approvals,
        decided_by_me,
    } = listed;
    let Application {
        id,
        affiliation,
        email,
        name_ja,
        name_en,
        role,
        locale,
        motivation,
        state,
        version: _,
        created_at,
        decided_at,
    } = application;
    let organisation = match affiliation {
        Affiliation::Existing(_) => organisation.map(known),
        Affiliation::New(NewOrganisation { kind, name_ja, name_en }) => Some(AffiliationView {
            id: None,
            kind,
            name: Bilingual::both(name_ja, name_en),
        }),
    };
    let summary = ApplicationSummary {
        id,
        state,
        name: Bilingual::both(name_ja, name_en),
        email: email.as_str().to_owned(),
        organisation,
        role,
        approvals,
        decided_by_me,
        created_at,
        decided_at,
    };
    (summary, locale, motivation)
}

impl From<Listed> for ApplicationSummary {
    fn from(listed: Listed) -> Self {
        split(listed).0
    }
}

impl From<Detail> for ApplicationView {
    fn from(detail: Detail) -> Self {
        let Detail {
            listed,
            vettings,
            similar,
            invitation,
        } = detail;
        let (summary, locale, motivation) = split(listed);
        Self {
            summary,
            locale,
            motivation,
            vettings: vettings.into_iter().map(VettingView::from).collect(),
            similar_organisations: similar.into_iter().map(known).collect(),
            invitation: invitation.map(InvitationView::from),
        }
    }
}
