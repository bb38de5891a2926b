//! What may be written in names, mail domains and texts of a few sentences.

use crate::domain::account::Email;
use crate::domain::problem::{Fault, FieldFault};
use crate::domain::text::Bilingual;

/// Most characters of a motivation or of a reason.
pub const MOST_PROSE: usize = 1_000;
/// Most characters of a person's name.
pub const MOST_NAME: usize = 60;
/// Most characters of an organisation's name.
pub const MOST_ORGANISATION_NAME: usize = 120;

/// A person's name in both languages; whoever has one in one language only is called by it in both.
pub fn person_names(field: &str, name: &Bilingual, faults: &mut Vec<FieldFault>) -> (String, String) {
    names(field, name, MOST_NAME, is_in_a_persons_name, faults)
}

/// An organisation's name in both languages.
pub fn organisation_names(field: &str, name: &Bilingual, faults: &mut Vec<FieldFault>) -> (String, String) {
    names(field, name, MOST_ORGANISATION_NAME, |c| !c.is_control(), faults)
}

fn names(
    field: &str,
    name: &Bilingual,
    most: usize,
    allowed: fn(char) -> bool,
    faults: &mut Vec<FieldFault>,
) -> (String, String) {
    let given = |text: &Option<String>| {
        let text = text.as_deref().unwrap_or_default().trim().to_owned();
        (!text.is_empty()).then_some(text)
    };
    let (ja, en) = (given(&name.ja), given(&name.en));
    for (language, text) in [("ja", &ja), ("en", &en)] {
        let Some(text) = text else { continue };
        let place = format!("{field}.{language}");
        if text.chars().count() > most {
            faults.push(FieldFault::with_limit(place, Fault::TooLong, most));
        } else if !text.chars().all(allowed) {
            faults.push(FieldFault::new(place, Fault::Malformed));
        }
    }
    match (ja, en) {
        (Some(ja), Some(en)) => (ja, en),
        (Some(only), None) | (None, Some(only)) => (only.clone(), only),
        (None, None) => {
            faults.push(FieldFault::new(field, Fault::Required));
            (String::new(), String::new())
        }
    }
}

/// Letters of any script and the marks between names. Addresses of web sites cannot be written with them, so that nobody
/// uses our mails to advertise.
fn is_in_a_persons_name(c: char) -> bool {
    c.is_alphabetic()
        || matches!(
            c,
            ' ' | '\u{3000}' | '-' | '\'' | '’' | '.' | ',' | '・' | '(' | ')' | '（' | '）'
        )
}

/// A text of a few sentences: something, but not too much.
pub fn prose(field: &str, text: &str, faults: &mut Vec<FieldFault>) -> String {
    let text = text.trim().to_owned();
    if text.is_empty() {
        faults.push(FieldFault::new(field, Fault::Required));
    } else if text.chars().count() > MOST_PROSE {
        faults.push(FieldFault::with_limit(field, Fault::TooLong, MOST_PROSE));
    } else if text.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t')) {
        faults.push(FieldFault::new(field, Fault::Malformed));
    }
    text
}

/// The domains of an organisation, lower-case, each once.
pub fn domains(field: &str, given: &[String], faults: &mut Vec<FieldFault>) -> Vec<String> {
    const MOST: usize = 20;
    if given.len() > MOST {
        faults.push(FieldFault::with_limit(field, Fault::TooLong, MOST));
    }
    let mut domains: Vec<String> = Vec::new();
    for (index, text) in given.iter().take(MOST).enumerate() {
        match Email::parse(&format!("a@{}", text.trim())) {
            Ok(email) if domains.iter().any(|known| known == email.domain()) => {}
            Ok(email) => domains.push(email.domain().to_owned()),
            Err(fault) => faults.push(FieldFault::new(format!("{field}.{index}"), fault)),
        }
    }
    domains
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn domains_are_parsed_and_each_is_kept_once() {
        let mut faults = Vec::new();
        let given = ["U.example", "u.example", "bad domain"].map(str::to_owned);
        assert_eq!(domains("email_domains", &given, &mut faults), ["u.example"]);
        assert_eq!(faults, [FieldFault::new("email_domains.2", Fault::Malformed)]);
    }
}
