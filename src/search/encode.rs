//! Hands our tokens to the engine: they travel as one string that a trivial tokenizer takes apart again, so that a text is
//! analysed once for both streams and never stored.

use super::analysis::Token;
use super::number::index;
use tantivy::tokenizer::{Token as EngineToken, TokenStream, Tokenizer};

/// The name under which the tokenizer is registered.
pub(super) const TOKENIZER: &str = "enishi-encoded";

/// Ends a token. It never occurs inside one: tokens hold letters and digits.
const END: char = '\u{1F}';

/// Stands for 0, the character behind it for 1 and so on: a step is a few positions, so a number is a byte.
const ZERO: u32 = 0x30;

/// Writes tokens as step, length and text, one after the other.
pub(super) fn encode(tokens: &[Token]) -> String {
    let mut out = String::with_capacity(tokens.len() * 12);
    let mut position = 0;
    for token in tokens {
        out.push(digit(token.position.saturating_sub(position)));
        out.push(digit(token.length));
        out.push_str(&token.text);
        out.push(END);
        position = token.position;
    }
    out
}

fn digit(number: u32) -> char {
    // Surrogates are no characters; no text has as many words.
    char::from_u32(ZERO.saturating_add(number)).unwrap_or(char::MAX)
}

fn number(digit: Option<char>) -> usize {
    digit.map_or(0, |digit| index(u32::from(digit).saturating_sub(ZERO)))
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
        let mut parts = record.chars();
        self.position += number(parts.next());
        self.token.position_length = number(parts.next());
        self.token.position = self.position;
        self.token.text.clear();
        self.token.text.push_str(parts.as_str());
        true
    }

    fn token(&self) -> &EngineToken {
        &self.token
    }

    fn token_mut(&mut self) -> &mut EngineToken {
        &mut self.token
    }
}
