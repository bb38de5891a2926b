//! The tables of spelling variants: dashes, radicals, kana spellings, Greek letters.

use super::normalise::Cell;
use super::old_kanji::old_kanji;

/// Every kind of hyphen, dash and minus.
pub(super) const fn dash(ch: char) -> bool {
    matches!(
        ch,
        '-' | '\u{2010}'
            ..='\u{2015}'
                | '\u{2043}'
                | '\u{207B}'
                | '\u{208B}'
                | '\u{2212}'
                | '\u{2500}'
                | '\u{FE58}'
                | '\u{FE63}'
                | '\u{FF0D}'
    )
}

/// One character that is another one's variant: radicals that NFKC leaves, printed forms of kanji, quotes, letters.
pub(super) const fn single(ch: char) -> char {
    match ch {
        '⺠' => '民',
        '⻑' => '長',
        '⻘' => '青',
        '⻝' => '食',
        '⻤' => '鬼',
        '⻩' => '黄',
        '⻫' => '斉',
        '⻭' => '歯',
        '⻯' => '竜',
        '⻲' => '亀',
        '⻄' => '西',
        '⻆' => '角',
        '⻁' => '虎',
        '⻨' => '麦',
        '⻣' => '骨',
        '⻉' => '貝',
        '⻌' => '辶',
        '⺟' => '母',
        '⺼' => '月',
        '⻅' => '見',
        '⻋' => '車',
        '⻓' => '長',
        '⻔' => '門',
        '⻢' => '馬',
        '頚' => '頸',
        '囊' => '嚢',
        '頰' => '頬',
        '剝' => '剥',
        '填' => '塡',
        '麴' => '麹',
        '繫' => '繋',
        '瘦' => '痩',
        '嚙' => '噛',
        '蠟' => '蝋',
        '瀆' => '涜',
        '鷗' => '鴎',
        '鹼' => '鹸',
        '彎' => '湾',
        '蛎' => '蠣',
        '躰' => '体',
        '軀' => '躯',
        '’' | '‘' => '\'',
        '⁄' | '∕' => '/',
        'ø' | 'Ø' => 'o',
        'ł' | 'Ł' => 'l',
        'ð' => 'd',
        'ı' => 'i',
        'ς' => 'σ',
        'ɑ' => 'α',
        'ɣ' => 'γ',
        'ĸ' => 'κ',
        _ => old_kanji(ch),
    }
}

/// What must be replaced before NFKC makes something else of it.
pub(super) const fn raw(ch: char) -> char {
    match ch {
        '`' | '´' | '\u{FF40}' => '\'',
        'º' => '°',
        '\u{309B}' => '\u{3099}',
        '\u{309C}' => '\u{309A}',
        '™' | '℠' => ' ',
        _ => ch,
    }
}

/// Letters that are two letters.
pub(super) const fn letters(ch: char) -> Option<&'static str> {
    match ch {
        'æ' | 'Æ' => Some("ae"),
        'œ' | 'Œ' => Some("oe"),
        'þ' | 'Þ' => Some("th"),
        _ => None,
    }
}

