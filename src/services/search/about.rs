//! Listings about the same as a text of the member's own: an abstract, a call, a need in plain words. Nothing of it is kept.

use crate::app::App;
use crate::domain::policy::Actor;
use crate::domain::problem::{Fault, FieldFault};
use crate::search::{MAX_LIMIT, TextField};
use crate::services::error::{Error, Outcome};
use crate::services::search::near::{Near, Similar};
use crate::services::search::question::Question;

/// Longest text in characters.
pub const ABOUT_MAX: usize = 20_000;

/// The listings nearest to a text, at most `limit` of those that the question's filters let pass. Words of the question are not
/// looked at.
pub async fn about(app: &App, actor: &Actor, text: String, question: Question, limit: usize) -> Outcome<Similar> {
    let mut faults = Vec::new();
    if text.trim().is_empty() {
        faults.push(FieldFault::new("text", Fault::Required));
    }
    if text.chars().count() > ABOUT_MAX {
        faults.push(FieldFault::with_limit("text", Fault::TooLong, 20_000));
    }
    let filters = match question.constraints(&app.vocabularies) {
        Ok(filters) => filters,
        Err(others) => {
            faults.extend(others);
            return Err(Error::Invalid(faults));
        }
    };
    if !faults.is_empty() {
        return Err(Error::Invalid(faults));
    }
    let (shared, reader) = (app.clone(), actor.clone());
    let near = app
        .db
        .read(move |rx| {
            let texts = [(TextField::Body, text.as_str())];
            let limit = limit.clamp(1, MAX_LIMIT);
            Near::find(&shared, rx, &reader, (&texts, None), (filters, limit))
        })
        .await?;
    near.show(app, actor).await
}
