//! Cuts normalised text into words with the Unicode segmenter, joins hyphenated compounds, adds English stems.

use super::normalise::Cell;
use super::script::{is_cjk, is_hiragana};
use super::spelling::american;
use super::variants::{GREEK_NAMES, greek, roman};
use super::{Form, Token, capped};
use compact_str::{CompactString, ToCompactString, format_compact};
use frostem::{Algorithm, Stemmer};
use icu_segmenter::options::WordBreakInvariantOptions;
use icu_segmenter::{WordSegmenter, WordSegmenterBorrowed};
use std::sync::LazyLock;

static SEGMENTER: LazyLock<WordSegmenterBorrowed<'static>> =
    LazyLock::new(|| WordSegmenter::new_dictionary(WordBreakInvariantOptions::default()));
static STEMMER: LazyLock<Stemmer> = LazyLock::new(|| Stemmer::new(Algorithm::English));

/// Longest chain of hyphenated parts that is also indexed as one word.
const MAX_PARTS: usize = 6;
/// What is counted in Roman numerals, behind and before them.
const COUNTED: [char; 14] = [
    '型', '相', '期', '度', '群', '級', '因', '種', '類', '世', '次', '段', '音', '号',
];
const COUNTING: [&str; 7] = ["第", "ステージ", "グレード", "クラス", "タイプ", "フェーズ", "レベル"];
const COUNTING_WORDS: [&str; 10] = [
    "type", "types", "phase", "phases", "stage", "stages", "grade", "class", "group", "factor",
];

/// A word of the segmenter.
struct Atom {
    text: CompactString,
    first: usize,
    last: usize,
    cjk: bool,
    /// Only a dot, colon or low line parts it from the word before.
    linked: bool,
    /// An abbreviation in the plural: MSCs.
    plural: bool,
}

/// The word stream.
pub(super) fn words(cells: &[Cell]) -> Vec<Token> {
    let mut tokens = Vec::with_capacity(cells.len() / 3);
    let mut position = 0;
    let cells = fold_cancer(cells);
    let atoms = atoms(&cells);
    let mut at = 0;
    let mut before: Option<(CompactString, usize)> = None;
    while let Some(chain) = atoms
        .get(at..)
        .and_then(|rest| rest.get(..chain_length(rest, &cells)))
        .filter(|chain| !chain.is_empty())
    {
        let compound = (2..=MAX_PARTS).contains(&chain.len());
        let shared = before
            .as_ref()
            .and_then(|(name, end)| shared_name(name, &cells, *end, chain));
        if compound {
            let length = u32::try_from(chain.len()).unwrap_or(1);
            push(
                &mut tokens,
                joined(chain),
                chain.last().is_some_and(|atom| atom.plural),
                position,
                length,
                span(&cells, chain),
                Form::Joined,
            );
        }
        if let Some(name) = &shared {
            let span = span(&cells, chain.get(..1).unwrap_or_default());
            push(&mut tokens, name.clone(), false, position, 1, span, Form::Joined);
        }
        for (number, atom) in chain.iter().enumerate() {
            let form = if compound || number == 0 && shared.is_some() {
                Form::Part
            } else {
                Form::Original
            };
            let span = span(&cells, std::slice::from_ref(atom));
            push(&mut tokens, atom.text.clone(), atom.plural, position, 1, span, form);
            if let Some(digits) = numeral(&atoms, at + number, &cells) {
                tokens.push(Token {
                    text: digits.into(),
                    position,
                    length: 1,
                    start: span.0,
                    end: span.1,
                    form: Form::Stem,
                });
            }
            position += 1;
        }
        let end = chain.last().filter(|last| !last.cjk).map(|last| last.last);
        let sharing = end.filter(|end| cells.get(*end).is_some_and(|cell| cell.ch == '/'));
        before = sharing.map(|end| (shared.unwrap_or_else(|| joined(chain)), end));
        at += chain.len();
    }
    tokens
}

