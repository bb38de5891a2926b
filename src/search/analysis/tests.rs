//! Hard cases of Japanese and English biomedical text: what is written, the words with their positions, the bigrams.

use super::analyse;
use super::normalise::normalise;
use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;

#[rustfmt::skip]
const CASES: &[(&str, &str, &str)] = &[
    ("IL-6", "il6@0 il@0 6@1", ""),
    ("IL6", "il6@0", ""),
    ("IL‐6受容体", "il6@0 il@0 6@1 受容@2 体@3", "受容 容体 体"),
    ("ＩＬ－６", "il6@0 il@0 6@1", ""),
    ("ILー6", "il6@0 il@0 6@1", ""),
    ("ILｰ6", "il6@0 il@0 6@1", ""),
    ("PD-1/PD-L1阻害薬", "pd1@0 pd@0 1@1 pdl1@2 pd@2 l1@3 阻害@4 薬@5", "阻害 害薬 薬"),
    ("(CAR)-T細胞療法", "cart@0 car@0 t@1 細胞@2 療法@3", "細胞 胞療 療法 法"),
    ("[11C]PiB", "11c@0 pib@1", ""),
    ("TNFα阻害薬", "tnfalpha@0 阻害@1 薬@2", "阻害 害薬 薬"),
    ("TNF-alpha", "tnfalpha@0 tnf@0 alpha@1", ""),
    ("IFN-γ", "ifngamma@0 ifn@0 gamma@1", ""),
    ("β-カテニン", "beta@0 カテニン@1", "カテ テニ ニン ン"),
    ("Aβ42", "abeta42@0", ""),
    ("HbA1c", "hba1c@0", ""),
    ("KRAS G12C", "kras@0 g12c@1", ""),
    ("SARS-CoV-2", "sarscov2@0 sars@0 sar@0 cov@1 2@2", ""),
    ("5-HT2A受容体", "5ht2a@0 5@0 ht2a@1 受容@2 体@3", "受容 容体 体"),
    ("p53変異", "p53@0 変異@1", "変異 異"),
    ("CD4+CD25+T細胞", "cd4@0 cd25@1 t@2 細胞@3", "細胞 胞"),
    ("Sjögren's syndrome", "sjogren's@0 sjogren@0 syndrome@1 syndrom@1", ""),
    ("Guillain–Barré syndrome", "guillainbarre@0 guillainbarr@0 guillain@0 barre@1 barr@1 syndrome@2 syndrom@2", ""),
    ("Alzheimer’s disease", "alzheimer's@0 alzheim@0 disease@1 diseas@1", ""),
    ("studies studied studying", "studies@0 studi@0 studied@1 studi@1 studying@2 studi@2", ""),
    ("metastases", "metastases@0 metastas@0", ""),
    ("anti-inflammatory", "antiinflammatory@0 antiinflammatori@0 anti@0 inflammatory@1 inflammatori@1", ""),
    ("non-small-cell lung cancer", "nonsmallcell@0 nonsmallcel@0 non@0 small@1 cell@2 lung@3 cancer@4", ""),
    ("immuno-\ntherapy", "immunotherapy@0 immunotherapi@0 immuno@0 therapy@1 therapi@1", ""),
    ("肺癌", "肺@0 がん@1", "肺癌 癌"),
    ("肺がん", "肺@0 がん@1", "肺が がん ん"),
    ("肺ガン", "肺@0 がん@1", "肺ガ ガン ン"),
    ("肺ガンの治療", "肺@0 がん@1 の@2 治療@3", "肺ガ ガン ンの の治 治療 療"),
    ("発がん性物質", "発@0 がん@1 性@2 物質@3", "発が がん ん性 性物 物質 質"),
    ("がんばる", "がんばる@0", "がん んば ばる る"),
    ("ガンマナイフ", "ガンマナイフ@0", "ガン ンマ マナ ナイ イフ フ"),
    ("抗がん剤", "抗@0 がん@1 剤@2", "抗が がん ん剤 剤"),
    ("蛋白質", "タンパク@0 質@1", "タン ンパ パク ク質 質"),
    ("たんぱく質", "タンパク@0 質@1", "タン ンパ パク ク質 質"),
    ("タンパク質分解誘導", "タンパク@0 質@1 分解@2 誘導@3", "タン ンパ パク ク質 質分 分解 解誘 誘導 導"),
    ("ウィルス", "ウイルス@0", "ウイ イル ルス ス"),
    ("ウイルスベクター", "ウイルスベクタ@0", "ウイ イル ルス スベ ベク クタ ター タ"),
    ("アデノ随伴ウィルス", "アデノ@0 随伴@1 ウイルス@2", "アデ デノ ノ随 随伴 伴ウ ウイ イル ルス ス"),
    ("ヴィーガン", "ビーガン@0", "ビー ーガ ガン ン"),
    ("コンピューター支援", "コンピュータ@0 支援@1", "コン ンピ ピュ ュー ータ ター タ支 支援 援"),
    ("バイオマーカー", "バイオマーカ@0", "バイ イオ オマ マー ーカ カー カ"),
    ("センター", "センタ@0", "セン ンタ ター タ"),
    ("エラー", "エラー@0", "エラ ラー ラ"),
    ("ﾍ\u{ff9e}ｰﾀｱﾐﾛｲﾄ\u{ff9e}", "ベータアミロイド@0", "ベー ータ タア アミ ミロ ロイ イド ド"),
    ("⽼化細胞の⺠間応⽤", "老化@0 細胞@1 の@2 民間@3 応用@4", "老化 化細 細胞 胞の の民 民間 間応 応用 用"),
    ("頚椎", "頸椎@0", "頸椎 椎"),
    ("抗体薬物複合体", "抗体@0 薬物@1 複合@2 体@3", "抗体 体薬 薬物 物複 複合 合体 体"),
    ("抗体", "抗体@0", "抗体 体"),
    ("全身性強皮症", "全身@0 性@1 強@2 皮@3 症@4", "全身 身性 性強 強皮 皮症 症"),
    ("間葉系幹細胞", "間@0 葉@1 系@2 幹@3 細胞@4", "間葉 葉系 系幹 幹細 細胞 胞"),
    ("脊髄損\n傷治療", "脊髄@0 損傷@1 治療@2", "脊髄 髄損 損傷 傷治 治療 療"),
    ("iPS細胞由来", "ips@0 細胞@1 由来@2", "細胞 胞由 由来 来"),
    ("酵素補充療法", "酵素@0 補充@1 療法@2", "酵素 素補 補充 充療 療法 法"),
    ("1,500 mg/kg", "1500@0 mg@1 kg@2", ""),
    ("3.5mg", "3.5mg@0", ""),
    ("μオピオイド受容体", "mu@0 オピオイド@1 受容@2 体@3", "オピ ピオ オイ イド ド受 受容 容体 体"),
    ("Ⅱ型糖尿病", "ii@0 2@0 型@1 糖尿病@2", "型糖 糖尿 尿病 病"),
    ("①非臨床試験", "1@0 非@1 臨床@2 試験@3", "非臨 臨床 床試 試験 験"),
    ("ｍＲＮＡワクチン", "mrna@0 ワクチン@1", "ワク クチ チン ン"),
    ("末梢神経・筋疾患", "末梢@0 神経@1 筋@2 疾患@3", "末梢 梢神 神経 経 筋疾 疾患 患"),
    ("筋萎縮性側索硬化症（ALS）", "筋@0 萎縮@1 性@2 側@3 索@4 硬化症@5 als@6", "筋萎 萎縮 縮性 性側 側索 索硬 硬化 化症 症"),
    ("COVID‑19", "covid19@0 covid@0 19@1", ""),
    ("soft\u{ad}hyphen", "softhyphen@0", ""),
    ("ゼロ\u{200b}幅", "ゼロ@0 幅@1", "ゼロ ロ幅 幅"),
    ("が", "が@0", "が"),
    ("癌", "がん@0", "癌"),
    ("人々の健康", "人々@0 の@1 健康@2", "人々 々の の健 健康 康"),
];

