//! What changed between two versions, as a reviewer reads it.

use crate::domain::comparison::{FieldChange, Side, changes};
use crate::domain::listing::ListingKind;
use crate::domain::listing::content::TierRules;
use crate::domain::tier::Tier;
use crate::services::curation::fields;
use crate::services::error::{Error, Outcome};
use crate::services::listings::access::ListingView;
use serde_json::Value;
use std::collections::BTreeMap;

/// A version that was opened for the reviewer, with the tiers of its fields.
pub(super) struct Opened {
    /// What it says
    pub view: ListingView,
    /// How far each field travels
    pub rules: TierRules,
}

/// The fields that differ from one opened version to another of the same listing.
pub(super) fn between(kind: ListingKind, before: &Opened, after: &Opened) -> Outcome<Vec<FieldChange>> {
    let (old, new) = (content(&before.view)?, content(&after.view)?);
    let before = Side {
        fields: &old,
        rules: &before.rules,
    };
    let after = Side {
        fields: &new,
        rules: &after.rules,
    };
    Ok(changes(fields(kind), &before, &after))
}

fn content(view: &ListingView) -> Outcome<Value> {
    let json = match (&view.seed, &view.need) {
        (Some(seed), _) => serde_json::to_value(seed),
        (None, Some(need)) => serde_json::to_value(need),
        (None, None) => return Err(Error::internal("a view without content")),
    };
    json.map_err(|_| Error::internal("a view that is not JSON"))
}

/// The tier of every field of an opened version that holds something.
pub(super) fn tiers(kind: ListingKind, opened: &Opened) -> Outcome<BTreeMap<&'static str, Tier>> {
    let held = content(&opened.view)?;
    let guarded = fields(kind).iter().filter(|field| held.get(field.name).is_some());
    Ok(guarded
        .map(|field| (field.name, opened.rules.effective(field.name, field.floor)))
        .collect())
}
