//! What the first searches after a start would wait for, done before anybody asks: connections learn their statements, and pages
//! of the database and the index that every search reads come into memory. Nothing is opened and nothing is shown to anybody.

use crate::app::App;
use crate::domain::account::{OrganisationKind, Role};
use crate::domain::ids::{AcceptanceId, MemberId, OrganisationId, SessionId};
use crate::domain::listing::ListingKind;
use crate::domain::policy::Actor;
use crate::domain::text::Locale;
use crate::search::Query;
use crate::services::error::Outcome;
use crate::services::search::question::{Order, Question};
use crate::services::search::run::{Wanted, find, request};
use crate::services::search::typed::understood;
use std::collections::BTreeMap;
use std::sync::Arc;
use std::thread;
use uuid::Uuid;

/// Words that stand in a great many listings, in both languages.
const WORDS: [&str; 6] = ["治療", "細胞 機能", "抗体", "がん 研究", "protein", "treatment cancer"];

const WANTED: Wanted = Wanted {
    limit: 20,
    facets: true,
    also: false,
};

/// Asks as nobody would, on half of the connections at once: somebody may be here already. Blocks.
pub fn warm_up(app: &App) -> Outcome<()> {
    // Understood before a connection is taken: at a start that waits until the thesaurus is ready.
    let asked: Vec<(Question, Arc<Query>)> = WORDS
        .into_iter()
        .map(question)
        .map(|question| {
            let query = Arc::new(understood(app, &question));
            (question, query)
        })
        .collect();
    let outcomes: Vec<Outcome<()>> = thread::scope(|scope| {
        let ask_all = || {
            app.db.read_blocking(|rx| {
                asked.iter().try_for_each(|(question, query)| {
                    let request = request(app, &nobody(), (question, query), None, WANTED)?;
                    find(app, rx, &nobody(), (query, question), request).map(drop)
                })
            })
        };
        let half = (app.config().database.pool_size / 2).max(1);
        let threads: Vec<_> = (0..half).map(|_| scope.spawn(ask_all)).collect();
        threads.into_iter().filter_map(|thread| thread.join().ok()).collect()
    });
    outcomes.into_iter().collect()
}

fn question(text: &str) -> Question {
    Question {
        kind: ListingKind::Seed,
        text: text.to_owned(),
        filters: BTreeMap::new(),
        stage_min: None,
        stage_max: None,
        order: Order::Relevance,
        expand: true,
    }
}

/// A member who does not exist, bound by an undertaking that does not, so that all is read that a member would be shown.
fn nobody() -> Actor {
    Actor {
        member: MemberId::from_uuid(Uuid::nil()),
        organisation: OrganisationId::from_uuid(Uuid::nil()),
        organisation_kind: OrganisationKind::Pharma,
        role: Role::Company,
        institution_reviewer: false,
        locale: Locale::Ja,
        session: SessionId::from_uuid(Uuid::nil()),
        acceptance: Some(AcceptanceId::from_uuid(Uuid::nil())),
        policy_epoch: 0,
    }
}