#[test]
fn hard_cases_are_cut_as_agreed() {
    for (text, words, bigrams) in CASES {
        let analysis = analyse(text);
        let found: Vec<String> = analysis
            .words
            .iter()
            .map(|token| format!("{}@{}", token.text, token.position))
            .collect();
        assert_eq!(&found.join(" "), words, "words of {text}");
        let found: Vec<&str> = analysis.bigrams.iter().map(|token| token.text.as_str()).collect();
        assert_eq!(&found.join(" "), bigrams, "bigrams of {text}");
    }
    assert!(CASES.len() >= 60);
}

#[test]
fn tokens_point_at_what_was_written() {
    let text = "ﾍﾞｰﾀ遮断薬とＩＬ－６、蛋白\n質";
    let analysis = analyse(text);
    let written = |word: &str| {
        analysis
            .words
            .iter()
            .find(|token| token.text == word)
            .and_then(|token| text.get(token.start..token.end))
    };
    assert_eq!(written("ベータ"), Some("ﾍﾞｰﾀ"));
    assert_eq!(written("il6"), Some("ＩＬ－６"));
    assert_eq!(written("タンパク"), Some("蛋白"));
    assert!(
        analysis
            .bigrams
            .iter()
            .any(|token| token.text == "ク質" && text.get(token.start..token.end) == Some("蛋白\n質"))
    );
}

