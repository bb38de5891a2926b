//! How much each liaison has on the desk, for the secretariat. It shows references, never what a listing says.

use crate::app::App;
use crate::domain::account::{Member, MemberState, Role};
use crate::domain::ids::{ListingId, MemberId};
use crate::domain::listing::ListingKind;
use crate::domain::listing::state::ListingState;
use crate::domain::text::Bilingual;
use crate::services::curation::WITH_LIAISON;
use crate::services::curation::age::Age;
use crate::services::error::{Error, Outcome};
use crate::store::db::Reads;
use crate::store::{listings, members};
use std::collections::BTreeMap;

/// A listing that waits for a liaison.
pub struct OnDesk {
    /// Identity
    pub id: ListingId,
    /// Seed or need
    pub kind: ListingKind,
    /// Reference number
    pub reference: String,
    /// Where the review stands
    pub state: ListingState,
    /// How long it has waited
    pub age: Age,
    /// Row version, for putting somebody else in charge
    pub version: i64,
}

/// One liaison's load; without a member, what nobody is in charge of.
pub struct Load {
    /// The liaison
    pub member: Option<MemberId>,
    /// Name
    pub name: Option<Bilingual>,
    /// Whether the person still acts as a liaison
    pub active: bool,
    /// Listings in charge of, whatever their state
    pub in_charge: i64,
    /// Waiting longer than promised
    pub overdue: usize,
    /// What waits, oldest first
    pub waiting: Vec<OnDesk>,
}

/// Every active liaison, and whoever else is still in charge of something; most overdue first.
pub async fn liaisons(app: &App) -> Outcome<Vec<Load>> {
    let shared = app.clone();
    app.db
        .read(move |rx| {
            let mut desks: BTreeMap<Option<MemberId>, Vec<OnDesk>> = BTreeMap::new();
            for listing in listings::in_review(rx, None, None, &WITH_LIAISON)? {
                let on_desk = OnDesk {
                    id: listing.id,
                    kind: listing.kind,
                    state: listing.review_state(),
                    age: Age::of(&shared, listing.state_since, rx.now()),
                    version: listing.version,
                    reference: listing.reference,
                };
                desks.entry(listing.liaison).or_default().push(on_desk);
            }
            let counts = listings::count_by_liaison(rx)?;
            for member in members::active_with_role(rx, Role::Liaison, None)? {
                desks.entry(Some(member.id)).or_default();
            }
            for member in counts.keys() {
                desks.entry(Some(*member)).or_default();
            }
            let ids: Vec<MemberId> = desks.keys().flatten().copied().collect();
            let named = members::find_many(rx, &ids)?;
            let named: BTreeMap<MemberId, Member> = named.into_iter().map(|member| (member.id, member)).collect();
            let mut loads: Vec<Load> = desks
                .into_iter()
                .map(|(member, waiting)| load(member.and_then(|id| named.get(&id)), member, waiting, &counts))
                .collect();
            loads.sort_by_key(|load| (usize::MAX - load.overdue, usize::MAX - load.waiting.len(), load.member));
            Ok::<_, Error>(loads)
        })
        .await
}

fn load(
    found: Option<&Member>,
    member: Option<MemberId>,
    waiting: Vec<OnDesk>,
    counts: &BTreeMap<MemberId, i64>,
) -> Load {
    let acts = |member: &Member| member.state == MemberState::Active && member.role == Role::Liaison;
    Load {
        member,
        name: found.map(|member| Bilingual::both(&member.name_ja, &member.name_en)),
        active: found.is_some_and(acts),
        in_charge: member.and_then(|id| counts.get(&id).copied()).unwrap_or_default(),
        overdue: waiting.iter().filter(|listing| listing.age.overdue).count(),
        waiting,
    }
}
