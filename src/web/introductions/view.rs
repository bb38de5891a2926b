//! Introductions on the wire, built by full destructuring.

use crate::domain::account::OrganisationKind;
use crate::domain::ids::{IntroductionId, ListingId};
use crate::domain::introduction::{DeclineAudience, IntroductionMove, IntroductionState, ProposedBy, Viewpoint};
use crate::domain::listing::ListingKind;
use crate::domain::text::Bilingual;
use crate::services::introductions::{Contact, DeclineReason, Party, Shown, Subject};
use crate::web::precondition::row_tag;
use actix_web::{HttpResponse, HttpResponseBuilder};
use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;
use utoipa::ToSchema;

/// An introduction as the caller's side may see it.
#[derive(Serialize, ToSchema)]
pub struct IntroductionView {
    /// Identity
    id: IntroductionId,
    /// Where the caller stands
    viewpoint: Viewpoint,
    /// Where it is
    state: IntroductionState,
    /// Who proposed it (asking side)
    #[serde(skip_serializing_if = "Option::is_none")]
    proposed_by: Option<ProposedBy>,
    /// The listing asked about
    listing: SubjectView,
    /// The asking side's listing, where the caller may see it
    #[serde(skip_serializing_if = "Option::is_none")]
    own_listing: Option<SubjectView>,
    /// Who asks
    asking: PartyView,
    /// Who answers
    answering: PartyView,
    /// What the asking side wrote; confirmed to be non-confidential
    message: String,
    /// What the answering side asked back
    #[serde(skip_serializing_if = "Option::is_none")]
    question: Option<String>,
    /// What the asking side answered to that
    #[serde(skip_serializing_if = "Option::is_none")]
    answer: Option<String>,
    /// Why it was declined, where the caller may know
    #[serde(skip_serializing_if = "Option::is_none")]
    decline: Option<DeclineView>,
    /// When it was asked
    created_at: DateTime<Utc>,
    /// When it was accepted or declined
    #[serde(skip_serializing_if = "Option::is_none")]
    answered_at: Option<DateTime<Utc>>,
    /// The last day to answer, while an answer is waited for
    #[serde(skip_serializing_if = "Option::is_none")]
    answer_by: Option<NaiveDate>,
    /// What the caller can do now
    moves: Vec<IntroductionMove>,
    /// Row version: `If-Match: "v<version>"`
    version: i64,
}

/// A listing of an introduction.
#[derive(Serialize, ToSchema)]
pub struct SubjectView {
    /// Identity
    id: ListingId,
    /// Seed or need
    kind: ListingKind,
    /// Reference number
    reference: String,
    /// Title, while the caller may see the listing
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<Bilingual>,
}

/// One side of an introduction. The other side's organisation and person are shown once it is accepted.
#[derive(Serialize, ToSchema)]
pub struct PartyView {
    /// What kind of organisation it is
    organisation_kind: OrganisationKind,
    /// Which organisation
    #[serde(skip_serializing_if = "Option::is_none")]
    organisation: Option<Bilingual>,
    /// Whom to write to
    #[serde(skip_serializing_if = "Option::is_none")]
    contact: Option<ContactView>,
}

/// A person to write to.
#[derive(Serialize, ToSchema)]
pub struct ContactView {
    /// Name
    name: Bilingual,
    /// Institutional address
    email: String,
}

/// Why an introduction was declined.
#[derive(Serialize, ToSchema)]
pub struct DeclineView {
    /// A code of `decline_codes`
    code: String,
    /// Who may see it
    audience: DeclineAudience,
    /// Which data would reopen it
    #[serde(skip_serializing_if = "Option::is_none")]
    gap_request: Option<String>,
}

impl From<Shown> for IntroductionView {
    fn from(shown: Shown) -> Self {
        let Shown {
            id,
            viewpoint,
            state,
            proposed_by,
            target,
            own,
            asking,
            answering,
            message,
            question,
            answer,
            decline,
            created_at,
            answered_at,
            answer_by,
            moves,
            version,
        } = shown;
        Self {
            id,
            viewpoint,
            state,
            proposed_by,
            listing: target.into(),
            own_listing: own.map(SubjectView::from),
            asking: asking.into(),
            answering: answering.into(),
            message,
            question,
            answer,
            decline: decline.map(DeclineView::from),
            created_at,
            answered_at,
            answer_by,
            moves,
            version,
        }
    }
}

impl From<Subject> for SubjectView {
    fn from(subject: Subject) -> Self {
        let Subject {
            id,
            kind,
            reference,
            title,
        } = subject;
        Self {
            id,
            kind,
            reference,
            title,
        }
    }
}

impl From<Party> for PartyView {
    fn from(party: Party) -> Self {
        let Party {
            organisation_kind,
            organisation,
            contact,
        } = party;
        Self {
            organisation_kind,
            organisation,
            contact: contact.map(|Contact { name, email }| ContactView { name, email }),
        }
    }
}

impl From<DeclineReason> for DeclineView {
    fn from(reason: DeclineReason) -> Self {
        let DeclineReason {
            code,
            audience,
            gap_request,
        } = reason;
        Self {
            code,
            audience,
            gap_request,
        }
    }
}

/// An introduction with its entity tag.
pub fn answer(mut response: HttpResponseBuilder, shown: Shown) -> HttpResponse {
    let tag = row_tag(shown.version);
    response.insert_header(tag).json(IntroductionView::from(shown))
}
