//! Declining with a reason, whose audience the decliner chooses, and perhaps with the data that would change the answer.

use crate::app::App;
use crate::domain::ids::IntroductionId;
use crate::domain::introduction::{DeclineAudience, IntroductionMove, Viewpoint};
use crate::domain::ledger::EntryKind;
use crate::domain::policy::Actor;
use crate::domain::problem::{Fault, FieldFault};
use crate::domain::vocabulary::Code;
use crate::mail::kind::MailKind;
use crate::services::error::{Error, Outcome, valid};
use crate::services::introductions::record::{OnlyFor, record};
use crate::services::introductions::tell::{self, News};
use crate::services::introductions::view::Shown;
use crate::services::introductions::{free_text, show, step};
use crate::store::db::{Audited, Reads};
use crate::store::introductions;

/// Why an introduction is declined.
#[derive(Clone)]
pub struct Declination {
    /// A code of `decline_codes`
    pub code: Code,
    /// Who may see it
    pub audience: DeclineAudience,
    /// Which data would reopen it
    pub gap_request: Option<String>,
}

const WAITING_FOR_DATA: &str = "waiting_for_data";

/// Declines an introduction.
pub async fn decline(
    app: &App,
    actor: &Actor,
    id: IntroductionId,
    seen: i64,
    declination: Declination,
) -> Outcome<Shown> {
    valid(faults(app, &declination))?;
    let (shared, declining) = (app.clone(), actor.clone());
    app.db
        .write(move |tx| {
            let Declination {
                code,
                audience,
                gap_request,
            } = declination.clone();
            let (mut case, viewpoint) = step(tx, &declining, id, seen, IntroductionMove::Decline)?;
            case.introduction.decline_code = Some(code.as_str().to_owned());
            case.introduction.decline_audience = Some(audience);
            case.introduction.gap_request = gap_request.map(|text| text.trim().to_owned());
            case.introduction.answered_at = Some(tx.now());
            introductions::update(tx, &mut case.introduction)?;
            let mut facts = vec![
                OnlyFor(Viewpoint::Answering, "code", code.as_str().into()),
                OnlyFor(Viewpoint::Answering, "audience", audience.code().into()),
            ];
            if audience.admits(Viewpoint::Asking) {
                facts.push(OnlyFor(Viewpoint::Asking, "code", code.as_str().into()));
            }
            let by = Some((&declining, viewpoint));
            let recorded = record(tx, &case, EntryKind::IntroductionAnswered, by, &facts);
            let news = News::new(MailKind::IntroductionDeclined, "declined");
            tell::asking_side(tx, &shared, &case, &news)?;
            Ok::<_, Error>(Audited::new((), recorded))
        })
        .await?;
    show(app, actor, id).await
}

fn faults(app: &App, declination: &Declination) -> Vec<FieldFault> {
    let mut faults = Vec::new();
    if !app.vocabularies.knows("decline_codes", &declination.code) {
        faults.push(FieldFault::new("code", Fault::UnknownCode));
    }
    match &declination.gap_request {
        Some(text) => faults.extend(free_text("gap_request", text)),
        // "Waiting for data" is an answer only together with which data.
        None if declination.code.as_str() == WAITING_FOR_DATA => {
            faults.push(FieldFault::new("gap_request", Fault::Required));
        }
        None => {}
    }
    faults
}
