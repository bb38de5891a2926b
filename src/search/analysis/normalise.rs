//! Brings text into one spelling, character by character, while remembering where each character came from.
//! Folding rules only: cutting into words or bigrams is done by the neighbours.

use super::script::{is_cjk, is_hiragana, is_kana, is_katakana, is_mark};
use super::variants::{dash, letters, raw, sequence, single};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::canonical_combining_class;

/// A normalised character and the bytes of the original text that it stands for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Cell {
    /// The normalised, lower-case character.
    pub(super) ch: char,
    /// First byte in the original.
    pub(super) start: usize,
    /// One past the last byte in the original.
    pub(super) end: usize,
    /// Written as a capital.
    pub(super) upper: bool,
    /// A long-vowel bar stood behind it and was dropped.
    pub(super) bar: bool,
}

impl Cell {
    const fn new(ch: char, start: usize, end: usize) -> Self {
        Self {
            ch,
            start,
            end,
            upper: false,
            bar: false,
        }
    }
}

/// Normalises a text: NFKC, lower case, dashes, joined lines, Japanese spelling variants.
pub(super) fn normalise(text: &str) -> Vec<Cell> {
    fold(&joined(&compose(text)))
}

/// NFKC by clusters of a base character and its marks; Latin letters lose their accents.
fn compose(text: &str) -> Vec<Cell> {
    let mut cells = Vec::with_capacity(text.len());
    let mut rest = text.char_indices().peekable();
    let mut raised = false;
    while let Some((start, ch)) = rest.next() {
        let mut end = start + ch.len_utf8();
        if ch.is_ascii() && rest.peek().is_none_or(|(_, next)| next.is_ascii()) {
            raised = false;
            cells.push(Cell {
                upper: ch.is_ascii_uppercase(),
                ..Cell::new(raw(ch).to_ascii_lowercase(), start, end)
            });
            continue;
        }
        let mut marks = 0;
        while marks < 8
            && let Some(&(at, next)) = rest.peek()
            && is_mark(next)
        {
            end = at + next.len_utf8();
            marks += 1;
            rest.next();
        }
        if marks == 0 && is_plain(ch) {
            raised = false;
            cells.push(Cell::new(ch, start, end));
            continue;
        }
        if marks == 0 && is_unified(ch) {
            raised = false;
            cells.push(Cell::new(single(ch), start, end));
            continue;
        }
        let after_digit = cells.last().is_some_and(|cell| cell.ch.is_ascii_digit());
        if is_raised(ch) && !raised && after_digit {
            // 10⁶ is not 106.
            cells.push(Cell::new('^', start, start));
        }
        raised = is_raised(ch);
        if is_enclosed(ch) {
            cells.push(Cell::new(' ', start, start));
        }
        let cluster = text.get(start..end).unwrap_or_default();
        for composed in cluster.chars().map(raw).nfkc() {
            push_letter(&mut cells, single(composed), start, end);
        }
        if is_enclosed(ch) {
            cells.push(Cell::new(' ', end, end));
        }
    }
    cells
}

/// Adds a composed character, if it can be seen, in small letters without accents.
fn push_letter(cells: &mut Vec<Cell>, ch: char, start: usize, end: usize) {
    if is_invisible(ch) {
        return;
    }
    if is_kana(ch) || is_cjk(ch) {
        cells.push(Cell::new(ch, start, end));
        return;
    }
    if matches!(ch, 'ß' | 'ẞ') {
        // Between small letters a German letter; elsewhere what was at hand for a beta.
        let before = cells.last().filter(|cell| cell.ch.is_alphabetic());
        let spelling = if before.is_some_and(|cell| !cell.upper) {
            "ss"
        } else {
            "β"
        };
        cells.extend(spelling.chars().map(|ch| Cell::new(ch, start, end)));
        return;
    }
    if let Some(spelling) = letters(ch) {
        cells.extend(spelling.chars().map(|ch| Cell::new(ch, start, end)));
        return;
    }
    for bare in std::iter::once(ch)
        .nfkd()
        .filter(|c| canonical_combining_class(*c) == 0)
    {
        let upper = bare.is_uppercase();
        cells.extend(bare.to_lowercase().map(|ch| Cell {
            upper,
            ..Cell::new(ch, start, end)
        }));
    }
}

