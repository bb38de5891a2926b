//! What one side is shown of an introduction. Identities open only with proof that showing them is recorded.

use crate::app::App;
use crate::domain::account::{Member, Organisation, OrganisationKind};
use crate::domain::clock::Instant;
use crate::domain::ids::{IntroductionId, ListingId};
use crate::domain::introduction::{
    DeclineAudience, Introduction, IntroductionMove, IntroductionState, ProposedBy, Viewpoint,
};
use crate::domain::listing::{Listing, ListingKind};
use crate::domain::text::Bilingual;
use crate::services::introductions::Case;
use crate::services::listings::access::ListingView;
use crate::store::disclosures::{Identity, Revealed};
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// An introduction as one side sees it.
pub struct Shown {
    /// Identity
    pub id: IntroductionId,
    /// Where the viewer stands
    pub viewpoint: Viewpoint,
    /// Where it is
    pub state: IntroductionState,
    /// Who proposed it, where that tells nothing of a hidden listing
    pub proposed_by: Option<ProposedBy>,
    /// The listing asked about
    pub target: Subject,
    /// The asking side's listing, where the viewer may see it
    pub own: Option<Subject>,
    /// Who asks
    pub asking: Party,
    /// Who answers
    pub answering: Party,
    /// The message
    pub message: String,
    /// What was asked back
    pub question: Option<String>,
    /// What was answered to that
    pub answer: Option<String>,
    /// Why it was declined, where the viewer may know
    pub decline: Option<DeclineReason>,
    /// When it was begun
    pub created_at: Instant,
    /// When it was answered for good
    pub answered_at: Option<Instant>,
    /// The last day to answer, while an answer is waited for
    pub answer_by: Option<NaiveDate>,
    /// What the viewer can do now
    pub moves: Vec<IntroductionMove>,
    /// Row version
    pub version: i64,
}

/// A listing as an introduction names it.
pub struct Subject {
    /// Identity
    pub id: ListingId,
    /// Seed or need
    pub kind: ListingKind,
    /// Reference number
    pub reference: String,
    /// Title, while the viewer may see the listing
    pub title: Option<Bilingual>,
}

/// One side of an introduction.
pub struct Party {
    /// What kind of organisation it is
    pub organisation_kind: OrganisationKind,
    /// Which organisation
    pub organisation: Option<Bilingual>,
    /// Whom to write to
    pub contact: Option<Contact>,
}

/// A person to write to.
pub struct Contact {
    /// Name
    pub name: Bilingual,
    /// Institutional address
    pub email: String,
}

/// Why an introduction was declined.
pub struct DeclineReason {
    /// A code of `decline_codes`
    pub code: String,
    /// Who may see it
    pub audience: DeclineAudience,
    /// Which data would reopen it
    pub gap_request: Option<String>,
}

/// One side as read from the database, with its identity still sealed.
pub struct SealedParty {
    pub organisation: Organisation,
    pub person: Option<Member>,
    /// The viewer is of this side
    pub own: bool,
    /// The viewer is in charge of this side's listing
    pub in_charge: bool,
    /// What must be recorded before the identity is shown to a viewer of another side
    pub identity: Option<Identity>,
}

impl SealedParty {
    /// `listing` is the view of this side's listing, which may name its organisation by itself (an open need).
    fn open(self, revealed: &Revealed, listing: Option<&ListingView>) -> Party {
        let Self {
            organisation,
            person,
            own,
            in_charge,
            identity,
        } = self;
        let recorded = identity.filter(|identity| revealed.covers(identity));
        let named_openly = listing.is_some_and(|view| view.header.organisation.is_some());
        let known = own || in_charge || named_openly || recorded.is_some();
        let reachable = own || recorded.is_some_and(|identity| identity.member.is_some());
        Party {
            organisation_kind: organisation.kind,
            organisation: known.then(|| organisation.name()),
            contact: person.filter(|_| reachable).map(|member| Contact {
                name: Bilingual::both(member.name_ja, member.name_en),
                email: member.email.as_str().to_owned(),
            }),
        }
    }
}

/// Everything that a view is made of.
pub struct Drawn {
    pub case: Case,
    pub viewpoint: Viewpoint,
    pub asking: SealedParty,
    pub answering: SealedParty,
    /// The viewer may know of the asking listing
    pub own_known: bool,
}

impl Drawn {
    /// The view, with the listings as this viewer sees them.
    pub fn open(self, app: &App, revealed: &Revealed, views: &BTreeMap<ListingId, ListingView>) -> Shown {
        let Self {
            case,
            viewpoint,
            asking,
            answering,
            own_known,
        } = self;
        let waits = case.introduction.state.is_open() || case.introduction.state == IntroductionState::Proposed;
        let answer_by = waits.then(|| case.answer_by(app));
        let Case {
            introduction,
            target,
            own,
        } = case;
        let Introduction {
            id,
            target: target_id,
            own: own_id,
            candidate: _,
            proposed_by,
            requester: _,
            requester_organisation: _,
            responder_organisation: _,
            message,
            state,
            decline_code,
            decline_audience,
            gap_request,
            question,
            answer,
            reminders: _,
            created_at,
            asked_at: _,
            answered_at,
            version,
        } = introduction;
        let reason = decline_code
            .zip(decline_audience)
            .filter(|(_, audience)| audience.admits(viewpoint));
        let own_view = own_id.and_then(|id| views.get(&id)).filter(|_| own_known);
        Shown {
            id,
            viewpoint,
            state,
            proposed_by: Some(proposed_by).filter(|_| own_known || viewpoint == Viewpoint::Asking),
            target: subject(target.listing, views.get(&target_id)),
            own: own.filter(|_| own_known).map(|own| subject(own.listing, own_view)),
            asking: asking.open(revealed, own_view),
            answering: answering.open(revealed, views.get(&target_id)),
            message,
            question,
            answer,
            decline: reason.map(|(code, audience)| DeclineReason {
                code,
                audience,
                gap_request,
            }),
            created_at,
            answered_at,
            answer_by,
            moves: viewpoint.moves(state),
            version,
        }
    }
}

fn subject(listing: Listing, view: Option<&ListingView>) -> Subject {
    let title = view.and_then(|view| match (&view.seed, &view.need) {
        (Some(seed), _) => seed.title.clone(),
        (_, Some(need)) => need.title.clone(),
        _ => None,
    });
    Subject {
        id: listing.id,
        kind: listing.kind,
        reference: listing.reference,
        title,
    }
}
