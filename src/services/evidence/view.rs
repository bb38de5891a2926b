//! Disclosures as entries of the ledger have them.

use crate::domain::ids::{AcceptanceId, ListingId, VersionId};
use crate::domain::ledger::EntryKind;
use crate::domain::ledger::leaf::Leaf;
use crate::domain::tier::Tier;
use serde_json::Value;

/// That a version of a listing was shown.
pub struct View<'a> {
    /// The entry
    pub leaf: &'a Leaf,
    /// Of which listing
    pub listing: ListingId,
    /// Which version
    pub version: Option<VersionId>,
    /// Up to which tier
    pub tier: Tier,
    /// Where
    pub surface: String,
    /// Under which acceptance of the undertaking
    pub acceptance: Option<AcceptanceId>,
}

/// What an entry says was shown. A search names every listing of its owner that it showed: `listing@version:tier`.
pub fn views(leaf: &Leaf) -> impl Iterator<Item = View<'_>> {
    let facts: Value = serde_json::from_str(&leaf.facts).unwrap_or_default();
    let text = |name: &str| facts.get(name).and_then(Value::as_str).map(str::to_owned);
    let (surface, acceptance) = (text("surface").unwrap_or_default(), text("acceptance"));
    let acceptance: Option<AcceptanceId> = acceptance.and_then(|id| id.parse().ok());
    let shown: Vec<String> = match facts.get("shown").and_then(Value::as_array) {
        Some(shown) => shown.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
        None => {
            let listing = leaf.subject.strip_prefix("listing:");
            let one = listing.zip(text("version")).zip(text("tier"));
            one.map(|((listing, version), tier)| format!("{listing}@{version}:{tier}"))
                .into_iter()
                .collect()
        }
    };
    let shown = if leaf.kind == EntryKind::View {
        shown
    } else {
        Vec::new()
    };
    shown.into_iter().filter_map(move |one| {
        let (listing, rest) = one.split_once('@')?;
        let (version, tier) = rest.split_once(':')?;
        Some(View {
            leaf,
            listing: listing.parse().ok()?,
            version: version.parse().ok(),
            tier: Tier::from_code(tier)?,
            surface: surface.clone(),
            acceptance,
        })
    })
}
