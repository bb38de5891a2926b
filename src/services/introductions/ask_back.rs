//! One question before the answer, and its answer.

use crate::app::App;
use crate::domain::ids::IntroductionId;
use crate::domain::introduction::IntroductionMove;
use crate::domain::ledger::EntryKind;
use crate::domain::policy::Actor;
use crate::mail::kind::MailKind;
use crate::services::error::{Error, Outcome, valid};
use crate::services::introductions::record::record;
use crate::services::introductions::tell::{self, News};
use crate::services::introductions::view::Shown;
use crate::services::introductions::{free_text, show, step};
use crate::store::db::Audited;
use crate::store::introductions;

/// The answering side asks back. A second question takes the place of the first.
pub async fn request_info(app: &App, actor: &Actor, id: IntroductionId, seen: i64, question: String) -> Outcome<Shown> {
    valid(free_text("question", &question))?;
    let (shared, asking_back) = (app.clone(), actor.clone());
    app.db
        .write(move |tx| {
            let (mut case, viewpoint) = step(tx, &asking_back, id, seen, IntroductionMove::RequestInfo)?;
            case.introduction.question = Some(question.trim().to_owned());
            case.introduction.answer = None;
            introductions::update(tx, &mut case.introduction)?;
            let by = Some((&asking_back, viewpoint));
            let recorded = record(tx, &case, EntryKind::IntroductionAnswered, by, &[]);
            let key = format!("question:{}", case.introduction.version);
            let news = News::new(MailKind::IntroductionInfoRequested, key);
            tell::asking_side(tx, &shared, &case, &news)?;
            Ok::<_, Error>(Audited::new((), recorded))
        })
        .await?;
    show(app, actor, id).await
}

/// The asking side answers the question; the request waits for the answering side again.
pub async fn provide_info(app: &App, actor: &Actor, id: IntroductionId, seen: i64, answer: String) -> Outcome<Shown> {
    valid(free_text("answer", &answer))?;
    let (shared, answering) = (app.clone(), actor.clone());
    app.db
        .write(move |tx| {
            let (mut case, viewpoint) = step(tx, &answering, id, seen, IntroductionMove::ProvideInfo)?;
            case.introduction.answer = Some(answer.trim().to_owned());
            introductions::update(tx, &mut case.introduction)?;
            let by = Some((&answering, viewpoint));
            let recorded = record(tx, &case, EntryKind::IntroductionRequested, by, &[]);
            let key = format!("answer:{}", case.introduction.version);
            let news = News::new(MailKind::IntroductionReceived, key);
            tell::answering_side(tx, &shared, &case, &news)?;
            Ok::<_, Error>(Audited::new((), recorded))
        })
        .await?;
    show(app, actor, id).await
}
