//! Which script a character belongs to, as far as cutting text depends on it.

/// Han, kana and Hangul: text without spaces between words, cut into bigrams.
pub(in crate::search) const fn is_cjk(ch: char) -> bool {
    matches!(ch,
        '\u{3005}'..='\u{3007}' | '\u{3041}'..='\u{3096}' | '\u{309D}'..='\u{309F}' | '\u{30A1}'..='\u{30FA}' | '\u{30FC}'..='\u{30FF}'
        | '\u{31F0}'..='\u{31FF}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7A3}' | '\u{F900}'..='\u{FAFF}'
        | '\u{20000}'..='\u{3FFFD}')
}

/// Hiragana or katakana, with the long-vowel bar.
pub(super) const fn is_kana(ch: char) -> bool {
    matches!(ch, '\u{3041}'..='\u{3096}' | '\u{309D}'..='\u{309F}') || is_katakana(ch)
}

/// Katakana with the long-vowel bar, without the middle dot.
pub(in crate::search) const fn is_katakana(ch: char) -> bool {
    matches!(ch, '\u{30A1}'..='\u{30FA}' | '\u{30FC}'..='\u{30FF}' | '\u{31F0}'..='\u{31FF}')
}

/// Hiragana only.
pub(in crate::search) const fn is_hiragana(ch: char) -> bool {
    matches!(ch, '\u{3041}'..='\u{3096}')
}

/// A mark that belongs to the character before it: combining, a (semi-)voiced sound mark of either width, or a later part of a
/// Korean syllable.
pub(super) fn is_mark(ch: char) -> bool {
    matches!(ch, '\u{FF9E}' | '\u{FF9F}' | '\u{3099}'..='\u{309C}' | '\u{1160}'..='\u{11FF}')
        || (ch > '\u{2FF}' && unicode_normalization::char::is_combining_mark(ch))
}