#[test]
fn runs_of_bigrams_are_apart() {
    let analysis = analyse("肺、癌");
    let positions: Vec<u32> = analysis.bigrams.iter().map(|token| token.position).collect();
    assert_eq!(positions, [0, 2]);
}

proptest! {
    #[test]
    fn any_text_is_analysed(text in any::<String>()) {
        let analysis = analyse(&text);
        for token in analysis.words.iter().chain(&analysis.bigrams) {
            prop_assert!(text.get(token.start..token.end).is_some());
            prop_assert!(!token.text.is_empty() && !token.text.chars().any(char::is_control));
        }
        prop_assert!(analysis.words.is_sorted_by_key(|token| token.position));
        prop_assert!(analysis.bigrams.is_sorted_by_key(|token| token.position));
    }

    #[test]
    fn japanese_looking_text_is_analysed(text in "[ぁ-んァ-ヴー一-丁癌蛋白a-zA-Z0-9αβ\\-ー゛ﾞﾟ\\n 。、・（）]{0,60}") {
        let analysis = analyse(&text);
        prop_assert!(analysis.words.iter().all(|token| text.get(token.start..token.end).is_some()));
    }

    #[test]
    fn a_normalised_text_stays_as_it_is(text in HARD) {
        let spelled = |text: &str| normalise(text).iter().map(|cell| cell.ch).collect::<String>();
        let once = spelled(&text);
        prop_assert_eq!(spelled(&once), once);
    }

    #[test]
    fn wide_latin_is_cut_like_narrow(text in "[ -~]{0,60}") {
        let wide: String = text
            .chars()
            .map(|ch| if ch == ' ' { '\u{3000}' } else { char::from_u32(u32::from(ch) + 0xFEE0).unwrap() })
            .collect();
        prop_assert_eq!(cut(&wide), cut(&text));
    }

    #[test]
    fn narrow_kana_are_cut_like_wide(text in "[ｦ-ﾟ癌の]{0,60}") {
        let wide: String = text.nfkc().collect();
        prop_assert_eq!(cut(&text), cut(&wide));
    }

    #[test]
    fn decomposed_text_is_cut_like_composed(text in "[a-zÀ-ÖØ-öø-ſぁ-んァ-ヴ가-힣 ]{0,40}") {
        let (apart, together): (String, String) = (text.nfd().collect(), text.nfc().collect());
        prop_assert_eq!(cut(&apart), cut(&together));
    }
}

/// Characters that rules look at.
const HARD: &str =
    "[a-cA-Cs0-2αβßμ²⁻₂①½\\-^./:_,'`ー・゛ﾞｶﾊァ-オヴィんがうつ病癌蛋白第二相令年ⅡÅé\u{AD}\u{200B}\u{301} ]{0,30}";

/// The words and pairs of a text.
fn cut(text: &str) -> Vec<(String, u32)> {
    let analysis = analyse(text);
    let tokens = analysis.words.into_iter().chain(analysis.bigrams);
    tokens.map(|token| (token.text.into(), token.position)).collect()
}
