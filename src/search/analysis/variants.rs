//! The tables of spelling variants: dashes, radicals, kanji forms, kana spellings, Greek letters. Data only.

use super::normalise::Cell;

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
        '濾' => '濾',
        '躰' => '体',
        '軀' => '躯',
        '’' | '‘' | '`' | '´' => '\'',
        'ø' | 'Ø' => 'o',
        'ł' | 'Ł' => 'l',
        'ð' => 'd',
        'ı' => 'i',
        'ς' => 'σ',
        _ => ch,
    }
}

/// Kana and kanji spellings of the same word, longest first.
const SEQUENCES: [(&str, &str); 16] = [
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
    ("ヰ", "イ"),
    ("ヱ", "エ"),
    ("ヂ", "ジ"),
    ("ヅ", "ズ"),
];

/// The spelling variant that starts here: how many cells it takes and how it is spelled.
pub(super) fn sequence(cells: &[Cell]) -> Option<(usize, &'static str)> {
    let first = cells.first()?.ch;
    if !matches!(first, 'た' | '蛋' | 'ヴ' | 'ウ' | 'ヰ' | 'ヱ' | 'ヂ' | 'ヅ') {
        return None;
    }
    SEQUENCES.iter().find_map(|(variant, spelling)| {
        let length = variant.chars().count();
        let found = cells.get(..length)?.iter().map(|cell| cell.ch).eq(variant.chars());
        found.then_some((length, *spelling))
    })
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
