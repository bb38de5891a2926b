//! What must match, as a tree of phrases. The tree knows how to test a text in memory; testing an index is `matching.rs`.

use crate::search::analysis::Stream;
use crate::search::document::TextField;
use crate::search::fields::FieldTokens;
use std::collections::HashMap;

/// A condition on one listing.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(in crate::search) enum Node {
    /// Tokens in a row within one field.
    Phrase(Phrase),
    /// Every part, in any field. Empty: everything.
    All(Vec<Node>),
    /// At least one part. Empty: nothing.
    Any(Vec<Node>),
    /// The first, and none of the others.
    Except(Box<Node>, Vec<Node>),
}

/// Tokens at fixed distances within one stream of one field.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(in crate::search) struct Phrase {
    /// The stream.
    pub(in crate::search) stream: Stream,
    /// Tokens with their distance from the first, in positions; never empty.
    pub(in crate::search) tokens: Vec<(u32, String)>,
    /// The only token is a prefix.
    pub(in crate::search) prefix: bool,
    /// The fields in one of which it must stand.
    pub(in crate::search) fields: &'static [TextField],
}

impl Phrase {
    /// Tokens in a row, in any field.
    pub(in crate::search) const fn row(stream: Stream, tokens: Vec<(u32, String)>) -> Self {
        Self {
            stream,
            tokens,
            prefix: false,
            fields: &TextField::ALL,
        }
    }
}

impl Node {
    /// A phrase of one token.
    pub(in crate::search) fn token(stream: Stream, text: &str) -> Self {
        Self::Phrase(Phrase::row(stream, vec![(0, text.to_owned())]))
    }

    /// Any token that begins like this.
    pub(in crate::search) fn prefix(stream: Stream, text: &str) -> Self {
        Self::Phrase(Phrase {
            prefix: true,
            ..Phrase::row(stream, vec![(0, text.to_owned())])
        })
    }

    /// The same within some fields only.
    pub(in crate::search) fn within(self, fields: &'static [TextField]) -> Self {
        let each = |parts: Vec<Self>| parts.into_iter().map(|part| part.within(fields)).collect();
        match self {
            Self::Phrase(phrase) => Self::Phrase(Phrase { fields, ..phrase }),
            Self::All(parts) => Self::All(each(parts)),
            Self::Any(parts) => Self::Any(each(parts)),
            Self::Except(wanted, unwanted) => Self::Except(Box::new(wanted.within(fields)), each(unwanted)),
        }
    }

    /// All parts, without a needless level.
    pub(in crate::search) fn all(mut parts: Vec<Self>) -> Self {
        if parts.len() == 1 {
            parts.remove(0)
        } else {
            Self::All(parts)
        }
    }

    /// Any of the parts, each once, without a needless level.
    pub(in crate::search) fn any(parts: Vec<Self>) -> Self {
        let mut unique: Vec<Self> = Vec::with_capacity(parts.len());
        for part in parts {
            if !unique.contains(&part) {
                unique.push(part);
            }
        }
        if unique.len() == 1 {
            unique.remove(0)
        } else {
            Self::Any(unique)
        }
    }

    /// Whether a text in memory fulfils the condition.
    pub(in crate::search) fn matches(&self, text: &TextPositions<'_>) -> bool {
        match self {
            Self::Phrase(phrase) => text.contains(phrase),
            Self::All(parts) => parts.iter().all(|part| part.matches(text)),
            Self::Any(parts) => parts.iter().any(|part| part.matches(text)),
            Self::Except(wanted, unwanted) => wanted.matches(text) && !unwanted.iter().any(|part| part.matches(text)),
        }
    }
}

/// Where each token of a listing's visible text stands.
pub(in crate::search) struct TextPositions<'a> {
    slots: Vec<(Stream, TextField, Positions<'a>)>,
}

/// The positions of each token of one field.
type Positions<'a> = HashMap<&'a str, Vec<u32>>;

impl<'a> TextPositions<'a> {
    /// Looks up the positions of analysed text.
    pub(in crate::search) fn new(tokens: &'a FieldTokens) -> Self {
        let mut slots = Vec::with_capacity(8);
        for stream in Stream::ALL {
            for field in TextField::ALL {
                let mut positions: HashMap<&str, Vec<u32>> = HashMap::new();
                for token in tokens.get(stream, field) {
                    positions.entry(&token.text).or_default().push(token.position);
                }
                slots.push((stream, field, positions));
            }
        }
        Self { slots }
    }

    fn contains(&self, phrase: &Phrase) -> bool {
        self.slots
            .iter()
            .filter(|(stream, field, _)| *stream == phrase.stream && phrase.fields.contains(field))
            .any(|(_, _, terms)| {
                let Some((_, first)) = phrase.tokens.first() else {
                    return false;
                };
                if phrase.prefix {
                    return terms.keys().any(|text| text.starts_with(first.as_str()));
                }
                let at = |text: &String, position: u32| {
                    terms
                        .get(text.as_str())
                        .is_some_and(|positions| positions.binary_search(&position).is_ok())
                };
                terms.get(first.as_str()).is_some_and(|starts| {
                    starts
                        .iter()
                        .any(|start| phrase.tokens.iter().all(|(offset, text)| at(text, start + offset)))
                })
            })
    }
}
