//! How a text that is being typed may go on, from the thesaurus and from what members see. What an organisation sees above that
//! is left out: a word that is shown to help with typing would be a disclosure nobody asked for.

use crate::app::App;
use crate::domain::listing::ListingKind;
use crate::domain::policy::Actor;
use crate::domain::problem::{Fault, FieldFault};
use crate::domain::text::Locale;
use crate::search::{Ask, Filters, Kind, Query, SearchRequest, Sort};
use crate::services::error::{Error, Outcome};
use crate::services::indexing::pending::pending;
use crate::services::search::question::TEXT_MAX;
use crate::store::db::Reads;
use serde::Serialize;
use std::sync::Arc;
use utoipa::ToSchema;

/// How a typed text may go on.
#[derive(Clone, Serialize, ToSchema)]
pub struct Suggestions {
    /// Whole texts, best first, at most ten: names of the thesaurus, then words of titles that the member may see
    pub items: Vec<String>,
}

/// Suggestions for a typed text.
pub async fn suggest(app: &App, actor: &Actor, kind: ListingKind, text: String) -> Outcome<Suggestions> {
    if text.chars().count() > TEXT_MAX {
        return Err(Error::Invalid(vec![FieldFault::with_limit(
            "text",
            Fault::TooLong,
            1_000,
        )]));
    }
    let (shared, reader) = (app.clone(), actor.clone());
    let items = app
        .db
        .read(move |rx| {
            let before = text
                .trim_start()
                .rfind(char::is_whitespace)
                .and_then(|at| text.trim_start().get(..at))
                .unwrap_or_default();
            let concepts = shared.concepts();
            let request = SearchRequest {
                viewer: reader.organisation,
                ask: Ask::Keywords(Arc::new(Query::parse(before, &concepts))),
                filters: Filters {
                    kind: Some(match kind {
                        ListingKind::Seed => Kind::Seed,
                        ListingKind::Need => Kind::Need,
                    }),
                    not_listings: pending(rx, &shared, reader.organisation)?,
                    ..Filters::default()
                },
                sort: Sort::Relevance,
                after: None,
                limit: 1,
                facets: Vec::new(),
                widen: false,
                also: false,
                explained: false,
                now: rx.now().timestamp_micros(),
            };
            let japanese = reader.locale == Locale::Ja;
            let found = shared.index()?.completions(&request, &concepts, &text, japanese);
            found.map_err(Error::Search)
        })
        .await?;
    Ok(Suggestions { items })
}
