//! Suspension, reinstatement and leaving: they hold from the very next request on.

use crate::app::App;
use crate::domain::account::{Member, MemberState, OrganisationState, Role};
use crate::domain::ids::MemberId;
use crate::domain::ledger::{Doer, Entry as Leaf, EntryKind, Log};
use crate::domain::membership::AccessReason;
use crate::domain::policy::Actor;
use crate::domain::problem::Refusal;
use crate::services::error::{Error, Outcome};
use crate::services::members::list::Entry;
use crate::store::db::{Audited, Reads, Recorded, Tx};
use crate::store::{members, organisations, saved_searches, sessions};

/// What happens to a member's access.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// It is taken for now
    Suspend,
    /// It is given back
    Reinstate,
    /// It ends for good
    Leave,
}

impl Step {
    const fn outcome(self) -> (MemberState, EntryKind) {
        match self {
            Self::Suspend => (MemberState::Suspended, EntryKind::MemberSuspended),
            Self::Reinstate => (MemberState::Active, EntryKind::MemberReinstated),
            Self::Leave => (MemberState::Left, EntryKind::MemberLeft),
        }
    }

    const fn is_allowed_in(self, state: MemberState) -> bool {
        match self {
            Self::Suspend => matches!(state, MemberState::Active),
            Self::Reinstate => matches!(state, MemberState::Suspended),
            Self::Leave => matches!(state, MemberState::Active | MemberState::Suspended),
        }
    }
}

/// A secretariat member takes a step about a member.
pub async fn step(app: &App, actor: Actor, id: MemberId, step: Step, reason: AccessReason) -> Outcome<Entry> {
    // Whoever leaves may; whoever is suspended could not take it back.
    if step == Step::Suspend && id == actor.member {
        return Err(Refusal::OwnAccess.into());
    }
    app.db
        .write(move |tx| {
            let mut member = members::find(tx, id)?.ok_or(Refusal::NotFound)?;
            let doer = Doer::Member(actor.member, actor.organisation);
            let recorded = take(tx, doer, &mut member, step, reason)?;
            Ok::<_, Error>(Audited::new(Entry::load(tx, member)?, recorded))
        })
        .await
}

/// A member leaves.
pub async fn leave(app: &App, actor: Actor, reason: AccessReason) -> Outcome<()> {
    app.db
        .write(move |tx| {
            let mut member = members::find(tx, actor.member)?.ok_or(Refusal::NotFound)?;
            let doer = Doer::Member(actor.member, actor.organisation);
            let recorded = take(tx, doer, &mut member, Step::Leave, reason)?;
            Ok::<_, Error>(Audited::new((), recorded))
        })
        .await
}

/// Takes a step if it is allowed in the member's state.
pub(in crate::services) fn take(
    tx: &mut Tx<'_>,
    doer: Doer,
    member: &mut Member,
    step: Step,
    reason: AccessReason,
) -> Outcome<Recorded> {
    if !step.is_allowed_in(member.state) {
        return Err(Refusal::WrongState.into());
    }
    if step != Step::Reinstate && member.role == Role::Secretariat {
        let id = member.id;
        keep_a_secretariat(tx, |other| other.id == id)?;
    }
    end(tx, doer, member, step, reason)
}

/// Takes a step that is allowed, and ends the member's sessions with it.
pub(in crate::services) fn end(
    tx: &mut Tx<'_>,
    doer: Doer,
    member: &mut Member,
    step: Step,
    reason: AccessReason,
) -> Outcome<Recorded> {
    let (state, kind) = step.outcome();
    member.state = state;
    members::update(tx, member)?;
    let ended = sessions::revoke_all(tx, member.id, None, kind.code())?;
    let mut leaf = Leaf::new(Log::Platform, kind, doer, format!("member:{}", member.id))
        .fact("reason", reason.code())
        .fact("sessions_ended", ended);
    if step == Step::Leave {
        // What somebody looked for is nobody's business once that person is gone.
        leaf = leaf.fact(
            "saved_searches_removed",
            saved_searches::remove_of_member(tx, member.id)?,
        );
    }
    Ok(tx.record(leaf))
}

/// Refuses a change after which nobody could run the platform.
pub(in crate::services) fn keep_a_secretariat(
    reads: &mut impl Reads,
    would_go: impl Fn(&Member) -> bool,
) -> Outcome<()> {
    for member in members::active_with_role(reads, Role::Secretariat, None)? {
        let home = organisations::find(reads, member.organisation)?;
        let active = home.is_some_and(|home| home.state == OrganisationState::Active);
        if active && !would_go(&member) {
            return Ok(());
        }
    }
    Err(Refusal::LastSecretariat.into())
}
