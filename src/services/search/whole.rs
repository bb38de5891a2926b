//! Everything that a search finds, up to a limit, instead of a page of it.

use crate::app::App;
use crate::domain::policy::Actor;
use crate::search::{MAX_LIMIT, SearchRequest};
use crate::services::error::{Error, Outcome};
use crate::services::listings::access::Sealed;
use crate::services::search::question::Question;
use crate::services::search::run::{Wanted, find, request};
use crate::services::search::typed::understood;
use std::sync::Arc;

/// How many listings there are, and the first of them in their order, re-authorised and still sealed, as of one snapshot.
pub(in crate::services) async fn whole(
    app: &App,
    actor: &Actor,
    question: Question,
    most: usize,
) -> Outcome<(u64, Vec<Sealed>)> {
    let query = Arc::new(understood(app, &question));
    let wanted = Wanted {
        limit: most,
        facets: false,
        also: false,
    };
    let first = request(app, actor, (&question, &query), None, wanted)?;
    let (shared, reader) = (app.clone(), actor.clone());
    app.db
        .read(move |rx| {
            let (mut total, mut all, mut after) = (0, Vec::new(), None);
            let mut left = most;
            loop {
                let page = SearchRequest {
                    after: after.take(),
                    limit: left.min(MAX_LIMIT),
                    ..first.clone()
                };
                let (found, sealed, ..) = find(&shared, rx, &reader, (&query, &question), page)?;
                total = found.total.max(total);
                left = left.saturating_sub(found.hits.len());
                all.extend(sealed);
                after = found.next;
                if after.is_none() || left == 0 {
                    return Ok::<_, Error>((total, all));
                }
            }
        })
        .await
}
