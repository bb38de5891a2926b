//! Accepting: identities are revealed to both sides, and the Approved tier opens, in one transaction with its consequences.

use crate::app::App;
use crate::domain::account::OrganisationState;
use crate::domain::ids::{GrantId, IntroductionId, ListingId, OrganisationId};
use crate::domain::introduction::IntroductionMove;
use crate::domain::ledger::EntryKind;
use crate::domain::listing::NeedVisibility;
use crate::domain::policy::Actor;
use crate::domain::problem::Refusal;
use crate::domain::tier::Tier;
use crate::mail::kind::MailKind;
use crate::services::error::{Error, Outcome};
use crate::services::introductions::record::{record, record_grant};
use crate::services::introductions::tell::{self, News};
use crate::services::introductions::view::Shown;
use crate::services::introductions::{Case, show, step};
use crate::services::matching::Occasion;
use crate::store::db::{Audited, Reads, Tx, Writes};
use crate::store::grants::{self, Grant};
use crate::store::{introductions, organisations};

/// Accepts an introduction.
pub async fn accept(app: &App, actor: &Actor, id: IntroductionId, seen: i64) -> Outcome<Shown> {
    let (shared, accepting) = (app.clone(), actor.clone());
    app.db
        .write(move |tx| {
            let (mut case, viewpoint) = step(tx, &accepting, id, seen, IntroductionMove::Accept)?;
            still_possible(tx, &case)?;
            case.introduction.answered_at = Some(tx.now());
            introductions::update(tx, &mut case.introduction)?;
            let by = Some((&accepting, viewpoint));
            let recorded = record(tx, &case, EntryKind::IntroductionAnswered, by, &[]);
            let (asking, answering) = (
                case.introduction.requester_organisation,
                case.introduction.responder_organisation,
            );
            open(tx, &case, &accepting, case.introduction.target, asking)?;
            if let Some(own) = shareable_own(&case) {
                open(tx, &case, &accepting, own, answering)?;
            }
            let news = News::new(MailKind::IntroductionAccepted, "accepted");
            tell::asking_side(tx, &shared, &case, &news)?;
            tell::answering_side(tx, &shared, &case, &news)?;
            Ok::<_, Error>(Audited::new((), recorded))
        })
        .await?;
    show(app, actor, id).await
}

/// Much can have happened since it was asked: the listing may be over, the asking organisation gone, or blocked by now.
fn still_possible(reads: &mut impl Reads, case: &Case) -> Outcome<()> {
    let asking = case.introduction.requester_organisation;
    let target = &case.target.listing;
    let active =
        organisations::find(reads, asking)?.is_some_and(|organisation| organisation.state == OrganisationState::Active);
    let blocked = case.target.audience.blocked.contains(&asking);
    let shown = target.published.is_some() && !target.state.is_final();
    if active && shown && !blocked {
        Ok(())
    } else {
        Err(Refusal::WrongState.into())
    }
}

/// The asking listing, if the other side may be given more of it: never a blind need.
fn shareable_own(case: &Case) -> Option<ListingId> {
    let own = &case.own.as_ref()?.listing;
    let shown = own.published.is_some() && !own.state.is_final();
    let blind = own.visibility == Some(NeedVisibility::Blind);
    (shown && !blind).then_some(own.id)
}

fn open(tx: &mut Tx<'_>, case: &Case, actor: &Actor, listing: ListingId, to: OrganisationId) -> Outcome<()> {
    let grant = Grant {
        id: GrantId::from_uuid(tx.new_uuid()),
        listing,
        organisation: to,
        tier: Tier::Approved,
        introduction: Some(case.introduction.id),
        valid_from: tx.now(),
        valid_until: None,
    };
    grants::open(tx, &grant)?;
    record_grant(tx, case, EntryKind::GrantOpened, actor, &grant);
    Occasion::new(listing).only(to).queue(tx)
}
