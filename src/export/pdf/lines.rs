//! Breaks texts into lines by the Unicode rules, which know where Japanese and English may break.

use icu_segmenter::options::LineBreakOptions;
use icu_segmenter::{LineSegmenter, LineSegmenterBorrowed};
use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization;

static SEGMENTER: LazyLock<LineSegmenterBorrowed<'static>> =
    LazyLock::new(|| LineSegmenter::new_for_non_complex_scripts(LineBreakOptions::default()));

/// The lines of a text in a room. Its own line breaks are kept; what does not fit into a line by itself is broken anywhere.
pub(super) fn lines(text: &str, room: f32, width: impl Fn(&str) -> f32) -> Vec<String> {
    let clean = clean(text);
    let mut lines = Vec::new();
    for paragraph in clean.trim().split('\n') {
        let (mut line, mut used) = (String::new(), 0.0);
        for piece in pieces(paragraph) {
            if used + width(piece.trim_end()) > room && !line.is_empty() {
                lines.push(line.trim_end().to_owned());
                line.clear();
                used = 0.0;
            }
            if width(piece.trim_end()) <= room {
                line.push_str(piece);
                used += width(piece);
                continue;
            }
            for letter in piece.chars() {
                let wide = width(letter.encode_utf8(&mut [0; 4]));
                if used + wide > room && !line.is_empty() {
                    lines.push(std::mem::take(&mut line));
                    used = 0.0;
                }
                line.push(letter);
                used += wide;
            }
        }
        lines.push(line.trim_end().to_owned());
    }
    lines
}

/// Letters composed, so that marks stand on them; every kind of line break the same; tabs as blanks.
fn clean(text: &str) -> String {
    let text = text.replace("\r\n", "\n");
    let same = |letter: char| match letter {
        '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => '\n',
        '\t' => ' ',
        other => other,
    };
    text.chars().map(same).nfc().collect()
}

fn pieces(paragraph: &str) -> impl Iterator<Item = &str> {
    let ends = SEGMENTER.segment_str(paragraph).skip(1);
    let mut start = 0;
    ends.filter_map(move |end| {
        let piece = paragraph.get(start..end);
        start = end;
        piece
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Latin letters are half as wide as Japanese ones.
    fn width(text: &str) -> f32 {
        text.chars()
            .map(|letter| if letter.is_ascii() { 0.5 } else { 1.0 })
            .sum()
    }

    #[test]
    fn japanese_breaks_between_letters_but_never_before_what_closes() {
        assert_eq!(
            lines("関節リウマチの患者、とくに難治例。", 5.0, width),
            ["関節リウマ", "チの患者、", "とくに難治", "例。"]
        );
        assert_eq!(lines("あいうえ。か", 4.0, width), ["あいう", "え。か"]);
        assert_eq!(lines("あいう「えお」", 4.0, width), ["あいう", "「えお」"]);
    }

    #[test]
    fn english_breaks_between_words() {
        assert_eq!(
            lines("a seed of an antibody", 5.0, width),
            ["a seed of", "an", "antibody"]
        );
        assert_eq!(
            lines("抗体 anti-IL-6 receptor", 6.0, width),
            ["抗体 anti-", "IL-6", "receptor"]
        );
    }

    #[test]
    fn what_is_longer_than_a_line_is_broken_anywhere_and_nothing_is_lost() {
        let long = "x".repeat(23);
        let broken = lines(&long, 5.0, width);
        assert_eq!(broken.concat(), long);
        assert!(broken.iter().all(|line| width(line) <= 5.0));
        let text = "関節リウマチのための anti-IL-6 抗体と https://enishi.example/seeds/1234567890 について。";
        let joined = lines(text, 6.0, width).concat();
        assert_eq!(joined.replace(' ', ""), text.replace(' ', ""));
    }

    #[test]
    fn line_breaks_of_every_kind_are_kept_and_marks_are_composed() {
        assert_eq!(lines("a\r\nb\u{85}c\u{2028}\nd", 9.0, width), ["a", "b", "c", "", "d"]);
        assert_eq!(lines("か\u{3099}", 9.0, width), ["が"]);
        assert_eq!(lines("", 9.0, width), [""]);
    }
}
