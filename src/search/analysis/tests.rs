//! Hard cases of Japanese and English biomedical text.

use super::{Form, Stream, analyse};

fn words(text: &str) -> String {
    analyse(text).words.iter().map(|t| format!("{}@{}", t.text, t.position)).collect::<Vec<_>>().join(" ")
}

#[test]
fn show() {
    for text in ["IL-6受容体", "肺癌と肺がんと肺ガンの研究", "抗体薬物複合体", "TNFα阻害薬", "全身性強皮症", "(CAR)-T細胞 [11C]PiB", "Sjögren's syndrome", "SARS-CoV-2 infections", "インターロイキン-6", "コンピューター支援", "がんばるガンマ線", "蛋白質とたんぱく質", "SARS‐CoV‐2", "ﾍﾞｰﾀｱﾐﾛｲﾄﾞ", "間葉系幹細胞を用いた脊髄損傷治療", "β-カテニン 1,500 3.5mg μg"] {
        println!("{text} -> {}", words(text));
    }
    let _ = (Form::Last, Stream::Words);
}
