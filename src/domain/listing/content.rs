//! From one table of fields: the content of a listing, its view per clearance, its split into tiers, and its checks.
//!
//! A field cannot be added without a tier and a rule, and the view takes the content apart by full destructuring.

use crate::domain::listing::NeedVisibility;
use crate::domain::listing::enabling::{self, EnablingFinding};
use crate::domain::listing::field::{FieldSpec, FieldValue, Rule};
use crate::domain::problem::{Fault, FieldFault};
use crate::domain::text::Locale;
use crate::domain::tier::Tier;
use crate::domain::vocabulary::{Code, Vocabularies};
use serde::Serialize;
use std::collections::BTreeMap;

/// The effective tier of every field: its floor, tightened by the owner, and never below `minimum`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TierRules {
    /// Lowest tier of any field: `Owner` for blind needs, else `Public`
    pub minimum: Tier,
    /// What the owner tightened, by field name
    pub overrides: BTreeMap<String, Tier>,
}

impl Default for TierRules {
    fn default() -> Self {
        Self {
            minimum: Tier::Public,
            overrides: BTreeMap::new(),
        }
    }
}

impl TierRules {
    /// The rules of a version or draft: all of a blind need is Owner tier.
    #[must_use]
    pub fn of(visibility: Option<NeedVisibility>, overrides: BTreeMap<String, Tier>) -> Self {
        let minimum = match visibility {
            Some(NeedVisibility::Blind) => Tier::Owner,
            Some(NeedVisibility::Open | NeedVisibility::Anonymous) | None => Tier::Public,
        };
        Self { minimum, overrides }
    }

    /// The tier at which a field is guarded.
    #[must_use]
    pub fn effective(&self, name: &str, floor: Tier) -> Tier {
        let tightened = self.overrides.get(name).copied().unwrap_or(floor);
        floor.max(tightened).max(self.minimum)
    }

    /// Refuses overrides of unknown fields and those that would loosen one.
    #[must_use]
    pub fn faults(&self, fields: &[FieldSpec]) -> Vec<FieldFault> {
        let fault = |(name, tier): (&String, &Tier)| {
            let path = format!("tier_overrides.{name}");
            match fields.iter().find(|field| field.name == name) {
                None => Some(FieldFault::new(path, Fault::UnknownField)),
                Some(field) if *tier < field.floor => Some(FieldFault::new(path, Fault::LoosensTier)),
                Some(_) => None,
            }
        };
        self.overrides.iter().filter_map(fault).collect()
    }
}

/// A free text of a listing, where it stands and how far it may travel.
#[derive(Clone, Copy)]
pub struct FieldText<'a> {
    /// Field name
    pub field: &'static str,
    /// Effective tier
    pub tier: Tier,
    /// Language, where known
    pub locale: Option<Locale>,
    /// The text
    pub text: &'a str,
}

/// What seeds and needs have in common.
pub trait Content: Default + Clone {
    /// What an audience gets.
    type View: Serialize;
    /// Every field with its floor tier and rule.
    const FIELDS: &'static [FieldSpec];

    /// What a clearance of this tier may see: full destructuring, field by field.
    fn view(self, clearance: Tier, rules: &TierRules) -> Self::View;
    /// The content as JSON objects, one per effective tier that holds something.
    fn split(&self, rules: &TierRules) -> BTreeMap<Tier, String>;
    /// The content of those of its parts that were opened. Unknown fields of older versions are an error.
    fn merge<'a>(parts: impl Iterator<Item = &'a str>) -> Result<Self, serde_json::Error>;
    /// What submission refuses, field by field.
    fn faults(&self, vocabularies: &Vocabularies) -> Vec<FieldFault>;
    /// Every free text.
    fn texts(&self, rules: &TierRules) -> Vec<FieldText<'_>>;

    /// Sentences at or below the Members tier that may enable: warnings for owner and liaison.
    fn enabling_findings(&self, rules: &TierRules) -> Vec<EnablingFinding> {
        let exposed = self.texts(rules).into_iter().filter(|text| text.tier <= Tier::Members);
        exposed
            .flat_map(|text| {
                let field = text
                    .locale
                    .map_or_else(|| text.field.to_owned(), |locale| format!("{}.{locale}", text.field));
                enabling::findings(&field, text.text)
            })
            .collect()
    }
}

/// The first stage must not lie after the last.
pub(super) fn check_stages(min: Option<&Code>, max: Option<&Code>, vocabularies: &Vocabularies) -> Option<FieldFault> {
    let stages = vocabularies.get("stages")?;
    let (min, max) = (stages.rank(min?)?, stages.rank(max?)?);
    (min > max).then(|| FieldFault::new("content.stage_max", Fault::StageOrder))
}

pub(super) fn pass<T>(clearance: Tier, rules: &TierRules, name: &str, floor: Tier, value: Option<T>) -> Option<T> {
    value.filter(|_| clearance >= rules.effective(name, floor))
}