/// The parts of a compound written together; numbers alone keep a hyphen, since 1-3 is not 13.
fn joined(chain: &[Atom]) -> CompactString {
    let numbers = chain.iter().all(|atom| atom.text.bytes().all(|b| b.is_ascii_digit()));
    let mut all = CompactString::default();
    for (number, atom) in chain.iter().enumerate() {
        if numbers && number > 0 {
            all.push('-');
        }
        all.push_str(&atom.text);
    }
    all
}

/// The BRCA2 of BRCA1/2: what the first part of a compound means after a name and a slash.
fn shared_name(name: &str, cells: &[Cell], end: usize, chain: &[Atom]) -> Option<CompactString> {
    let first = chain.first()?;
    if !matches!(cells.get(end..first.first), Some([only]) if only.ch == '/') {
        return None;
    }
    let head = if first.text.len() <= 2 && first.text.bytes().all(|b| b.is_ascii_digit()) {
        let head = name.trim_end_matches(|ch: char| ch.is_ascii_digit());
        (head.len() < name.len()).then_some(head)?
    } else if GREEK_NAMES.contains(&first.text.as_str()) {
        GREEK_NAMES.iter().find_map(|greek| name.strip_suffix(greek))?
    } else {
        return None;
    };
    let plain = head.len() >= 2 && head.bytes().any(|b| b.is_ascii_alphabetic());
    plain.then(|| format_compact!("{head}{}", first.text))
}

