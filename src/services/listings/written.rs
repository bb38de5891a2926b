//! What an owner writes: content of either kind, with gaps or without, and its checks.

use crate::domain::listing::content::{Content, TierRules};
use crate::domain::listing::enabling::EnablingFinding;
use crate::domain::listing::need::{NeedContent, NeedView};
use crate::domain::listing::seed::{SeedContent, SeedView};
use crate::domain::listing::{ListingKind, NeedVisibility};
use crate::domain::problem::{Fault, FieldFault};
use crate::domain::text::Bilingual;
use crate::domain::tier::Tier;
use crate::domain::vocabulary::Vocabularies;
use crate::services::error::{Error, Outcome};
use chrono::NaiveDate;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// Content of either kind.
#[derive(Clone)]
pub enum Written {
    /// A seed's
    Seed(Box<SeedContent>),
    /// A need's
    Need(Box<NeedContent>),
}

/// What one audience may see of either kind.
#[derive(Clone, Serialize, ToSchema)]
#[serde(untagged)]
pub enum ContentView {
    /// A seed's
    Seed(Box<SeedView>),
    /// A need's
    Need(Box<NeedView>),
}

/// Runs an expression on the content, whichever kind it is.
macro_rules! either {
    ($written:expr, $content:ident => $run:expr) => {
        match $written {
            Written::Seed($content) => $run,
            Written::Need($content) => $run,
        }
    };
}

impl Written {
    /// Reads what was sent. Gaps, long texts and unknown codes are welcome in a draft; a wrong type is not, and is named.
    pub fn read(kind: ListingKind, sent: &serde_json::Value) -> Outcome<Self> {
        // The reader would also take a list of values in the order of the fields.
        if !sent.is_object() {
            return Err(Error::field(FieldFault::new("content", Fault::Malformed)));
        }
        Ok(match kind {
            ListingKind::Seed => Self::Seed(Box::new(strict(sent)?)),
            ListingKind::Need => Self::Need(Box::new(strict(sent)?)),
        })
    }

    /// Reads what a draft holds.
    pub fn stored(kind: ListingKind, text: &str) -> Outcome<Self> {
        // The message of the reader would quote the draft.
        let unreadable = |_| Error::internal("a draft cannot be read");
        Ok(match kind {
            ListingKind::Seed => Self::Seed(Box::new(serde_json::from_str(text).map_err(unreadable)?)),
            ListingKind::Need => Self::Need(Box::new(serde_json::from_str(text).map_err(unreadable)?)),
        })
    }

    /// The whole content as one JSON object, as a draft keeps it.
    #[must_use]
    pub fn to_text(&self) -> String {
        let everything = TierRules {
            minimum: Tier::Owner,
            overrides: BTreeMap::new(),
        };
        let whole = self.split(&everything).remove(&Tier::Owner);
        whole.unwrap_or_else(|| "{}".to_owned())
    }

    /// The content as JSON objects, one per effective tier.
    #[must_use]
    pub fn split(&self, rules: &TierRules) -> BTreeMap<Tier, String> {
        either!(self, content => content.split(rules))
    }

    /// What submission on a day refuses of content, tiers and visibility.
    #[must_use]
    pub fn faults(
        &self,
        visibility: Option<NeedVisibility>,
        rules: &TierRules,
        known: &Vocabularies,
        today: NaiveDate,
    ) -> Vec<FieldFault> {
        let mut faults = either!(self, content => content.faults(known));
        match self {
            Self::Seed(_) => faults.extend(rules.faults(SeedContent::FIELDS)),
            Self::Need(need) => {
                faults.extend(rules.faults(NeedContent::FIELDS));
                if need.deadline.is_some_and(|deadline| deadline < today) {
                    faults.push(FieldFault::new("content.deadline", Fault::Past));
                }
                if visibility.is_none() {
                    faults.push(FieldFault::unchosen("visibility"));
                }
            }
        }
        faults
    }

    /// Sentences that members would read and that may enable.
    #[must_use]
    pub fn findings(&self, rules: &TierRules) -> Vec<EnablingFinding> {
        either!(self, content => content.enabling_findings(rules))
    }

    /// The title.
    #[must_use]
    pub fn title(&self) -> Option<Bilingual> {
        either!(self, content => content.title.clone())
    }

    /// What a clearance of this tier may see.
    #[must_use]
    pub fn view(self, clearance: Tier, rules: &TierRules) -> ContentView {
        match self {
            Self::Seed(content) => ContentView::Seed(Box::new(content.view(clearance, rules))),
            Self::Need(content) => ContentView::Need(Box::new(content.view(clearance, rules))),
        }
    }
}

fn strict<C: DeserializeOwned>(sent: &serde_json::Value) -> Outcome<C> {
    serde_path_to_error::deserialize(sent).map_err(|error| {
        let fault = FieldFault::of_json(&error.path().to_string(), &error.inner().to_string());
        let whole = fault.field == ".";
        Error::field(if whole {
            FieldFault::new("content", fault.fault)
        } else {
            fault.under("content")
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    fn refused(sent: &Value) -> (String, Fault) {
        match Written::read(ListingKind::Seed, sent) {
            Err(Error::Invalid(faults)) => (faults[0].field.clone(), faults[0].fault),
            _ => panic!("accepted"),
        }
    }

    #[test]
    fn wrong_types_are_named() {
        assert_eq!(refused(&json!([])), ("content".into(), Fault::Malformed));
        assert_eq!(
            refused(&json!({"title": {"ja": 7}})),
            ("content.title.ja".into(), Fault::Malformed)
        );
        assert_eq!(
            refused(&json!({"no_such": 1})),
            ("content.no_such".into(), Fault::UnknownField)
        );
        assert_eq!(
            refused(&json!({"planned_filing_date": "soon"})),
            ("content.planned_filing_date".into(), Fault::Malformed)
        );
        assert_eq!(
            refused(&json!({"co_owners": [{"name": "a"}, {"consented": "yes"}]})),
            ("content.co_owners.1.consented".into(), Fault::Malformed)
        );
    }

    #[test]
    fn gaps_survive_being_kept() {
        let sent = json!({
            "title": {"ja": "あ".repeat(500)},
            "modalities": ["no_such_modality"],
            "evidence": [{"system": "animal"}],
            "disclosures": [{"kind": "poster"}],
            "co_owners": [{"name": ""}, {"name": "b"}],
        });
        let written = Written::read(ListingKind::Seed, &sent).ok().unwrap();
        let kept: Value = serde_json::from_str(&written.to_text()).unwrap();
        for field in ["title", "modalities"] {
            assert_eq!(kept[field], sent[field]);
        }
        assert_eq!(kept["evidence"][0]["system"], "animal");
        assert_eq!(kept["disclosures"][0]["kind"], "poster");
        assert_eq!(kept["co_owners"].as_array().unwrap().len(), 2);
        let again = Written::stored(ListingKind::Seed, &written.to_text()).ok().unwrap();
        assert_eq!(again.to_text(), written.to_text());
    }
}