/// Kana and kanji spellings of the same word, longest first among those that begin alike.
const SEQUENCES: [(&str, &str); 47] = [
    ("たんぱく", "タンパク"),
    ("たん白", "タンパク"),
    ("蛋白", "タンパク"),
    ("蛋ぱく", "タンパク"),
    ("ヴァ", "バ"),
    ("ヴィ", "ビ"),
    ("ヴェ", "ベ"),
    ("ヴォ", "ボ"),
    ("ヴュ", "ビュ"),
    ("ヴ", "ブ"),
    ("ウィ", "ウイ"),
    ("ウェ", "ウエ"),
    ("ウォ", "ウオ"),
    ("クォ", "クオ"),
    ("ヰ", "イ"),
    ("ヱ", "エ"),
    ("ヂ", "ジ"),
    ("ヅ", "ズ"),
    ("りん酸", "リン酸"),
    ("燐酸", "リン酸"),
    ("燐脂", "リン脂"),
    ("ぜんそく", "喘息"),
    ("ぜん息", "喘息"),
    ("えん下", "嚥下"),
    ("皮ふ", "皮膚"),
    ("うつ病", "鬱病"),
    ("抗うつ", "抗鬱"),
    ("すい臓", "膵臓"),
    ("せきずい", "脊髄"),
    ("せき髄", "脊髄"),
    ("脊ずい", "脊髄"),
    ("骨ずい", "骨髄"),
    ("けいれん", "痙攣"),
    ("痙れん", "痙攣"),
    ("ろ過", "濾過"),
    ("齲蝕", "う蝕"),
    ("齲歯", "う歯"),
    ("ぶどう糖", "ブドウ糖"),
    ("葡萄糖", "ブドウ糖"),
    ("砒素", "ヒ素"),
    ("ひ素", "ヒ素"),
    ("よう素", "ヨウ素"),
    ("沃素", "ヨウ素"),
    ("ふっ素", "フッ素"),
    ("弗素", "フッ素"),
    ("珪素", "ケイ素"),
    ("けい素", "ケイ素"),
];

/// The spelling variant that starts here: how many cells it takes and how it is spelled.
pub(super) fn sequence(cells: &[Cell]) -> Option<(usize, &'static str)> {
    let first = cells.first()?.ch;
    if !is_first(first) {
        return None;
    }
    SEQUENCES.iter().find_map(|(variant, spelling)| {
        let length = variant.chars().count();
        let found = cells.get(..length)?.iter().map(|cell| cell.ch).eq(variant.chars());
        found.then_some((length, *spelling))
    })
}

/// Whether a variant can start with a character: most characters are done with here.
const fn is_first(ch: char) -> bool {
    matches!(
        ch,
        'た' | '蛋'
            | 'ヴ'
            | 'ウ'
            | 'ク'
            | 'ヰ'
            | 'ヱ'
            | 'ヂ'
            | 'ヅ'
            | 'り'
            | '燐'
            | 'ぜ'
            | 'え'
            | '皮'
            | 'う'
            | '抗'
            | 'す'
            | 'せ'
            | '脊'
            | '骨'
            | 'け'
            | '痙'
            | 'ろ'
            | '齲'
            | 'ぶ'
            | '葡'
            | '砒'
            | 'ひ'
            | 'よ'
            | '沃'
            | 'ふ'
            | '弗'
            | '珪'
    )
}

/// The name of a Greek letter, so that TNFα and TNF-alpha are one word.
pub(super) const fn greek(ch: char) -> Option<&'static str> {
    Some(match ch {
        'α' => "alpha",
        'β' => "beta",
        'γ' => "gamma",
        'δ' => "delta",
        'ε' => "epsilon",
        'ζ' => "zeta",
        'η' => "eta",
        'θ' => "theta",
        'ι' => "iota",
        'κ' => "kappa",
        'λ' => "lambda",
        'ν' => "nu",
        'ξ' => "xi",
        'π' => "pi",
        'ρ' => "rho",
        'σ' => "sigma",
        'τ' => "tau",
        'φ' => "phi",
        'χ' => "chi",
        'ψ' => "psi",
        'ω' => "omega",
        _ => return None,
    })
}

/// Names of Greek letters that are told apart within a word, without those that other words are made of.
pub(in crate::search) const GREEK_NAMES: [&str; 11] = [
    "alpha", "beta", "gamma", "delta", "epsilon", "zeta", "theta", "kappa", "lambda", "sigma", "omega",
];

/// The small Greek letter of a name.
pub(in crate::search) fn greek_letter(name: &str) -> Option<char> {
    ('α'..='ω').find(|letter| greek(*letter) == Some(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_spelling_is_looked_for_where_it_begins() {
        for (variant, _) in SEQUENCES {
            assert!(variant.chars().next().is_some_and(is_first), "{variant}");
        }
    }
}