/// The digits of a Roman numeral beside a word that is counted: II型, phase III.
fn numeral(atoms: &[Atom], at: usize, cells: &[Cell]) -> Option<String> {
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

/// Adds a word and, if it has one that differs, its stem.
fn push(
    tokens: &mut Vec<Token>,
    text: CompactString,
    plural: bool,
    position: u32,
    length: u32,
    (start, end): (usize, usize),
    form: Form,
) {
    let text = capped(text);
    let singular = text.strip_suffix('s').filter(|_| plural);
    let stem = match singular {
        Some(singular) => stem(singular).or_else(|| Some(singular.to_compact_string())),
        None => stem(&text),
    };
    tokens.push(Token {
        text,
        position,
        length,
        start,
        end,
        form,
    });
    if let Some(text) = stem {
        tokens.push(Token {
            text,
            position,
            length,
            start,
            end,
            form: Form::Stem,
        });
    }
}

/// The English stem of a word in American spelling, if it is English and differs from the word.
pub(in crate::search) fn stem(word: &str) -> Option<CompactString> {
    if word.len() < 4 || !word.bytes().all(|b| b.is_ascii_lowercase() || b == b'\'') {
        return None;
    }
    let american = american(word);
    let stem = STEMMER.stem(american.as_deref().unwrap_or(word));
    (stem != word).then(|| CompactString::from(stem))
}

/// How many words from here on hang together, as in IL-6 or (CAR)-T.
fn chain_length(atoms: &[Atom], cells: &[Cell]) -> usize {
    let linked = atoms
        .windows(2)
        .take_while(
            |pair| matches!(pair, [a, b] if !a.cjk && !b.cjk && (b.linked || hyphenated(cells, a.last, b.first))),
        )
        .count();
    linked + 1
}

/// Whether nothing but a hyphen, perhaps beside a bracket, stands between two words.
fn hyphenated(cells: &[Cell], left: usize, right: usize) -> bool {
    match cells.get(left..right) {
        Some([only]) => only.ch == '-',
        Some([a, b]) => matches!((a.ch, b.ch), (')' | ']', '-') | ('-', '(' | '[')),
        _ => false,
    }
}

fn span(cells: &[Cell], chain: &[Atom]) -> (usize, usize) {
    let start = chain
        .first()
        .and_then(|atom| cells.get(atom.first))
        .map_or(0, |cell| cell.start);
    let end = chain
        .last()
        .and_then(|atom| cells.get(atom.last.saturating_sub(1)))
        .map_or(start, |cell| cell.end);
    (start, end)
}

/// Writes the kanji for cancer in kana, so that both spellings are cut alike.
fn fold_cancer(cells: &[Cell]) -> Vec<Cell> {
    let mut out = Vec::with_capacity(cells.len());
    for &cell in cells {
        if cell.ch == '癌' {
            out.extend(['が', 'ん'].map(|ch| Cell { ch, ..cell }));
        } else {
            out.push(cell);
        }
    }
    out
}

/// The words as the segmenter sees them, as ranges of cells.
fn atoms(cells: &[Cell]) -> Vec<Atom> {
    let text: String = cells.iter().map(|cell| cell.ch).collect();
    let mut atoms = Vec::new();
    let (mut first, mut byte) = (0, 0);
    let mut chars = text.char_indices().map(|(at, ch)| at + ch.len_utf8());
    for (boundary, kind) in SEGMENTER.segment_str(&text).iter_with_word_type() {
        let piece = text.get(byte..boundary).unwrap_or_default();
        let mut last = first;
        while byte < boundary {
            byte = chars.next().unwrap_or(boundary);
            last += 1;
        }
        if (kind.is_word_like() || piece.chars().any(char::is_alphanumeric)) && piece.chars().any(|ch| ch != 'ー') {
            if piece.chars().any(is_cjk) {
                japanese(piece, first, last, &mut atoms);
            } else {
                spaced(cells, first, last, &mut atoms);
            }
        }
        first = last;
    }
    atoms
}

/// Adds a word with unspaced characters; cancer at its end is a word of its own.
fn japanese(piece: &str, mut first: usize, last: usize, atoms: &mut Vec<Atom>) {
    let mut push = |text: CompactString, first: usize, last: usize| {
        atoms.push(Atom {
            text: if text == "ガン" {
                CompactString::const_new("がん")
            } else {
                text
            },
            first,
            last,
            cjk: true,
            linked: false,
            plural: false,
        });
    };
    let head = cancer_head(piece);
    if head > 0 {
        push(piece.chars().take(head).collect(), first, first + head);
        first += head;
    }
    push(piece.chars().skip(head).collect(), first, last);
}

/// Adds a word of a spaced script, in parts where the segmenter sees no end: E.coli, TP53_HUMAN, EGFR:T790M.
fn spaced(cells: &[Cell], first: usize, last: usize, atoms: &mut Vec<Atom>) {
    let is_digit = |at: usize| cells.get(at).is_some_and(|cell| cell.ch.is_ascii_digit());
    let mut start = first;
    for at in first..=last {
        let ends = at == last
            || cells.get(at).is_some_and(|cell| matches!(cell.ch, '.' | ':' | '_'))
                && !(at > first && is_digit(at - 1) && is_digit(at + 1));
        if !ends {
            continue;
        }
        if let Some(word) = cells.get(start..at).filter(|word| !word.is_empty()) {
            atoms.push(Atom {
                text: spelled(word),
                first: start,
                last: at,
                cjk: false,
                linked: start > first,
                plural: is_plural(word),
            });
        }
        start = at + 1;
    }
}

/// Whether an abbreviation stands in the plural: two capitals or more, and a small s behind the last of them or a digit.
fn is_plural(word: &[Cell]) -> bool {
    let Some(([.., before], last)) = word.split_last().map(|(last, rest)| (rest, last)) else {
        return false;
    };
    last.ch == 's'
        && !last.upper
        && (before.upper || before.ch.is_ascii_digit())
        && word.iter().filter(|cell| cell.upper).count() >= 2 - usize::from(before.ch.is_ascii_digit())
}

/// How many characters stand before がん at the end of a compound such as 肺がん, so that がん is a word of its own.
fn cancer_head(word: &str) -> usize {
    match word.strip_suffix("がん") {
        Some(head) if head.chars().last().is_some_and(|ch| is_cjk(ch) && !is_hiragana(ch)) => head.chars().count(),
        _ => 0,
    }
}

/// A word as it is indexed: Greek letters by name, thousands without commas.
fn spelled(word: &[Cell]) -> CompactString {
    let mut out = CompactString::default();
    for (at, cell) in word.iter().enumerate() {
        match cell.ch {
            ',' => {}
            // The prefix of units is also typed as u; alone the letter has its name.
            'μ' if word.get(at + 1).is_some_and(|next| next.ch.is_alphabetic()) => out.push('u'),
            'μ' => out.push_str("mu"),
            ch => match greek(ch) {
                Some(name) => out.push_str(name),
                None => out.push(ch),
            },
        }
    }
    out
}
