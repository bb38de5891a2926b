//! Keeping all saved searches in memory: read once in pages, then followed change by change. Each process does so for itself
//! from the same numbered rows; what it holds can be thrown away at any time.

use crate::app::App;
use crate::domain::ids::SavedSearchId;
use crate::domain::saved_search::SavedSearch;
use crate::search::{Filters, Narrowing, Query, SearchError, StandingSearches};
use crate::services::error::{Error, Outcome};
use crate::services::saved_searches::question_of;
use crate::services::search::understood;
use crate::store::db::Rx;
use crate::store::saved_searches;
use std::collections::BTreeSet;

/// Most rows that are read at once.
const PAGE: i64 = 1_000;

/// Brings the searches in memory up to what a snapshot holds. Blocks.
pub(super) fn follow(app: &App, rx: &mut Rx<'_>) -> Outcome<()> {
    let mut standing = app.standing.write().map_err(|_| SearchError::Poisoned)?;
    let Some(mut watermark) = standing.watermark() else {
        return load(app, rx, &mut standing);
    };
    loop {
        let changes = saved_searches::changes_after(rx, watermark, PAGE)?;
        let Some((newest, _)) = changes.last() else {
            return Ok(());
        };
        watermark = *newest;
        let changed: BTreeSet<SavedSearchId> = changes.iter().map(|(_, id)| *id).collect();
        let changed = changed.into_iter().collect::<Vec<_>>();
        let found = saved_searches::find_many(rx, &changed)?;
        for id in changed {
            match found.iter().find(|search| search.id == id) {
                Some(search) => put(app, &mut standing, search)?,
                None => standing.remove(id),
            }
        }
        standing.set_watermark(watermark);
    }
}

fn load(app: &App, rx: &mut Rx<'_>, standing: &mut StandingSearches) -> Outcome<()> {
    // What an earlier attempt left half done goes.
    *standing = StandingSearches::default();
    let watermark = saved_searches::newest_change(rx)?;
    let mut after = None;
    loop {
        let page = saved_searches::page(rx, after, PAGE)?;
        let Some(last) = page.last() else { break };
        after = Some(last.id);
        for search in &page {
            put(app, standing, search)?;
        }
    }
    standing.set_watermark(watermark);
    Ok(())
}

/// Files a search. One that cannot be asked any more, because a vocabulary changed, finds nothing.
fn put(app: &App, standing: &mut StandingSearches, search: &SavedSearch) -> Outcome<()> {
    let asked = question_of(search).and_then(|question| {
        let mut filters = question.constraints(&app.vocabularies).map_err(Error::Invalid)?;
        let query = understood(app, &question);
        add_codes(&query, &mut filters);
        Ok((query, filters))
    });
    match asked {
        Ok((query, filters)) => {
            let scorer = app.index()?.scorer(search.organisation)?;
            standing.put(search.id, search.organisation, &query, &filters, scorer.epoch());
        }
        Err(error) => {
            tracing::warn!(saved_search = %search.id, %error, "a saved search cannot be asked any more");
            standing.remove(search.id);
        }
    }
    Ok(())
}

/// Adds the codes that a text names. Whose a listing is depends on the reader: `raise` looks at that.
fn add_codes(query: &Query, filters: &mut Filters) {
    for narrowing in query.narrowings() {
        if let Narrowing::Codes { facet, codes, excluded } = narrowing {
            let list = if *excluded {
                &mut filters.none_of
            } else {
                &mut filters.any_of
            };
            list.push((*facet, codes.clone()));
        }
    }
}
