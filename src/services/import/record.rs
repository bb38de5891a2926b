//! One line of an import file as the content of a listing. Lenient about what is missing, strict about what is there: a wrong type,
//! an unknown code or a text that is too long refuses the line, and names the field, never its text.

use crate::domain::listing::ListingKind;
use crate::domain::listing::content::{Content, TierRules};
use crate::domain::listing::need::NeedContent;
use crate::domain::listing::seed::SeedContent;
use crate::domain::problem::{Fault, FieldFault};
use crate::domain::text::{Locale, clean_json, is_text};
use crate::domain::tier::Tier;
use crate::domain::vocabulary::Vocabularies;
use crate::services::import::text::{Spread, language_of, spread};
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};

/// Longest identifier of a record, in characters.
const LONGEST_ID: usize = 200;

/// Fields that hold a text in one or both languages: a plain string is a text in the line's language.
const TEXTS: &[&str] = &[
    "summary",
    "indication",
    "unmet_need",
    "problem",
    "mechanism",
    "differentiation",
    "missing_data",
    "next_experiment",
    "further_indications",
    "quantitative_results",
    "materials",
    "risks",
    "data_package",
    "must_have",
    "nice_to_have",
    "out_of_scope",
    "evidence_expected",
    "offers",
];

/// Fields that hold a list: a plain string is a list of one.
const LISTS: &[&str] = &[
    "disease_areas",
    "icd10_chapters",
    "modalities",
    "competitors",
    "collaboration_sought",
    "application_numbers",
    "modalities_wanted",
    "modalities_excluded",
    "partnership_types",
    "reviewers",
];

/// A record that can be stored. No `Debug`: it holds listing text.
#[derive(Clone)]
pub struct Record {
    /// Identifier in the file
    pub external: String,
    /// Content by tier
    pub parts: BTreeMap<Tier, String>,
    /// The whole content as one JSON object
    pub whole: String,
    /// SHA-256 of the whole content
    pub hash: String,
}

/// Why a line is not imported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// It is no UTF-8 text
    NotText,
    /// It is no JSON object; the column where it goes wrong
    NotJson(usize),
    /// The file ends in the middle of it
    CutOff,
    /// It is longer than a mebibyte
    TooLong,
    /// An earlier line has the same identifier
    Repeated(u64),
    /// Fields are wrong
    Fields(Vec<FieldFault>),
}

impl From<FieldFault> for Wrong {
    fn from(fault: FieldFault) -> Self {
        Self::Fields(vec![fault])
    }
}

/// Reads a line as a listing of a kind. Names of fields that mean nothing here are collected in `ignored`.
pub fn record(
    bytes: &[u8],
    kind: ListingKind,
    vocabularies: &Vocabularies,
    ignored: &mut BTreeSet<String>,
) -> Result<Record, Wrong> {
    match kind {
        ListingKind::Seed => read::<SeedContent>(bytes, kind, vocabularies, ignored),
        ListingKind::Need => read::<NeedContent>(bytes, kind, vocabularies, ignored),
    }
}

fn read<C: Content + DeserializeOwned>(
    bytes: &[u8],
    kind: ListingKind,
    vocabularies: &Vocabularies,
    ignored: &mut BTreeSet<String>,
) -> Result<Record, Wrong> {
    let text = std::str::from_utf8(bytes).map_err(|_| Wrong::NotText)?;
    let mut line: Map<String, Value> = serde_json::from_str(text).map_err(|error| match error.classify() {
        serde_json::error::Category::Eof => Wrong::CutOff,
        _ => Wrong::NotJson(error.column()),
    })?;
    let external = external_id(&mut line)?;
    line.values_mut().for_each(clean_json);
    let language = language(&mut line)?;
    let titles = both_languages(&mut line, "title", language)?;
    let texts = both_languages(&mut line, "text", language)?;
    if titles.is_empty() {
        return Err(FieldFault::new("title", Fault::Required).into());
    }
    if let Some(stage) = line.remove("stage") {
        line.entry("stage_min").or_insert_with(|| stage.clone());
        line.entry("stage_max").or_insert(stage);
    }
    let mut fields = Map::new();
    for (name, value) in line {
        if !C::FIELDS.iter().any(|field| field.name == name) {
            ignored.insert(name);
        } else if !value.is_null() {
            let value = lenient(&name, value, language);
            fields.insert(name, value);
        }
    }
    let Spread { fields, left_over } = spread(fields, (kind, C::FIELDS), &titles, &texts);
    if left_over {
        return Err(FieldFault::new("text", Fault::TooLong).into());
    }
    let fields = Value::Object(fields);
    let content: C = serde_path_to_error::deserialize(fields)
        .map_err(|error| FieldFault::new(dotted(&error.path().to_string()), Fault::Malformed))?;
    let faults = content.faults(vocabularies).into_iter().map(|fault| FieldFault {
        field: fault.field.trim_start_matches("content.").to_owned(),
        ..fault
    });
    // A whole field may be missing, a part of one that is there may not.
    let faults: Vec<_> = faults
        .filter(|fault| fault.fault != Fault::Required || fault.field.contains('.'))
        .collect();
    if !faults.is_empty() {
        return Err(Wrong::Fields(faults));
    }
    Ok(sealed(external, &content))
}

