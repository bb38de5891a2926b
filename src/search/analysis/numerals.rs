//! Roman numerals that count something: II型, phase III.

use super::atoms::Atom;
use super::normalise::Cell;

/// What is counted in Roman numerals, behind and before them.
const COUNTED: [char; 14] = [
    '型', '相', '期', '度', '群', '級', '因', '種', '類', '世', '次', '段', '音', '号',
];
const COUNTING: [&str; 7] = ["第", "ステージ", "グレード", "クラス", "タイプ", "フェーズ", "レベル"];
const COUNTING_WORDS: [&str; 10] = [
    "type", "types", "phase", "phases", "stage", "stages", "grade", "class", "group", "factor",
];

/// The digits of a Roman numeral beside a word that is counted.
pub(super) fn numeral(atoms: &[Atom], at: usize, cells: &[Cell]) -> Option<String> {
    let atom = atoms.get(at)?;
    let digits = roman(&atom.text)?;
    let after = atoms.get(at + 1).filter(|next| next.cjk && next.first == atom.last);
    let before = at.checked_sub(1).and_then(|at| atoms.get(at)).filter(|before| {
        let between = cells.get(before.last..atom.first).unwrap_or_default();
        between.is_empty() || matches!(between, [only] if matches!(only.ch, ' ' | '-' | '/'))
    });
    let counted = after.is_some_and(|next| next.text.starts_with(COUNTED))
        || before.is_some_and(|before| {
            if before.cjk {
                COUNTING.iter().any(|word| before.text.ends_with(word))
            } else {
                COUNTING_WORDS.contains(&before.text.as_str())
                    || at
                        .checked_sub(1)
                        .is_some_and(|at| roman(&before.text).is_some() && numeral(atoms, at, cells).is_some())
            }
        });
    counted.then_some(digits)
}

/// The digits of a small Roman numeral in small letters, with the letter of a subgroup: iiib is 3b.
pub(in crate::search) fn roman(word: &str) -> Option<String> {
    let (number, letter) = match word.strip_suffix(['a', 'b', 'c']) {
        Some(number) => (number, word.get(number.len()..).unwrap_or_default()),
        None => (word, ""),
    };
    let digits = match number {
        "i" => "1",
        "ii" => "2",
        "iii" => "3",
        "iv" => "4",
        "v" => "5",
        "vi" => "6",
        "vii" => "7",
        "viii" => "8",
        "ix" => "9",
        "x" => "10",
        "xi" => "11",
        "xii" => "12",
        "xiii" => "13",
        _ => return None,
    };
    Some(format!("{digits}{letter}"))
}
