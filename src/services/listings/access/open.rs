//! The third step: the disclosure is recorded, then what it covers is opened.

use crate::app::App;
use crate::domain::ids::{ListingId, VersionId};
use crate::domain::listing::ListingKind;
use crate::domain::listing::content::Content;
use crate::domain::listing::header::{self, ListingHeader};
use crate::domain::listing::need::{NeedContent, NeedView};
use crate::domain::listing::seed::{SeedContent, SeedView};
use crate::domain::policy::Actor;
use crate::domain::tier::{Confidential, Disclosed};
use crate::services::error::{Error, Outcome};
use crate::services::listings::access::known::{Known, known};
use crate::services::listings::access::seal::{Sealed, seal};
use crate::store::disclosures::{Receipt, Surface};
use serde::Serialize;
use utoipa::ToSchema;

/// A listing as one audience sees it: exactly one of `seed` and `need` is there.
#[derive(Clone, Serialize, ToSchema)]
pub struct ListingView {
    /// The frame
    #[serde(flatten)]
    pub header: ListingHeader,
    /// Content, if it is a seed
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seed: Option<SeedView>,
    /// Content, if it is a need
    #[serde(skip_serializing_if = "Option::is_none")]
    pub need: Option<NeedView>,
}

/// Opens what a recorded disclosure covers: the one function from (listing, clearance) to view.
pub fn view(sealed: Sealed, receipt: &Receipt) -> Outcome<ListingView> {
    let Sealed {
        known,
        version,
        liaison_name,
        parts,
    } = sealed;
    if receipt.version() != version.id {
        return Err(Error::internal("a receipt for another version"));
    }
    let Known {
        listing,
        audience: _,
        organisation,
        clearance: _,
    } = known;
    let clearance = receipt.clearance();
    let kind = listing.kind;
    let rules = version.tier_rules();
    let header = header::header(listing, organisation, liaison_name, version.members_since, clearance);
    let mut opened = ListingView {
        header,
        seed: None,
        need: None,
    };
    match kind {
        ListingKind::Seed => opened.seed = Some(merged::<SeedContent>(&parts, receipt)?.view(clearance.tier(), &rules)),
        ListingKind::Need => opened.need = Some(merged::<NeedContent>(&parts, receipt)?.view(clearance.tier(), &rules)),
    }
    Ok(opened)
}

pub(super) fn merged<C: Content>(parts: &[Confidential<String>], receipt: &Receipt) -> Outcome<C> {
    let opened = parts.iter().filter_map(|part| part.open(receipt)).map(String::as_str);
    C::merge(opened).map_err(|_| Error::internal(format!("version {} cannot be read", receipt.version())))
}

/// Shows a listing's page: records the view, then opens it.
pub async fn show(app: &App, actor: &Actor, id: ListingId, version: Option<VersionId>) -> Outcome<ListingView> {
    show_on(app, actor, Surface::Detail, id, version).await
}

/// Shows all that a listing has for the actor, on some surface.
pub async fn show_on(
    app: &App,
    actor: &Actor,
    surface: Surface,
    id: ListingId,
    version: Option<VersionId>,
) -> Outcome<ListingView> {
    let reader = actor.clone();
    let sealed = app
        .db
        .read(move |rx| {
            let known = known(rx, &reader, id)?;
            seal(rx, known, version)
        })
        .await?;
    let receipts = app.disclosures.record(actor, surface, &[sealed.disclosure()]).await?;
    let receipt = receipts
        .first()
        .ok_or_else(|| Error::internal("a disclosure without its receipt"))?;
    view(sealed, receipt)
}

/// Opens many at once, under one ledger transaction: search results, candidates.
pub async fn show_all(app: &App, actor: &Actor, surface: Surface, all: Vec<Sealed>) -> Outcome<Vec<ListingView>> {
    let disclosures = all.iter().map(Sealed::disclosure).collect::<Vec<_>>();
    let receipts = app.disclosures.record(actor, surface, &disclosures).await?;
    all.into_iter()
        .zip(&receipts)
        .map(|(sealed, receipt)| view(sealed, receipt))
        .collect()
}
