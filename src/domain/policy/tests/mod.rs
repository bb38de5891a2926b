//! Clearance and moves against tables, and against the prose of the rules written down a second time.

mod any;
mod clearance;
mod moves;

use super::*;
use crate::domain::ids::{ListingId, VersionId};
use crate::domain::listing::ListingKind;
use chrono::{TimeZone, Utc};
use uuid::Uuid;

fn id(number: u128) -> Uuid {
    Uuid::from_u128(number)
}

fn member(number: u128) -> MemberId {
    MemberId::from_uuid(id(number))
}

fn organisation(number: u128) -> OrganisationId {
    OrganisationId::from_uuid(id(number))
}

const HOME: u128 = 1;
const ELSEWHERE: u128 = 2;
const OWNER: u128 = 11;
const LIAISON: u128 = 12;

fn now() -> Instant {
    Utc.with_ymd_and_hms(2026, 11, 20, 3, 0, 0).unwrap()
}

fn actor(who: u128, role: Role, from: u128) -> Actor {
    Actor {
        member: member(who),
        organisation: organisation(from),
        organisation_kind: OrganisationKind::University,
        role,
        institution_reviewer: false,
        locale: Locale::Ja,
        session: SessionId::from_uuid(id(90)),
        acceptance: Some(AcceptanceId::from_uuid(id(91))),
        policy_epoch: 1,
    }
}

fn listing(state: ListingState) -> Listing {
    let was_published = !matches!(
        state,
        ListingState::Draft
            | ListingState::InstitutionReview
            | ListingState::LiaisonReview
            | ListingState::ChangesRequested
            | ListingState::Approved
    );
    let version = VersionId::from_uuid(id(80));
    Listing {
        id: ListingId::from_uuid(id(70)),
        kind: ListingKind::Seed,
        reference: "S-7K3M-92QX".into(),
        organisation: organisation(HOME),
        owner: member(OWNER),
        liaison: Some(member(LIAISON)),
        state,
        successor: None,
        visibility: None,
        published: was_published.then_some(version),
        submitted: (state != ListingState::Draft).then_some(version),
        valid_until: None,
        state_since: now(),
        version: 1,
        created_at: now(),
    }
}

/// The rules in other words: every reason somebody may have to see a listing, and the best of them.
fn as_in_prose(actor: &Actor, listing: &Listing, audience: &Audience) -> Option<Tier> {
    if actor.acceptance.is_none() || actor.role == Role::Auditor {
        return None;
    }
    let colleague = actor.organisation == listing.organisation;
    let mut reasons = Vec::new();
    if colleague && (listing.owner == actor.member || audience.team.contains(&actor.member)) {
        reasons.push(Tier::Owner);
    }
    if listing.submitted.is_some() {
        let liaison = actor.role == Role::Liaison;
        let in_charge = liaison && listing.liaison == Some(actor.member);
        let reviews = colleague && actor.institution_reviewer;
        let approved = match listing.published {
            Some(_) => listing.successor == Some(ListingState::Approved),
            None => listing.state == ListingState::Approved,
        };
        let over = [ListingState::Withdrawn, ListingState::Concluded].contains(&listing.state);
        let by_another = audience.approver.is_some() && audience.approver != Some(actor.member);
        let second = liaison && approved && !over && by_another;
        if in_charge || reviews || second {
            reasons.push(Tier::Owner);
        }
    }
    let shown =
        [ListingState::Published, ListingState::UnderExclusive].contains(&listing.state) && listing.published.is_some();
    let blind = listing.visibility == Some(NeedVisibility::Blind);
    let blocked = audience.blocked.contains(&actor.organisation);
    if shown && !blind && !blocked {
        reasons.push(Tier::Members);
        // A grant never opens what is the owner's alone.
        reasons.extend(
            audience
                .granted
                .map(|tier| if tier == Tier::Owner { Tier::Cda } else { tier }),
        );
    }
    reasons.into_iter().max()
}

/// Somebody's relation to the listing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Relation {
    Owner,
    Team,
    Colleague,
    Reviewer,
    InCharge,
    Second,
    Approver,
    Stranger,
}

const RELATIONS: [Relation; 8] = [
    Relation::Owner,
    Relation::Team,
    Relation::Colleague,
    Relation::Reviewer,
    Relation::InCharge,
    Relation::Second,
    Relation::Approver,
    Relation::Stranger,
];

fn related(relation: Relation, role: Role) -> (Actor, Audience) {
    let (who, from) = match relation {
        Relation::Owner => (OWNER, HOME),
        Relation::Team => (13, HOME),
        Relation::Colleague => (14, HOME),
        Relation::Reviewer => (15, HOME),
        Relation::InCharge => (LIAISON, ELSEWHERE),
        Relation::Second | Relation::Stranger => (16, ELSEWHERE),
        Relation::Approver => (17, ELSEWHERE),
    };
    let mut actor = actor(who, role, from);
    actor.institution_reviewer = relation == Relation::Reviewer;
    let audience = Audience {
        team: vec![member(OWNER), member(13)],
        approver: match relation {
            Relation::Second => Some(member(LIAISON)),
            Relation::Approver => Some(member(17)),
            _ => None,
        },
        ..Audience::default()
    };
    (actor, audience)
}
