//! `GET /curation/liaisons`

use crate::app::App;
use crate::domain::ids::{ListingId, MemberId};
use crate::domain::listing::ListingKind;
use crate::domain::listing::state::ListingState;
use crate::domain::text::Bilingual;
use crate::services::curation::liaisons::{self, Load, OnDesk};
use crate::web::caller::{Caller, Secretariats};
use crate::web::curation::view::ReviewAge;
use crate::web::error::{Answer, InLanguage, Problem};
use actix_web::{get, web};
use serde::Serialize;
use utoipa::ToSchema;

/// The load of all liaisons.
#[derive(Serialize, ToSchema)]
pub struct LiaisonLoads {
    /// Most overdue first
    items: Vec<LiaisonLoad>,
}

/// One liaison's load.
#[derive(Serialize, ToSchema)]
pub struct LiaisonLoad {
    /// The liaison; absent for what nobody is in charge of
    member: Option<MemberId>,
    name: Option<Bilingual>,
    /// Whether the person still acts as a liaison
    active: bool,
    /// Listings in charge of, whatever their state
    in_charge: i64,
    /// Waiting longer than promised
    overdue: usize,
    /// What waits, oldest first
    waiting: Vec<ReviewOnDesk>,
}

/// A listing that waits for a liaison.
#[derive(Serialize, ToSchema)]
pub struct ReviewOnDesk {
    id: ListingId,
    kind: ListingKind,
    /// Reference number
    reference: String,
    /// Where the review stands
    state: ListingState,
    age: ReviewAge,
    /// Row version
    version: i64,
}

impl From<OnDesk> for ReviewOnDesk {
    fn from(on_desk: OnDesk) -> Self {
        let OnDesk {
            id,
            kind,
            reference,
            state,
            age,
            version,
        } = on_desk;
        Self {
            id,
            kind,
            reference,
            state,
            age: age.into(),
            version,
        }
    }
}

impl From<Load> for LiaisonLoad {
    fn from(load: Load) -> Self {
        let Load {
            member,
            name,
            active,
            in_charge,
            overdue,
            waiting,
        } = load;
        Self {
            member,
            name,
            active,
            in_charge,
            overdue,
            waiting: waiting.into_iter().map(Into::into).collect(),
        }
    }
}

/// How much each liaison has on the desk, and what nobody is in charge of. It shows references, never what a listing says.
#[utoipa::path(
    tag = "curation",
    security(("access_token" = [])),
    responses(
        (status = 200, body = LiaisonLoads),
        (status = "default", body = Problem, content_type = "application/problem+json"),
    )
)]
#[get("/curation/liaisons")]
pub async fn liaison_loads(app: web::Data<App>, caller: Caller<Secretariats>) -> Answer<web::Json<LiaisonLoads>> {
    let loads = liaisons::liaisons(&app).await.in_language(caller.locale())?;
    Ok(web::Json(LiaisonLoads {
        items: loads.into_iter().map(Into::into).collect(),
    }))
}