/// Characters that NFKC and our tables leave as they are: the bulk of Japanese text.
const fn is_plain(ch: char) -> bool {
    matches!(ch, '\u{3041}'..='\u{3096}' | '\u{30A1}'..='\u{30FA}' | '\u{30FC}' | '\u{3001}' | '\u{3002}')
}

/// Kanji to which NFKC does nothing.
const fn is_unified(ch: char) -> bool {
    matches!(ch, '\u{4E00}'..='\u{9FFF}')
}

/// A raised digit or sign.
const fn is_raised(ch: char) -> bool {
    matches!(ch, '²' | '³' | '¹' | '\u{2070}'..='\u{207B}')
}

/// Digits in circles and brackets, fractions and the sign for numbers: they are words of their own, also side by side.
const fn is_enclosed(ch: char) -> bool {
    matches!(ch, '\u{2460}'..='\u{249B}' | '\u{24EA}'..='\u{24FF}' | '\u{2776}'..='\u{2793}' | '¼' | '½' | '¾' | '\u{2150}'..='\u{215E}' | '№')
}

/// Leaves out soft hyphens and the breaks within words, and writes every dash and every blank alike.
fn joined(cells: &[Cell]) -> Vec<Cell> {
    let mut out: Vec<Cell> = Vec::with_capacity(cells.len());
    let mut at = 0;
    while let Some(&cell) = cells.get(at) {
        if is_soft_hyphen(cell.ch) {
            at += 1 + soft_break(&out, cells.get(at + 1..).unwrap_or_default());
        } else if cell.ch.is_whitespace() {
            at += blank(cells, at, &mut out);
        } else if dash(cell.ch) || is_misread_dash(cell.ch, out.last(), seen_after(cells, at)) {
            out.push(Cell { ch: '-', ..cell });
            at += 1;
        } else {
            out.push(cell);
            at += 1;
        }
    }
    out
}

/// The next character that can be seen.
fn seen_after(cells: &[Cell], at: usize) -> Option<&Cell> {
    cells.iter().skip(at + 1).find(|cell| !is_soft_hyphen(cell.ch))
}

/// How much white space to leave out behind a soft hyphen: a line was broken here.
fn soft_break(out: &[Cell], rest: &[Cell]) -> usize {
    let run = rest.iter().take_while(|cell| cell.ch.is_whitespace()).count();
    let broken = rest.iter().take(run).any(|cell| is_line_end(cell.ch));
    let inside = out.last().is_some_and(|cell| cell.ch.is_alphanumeric())
        && rest.get(run).is_some_and(|cell| cell.ch.is_alphanumeric());
    if broken && inside { run } else { 0 }
}

/// The spelling rules that look at neighbours.
fn fold(cells: &[Cell]) -> Vec<Cell> {
    let mut out: Vec<Cell> = Vec::with_capacity(cells.len());
    let mut at = 0;
    while let Some(&cell) = cells.get(at) {
        let next = cells.get(at + 1);
        if cell.ch == 'ー' && next.is_some_and(|next| next.ch == 'ー') {
            at += 1;
        } else if cell.ch == 'ー' && is_final_bar(&out, next) {
            if let Some(last) = out.last_mut() {
                last.bar = true;
                last.end = cell.end;
            }
            at += 1;
        } else if cell.ch == '^'
            && out.last().is_some_and(|cell| cell.ch.is_alphabetic())
            && next.is_some_and(|cell| cell.ch.is_ascii_digit())
        {
            // m^2 is m².
            at += 1;
        } else if let Some(ch) = in_context(cell.ch, out.last(), next) {
            out.push(Cell { ch, ..cell });
            at += 1;
        } else if let Some((taken, spelling)) = sequence(cells.get(at..).unwrap_or_default())
            && !(spelling == "膵臓" && goes_on(out.last()))
        {
            let end = cells.get(at + taken - 1).map_or(cell.end, |last| last.end);
            out.extend(spelling.chars().map(|ch| Cell::new(ch, cell.start, end)));
            at += taken;
        } else {
            out.push(cell);
            at += 1;
        }
    }
    out
}

