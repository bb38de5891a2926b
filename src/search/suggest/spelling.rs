//! Near spellings: how far two words are apart, and which words of a typed text may be misspelt.

use super::units::katakana;
use crate::search::analysis::{Form, analyse};
use std::ops::Range;

/// Fewest letters of a word that is corrected at all, and that may be two steps away.
const LEAST_LETTERS: usize = 4;
const LEAST_LETTERS_FAR: usize = 7;
/// Most letters of a word that is corrected: the work grows with them.
const MOST_LETTERS: usize = 24;

/// A word that may be misspelt.
pub(super) struct Doubtful {
    /// Where it stands in the typed text.
    pub(super) place: Range<usize>,
    /// As typed.
    pub(super) word: String,
    /// How many steps away a correction may be.
    pub(super) distance: u8,
}

/// The words of a typed text that could be misspelt: not too short, no field names, nothing excluded.
pub(super) fn doubtful(text: &str) -> Vec<Doubtful> {
    let mut out = Vec::new();
    for word in analyse(text).words {
        let letters = word.text.chars().count();
        let plain = word.form == Form::Original && word.text.chars().all(|ch| ch.is_ascii_alphabetic());
        let before = text.get(..word.start).unwrap_or_default();
        let after = text.get(word.end..).unwrap_or_default();
        if plain
            && letters >= LEAST_LETTERS
            && !after.starts_with([':', '：', '*', '＊'])
            && !before.ends_with(['-', '－'])
        {
            out.push(Doubtful {
                place: word.start..word.end,
                word: word.text.into(),
                distance: if letters >= LEAST_LETTERS_FAR { 2 } else { 1 },
            });
        }
    }
    for (at, run) in katakana(text) {
        if !text.get(..at).unwrap_or_default().ends_with(['-', '－']) {
            out.push(Doubtful {
                place: at..at + run.len(),
                word: run.to_owned(),
                distance: 1,
            });
        }
    }
    out.retain(|one| one.word.chars().count() <= MOST_LETTERS);
    out.sort_by_key(|one| one.place.start);
    out
}

/// Steps from one word to another, if at most so many: a letter more, less, other, or two exchanged.
pub(super) fn distance(from: &[char], to: &[char], most: u8) -> Option<u8> {
    let most_steps = usize::from(most);
    if from.len().abs_diff(to.len()) > most_steps {
        return None;
    }
    let mut before: Vec<usize> = Vec::new();
    let mut row: Vec<usize> = (0..=to.len()).collect();
    for (at, ch) in from.iter().enumerate() {
        let mut next = Vec::with_capacity(row.len());
        next.push(at + 1);
        for (column, other) in to.iter().enumerate() {
            let get = |row: &[usize], at: usize| row.get(at).copied().unwrap_or(usize::MAX - 1);
            let mut steps = (get(&row, column) + usize::from(ch != other))
                .min(get(&row, column + 1) + 1)
                .min(get(&next, column) + 1);
            let exchanged = at > 0 && column > 0 && from.get(at - 1) == Some(other) && to.get(column - 1) == Some(ch);
            if exchanged {
                steps = steps.min(get(&before, column - 1) + 1);
            }
            next.push(steps);
        }
        if next.iter().min().is_none_or(|least| *least > most_steps) {
            return None;
        }
        before = row;
        row = next;
    }
    row.last()
        .and_then(|steps| u8::try_from(*steps).ok())
        .filter(|steps| *steps <= most)
}

#[cfg(test)]
mod tests {
    use super::distance;

    #[test]
    fn steps_are_letters_more_less_other_or_exchanged() {
        let steps =
            |from: &str, to: &str| distance(&from.chars().collect::<Vec<_>>(), &to.chars().collect::<Vec<_>>(), 2);
        assert_eq!(steps("リュウマチ", "リウマチ"), Some(1));
        assert_eq!(steps("artritis", "arthritis"), Some(1));
        assert_eq!(steps("tuberculsois", "tuberculosis"), Some(1));
        assert_eq!(steps("cancer", "cancer"), Some(0));
        assert_eq!(steps("cancer", "dancing"), None);
    }
}
