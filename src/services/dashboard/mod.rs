//! The operator's statistics: counts over everything, and nothing of what any listing says. The map is the exception that shows
//! content, so it counts what the reader finds as a member, like the search that it leads to.

mod funnel;
mod people;
mod publication;

pub use funnel::{Funnel, FunnelStep, StepOfFunnel};
pub use people::{MembersOfRole, OrganisationsOfKind, Undertakings};
pub use publication::{MonthOfPublication, Publication};

use crate::app::App;
use crate::domain::clock::{Instant, day_in_japan};
use crate::domain::listing::ListingKind;
use crate::domain::listing::state::ListingState;
use crate::domain::policy::Actor;
use crate::services::curation::summary::{WaitingReviews, waiting};
use crate::services::error::{Error, Outcome};
use crate::services::search::{AreaMap, map_in};
use crate::store::dashboard;
use crate::store::db::{Reads, Rx};
use chrono::{DateTime, Datelike, Months, NaiveDate, NaiveTime, TimeZone, Utc};
use serde::Serialize;
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// Months that the statistics look back on, this one included.
const MONTHS: u32 = 12;

/// Listings of a kind in a state.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct ListingsInState {
    /// Seeds or needs
    pub kind: ListingKind,
    /// State
    pub state: ListingState,
    /// How many
    pub count: i64,
}

/// The statistics.
#[derive(Clone, Serialize, ToSchema)]
pub struct Dashboard {
    /// When they were counted
    pub counted_at: DateTime<Utc>,
    /// First day of what is looked back on, in Japan
    pub since: NaiveDate,
    /// Every kind in every state
    pub listings: Vec<ListingsInState>,
    /// Published seeds by disease area and stage, as the reader finds them: a search with the filters `disease_areas` and `stage`
    /// shows what a number counts
    pub map: AreaMap,
    /// How long publication took
    pub publication: Publication,
    /// From a match to an introduction
    pub funnel: Funnel,
    /// What waits for reviewers
    pub reviews: Vec<WaitingReviews>,
    /// Members by role and state
    pub members: Vec<MembersOfRole>,
    /// Organisations by kind and state
    pub organisations: Vec<OrganisationsOfKind>,
    /// Who is bound by the current undertaking
    pub undertaking: Undertakings,
}

/// Counts everything, in one snapshot.
pub async fn dashboard(app: &App, actor: &Actor) -> Outcome<Dashboard> {
    let (shared, reader) = (app.clone(), actor.clone());
    app.db.read(move |rx| count(&shared, rx, &reader)).await
}

fn count(app: &App, rx: &mut Rx<'_>, actor: &Actor) -> Outcome<Dashboard> {
    let (first, since) = first_month(rx.now())?;
    Ok(Dashboard {
        counted_at: rx.now(),
        since: first,
        listings: listings(rx)?,
        map: map_in(app, rx, actor, ListingKind::Seed)?,
        publication: publication::publication(rx, first, since)?,
        funnel: funnel::funnel(rx, since)?,
        reviews: waiting(app, rx)?,
        members: people::members(rx)?,
        organisations: people::organisations(rx)?,
        undertaking: people::undertakings(rx)?,
    })
}

fn listings(rx: &mut Rx<'_>) -> Outcome<Vec<ListingsInState>> {
    let counted = dashboard::listings(rx)?.into_iter();
    let counted: BTreeMap<_, _> = counted.map(|(kind, state, count)| ((kind, state), count)).collect();
    let all = ListingKind::ALL
        .iter()
        .flat_map(|kind| ListingState::ALL.iter().map(|state| (*kind, *state)));
    Ok(all
        .map(|(kind, state)| ListingsInState {
            kind,
            state,
            count: counted.get(&(kind, state)).copied().unwrap_or_default(),
        })
        .collect())
}

/// The first day of the first month that is looked back on, and the instant at which it began in Japan.
fn first_month(now: Instant) -> Outcome<(NaiveDate, Instant)> {
    let first = day_in_japan(now)
        .with_day(1)
        .and_then(|day| day.checked_sub_months(Months::new(MONTHS - 1)));
    let first = first.ok_or_else(|| Error::internal("the statistics run past the calendar"))?;
    let began = chrono_tz::Asia::Tokyo.from_local_datetime(&first.and_time(NaiveTime::MIN));
    let began = began
        .earliest()
        .ok_or_else(|| Error::internal("a day in Japan without a beginning"))?;
    Ok((first, began.to_utc()))
}