/// One character that another one stands for beside certain neighbours: 年令 is 年齢, 第二相 is 第2相.
fn in_context(ch: char, before: Option<&Cell>, after: Option<&Cell>) -> Option<char> {
    let (before, after) = (before?.ch, after.map(|cell| cell.ch));
    match ch {
        '令' if matches!(before, '年' | '高' | '加' | '月' | '週' | '学' | '適' | '胎') => Some('齢'),
        '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九'
            if before == '第' && matches!(after, Some('相' | '期' | '世' | '次' | '種' | '類' | '号' | '因')) =>
        {
            ('1'..='9')
                .zip("一二三四五六七八九".chars())
                .find(|(_, kanji)| *kanji == ch)
                .map(|(digit, _)| digit)
        }
        _ => None,
    }
}

/// Whether a word in hiragana goes on: the すい of 傷つきやすい臓器 is no pancreas.
fn goes_on(before: Option<&Cell>) -> bool {
    before.is_some_and(|cell| is_hiragana(cell.ch) && !matches!(cell.ch, 'の' | 'と' | 'は' | 'が' | 'を' | 'も'))
}

/// Copies one space for a run of white space, or none where a line was broken inside Japanese or after a hyphen.
/// Returns the length of the run.
fn blank(cells: &[Cell], at: usize, out: &mut Vec<Cell>) -> usize {
    let rest = cells.get(at..).unwrap_or_default();
    let is_blank = |ch: char| ch.is_whitespace() || is_soft_hyphen(ch);
    let run = rest.iter().take_while(|cell| is_blank(cell.ch)).count();
    let ends = |end: char| rest.iter().take(run).filter(|cell| cell.ch == end).count();
    // An empty line parts paragraphs.
    let broken = rest.iter().take(run).any(|cell| is_line_end(cell.ch)) && ends('\n').max(ends('\r')) < 2;
    let before = out.last().map(|cell| cell.ch);
    let after = rest.get(run).map(|cell| cell.ch);
    let inside_japanese = before.is_some_and(is_cjk) && after.is_some_and(is_cjk);
    let hyphenated = before == Some('-')
        && after.is_some_and(char::is_alphanumeric)
        && out.iter().rev().nth(1).is_some_and(|cell| cell.ch.is_alphanumeric());
    if !(broken && (inside_japanese || hyphenated))
        && let (Some(first), Some(last)) = (rest.first(), rest.get(run.saturating_sub(1)))
    {
        out.push(Cell::new(' ', first.start, last.end));
    }
    run
}

/// A long-vowel bar that cannot be one, since no kana stands before it, is a hyphen (IL‐6 typed or scanned as ILー6).
fn is_misread_dash(ch: char, before: Option<&Cell>, after: Option<&Cell>) -> bool {
    ch == 'ー'
        && before.is_some_and(|cell| cell.ch.is_alphanumeric() && !is_kana(cell.ch) && !is_cjk(cell.ch))
        && after.is_some_and(|cell| cell.ch.is_alphanumeric())
}

/// コンピューター is コンピュータ: a bar at the end of four or more katakana is dropped.
fn is_final_bar(out: &[Cell], after: Option<&Cell>) -> bool {
    let run = out.iter().rev().take(3).take_while(|cell| is_katakana(cell.ch)).count();
    run == 3 && after.is_none_or(|cell| !is_katakana(cell.ch))
}

const fn is_line_end(ch: char) -> bool {
    matches!(ch, '\n' | '\r' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// A soft hyphen, or what some programs write for one when they take text out of a PDF.
const fn is_soft_hyphen(ch: char) -> bool {
    matches!(ch, '\u{AD}' | '\u{2}')
}

const fn is_invisible(ch: char) -> bool {
    matches!(ch, '\u{34F}' | '\u{61C}' | '\u{180B}'..='\u{180F}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFC}' | '\u{E0000}'..='\u{E01EF}')
}
