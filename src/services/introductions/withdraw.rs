//! Taking an introduction back. After acceptance either side may, and everything it opened is closed at once.

use crate::app::App;
use crate::domain::ids::IntroductionId;
use crate::domain::introduction::{IntroductionMove, Viewpoint};
use crate::domain::ledger::EntryKind;
use crate::domain::policy::Actor;
use crate::mail::kind::MailKind;
use crate::services::error::{Error, Outcome};
use crate::services::introductions::record::{record, record_grant};
use crate::services::introductions::tell::{self, News};
use crate::services::introductions::view::Shown;
use crate::services::introductions::{show, step};
use crate::services::matching::Occasion;
use crate::store::db::Audited;
use crate::store::{grants, introductions};

/// Withdraws an introduction.
pub async fn withdraw(app: &App, actor: &Actor, id: IntroductionId, seen: i64) -> Outcome<Shown> {
    let (shared, withdrawing) = (app.clone(), actor.clone());
    app.db
        .write(move |tx| {
            let (mut case, viewpoint) = step(tx, &withdrawing, id, seen, IntroductionMove::Withdraw)?;
            introductions::update(tx, &mut case.introduction)?;
            for grant in grants::close_of_introduction(tx, id)? {
                record_grant(tx, &case, EntryKind::GrantClosed, &withdrawing, &grant);
                Occasion::new(grant.listing).only(grant.organisation).queue(tx)?;
            }
            let by = Some((&withdrawing, viewpoint));
            let recorded = record(tx, &case, EntryKind::IntroductionAnswered, by, &[]);
            let news = News::new(MailKind::IntroductionWithdrawn, "withdrawn");
            match viewpoint {
                Viewpoint::Asking => tell::answering_side(tx, &shared, &case, &news)?,
                Viewpoint::Answering => tell::asking_side(tx, &shared, &case, &news)?,
                // A proposal that its liaison thinks better of; nobody acted on it yet.
                Viewpoint::Liaison => {}
            }
            Ok::<_, Error>(Audited::new((), recorded))
        })
        .await?;
    show(app, actor, id).await
}
