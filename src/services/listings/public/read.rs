//! Public listings as anybody reads them. Who made one public, and which version, stands in the ledger since then; readers are
//! nobody in particular and leave no entry.

use crate::app::App;
use crate::domain::clock::Instant;
use crate::domain::ids::{ListingId, MemberId};
use crate::domain::listing::public::PublicSeed;
use crate::domain::listing::reference::is_reference;
use crate::domain::problem::{Fault, FieldFault, Refusal};
use crate::domain::vocabulary::Code;
use crate::services::error::{Error, Outcome};
use crate::services::listings::access::{self, SealedPublic};
use crate::services::paging::{Asked, Page, Turn};
use crate::store::db::Rx;
use crate::store::{listings, public_listings};
use std::collections::BTreeMap;
use std::net::IpAddr;
use uuid::Uuid;

/// So many are looked at together.
const AT_ONCE: i64 = 100;

type Place = (Instant, ListingId);

/// Counts a reading of a network. Nobody signs in here, so it is all that stands between the database and a flood.
pub fn admit(app: &App, from: IpAddr) -> Outcome<()> {
    app.public_limit.attempt(from).map_err(Error::TryLater)
}

/// Public listings, newest first, of one disease area if one is named.
pub async fn list(app: &App, area: Option<Code>, asked: Asked) -> Outcome<Page<PublicSeed>> {
    if area
        .as_ref()
        .is_some_and(|area| !app.vocabularies.knows("disease_areas", area))
    {
        return Err(Error::field(FieldFault::new("area", Fault::UnknownCode)));
    }
    let nobody = MemberId::from_uuid(Uuid::nil());
    let question = ("public_listings", area.as_ref().map(|area| area.as_str().to_owned()));
    let turn = Turn::new(app, nobody, question, asked)?;
    let (after, fetch) = (turn.after::<Place>()?, turn.fetch());
    let rows = app.db.read(move |rx| collect(rx, after, fetch, area.as_ref())).await?;
    Ok(turn.page(rows, |(place, _)| *place)?.map(|(_, seed)| seed))
}

fn collect(
    rx: &mut Rx<'_>,
    mut after: Option<Place>,
    fetch: i64,
    area: Option<&Code>,
) -> Outcome<Vec<(Place, PublicSeed)>> {
    let most = usize::try_from(fetch).unwrap_or(usize::MAX);
    let mut found = Vec::new();
    loop {
        let places = public_listings::page(rx, after, AT_ONCE)?;
        let is_last = i64::try_from(places.len()).unwrap_or(i64::MAX) < AT_ONCE;
        after = places.last().copied();
        let ids = places.iter().map(|(_, id)| *id).collect::<Vec<_>>();
        let mut sealed: BTreeMap<ListingId, SealedPublic> = access::find_public_of(rx, &ids)?
            .into_iter()
            .map(|sealed| (sealed.listing(), sealed))
            .collect();
        for place in places {
            let seed = sealed.remove(&place.1).map(access::view_public).transpose()?.flatten();
            let Some(seed) = seed else { continue };
            let areas = seed.disease_areas.as_deref().unwrap_or_default();
            if area.is_none_or(|area| areas.contains(area)) {
                found.push((place, seed));
            }
            if found.len() == most {
                return Ok(found);
            }
        }
        if is_last {
            return Ok(found);
        }
    }
}

/// One public listing by its reference number. Whatever is not public looks like absence.
pub async fn show(app: &App, reference: String) -> Outcome<PublicSeed> {
    if !is_reference(&reference) {
        return Err(Refusal::NotFound.into());
    }
    app.db
        .read(move |rx| {
            let id = listings::id_of(rx, &reference)?.ok_or(Refusal::NotFound)?;
            let sealed = access::find_public(rx, id)?.ok_or(Refusal::NotFound)?;
            access::view_public(sealed)?.ok_or(Error::Refused(Refusal::NotFound))
        })
        .await
}
