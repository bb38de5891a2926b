//! Saving a search, changing it, giving it up. The ledger notes that it happened, never what was looked for.

use crate::app::App;
use crate::domain::ids::{MemberId, SavedSearchId};
use crate::domain::ledger::{Doer, Entry, EntryKind, Log};
use crate::domain::policy::Actor;
use crate::domain::problem::{Fault, FieldFault, Refusal};
use crate::domain::saved_search::{NAME_MAX, QUESTION_MAX, SavedSearch};
use crate::mail::kind::Cadence;
use crate::services::error::{Error, Outcome, valid};
use crate::services::saved_searches::own;
use crate::services::saved_searches::show::{SavedSearchView, one, view};
use crate::services::search::Question;
use crate::store::db::{Audited, Reads, Writes};
use crate::store::saved_searches;

/// What a member wants to keep.
#[derive(Clone)]
pub struct Wish {
    /// Name
    pub name: String,
    /// What is looked for
    pub question: Question,
    /// Code of the cadence of its mails
    pub alerts: String,
}

/// A wish that makes sense.
#[derive(Clone)]
struct Checked {
    name: String,
    question: String,
    alerts: Cadence,
}

fn checked(app: &App, wish: &Wish) -> Outcome<Checked> {
    let mut faults = Vec::new();
    let name = wish.name.trim();
    if name.is_empty() {
        faults.push(FieldFault::new("name", Fault::Required));
    }
    if name.chars().count() > NAME_MAX {
        faults.push(FieldFault::with_limit("name", Fault::TooLong, 80));
    }
    if name.chars().any(char::is_control) {
        faults.push(FieldFault::new("name", Fault::Malformed));
    }
    let alerts: Option<Cadence> = wish.alerts.parse().ok();
    if alerts.is_none() {
        faults.push(FieldFault::new("alerts", Fault::UnknownCode));
    }
    if let Err(wrong) = wish.question.constraints(&app.vocabularies) {
        faults.extend(wrong.into_iter().map(|fault| fault.under("question")));
    }
    valid(faults)?;
    let question = serde_json::to_string(&wish.question.clone().without_repeats()).map_err(Error::internal)?;
    if question.len() > QUESTION_MAX {
        let fault = FieldFault::with_limit("question", Fault::TooLong, 8_192);
        return Err(Error::field(fault));
    }
    Ok(Checked {
        name: name.to_owned(),
        question,
        alerts: alerts.unwrap_or(Cadence::Off),
    })
}

/// Refuses a name that the member's other searches bear.
fn refuse_twin(reads: &mut impl Reads, member: MemberId, name: &str, but: Option<SavedSearchId>) -> Outcome<usize> {
    let theirs = saved_searches::of_member(reads, member)?;
    if theirs.iter().any(|other| other.name == name && Some(other.id) != but) {
        return Err(Error::field(FieldFault::new("name", Fault::Duplicate)));
    }
    Ok(theirs.len())
}

fn entry(actor: &Actor, kind: EntryKind, id: SavedSearchId) -> Entry {
    let doer = Doer::Member(actor.member, actor.organisation);
    let log = Log::Organisation(actor.organisation);
    Entry::new(log, kind, doer, format!("saved_search:{id}"))
}

/// Saves a search. What stands published already is not told: the member has just been shown it.
pub async fn create(app: &App, actor: &Actor, wish: Wish) -> Outcome<SavedSearchView> {
    let wish = checked(app, &wish)?;
    let (actor, most) = (actor.clone(), app.config().saved_searches.per_member);
    app.db
        .write(move |tx| {
            if refuse_twin(tx, actor.member, &wish.name, None)? >= most {
                return Err(Refusal::LimitReached.into());
            }
            let search = SavedSearch {
                id: SavedSearchId::from_uuid(tx.new_uuid()),
                member: actor.member,
                organisation: actor.organisation,
                name: wish.name.clone(),
                question: wish.question.clone(),
                alerts: wish.alerts.code().to_owned(),
                asked_since: tx.now(),
                created_at: tx.now(),
                version: 1,
            };
            saved_searches::insert(tx, &search)?;
            let entry = entry(&actor, EntryKind::SearchSaved, search.id).fact("alerts", wish.alerts.code());
            let recorded = tx.record(entry);
            Ok::<_, Error>(Audited::new(view(search, 0)?, recorded))
        })
        .await
}

/// Changes a search. With another question it begins anew: only what is published from now on is told.
pub async fn change(app: &App, actor: &Actor, id: SavedSearchId, version: i64, wish: Wish) -> Outcome<SavedSearchView> {
    let wish = checked(app, &wish)?;
    let writer = actor.clone();
    app.db
        .write(move |tx| {
            let mut search = own(tx, &writer, id)?;
            if search.version != version {
                return Err(Refusal::Stale.into());
            }
            refuse_twin(tx, writer.member, &wish.name, Some(id))?;
            let other_question = search.question != wish.question;
            if other_question {
                search.asked_since = tx.now();
            }
            search.name.clone_from(&wish.name);
            search.question.clone_from(&wish.question);
            wish.alerts.code().clone_into(&mut search.alerts);
            saved_searches::update(tx, &mut search)?;
            let entry = entry(&writer, EntryKind::SearchChanged, id)
                .fact("alerts", wish.alerts.code())
                .fact("other_question", other_question);
            let recorded = tx.record(entry);
            Ok::<_, Error>(Audited::new((), recorded))
        })
        .await?;
    one(app, actor, id).await
}

/// Gives a search up, with what it found.
pub async fn remove(app: &App, actor: &Actor, id: SavedSearchId, version: i64) -> Outcome<()> {
    let actor = actor.clone();
    app.db
        .write(move |tx| {
            if own(tx, &actor, id)?.version != version {
                return Err(Refusal::Stale.into());
            }
            saved_searches::remove(tx, id)?;
            let recorded = tx.record(entry(&actor, EntryKind::SearchRemoved, id));
            Ok::<_, Error>(Audited::new((), recorded))
        })
        .await
}
