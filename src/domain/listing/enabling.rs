//! The linter for enabling disclosures: finds what a Members-tier text should not hold. It warns; a person decides.

use serde::Serialize;
use utoipa::ToSchema;

crate::domain::coded_enum! {
    /// What makes a passage look enabling.
    EnablingKind {
        /// A nucleotide or amino-acid sequence.
        Sequence = "sequence",
        /// A chemical structure in line notation.
        Structure = "structure",
        /// A dose or concentration.
        Dose = "dose",
        /// A sentence written like a patent claim.
        Claim = "claim",
    }
}

/// A passage to look at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct EnablingFinding {
    /// Field name, with the language where there is one: `title.ja`
    pub field: String,
    /// What it looks like
    pub kind: EnablingKind,
    /// First character of the passage, counted from 0
    pub start: usize,
    /// One past its last character
    pub end: usize,
}

const CLAIM_MARKS: &[&str] = &[
    "を特徴とする",
    "請求項",
    "からなる群より選ばれる",
    "からなる群から選択",
    "a method comprising",
    "characterized in that",
    "wherein said",
];
const DOSE_UNITS: &[&str] = &[
    "mg/kg", "µg/kg", "μg/kg", "mg/ml", "µg/ml", "μg/ml", "ng/ml", "mg/日", "mg/day", "mg", "µg", "μg", "nm", "µm",
    "μm", "mbq", "gbq", "vg/kg", "iu/kg",
];
const NUCLEOTIDES: &str = "ACGTUN";
const AMINO_ACIDS: &str = "ACDEFGHIKLMNPQRSTVWY";

/// The passages of a text that look enabling, in order of appearance.
#[must_use]
pub fn findings(field: &str, text: &str) -> Vec<EnablingFinding> {
    let mut found = Vec::new();
    let mut push = |kind, start, end| {
        found.push(EnablingFinding {
            field: field.to_owned(),
            kind,
            start,
            end,
        })
    };
    let lower: String = text.chars().map(|c| c.to_lowercase().next().unwrap_or(c)).collect();
    for mark in CLAIM_MARKS {
        for (at, _) in lower.match_indices(mark) {
            let start = lower.get(..at).map_or(0, |before| before.chars().count());
            push(EnablingKind::Claim, start, start + mark.chars().count());
        }
    }
    let mut start = 0;
    for word in text.split(|c: char| !(c.is_ascii_graphic() || "µμ".contains(c))) {
        let length = word.chars().count();
        if let Some(kind) = word_kind(word) {
            push(kind, start, start + length);
        }
        start += length + 1;
    }
    for (start, end) in doses(&lower) {
        push(EnablingKind::Dose, start, end);
    }
    found.sort_by_key(|finding| (finding.start, finding.kind));
    found
}

fn word_kind(word: &str) -> Option<EnablingKind> {
    let letters: String = word
        .chars()
        .filter(|c| !matches!(c, '-' | '\'' | '5' | '3' | '.' | ','))
        .collect();
    let only = |alphabet: &str| !letters.is_empty() && letters.chars().all(|c| alphabet.contains(c));
    if letters.len() >= 10 && only(NUCLEOTIDES) || letters.len() >= 14 && only(AMINO_ACIDS) {
        return Some(EnablingKind::Sequence);
    }
    let bonds = word
        .chars()
        .filter(|c| matches!(c, '=' | '#' | '(' | ')' | '[' | ']' | '@'))
        .count();
    let atoms = word
        .chars()
        .filter(|c| matches!(c, 'C' | 'N' | 'O' | 'S' | 'F' | 'c' | 'n' | 'o' | 'P'))
        .count();
    let total = word.chars().count();
    (total >= 10 && bonds >= 3 && atoms * 2 >= total).then_some(EnablingKind::Structure)
}

/// Numbers followed by a unit of dose or concentration, as character ranges.
fn doses(lower: &str) -> Vec<(usize, usize)> {
    let chars: Vec<char> = lower.chars().collect();
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(c) = chars.get(at) {
        if !c.is_ascii_digit() {
            at += 1;
            continue;
        }
        let start = at;
        while chars
            .get(at)
            .is_some_and(|c| c.is_ascii_digit() || matches!(c, '.' | ','))
        {
            at += 1;
        }
        let unit_at = if chars.get(at) == Some(&' ') { at + 1 } else { at };
        let rest: String = chars.iter().skip(unit_at).take(8).collect();
        let unit = DOSE_UNITS.iter().find(|unit| {
            let after = rest.get(unit.len()..).and_then(|rest| rest.chars().next());
            rest.starts_with(**unit) && !after.is_some_and(|c| c.is_ascii_alphanumeric())
        });
        if let Some(unit) = unit {
            at = unit_at + unit.chars().count();
            found.push((start, at));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(text: &str) -> Vec<EnablingKind> {
        findings("title", text)
            .into_iter()
            .map(|finding| finding.kind)
            .collect()
    }

    #[test]
    fn sequences_structures_doses_and_claims_are_found() {
        assert_eq!(kinds("配列は ATGGCCATTGTAATG である"), [EnablingKind::Sequence]);
        assert_eq!(
            kinds("peptide GIGKFLHSAKKFGKAFVGEIMNS is active"),
            [EnablingKind::Sequence]
        );
        assert_eq!(
            kinds("化合物 CC(=O)OC1=CC=CC=C1C(=O)O を用いる"),
            [EnablingKind::Structure]
        );
        assert_eq!(kinds("マウスに10 mg/kgを投与"), [EnablingKind::Dose]);
        assert_eq!(kinds("IC50 は 3.2nM"), [EnablingKind::Dose]);
        assert_eq!(
            kinds("A が B に結合することを特徴とする医薬組成物"),
            [EnablingKind::Claim]
        );
    }

    #[test]
    fn ordinary_sentences_are_left_alone() {
        for text in [
            "IL-6とTNF-αを標的とする抗体",
            "SARS-CoV-2 neutralising antibody in phase 2",
            "患者数は約10万人",
            "CAR-T (BCMA)",
        ] {
            assert_eq!(kinds(text), [], "{text}");
        }
    }

    #[test]
    fn findings_say_where() {
        let finding = findings("mechanism", "投与量は5 mgです").into_iter().next().unwrap();
        assert_eq!((finding.start, finding.end), (4, 8));
    }
}