pub(super) fn put<T: Serialize + FieldValue>(
    parts: &mut BTreeMap<Tier, serde_json::Map<String, serde_json::Value>>,
    tier: Tier,
    name: &str,
    value: Option<&T>,
) {
    let Some(Ok(json)) = value.filter(|value| !value.is_blank()).map(serde_json::to_value) else {
        return;
    };
    parts.entry(tier).or_default().insert(name.to_owned(), json);
}

pub(super) fn check<T: FieldValue>(
    name: &str,
    rule: &Rule,
    value: Option<&T>,
    vocabularies: &Vocabularies,
    faults: &mut Vec<FieldFault>,
) {
    let path = format!("content.{name}");
    match value.filter(|value| !value.is_blank()) {
        None if rule.required && T::IS_CHOSEN => faults.push(FieldFault::unchosen(path)),
        None if rule.required => faults.push(FieldFault::new(path, Fault::Required)),
        None => {}
        Some(value) => value.check(&path, rule, vocabularies, faults),
    }
}

/// Declares content, view and field list of a kind of listing from one table: `name: type = FloorTier, rule;`.
macro_rules! listing_content {
    (
        $(#[$content_doc:meta])* content $content:ident;
        $(#[$view_doc:meta])* view $view:ident;
        fields { $( $(#[$doc:meta])* $name:ident : $type:ty = $floor:ident, $rule:expr; )+ }
        also |$this:ident, $vocabularies:ident, $faults:ident| $also:block
    ) => {
        $(#[$content_doc])*
        #[derive(Clone, Default, PartialEq, serde::Deserialize, utoipa::ToSchema)]
        #[serde(default, deny_unknown_fields)]
        pub struct $content { $( $(#[$doc])* pub $name: Option<$type>, )+ }

        $(#[$view_doc])*
        #[derive(Clone, serde::Serialize, utoipa::ToSchema)]
        pub struct $view { $( $(#[$doc])* #[serde(skip_serializing_if = "Option::is_none")] pub $name: Option<$type>, )+ }

        impl $crate::domain::listing::content::Content for $content {
            type View = $view;
            const FIELDS: &'static [$crate::domain::listing::field::FieldSpec] = &[$(
                $crate::domain::listing::field::FieldSpec {
                    name: stringify!($name),
                    floor: $crate::domain::tier::Tier::$floor,
                    rule: $rule,
                }
            ),+];

            fn view(
                self,
                clearance: $crate::domain::tier::Tier,
                rules: &$crate::domain::listing::content::TierRules,
            ) -> $view {
                let Self { $($name),+ } = self;
                $view { $( $name: $crate::domain::listing::content::pass(
                    clearance, rules, stringify!($name), $crate::domain::tier::Tier::$floor, $name,
                ) ),+ }
            }

            fn split(
                &self,
                rules: &$crate::domain::listing::content::TierRules,
            ) -> std::collections::BTreeMap<$crate::domain::tier::Tier, String> {
                let Self { $($name),+ } = self;
                let mut parts = std::collections::BTreeMap::new();
                $( $crate::domain::listing::content::put(
                    &mut parts,
                    rules.effective(stringify!($name), $crate::domain::tier::Tier::$floor),
                    stringify!($name),
                    $name.as_ref(),
                ); )+
                parts.into_iter().map(|(tier, map)| (tier, serde_json::Value::Object(map).to_string())).collect()
            }

            fn merge<'a>(parts: impl Iterator<Item = &'a str>) -> Result<Self, serde_json::Error> {
                let mut whole = serde_json::Map::new();
                for part in parts {
                    whole.extend(serde_json::from_str::<serde_json::Map<String, serde_json::Value>>(part)?);
                }
                serde_json::from_value(serde_json::Value::Object(whole))
            }

            fn faults(
                &self,
                $vocabularies: &$crate::domain::vocabulary::Vocabularies,
            ) -> Vec<$crate::domain::problem::FieldFault> {
                let mut $faults = Vec::new();
                let Self { $($name),+ } = self;
                $( $crate::domain::listing::content::check(
                    stringify!($name), &$rule, $name.as_ref(), $vocabularies, &mut $faults,
                ); )+
                let $this = self;
                $also
                $faults
            }

            fn texts(
                &self,
                rules: &$crate::domain::listing::content::TierRules,
            ) -> Vec<$crate::domain::listing::content::FieldText<'_>> {
                let Self { $($name),+ } = self;
                let mut all = Vec::new();
                $( if let Some(value) = $name {
                    let mut found = Vec::new();
                    $crate::domain::listing::field::FieldValue::texts(value, &mut found);
                    let tier = rules.effective(stringify!($name), $crate::domain::tier::Tier::$floor);
                    all.extend(found.into_iter().map(|(locale, text)| $crate::domain::listing::content::FieldText {
                        field: stringify!($name), tier, locale, text,
                    }));
                } )+
                all
            }
        }
    };
}
pub(super) use listing_content;
