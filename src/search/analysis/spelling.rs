//! British spelling in American: what differs within words of English, so that one stem stands for both. A word that nobody
//! writes may come out; only a word that means something else must not.

/// Parts of words, the longer first where two begin alike.
const PARTS: [(&str, &str); 27] = [
    ("aem", "em"),
    ("aesthe", "esthe"),
    ("aetio", "etio"),
    ("paed", "ped"),
    ("faec", "fec"),
    ("caec", "cec"),
    ("naec", "nec"),
    ("palaeo", "paleo"),
    ("caesar", "cesar"),
    ("oedem", "edem"),
    ("oesoph", "esoph"),
    ("oestr", "estr"),
    ("rrhoe", "rrhe"),
    ("pnoe", "pne"),
    ("foet", "fet"),
    ("coeli", "celi"),
    ("amoeb", "ameb"),
    ("homoeo", "homeo"),
    ("manoeuv", "maneuv"),
    ("sulph", "sulf"),
    ("tumour", "tumor"),
    ("behaviour", "behavior"),
    ("colour", "color"),
    ("favour", "favor"),
    ("flavour", "flavor"),
    ("odour", "odor"),
    ("labour", "labor"),
];

/// Whole words and what they begin with, before any ending.
const BEGINNINGS: [(&str, &str); 12] = [
    ("ageing", "aging"),
    ("programme", "program"),
    ("centre", "center"),
    ("fibre", "fiber"),
    ("titre", "titer"),
    ("litre", "liter"),
    ("metre", "meter"),
    ("millilitre", "milliliter"),
    ("millimetre", "millimeter"),
    ("neighbour", "neighbor"),
    ("humour", "humor"),
    ("vapour", "vapor"),
];

/// A word in American spelling, if that differs. The word is in small ASCII letters.
pub(super) fn american(word: &str) -> Option<String> {
    let mut out = None;
    if word.contains("ae") || word.contains("oe") || word.contains("our") || word.contains("lph") {
        for (british, spelling) in PARTS {
            let now = out.as_deref().unwrap_or(word);
            if now.contains(british) {
                out = Some(now.replace(british, spelling));
            }
        }
    }
    let now = out.as_deref().unwrap_or(word);
    if let Some(spelled) = beginning(now).or_else(|| ending(now)) {
        out = Some(spelled);
    }
    out
}

fn beginning(word: &str) -> Option<String> {
    let first = word.as_bytes().first()?;
    if !b"apcftlmnhv".contains(first) {
        return None;
    }
    BEGINNINGS.iter().find_map(|(british, spelling)| {
        let rest = word.strip_prefix(british)?;
        matches!(rest, "" | "s" | "d" | "ing" | "ed" | "less").then(|| format!("{spelling}{rest}"))
    })
}

/// Endings: -ise and -yse with what follows, and a doubled l.
fn ending(word: &str) -> Option<String> {
    for rest in ["e", "ed", "es", "er", "ers", "ing", "ation", "ations"] {
        let Some(head) = word.strip_suffix(rest) else { continue };
        if let Some(stem) = head.strip_suffix("is").filter(|stem| stem.len() >= 4) {
            return Some(format!("{stem}iz{rest}"));
        }
        if let Some(stem) = head
            .strip_suffix("ys")
            .filter(|stem| stem.len() >= 3 && !rest.starts_with("es"))
        {
            return Some(format!("{stem}yz{rest}"));
        }
        if let Some(stem) = head
            .strip_suffix("ll")
            .filter(|_| matches!(rest, "ed" | "ing" | "er" | "ers"))
        {
            let vowels = stem.bytes().filter(|b| b"aeiouy".contains(b)).count();
            return (vowels >= 2).then(|| format!("{stem}l{rest}"));
        }
    }
    None
}