/// `evidence[0].system` as our own checks write it.
fn dotted(path: &str) -> String {
    path.replace('[', ".").replace(']', "")
}

fn sealed<C: Content>(external: String, content: &C) -> Record {
    let undivided = TierRules {
        minimum: Tier::Owner,
        overrides: BTreeMap::new(),
    };
    let whole = content.split(&undivided).into_values().next();
    let whole = whole.unwrap_or_else(|| "{}".into());
    Record {
        external,
        parts: content.split(&TierRules::default()),
        hash: hash(&whole),
        whole,
    }
}

/// SHA-256 of a content, as `import_keys` remembers it.
#[must_use]
pub fn hash(whole: &str) -> String {
    hex::encode(Sha256::digest(whole.as_bytes()))
}

fn external_id(line: &mut Map<String, Value>) -> Result<String, FieldFault> {
    let name = if line.contains_key("_id") { "_id" } else { "id" };
    let id = match line.remove(name) {
        Some(Value::String(id)) => id.trim().to_owned(),
        Some(Value::Number(id)) => id.to_string(),
        Some(_) => return Err(FieldFault::new(name, Fault::Malformed)),
        None => return Err(FieldFault::new("_id", Fault::Required)),
    };
    match id.chars().count() {
        0 => Err(FieldFault::new(name, Fault::Required)),
        count if count > LONGEST_ID => Err(FieldFault::with_limit(name, Fault::TooLong, LONGEST_ID)),
        _ if !id.chars().all(is_text) => Err(FieldFault::new(name, Fault::ControlCharacter)),
        _ => Ok(id),
    }
}

fn language(line: &mut Map<String, Value>) -> Result<Option<Locale>, FieldFault> {
    match line.remove("language") {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(code)) => {
            let known = Locale::from_code(&code);
            known
                .map(Some)
                .ok_or_else(|| FieldFault::new("language", Fault::UnknownCode))
        }
        Some(_) => Err(FieldFault::new("language", Fault::Malformed)),
    }
}

/// A text given as `name`, `name_ja`, `name_en`, or as an object of languages.
fn both_languages(
    line: &mut Map<String, Value>,
    name: &str,
    language: Option<Locale>,
) -> Result<BTreeMap<Locale, String>, FieldFault> {
    let mut texts = BTreeMap::new();
    let mut put = |locale: Locale, field: &str, value: Value| match value {
        Value::Null => Ok(()),
        Value::String(text) => {
            if !text.trim().is_empty() {
                texts.insert(locale, text.trim().to_owned());
            }
            Ok(())
        }
        _ => Err(FieldFault::new(field, Fault::Malformed)),
    };
    match line.remove(name) {
        None => {}
        Some(Value::Object(languages)) => {
            for (code, value) in languages {
                let field = format!("{name}.{code}");
                let locale = Locale::from_code(&code).ok_or_else(|| FieldFault::new(&field, Fault::UnknownField))?;
                put(locale, &field, value)?;
            }
        }
        Some(Value::String(text)) => {
            put(
                language.unwrap_or_else(|| language_of(&text)),
                name,
                Value::String(text),
            )?;
        }
        Some(other) => put(Locale::Ja, name, other)?,
    }
    for locale in Locale::ALL {
        let field = format!("{name}_{locale}");
        if let Some(value) = line.remove(&field) {
            put(*locale, &field, value)?;
        }
    }
    Ok(texts)
}

fn lenient(name: &str, value: Value, language: Option<Locale>) -> Value {
    match value {
        Value::String(text) if TEXTS.contains(&name) => {
            let locale = language.unwrap_or_else(|| language_of(&text));
            Value::Object(Map::from_iter([(locale.code().to_owned(), Value::String(text))]))
        }
        Value::String(item) if LISTS.contains(&name) => Value::Array(vec![Value::String(item)]),
        value => value,
    }
}
