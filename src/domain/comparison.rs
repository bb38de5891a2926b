//! How two versions of a listing differ, field by field, and how alike two titles are.
//!
//! Values are compared as JSON, so that seeds and needs share one rule. Nothing here has `Debug`: it holds what a listing says.

use crate::domain::listing::content::TierRules;
use crate::domain::listing::field::FieldSpec;
use crate::domain::text::Bilingual;
use crate::domain::tier::Tier;
use serde_json::Value;
use std::collections::BTreeMap;
use unicode_normalization::UnicodeNormalization;

/// A field that is not the same in two versions, in its text or in how far it travels.
#[derive(Clone, PartialEq)]
pub struct FieldChange {
    /// Field name
    pub field: &'static str,
    /// What it said
    pub before: Option<Value>,
    /// What it says
    pub after: Option<Value>,
    /// The tier at which it was guarded
    pub tier_before: Tier,
    /// The tier at which it is guarded
    pub tier_after: Tier,
}

/// A version's fields with the tiers that guard them.
pub struct Side<'a> {
    /// The view as a JSON object
    pub fields: &'a Value,
    /// Effective tiers
    pub rules: &'a TierRules,
}

/// The fields that differ, in the order of the field list. A tier counts only where there is something to guard.
#[must_use]
pub fn changes(specs: &[FieldSpec], before: &Side<'_>, after: &Side<'_>) -> Vec<FieldChange> {
    let change = |spec: &FieldSpec| {
        let (old, new) = (before.fields.get(spec.name), after.fields.get(spec.name));
        let (tier_before, tier_after) = (
            before.rules.effective(spec.name, spec.floor),
            after.rules.effective(spec.name, spec.floor),
        );
        let same = old == new && (tier_before == tier_after || new.is_none());
        (!same).then(|| FieldChange {
            field: spec.name,
            before: old.cloned(),
            after: new.cloned(),
            tier_before,
            tier_after,
        })
    };
    specs.iter().filter_map(change).collect()
}

/// How alike two titles are, 0 to 100: the best of the languages they share.
#[must_use]
pub fn title_similarity(one: &Bilingual, other: &Bilingual) -> u8 {
    let pairs = [(&one.ja, &other.ja), (&one.en, &other.en)];
    let shared = pairs
        .into_iter()
        .filter_map(|(one, other)| Some(alike(one.as_deref()?, other.as_deref()?)));
    shared.max().unwrap_or(0)
}

/// Twice the shared pairs of neighbouring characters over all pairs (Dice), after folding width, case and punctuation.
fn alike(one: &str, other: &str) -> u8 {
    let (one, other) = (folded(one), folded(other));
    if one.is_empty() || other.is_empty() {
        return 0;
    }
    if one == other {
        return 100;
    }
    let (ones, others) = (pairs(&one), pairs(&other));
    let total = ones.values().sum::<usize>() + others.values().sum::<usize>();
    let shared = ones
        .iter()
        .map(|(pair, count)| others.get(pair).map_or(0, |other| *count.min(other)))
        .sum::<usize>();
    if total == 0 {
        return 0;
    }
    u8::try_from(200 * shared / total).unwrap_or(100).min(99)
}

fn folded(text: &str) -> Vec<char> {
    text.nfkc()
        .flat_map(char::to_lowercase)
        .filter(|c| c.is_alphanumeric())
        .collect()
}

fn pairs(text: &[char]) -> BTreeMap<(char, char), usize> {
    let mut counts = BTreeMap::new();
    for (first, second) in text.iter().zip(text.iter().skip(1)) {
        *counts.entry((*first, *second)).or_insert(0) += 1;
    }
    counts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::listing::field::Rule;
    use serde_json::json;

    #[test]
    fn a_change_of_text_and_a_change_of_tier_are_both_changes() {
        let spec = |name| FieldSpec {
            name,
            floor: Tier::Members,
            rule: Rule::up_to(10),
        };
        let specs = [spec("same"), spec("text"), spec("tier"), spec("gone"), spec("absent")];
        let tightened = TierRules {
            overrides: [("tier".to_owned(), Tier::Cda), ("absent".to_owned(), Tier::Cda)].into(),
            ..TierRules::default()
        };
        let (old, new) = (
            json!({"same": 1, "text": "a", "tier": 2, "gone": 3}),
            json!({"same": 1, "text": "b", "tier": 2}),
        );
        let before = Side {
            fields: &old,
            rules: &TierRules::default(),
        };
        let after = Side {
            fields: &new,
            rules: &tightened,
        };
        let found = changes(&specs, &before, &after);
        let names: Vec<_> = found.iter().map(|change| change.field).collect();
        assert_eq!(names, ["text", "tier", "gone"]);
        assert!(found.iter().all(|change| change.tier_before == Tier::Members));
        let tiers: Vec<_> = found.iter().map(|change| change.tier_after).collect();
        assert_eq!(tiers, [Tier::Members, Tier::Cda, Tier::Members]);
    }

    #[test]
    fn width_case_and_punctuation_do_not_make_a_title_new() {
        let title = |ja: &str| Bilingual {
            ja: Some(ja.to_owned()),
            en: None,
        };
        let seed = title("ＩＬ－６受容体を標的とする抗体");
        assert_eq!(title_similarity(&seed, &title("IL-6 受容体を標的とする抗体。")), 100);
        assert!(title_similarity(&seed, &title("IL-6受容体を標的とした新規抗体")) >= 70);
        assert!(title_similarity(&seed, &title("小児がんの早期診断バイオマーカー")) < 30);
        let english = Bilingual {
            ja: None,
            en: Some("Antibody".into()),
        };
        assert_eq!(title_similarity(&seed, &english), 0, "no language in common");
        assert_eq!(
            title_similarity(&title("・"), &title("・")),
            0,
            "nothing left to compare"
        );
    }
}
