//! What listings say: the same in both worlds where an observer may read it, different where not.

use enishi::domain::tier::Tier;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

/// Choices that repeat: SHA-256 over a seed and a counter.
pub struct Dice {
    seed: String,
    thrown: u64,
}

impl Dice {
    pub fn new(seed: impl Into<String>) -> Self {
        Self {
            seed: seed.into(),
            thrown: 0,
        }
    }

    pub fn below(&mut self, limit: usize) -> usize {
        self.thrown += 1;
        let digest = Sha256::digest(format!("{}/{}", self.seed, self.thrown));
        usize::from(u16::from_be_bytes([digest[0], digest[1]])) % limit
    }

    pub fn pick<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.below(all.len())]
    }

    /// A word that no thesaurus knows.
    pub fn word(&mut self) -> String {
        let consonants = ["k", "t", "r", "m", "z", "v", "x", "q"];
        let vowels = ["a", "e", "i", "o", "u"];
        (0..5)
            .map(|_| format!("{}{}", self.pick(&consonants), self.pick(&vowels)))
            .collect()
    }
}

pub const TOPICS: &[(&str, &str)] = &[
    ("関節リウマチ", "rheumatoid arthritis"),
    ("非小細胞肺がん", "lung cancer"),
    ("結核", "tuberculosis"),
    ("筋萎縮性側索硬化症", "amyotrophic lateral sclerosis"),
    ("心不全", "heart failure"),
    ("慢性腎臓病", "chronic kidney disease"),
];
const MODALITIES: &[&str] = &["antibody", "small_molecule", "peptide", "nucleic_acid"];
const IP_STATUSES: &[&str] = &["unfiled", "pct", "published", "granted", "know_how"];

/// What a visible listing says at the Members tier.
pub fn visible_seed(open: &mut Dice) -> Value {
    let (ja, en) = open.pick(TOPICS);
    json!({
        "title": {"ja": format!("{ja}の新規シーズ{}", open.below(100)), "en": format!("A seed for {en}")},
        "summary": {"ja": format!("{ja}に働く"), "en": format!("Acts on {en}")},
        "indication": {"ja": ja, "en": en},
        "modalities": [open.pick(MODALITIES)],
        "mechanism": {"ja": format!("{}を介する", open.word())},
    })
}

/// What only higher tiers say, with the word in it that stands nowhere else.
pub fn hidden_fields(hidden: &mut Dice) -> (String, Value) {
    let word = hidden.word();
    let (ja, en) = hidden.pick(TOPICS);
    let fields = json!({
        "target": word,
        "quantitative_results": {"ja": format!("{word} {ja}"), "en": en},
        "materials": {"ja": format!("{ja} {word}")},
        "data_package": {"ja": format!("{word} {}", en.repeat(1 + hidden.below(20)))},
        "internal_notes": format!("{word} {ja}"),
        "planned_filing_date": format!("2027-0{}-01", 1 + hidden.below(9)),
    });
    (word, fields)
}

/// The hidden fields with their Approved part taken from `open`: for a listing of which an observer may read that far. The words
/// are the one that this observer may find, and the one that nobody may.
pub fn granted_fields(open: &mut Dice, hidden: &mut Dice) -> (String, String, Value) {
    let (known, shown) = hidden_fields(open);
    let (word, mut fields) = hidden_fields(hidden);
    for name in ["target", "quantitative_results", "materials"] {
        fields[name] = shown[name].clone();
    }
    (known, word, fields)
}

/// Fields of the Members tier that an owner may guard more closely.
const TIGHTENED: &[&str] = &[
    "mechanism",
    "ip_status",
    "title",
    "modalities",
    "next_experiment",
    "summary",
    "further_indications",
    "indication",
    "competitors",
    "target_class",
];
/// Those of them that may be missing: to members, tightened and absent are the same.
const OPTIONAL: &[&str] = &["next_experiment", "further_indications"];

/// Fields that an owner tightened beyond what the observers may read, and what they say: which they are is the same in both worlds,
/// because members see that they get nothing; what they say and how far they are tightened is not.
pub fn tightened(
    number: usize,
    open: &mut Dice,
    hidden: &mut Dice,
    word: &str,
    tiers: &[Tier],
) -> (BTreeMap<String, Tier>, Value) {
    let (mut overrides, mut fields) = (BTreeMap::new(), json!({}));
    for (place, name) in TIGHTENED.iter().enumerate() {
        let chosen = open.below(6) == 0 || place == number % TIGHTENED.len();
        if !chosen {
            continue;
        }
        overrides.insert((*name).to_owned(), hidden.pick(tiers));
        let (ja, en) = hidden.pick(TOPICS);
        fields[*name] = match *name {
            "ip_status" => json!(hidden.pick(IP_STATUSES)),
            "modalities" => json!([hidden.pick(MODALITIES)]),
            "competitors" => json!([word, en]),
            "target_class" => json!(hidden.pick(&["cytokine_growth_factor", "kinase"])),
            name if OPTIONAL.contains(&name) && hidden.below(2) == 0 => Value::Null,
            _ if hidden.below(2) == 0 => json!({"ja": format!("{ja} {word}"), "en": format!("{word} {en}")}),
            _ => json!({"ja": format!("{word}{ja}")}),
        };
    }
    (overrides, fields)
}

pub fn laid_over(base: Value, over: Value) -> Value {
    let (Value::Object(mut all), Value::Object(over)) = (base, over) else {
        unreachable!()
    };
    all.extend(over);
    Value::Object(all)
}
