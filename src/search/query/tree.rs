//! Puts tokens together: what is joined by OR, what is excluded, what a field or a bracket spans. OR joins the two units
//! beside it; everything else is wanted together.

use super::clauses::{Clause, Token, tokens};
use super::words::{Field, Operator};
use std::iter::Peekable;
use std::vec::IntoIter;
use unicode_normalization::UnicodeNormalization;

/// A clause or a bracket of them, with what stands before it.
#[derive(Clone)]
pub(super) struct Item {
    /// Joined with the item before it by OR; never if one of them is excluded.
    pub(super) or: bool,
    /// Must not match.
    pub(super) excluded: bool,
    /// A bracket stands between this and the item before it.
    pub(super) apart: bool,
    /// Where a clause is sought.
    pub(super) field: Option<Field>,
    /// What is sought.
    pub(super) what: What,
}

/// What an item holds.
#[derive(Clone)]
pub(super) enum What {
    /// One clause.
    Clause(Clause),
    /// What stands in brackets.
    Group(Vec<Item>),
}

/// The items of a typed text.
pub(super) fn items(input: &str) -> Vec<Item> {
    let tokens = tokens(input);
    let mut rest = tokens.clone().into_iter().peekable();
    let mut items = Vec::new();
    while rest.peek().is_some() {
        items.extend(sequence(&mut rest, None));
    }
    if items.is_empty() {
        // Nothing to operate on: then the operators are what is sought.
        let words = tokens.into_iter().filter_map(|token| match token {
            Token::Operator(_, text) => Some(Item::new(What::Clause(plain(text)))),
            _ => None,
        });
        return words.collect();
    }
    opened(items)
}

/// Every clause that is not excluded, brackets included, in order.
pub(super) fn wanted(items: &[Item]) -> Vec<(&Clause, Option<Field>)> {
    let mut out = Vec::new();
    for item in items.iter().filter(|item| !item.excluded) {
        match &item.what {
            What::Clause(clause) => out.push((clause, item.field)),
            What::Group(inner) => out.extend(wanted(inner)),
        }
    }
    out
}

impl Item {
    const fn new(what: What) -> Self {
        Self {
            or: false,
            excluded: false,
            apart: false,
            field: None,
            what,
        }
    }
}

const fn plain(text: String) -> Clause {
    Clause {
        text,
        quoted: false,
        open: false,
    }
}

/// The items up to the end of the bracket. `around` is the field of the bracket.
fn sequence(tokens: &mut Peekable<IntoIter<Token>>, around: Option<Field>) -> Vec<Item> {
    let mut out: Vec<Item> = Vec::new();
    let (mut or, mut excluded, mut field) = (false, false, None);
    for_each_item(tokens, |token, tokens| {
        let what = match token {
            Token::Operator(Operator::And, _) => return,
            Token::Operator(Operator::Or, _) => {
                or = true;
                return;
            }
            Token::Operator(Operator::Not, _) | Token::Minus => {
                excluded = true;
                return;
            }
            Token::Field(named, text) => {
                field = Some((named, text));
                return;
            }
            Token::Open => {
                let named = field.as_ref().map(|(named, _)| *named);
                What::Group(sequence(tokens, named.or(around)))
            }
            Token::Clause(clause) => What::Clause(clause),
            Token::Close => return,
        };
        let searchable = match &what {
            What::Clause(clause) => clause.text.nfkc().any(char::is_alphanumeric),
            What::Group(items) => !items.is_empty(),
        };
        if searchable {
            let joins = or && !excluded && out.last().is_some_and(|last| !last.excluded);
            out.push(Item {
                or: joins,
                excluded,
                field: field.take().map(|(named, _)| named).or(around),
                ..Item::new(what)
            });
            (or, excluded) = (false, false);
        }
    });
    if let Some((_, text)) = field {
        // A field of nothing is a word.
        out.push(Item::new(What::Clause(plain(text))));
    }
    out
}

/// Hands over tokens until a bracket closes.
fn for_each_item(tokens: &mut Peekable<IntoIter<Token>>, mut each: impl FnMut(Token, &mut Peekable<IntoIter<Token>>)) {
    while let Some(token) = tokens.next() {
        if matches!(token, Token::Close) {
            return;
        }
        each(token, tokens);
    }
}

/// Takes away the brackets that change nothing: those around one item, and those that are wanted beside others.
fn opened(items: Vec<Item>) -> Vec<Item> {
    let joins_next: Vec<bool> = items.iter().skip(1).map(|next| next.or).chain([false]).collect();
    let mut out: Vec<Item> = Vec::with_capacity(items.len());
    let mut apart = false;
    for (item, joins_next) in items.into_iter().zip(joins_next) {
        let Item {
            or,
            excluded,
            field,
            what,
            apart: _,
        } = item;
        match what {
            What::Group(inner) => {
                let mut inner = opened(inner);
                let alone = matches!(inner.as_slice(), [only] if !(only.excluded && (excluded || or)));
                let beside = !or && !joins_next && !excluded;
                if alone || beside {
                    if let Some(first) = inner.first_mut() {
                        first.or = or;
                        first.apart = true;
                        first.excluded |= excluded;
                    }
                    out.append(&mut inner);
                } else {
                    let what = What::Group(inner);
                    out.push(Item {
                        or,
                        excluded,
                        field,
                        apart: true,
                        what,
                    });
                }
                apart = true;
            }
            what @ What::Clause(_) => {
                out.push(Item {
                    or,
                    excluded,
                    field,
                    apart,
                    what,
                });
                apart = false;
            }
        }
    }
    out
}
