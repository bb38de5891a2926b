//! Making a liaison's proposal one's own: from here on it is a request like any other.

use crate::app::App;
use crate::domain::ids::IntroductionId;
use crate::domain::introduction::IntroductionMove;
use crate::domain::ledger::EntryKind;
use crate::domain::policy::Actor;
use crate::mail::kind::MailKind;
use crate::services::error::{Error, Outcome, valid};
use crate::services::introductions::ask::{reachable_target, refuse_second};
use crate::services::introductions::record::record;
use crate::services::introductions::tell::{self, News};
use crate::services::introductions::view::Shown;
use crate::services::introductions::{confirmed, free_text, show, step};
use crate::store::db::{Audited, Reads};
use crate::store::introductions;

/// Confirms a proposal, with the liaison's message or another.
pub async fn confirm(
    app: &App,
    actor: &Actor,
    id: IntroductionId,
    seen: i64,
    message: Option<String>,
    non_confidential: bool,
) -> Outcome<Shown> {
    let mut faults = message
        .as_deref()
        .map_or_else(Vec::new, |text| free_text("message", text));
    faults.extend(confirmed(non_confidential));
    valid(faults)?;
    let (shared, confirming) = (app.clone(), actor.clone());
    app.db
        .write(move |tx| {
            let (mut case, viewpoint) = step(tx, &confirming, id, seen, IntroductionMove::Confirm)?;
            reachable_target(tx, &confirming, case.introduction.target)?;
            refuse_second(tx, &confirming, case.introduction.target)?;
            if let Some(message) = &message {
                case.introduction.message = message.trim().to_owned();
            }
            case.introduction.requester = confirming.member;
            // It begins here: when a liaison first thought of it is not the other side's to know.
            case.introduction.created_at = tx.now();
            case.introduction.asked_at = Some(tx.now());
            introductions::update(tx, &mut case.introduction)?;
            let by = Some((&confirming, viewpoint));
            let recorded = record(tx, &case, EntryKind::IntroductionRequested, by, &[]);
            let news = News::new(MailKind::IntroductionReceived, "asked");
            tell::answering_side(tx, &shared, &case, &news)?;
            Ok::<_, Error>(Audited::new((), recorded))
        })
        .await?;
    show(app, actor, id).await
}
