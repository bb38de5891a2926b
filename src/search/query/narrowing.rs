//! What of a typed query narrows by something other than text: codes of a vocabulary, and the owner's organisation.

use super::node::{Node, TextPositions};
use super::pattern::pattern;
use super::tree::{Item, What};
use super::words::Field;
use crate::search::document::{Facet, TextField};
use crate::search::fields::FieldTokens;

/// The codes that a name of a vocabulary stands for; none if the name is unknown. Given by the caller, who has the vocabularies.
pub type CodesOf<'a> = &'a dyn Fn(Facet, &str) -> Vec<String>;

/// One narrowing. Which listings an organisation's name stands for is the caller's to know: it depends on the viewer.
#[derive(Clone, PartialEq)]
pub enum Narrowing {
    /// At least one of the codes, or none of them.
    Codes {
        /// The facet.
        facet: Facet,
        /// The codes.
        codes: Vec<String>,
        /// None of them.
        excluded: bool,
    },
    /// Listings of an organisation, or those of all others.
    Organisation {
        /// What its name must fulfil.
        name: OrganisationName,
        /// Those of all others.
        excluded: bool,
    },
}

/// A condition on an organisation's name.
#[derive(Clone, PartialEq)]
pub struct OrganisationName(Node);

impl OrganisationName {
    /// Whether one of the names of an organisation fulfils it.
    #[must_use]
    pub fn is_met_by(&self, names: &[&str]) -> bool {
        let tokens = FieldTokens::new(names.iter().map(|name| (TextField::Title, *name)));
        self.0.matches(&TextPositions::new(&tokens))
    }
}

/// Takes the narrowings out of the items. What stands beside text in an OR, in brackets that group, or names nothing known
/// is left, as text.
pub(super) fn narrow(items: &[Item], codes_of: CodesOf<'_>) -> (Vec<Narrowing>, Vec<Item>) {
    let (mut narrowings, mut rest) = (Vec::new(), Vec::new());
    for chain in items.chunk_by(|_, next| next.or) {
        match narrowing(chain, codes_of) {
            Some(narrowing) => narrowings.push(narrowing),
            None => rest.extend_from_slice(chain),
        }
    }
    (narrowings, rest)
}

fn narrowing(chain: &[Item], codes_of: CodesOf<'_>) -> Option<Narrowing> {
    let excluded = chain.first()?.excluded;
    let field = chain.first()?.field?;
    let mut texts = Vec::with_capacity(chain.len());
    for item in chain {
        let What::Clause(clause) = &item.what else { return None };
        if item.field != Some(field) {
            return None;
        }
        texts.push(clause);
    }
    match field {
        Field::Text(_) => None,
        Field::Codes(facet) => {
            let mut codes = Vec::new();
            for clause in texts {
                let known = codes_of(facet, &clause.text);
                if known.is_empty() {
                    return None;
                }
                codes.extend(known);
            }
            Some(Narrowing::Codes { facet, codes, excluded })
        }
        Field::Organisation => {
            let ways = texts.iter().filter_map(|clause| pattern(&clause.text, clause.quoted));
            let name = OrganisationName(Node::any(ways.collect()));
            Some(Narrowing::Organisation { name, excluded })
        }
    }
}
