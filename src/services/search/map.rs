//! How many listings a member finds per disease area and stage. The numbers are the index's own facets, asked for this member,
//! so that each is the total of the search that shows what it counts (law 1).

use crate::app::App;
use crate::domain::listing::ListingKind;
use crate::domain::policy::Actor;
use crate::search::{Choice, Facet, FacetRequest, SearchResult};
use crate::services::error::{Error, Outcome};
use crate::services::indexing::overlay::overlay;
use crate::services::indexing::pending::pending;
use crate::services::search::question::{Order, Question, codes_of};
use crate::services::search::run::{FacetCount, Wanted, request};
use crate::services::search::typed::understood;
use crate::store::db::{Reads, Rx};
use serde::Serialize;
use std::collections::BTreeMap;
use std::sync::Arc;
use utoipa::ToSchema;

/// A disease area at a stage.
#[derive(Clone, Serialize, ToSchema)]
pub struct Cell {
    /// Code of the disease area
    pub disease_area: String,
    /// Code of the stage
    pub stage: String,
    /// Listings of the area whose range of stages holds the stage: the `total` of a search with the filters `disease_areas` and
    /// `stage`
    pub count: u64,
}

/// The map of a kind of listing. A listing in two areas counts in each, and so does one that spans stages.
#[derive(Clone, Serialize, ToSchema)]
pub struct AreaMap {
    /// Seeds or needs
    pub kind: ListingKind,
    /// All listings of the kind, each counted once
    pub total: u64,
    /// By disease area, in the order of the vocabulary
    pub disease_areas: Vec<FacetCount>,
    /// By stage, in the order of the vocabulary
    pub stages: Vec<FacetCount>,
    /// Every area at every stage
    pub cells: Vec<Cell>,
}

/// The map of what the actor may find.
pub async fn map(app: &App, actor: &Actor, kind: ListingKind) -> Outcome<AreaMap> {
    let (shared, reader) = (app.clone(), actor.clone());
    app.db.read(move |rx| map_in(&shared, rx, &reader, kind)).await
}

/// `map` within a snapshot.
pub(in crate::services) fn map_in(app: &App, rx: &mut Rx<'_>, actor: &Actor, kind: ListingKind) -> Outcome<AreaMap> {
    let question = Question {
        kind,
        text: String::new(),
        filters: BTreeMap::new(),
        stage_min: None,
        stage_max: None,
        order: Order::Newest,
        expand: true,
    };
    let query = Arc::new(understood(app, &question));
    let wanted = Wanted {
        limit: 1,
        facets: false,
        also: false,
    };
    let mut everything = request(app, actor, (&question, &query), None, wanted)?;
    everything.now = rx.now().timestamp_micros();
    everything.filters.not_listings = pending(rx, app, actor.organisation)?;
    let overlay = overlay(app, rx, actor.organisation)?;
    let index = app.index()?;
    let counted = |area: Option<&str>, facets: &[(Facet, &str)]| -> Outcome<SearchResult> {
        let mut asked = everything.clone();
        let chosen = area.map(|area| Choice::Codes(Facet::DiseaseArea, vec![area.to_owned()]));
        asked.filters.chosen.extend(chosen);
        asked.facets = facets
            .iter()
            .map(|(facet, vocabulary)| FacetRequest {
                facet: *facet,
                codes: codes_of(&app.vocabularies, vocabulary),
            })
            .collect();
        index.search(&asked, overlay.as_deref()).map_err(Error::Search)
    };
    let stage = (Facet::Stage, "stages");
    let all = counted(None, &[(Facet::DiseaseArea, "disease_areas"), stage])?;
    let mut cells = Vec::new();
    for area in codes_of(&app.vocabularies, "disease_areas") {
        let of_area = counted(Some(&area), &[stage])?;
        cells.extend(counts_of(&of_area, Facet::Stage).into_iter().map(|counted| Cell {
            disease_area: area.clone(),
            stage: counted.code,
            count: counted.count,
        }));
    }
    Ok(AreaMap {
        kind,
        total: all.total,
        disease_areas: counts_of(&all, Facet::DiseaseArea),
        stages: counts_of(&all, Facet::Stage),
        cells,
    })
}

fn counts_of(found: &SearchResult, facet: Facet) -> Vec<FacetCount> {
    let counts = found.facets.iter().filter(|counts| counts.facet == facet);
    let counts = counts.flat_map(|counts| counts.counts.iter().cloned());
    counts.map(|(code, count)| FacetCount { code, count }).collect()
}
