//! Cuts what a person typed into clauses: words, "phrases", -exclusions, fields, operators, brackets. Any input is valid:
//! what makes no sense as an operator is text.

use super::words::{Field, Operator, field, operator};

/// Longest query that is read, in characters; the rest is ignored.
const MAX_CHARS: usize = 1000;
/// Most clauses that are read; the rest is ignored.
const MAX_CLAUSES: usize = 32;
/// Deepest brackets that group; deeper ones are text.
const MAX_DEPTH: usize = 8;

/// One unit of what was typed.
#[derive(Clone)]
pub(super) struct Clause {
    /// As typed, without quotes and sign.
    pub(super) text: String,
    /// Typed in quotes.
    pub(super) quoted: bool,
    /// Typed with a star at its end.
    pub(super) open: bool,
}

/// A piece of what was typed.
#[derive(Clone)]
pub(super) enum Token {
    /// A unit.
    Clause(Clause),
    /// A word between units, as typed.
    Operator(Operator, String),
    /// The next unit or bracket is excluded.
    Minus,
    /// The next unit or bracket is sought in a field, whose name was typed like this.
    Field(Field, String),
    /// A bracket that groups opens.
    Open,
    /// A bracket that groups closes.
    Close,
}

/// Reads tokens. An open quote reaches to the end.
pub(super) fn tokens(input: &str) -> Vec<Token> {
    let mut reader = Reader {
        chars: input.chars().take(MAX_CHARS).collect(),
        at: 0,
        closes: Vec::new(),
        out: Vec::new(),
    };
    let mut clauses = 0;
    while clauses < MAX_CLAUSES && reader.step() {
        clauses += usize::from(matches!(reader.out.last(), Some(Token::Clause(_))));
    }
    reader.out
}

struct Reader {
    chars: Vec<char>,
    at: usize,
    /// Where the open groups close, innermost last.
    closes: Vec<usize>,
    out: Vec<Token>,
}

impl Reader {
    fn char(&self, at: usize) -> Option<char> {
        self.chars.get(at).copied()
    }

    /// Whether nothing, or nothing that belongs to a clause, stands at a place.
    fn is_edge(&self, at: usize) -> bool {
        self.char(at).is_none_or(is_blank) || self.closes.contains(&at)
    }

    /// Reads one token; false at the end.
    fn step(&mut self) -> bool {
        while self.char(self.at).is_some_and(is_blank) {
            self.at += 1;
        }
        let Some(first) = self.char(self.at) else { return false };
        if self.closes.last() == Some(&self.at) {
            self.closes.pop();
            self.at += 1;
            self.out.push(Token::Close);
        } else if is_minus(first) {
            self.at += 1;
            if !self.is_edge(self.at) && !self.char(self.at).is_some_and(is_minus) {
                self.out.push(Token::Minus);
            }
        } else if is_plus(first) {
            self.at += 1;
        } else if is_bar(first) {
            self.at += 1;
            self.out.push(Token::Operator(Operator::Or, first.to_string()));
        } else if let Some(close) = self.group() {
            self.closes.push(close);
            self.at += 1;
            self.out.push(Token::Open);
        } else if is_quote(first) {
            self.at += 1;
            let text = self.take_while(|ch| !is_quote(ch));
            self.at += 1;
            self.push(text, true);
        } else {
            self.word();
        }
        true
    }

    /// Where the bracket at this place closes, if it groups: nothing may follow its end directly, as in (CAR)-T.
    fn group(&self) -> Option<usize> {
        if !self.char(self.at).is_some_and(is_opening) || self.closes.len() >= MAX_DEPTH {
            return None;
        }
        let (mut depth, mut quoted) = (0_usize, false);
        for (at, &ch) in self.chars.iter().enumerate().skip(self.at) {
            if is_quote(ch) {
                quoted = !quoted;
            } else if quoted {
            } else if is_opening(ch) {
                depth += 1;
            } else if is_closing(ch) {
                depth -= 1;
                if depth == 0 {
                    let inside = self.closes.last().is_none_or(|outer| at < *outer);
                    let ends = self.is_edge(at + 1) || self.char(at + 1).is_some_and(is_bar);
                    return (inside && ends).then_some(at);
                }
            }
        }
        None
    }

    fn word(&mut self) {
        let start = self.at;
        let close = self.closes.last().copied();
        let mut text = String::new();
        while let Some(ch) = self.char(self.at) {
            if is_blank(ch) || is_quote(ch) || is_bar(ch) || close == Some(self.at) {
                break;
            }
            if matches!(ch, ':' | '：')
                && let Some(field) = field(&text)
            {
                self.at += 1;
                text.push(ch);
                self.out.push(Token::Field(field, text));
                return;
            }
            text.push(ch);
            self.at += 1;
        }
        debug_assert!(self.at > start, "a word has a first character");
        match operator(&text) {
            Some(operator) => self.out.push(Token::Operator(operator, text)),
            None => self.push(text, false),
        }
    }

    fn take_while(&mut self, wanted: impl Fn(char) -> bool) -> String {
        let text: String = self
            .chars
            .iter()
            .skip(self.at)
            .copied()
            .take_while(|ch| wanted(*ch))
            .collect();
        self.at += text.chars().count();
        text
    }

    fn push(&mut self, text: String, quoted: bool) {
        let open = !quoted && text.ends_with(['*', '＊']);
        if !text.is_empty() {
            self.out.push(Token::Clause(Clause { text, quoted, open }));
        }
    }
}

fn is_blank(ch: char) -> bool {
    ch.is_whitespace() || ch.is_control()
}

const fn is_minus(ch: char) -> bool {
    matches!(ch, '-' | '－' | '−')
}

const fn is_plus(ch: char) -> bool {
    matches!(ch, '+' | '＋')
}

const fn is_bar(ch: char) -> bool {
    matches!(ch, '|' | '｜' | '‖' | '∥')
}

const fn is_opening(ch: char) -> bool {
    matches!(ch, '(' | '（')
}

const fn is_closing(ch: char) -> bool {
    matches!(ch, ')' | '）')
}

const fn is_quote(ch: char) -> bool {
    matches!(ch, '"' | '“' | '”' | '„' | '＂' | '«' | '»' | '「' | '」' | '『' | '』')
}
