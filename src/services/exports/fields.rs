//! The fields of a view as statements: whatever the view holds, in the order of the form, each in the reader's language.

use crate::domain::listing::ListingKind;
use crate::domain::listing::composite::{CoOwner, DisclosureState, Evidence, InventionDisclosure, Researcher};
use crate::domain::listing::content::Content;
use crate::domain::listing::field::FieldSpec;
use crate::domain::listing::need::NeedContent;
use crate::domain::listing::seed::SeedContent;
use crate::domain::text::Bilingual;
use crate::domain::vocabulary::Code;
use crate::export::pdf::Statement;
use crate::services::error::{Error, Outcome};
use crate::services::exports::words::Words;
use crate::services::listings::access::ListingView;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

/// Longest text of a field that is a short statement.
const SHORT: usize = 200;

/// What a listing says, but for its title.
pub(super) struct Said {
    /// Codes, days, names
    pub facts: Vec<Statement>,
    /// Texts
    pub texts: Vec<Statement>,
}

/// What a view says, but for its title.
pub(super) fn said(view: &ListingView, words: &Words<'_>) -> Outcome<Said> {
    let kind = view.header.kind;
    let (fields, content) = match kind {
        ListingKind::Seed => (SeedContent::FIELDS, serde_json::to_value(&view.seed)),
        ListingKind::Need => (NeedContent::FIELDS, serde_json::to_value(&view.need)),
    };
    let Value::Object(content) = content.map_err(Error::internal)? else {
        return Err(Error::internal("a view without its content"));
    };
    let mut said = Said {
        facts: Vec::new(),
        texts: Vec::new(),
    };
    for field in fields.iter().filter(|field| field.name != "title") {
        let Some(text) = text(field, &content, words)?.filter(|text| !text.trim().is_empty()) else {
            continue;
        };
        let label = match field.name {
            "stage_min" => words.word("stage"),
            name => words.field(kind, name),
        };
        let short = field.rule.vocabulary.is_some()
            || matches!(content.get(field.name), Some(Value::String(_))) && field.rule.max <= SHORT
            || matches!(content.get(field.name), Some(Value::Bool(_) | Value::Number(_)));
        let list = if short { &mut said.facts } else { &mut said.texts };
        list.push(Statement { label, text });
    }
    Ok(said)
}

/// The words of a field, if the view has it.
fn text(field: &FieldSpec, content: &Map<String, Value>, words: &Words<'_>) -> Outcome<Option<String>> {
    let Some(value) = content.get(field.name) else {
        return Ok(None);
    };
    let text = match (field.name, value) {
        ("stage_max", _) => return Ok(None),
        ("stage_min", _) => {
            let stage = |name: &str| content.get(name).and_then(Value::as_str).map(Code::new);
            words.stages(stage("stage_min").as_ref(), stage("stage_max").as_ref())
        }
        ("evidence", _) => each(value, |one| evidence(one, words))?,
        ("co_owners", _) => each(value, |one| co_owner(one, words))?,
        ("disclosures", _) => each(value, |one| disclosure(one, words))?,
        ("researcher", _) => researcher(read(value)?, words),
        ("unfiled_acceptable", Value::Bool(true)) => words.word("acceptable"),
        ("unfiled_acceptable", Value::Bool(false)) => words.word("not_acceptable"),
        ("response_days", number) => words.word("within_days").replace("{n}", &number.to_string()),
        (_, Value::Bool(true)) => words.word("yes"),
        (_, Value::Bool(false)) => words.word("no"),
        (_, Value::String(text)) => match field.rule.vocabulary {
            Some(vocabulary) => words.label(vocabulary, &Code::new(text)),
            None => text.clone(),
        },
        (_, Value::Array(items)) => {
            let items = items.iter().filter_map(Value::as_str);
            words.list(items.map(|item| match field.rule.vocabulary {
                Some(vocabulary) => words.label(vocabulary, &Code::new(item)),
                None => item.to_owned(),
            }))
        }
        (_, Value::Object(_)) => chosen(&read(value)?, words),
        (_, Value::Number(number)) => number.to_string(),
        (_, Value::Null) => return Ok(None),
    };
    Ok(Some(text))
}

/// A part of a view, read back. What is wrong with it could quote it, so that is not said.
fn read<T: DeserializeOwned>(value: &Value) -> Outcome<T> {
    serde_json::from_value(value.clone()).map_err(|_| Error::internal("a part of a view cannot be read"))
}

fn each<T: DeserializeOwned>(value: &Value, line: impl FnMut(T) -> String) -> Outcome<String> {
    let all: Vec<T> = read(value)?;
    Ok(all.into_iter().map(line).collect::<Vec<_>>().join("\n"))
}

fn chosen(text: &Bilingual, words: &Words<'_>) -> String {
    text.prefer(words.locale()).unwrap_or_default().to_owned()
}

/// Parts that say something, behind each other.
fn joined(parts: &[String]) -> String {
    let parts = parts.iter().filter(|part| !part.is_empty());
    parts.cloned().collect::<Vec<_>>().join(" / ")
}

fn evidence(one: Evidence, words: &Words<'_>) -> String {
    let Evidence {
        system,
        result,
        replication,
    } = one;
    joined(&[
        words.label("evidence_systems", &system),
        chosen(&result, words),
        words.label("replications", &replication),
    ])
}

fn researcher(one: Researcher, words: &Words<'_>) -> String {
    let Researcher { name, orcid, e_rad } = one;
    let numbered = |what: &str, number: Option<String>| number.map(|number| format!("{what} {number}"));
    joined(&[
        chosen(&name, words),
        numbered("ORCID", orcid).unwrap_or_default(),
        numbered("e-Rad", e_rad).unwrap_or_default(),
    ])
}

fn co_owner(one: CoOwner, words: &Words<'_>) -> String {
    let CoOwner { name, consented } = one;
    let consent = if consented {
        words.word("consented")
    } else {
        words.word("not_consented")
    };
    joined(&[name, consent])
}

fn disclosure(one: InventionDisclosure, words: &Words<'_>) -> String {
    let InventionDisclosure {
        kind,
        date,
        state,
        note,
    } = one;
    let state = state.map(|state| match state {
        DisclosureState::Past => words.word("past"),
        DisclosureState::Planned => words.word("planned"),
    });
    joined(&[
        date.map(|date| date.to_string()).unwrap_or_default(),
        words.label("disclosure_kinds", &kind),
        state.unwrap_or_default(),
        note,
    ])
}
