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

/// The kanji of today for one of before the reform of 1946, or one that is printed otherwise.
const fn old_kanji(ch: char) -> char {
    match ch {
        '國' => '国',
        '體' => '体',
        '學' => '学',
        '醫' => '医',
        '藥' => '薬',
        '腦' => '脳',
        '臟' => '臓',
        '膽' => '胆',
        '齒' => '歯',
        '實' => '実',
        '驗' => '験',
        '發' => '発',
        '惡' => '悪',
        '變' => '変',
        '榮' => '栄',
        '濕' => '湿',
        '澤' => '沢',
        '邊' | '邉' => '辺',
        '廣' => '広',
        '髙' => '高',
        '﨑' => '崎',
        '德' => '徳',
        '齋' => '斎',
        '齊' => '斉',
        '濵' | '濱' => '浜',
        '應' => '応',
        '經' => '経',
        '劑' => '剤',
        '傳' => '伝',
        '關' => '関',
        '觀' => '観',
        '歡' => '歓',
        '舊' => '旧',
        '擧' => '挙',
        '區' => '区',
        '數' => '数',
        '樂' => '楽',
        '會' => '会',
        '繪' => '絵',
        '圓' => '円',
        '鹽' => '塩',
        '壓' => '圧',
        '圍' => '囲',
        '營' => '営',
        '衞' => '衛',
        '驛' => '駅',
        '價' => '価',
        '擴' => '拡',
        '覺' => '覚',
        '氣' => '気',
        '歸' => '帰',
        '龜' => '亀',
        '據' => '拠',
        '擊' => '撃',
        '溪' => '渓',
        '莖' => '茎',
        '雞' | '鷄' => '鶏',
        '輕' => '軽',
        '檢' => '検',
        '險' => '険',
        '縣' => '県',
        '顯' => '顕',
        '獻' => '献',
        '權' => '権',
        '劍' => '剣',
        '嚴' => '厳',
        '號' => '号',
        '黑' => '黒',
        '碎' => '砕',
        '濟' => '済',
        '絲' => '糸',
        '從' => '従',
        '澁' => '渋',
        '獸' => '獣',
        '縱' => '縦',
        '處' => '処',
        '敍' => '叙',
        '稱' => '称',
        '燒' => '焼',
        '條' => '条',
        '狀' => '状',
        '疊' => '畳',
        '淨' => '浄',
        '讓' => '譲',
        '釀' => '醸',
        '觸' => '触',
        '寢' => '寝',
        '眞' => '真',
        '盡' => '尽',
        '圖' => '図',
        '粹' => '粋',
        '醉' => '酔',
        '隨' => '随',
        '髓' => '髄',
        '樞' => '枢',
        '瀨' => '瀬',
        '聲' => '声',
        '靜' => '静',
        '攝' => '摂',
        '竊' => '窃',
        '專' => '専',
        '淺' => '浅',
        '戰' => '戦',
        '纖' => '繊',
        '踐' => '践',
        '錢' => '銭',
        '禪' => '禅',
        '雙' => '双',
        '搜' => '捜',
        '插' => '挿',
        '騷' => '騒',
        '總' => '総',
        '增' => '増',
        '藏' => '蔵',
        '續' => '続',
        '屬' => '属',
        '對' => '対',
        '帶' => '帯',
        '滯' => '滞',
        '臺' => '台',
        '擇' => '択',
        '單' => '単',
        '擔' => '担',
        '團' => '団',
        '彈' => '弾',
        '斷' => '断',
        '癡' => '痴',
        '遲' => '遅',
        '晝' => '昼',
        '蟲' => '虫',
        '鑄' => '鋳',
        '廳' => '庁',
        '聽' => '聴',
        '鎭' => '鎮',
        '遞' => '逓',
        '轉' => '転',
        '點' => '点',
        '黨' => '党',
        '燈' => '灯',
        '當' => '当',
        '獨' => '独',
        '讀' => '読',
        '貳' => '弐',
        '霸' => '覇',
        '廢' => '廃',
        '賣' => '売',
        '麥' => '麦',
        '拔' => '抜',
        '祕' => '秘',
        '拂' => '払',
        '佛' => '仏',
        '竝' => '並',
        '寶' => '宝',
        '豐' => '豊',
        '沒' => '没',
        '滿' => '満',
        '默' => '黙',
        '彌' => '弥',
        '譯' => '訳',
        '豫' => '予',
        '餘' => '余',
        '與' => '与',
        '譽' => '誉',
        '搖' => '揺',
        '樣' => '様',
        '來' => '来',
        '賴' => '頼',
        '亂' => '乱',
        '覽' => '覧',
        '兩' => '両',
        '獵' => '猟',
        '綠' => '緑',
        '鄰' => '隣',
        '淚' => '涙',
        '壘' => '塁',
        '勵' => '励',
        '禮' => '礼',
        '靈' => '霊',
        '齡' => '齢',
        '戀' => '恋',
        '爐' => '炉',
        '勞' => '労',
        '樓' => '楼',
        '錄' => '録',
        '灣' | '弯' => '湾',
        '膣' => '腟',
        '沪' => '濾',
        '欝' => '鬱',
        '𠮟' => '叱',
        '晚' => '晩',
        '每' => '毎',
        '敎' => '教',
        '步' => '歩',
        '黃' => '黄',
        '溫' => '温',
        '靑' => '青',
        '鬪' | '鬭' => '闘',
        '惱' => '悩',
        '缺' => '欠',
        '囑' => '嘱',
        '穩' => '穏',
        '隱' => '隠',
        '假' => '仮',
        '懷' => '懐',
        '壞' => '壊',
        '勳' => '勲',
        '徑' => '径',
        '惠' => '恵',
        '鑛' => '鉱',
        '櫻' => '桜',
        '殘' => '残',
        '產' => '産',
        '峽' => '峡',
        '狹' => '狭',
        '戲' => '戯',
        '犧' => '犠',
        '卷' => '巻',
        '蠶' => '蚕',
        '參' => '参',
        '慘' => '惨',
        '雜' => '雑',
        '瘺' => '瘻',
        _ => ch,
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
