//! Hands our tokens to the engine: they travel as one string that a trivial tokenizer takes apart again, so that a text is
//! analysed once for both streams and never stored.

use super::analysis::Token;
use std::fmt::Write;
use tantivy::tokenizer::{Token as EngineToken, TokenStream, Tokenizer};

/// The name under which the tokenizer is registered.
pub(super) const TOKENIZER: &str = "enishi-encoded";

/// Ends a token. It never occurs inside one: tokens hold letters and digits.
const END: char = '\u{1F}';

/// Writes tokens as `step length text`, one after the other.
pub(super) fn encode(tokens: &[Token]) -> String {
    let mut out = String::with_capacity(tokens.len() * 12);
    let mut position = 0;
    for token in tokens {
        // Writing to a string cannot fail.
        let _ = write!(
            out,
            "{} {} {}{END}",
            token.position.saturating_sub(position),
            token.length,
            token.text
        );
        position = token.position;
    }
    out
}

/// Reads back what [`encode`] wrote.
#[derive(Clone, Default)]
pub(super) struct Decoder;

/// The tokens of one encoded text.
pub(super) struct Decoded<'a> {
    rest: &'a str,
    position: usize,
    token: EngineToken,
}

impl Tokenizer for Decoder {
    type TokenStream<'a> = Decoded<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Self::TokenStream<'a> {
        Decoded {
            rest: text,
            position: 0,
            token: EngineToken::default(),
        }
    }
}

impl TokenStream for Decoded<'_> {
    fn advance(&mut self) -> bool {
        let Some((record, rest)) = self.rest.split_once(END) else {
            return false;
        };
        self.rest = rest;
        let mut parts = record.splitn(3, ' ');
        let mut number = || {
            parts
                .next()
                .and_then(|part| part.parse::<usize>().ok())
                .unwrap_or_default()
        };
        self.position += number();
        self.token.position_length = number();
        self.token.position = self.position;
        self.token.text.clear();
        self.token.text.push_str(parts.next().unwrap_or_default());
        true
    }

    fn token(&self) -> &EngineToken {
        &self.token
    }

    fn token_mut(&mut self) -> &mut EngineToken {
        &mut self.token
    }
}
