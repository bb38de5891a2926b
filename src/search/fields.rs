//! The texts of one listing, analysed and laid out by field and stream exactly as they are indexed. The index and the
//! pure scorer both start here, which is why they agree.

use super::analysis::{Analysis, Stream, Token, analyse};
use super::document::TextField;
use std::ops::Range;

/// Distance between two texts of the same field, in positions, so that no phrase spans both.
const TEXT_GAP: u32 = 16;

/// All tokens of a listing, by stream and field.
#[derive(Default)]
pub(super) struct FieldTokens {
    slots: [[Vec<Token>; 4]; 2],
    /// Of each text its field, and which of the field's tokens are its own, by stream.
    texts: Vec<(TextField, [Range<usize>; 2])>,
}

impl FieldTokens {
    /// Analyses texts. Several texts of a field follow each other with a gap.
    pub(super) fn new<'a>(texts: impl IntoIterator<Item = (TextField, &'a str)>) -> Self {
        let mut all = Self::default();
        for (field, text) in texts {
            let Analysis { words, bigrams } = analyse(text);
            let places = [(Stream::Words, words), (Stream::Bigrams, bigrams)].map(|(stream, tokens)| {
                let first = all.get(stream, field).len();
                let place = first..first + tokens.len();
                all.append(stream, field, tokens);
                place
            });
            all.texts.push((field, places));
        }
        all
    }

    /// The tokens of each text, in the order in which the texts were given: words and bigrams, each with its place within the text.
    pub(super) fn by_text(&self) -> impl Iterator<Item = (&[Token], &[Token])> {
        self.texts.iter().map(|(field, [words, bigrams])| {
            let of = |stream, place: &Range<usize>| self.get(stream, *field).get(place.clone()).unwrap_or_default();
            (of(Stream::Words, words), of(Stream::Bigrams, bigrams))
        })
    }

    /// The tokens of one field and stream.
    pub(super) fn get(&self, stream: Stream, field: TextField) -> &[Token] {
        self.slots
            .get(stream.ordinal())
            .and_then(|fields| fields.get(field.ordinal()))
            .map_or(&[], Vec::as_slice)
    }

    fn append(&mut self, stream: Stream, field: TextField, tokens: Vec<Token>) {
        let Some(slot) = self
            .slots
            .get_mut(stream.ordinal())
            .and_then(|fields| fields.get_mut(field.ordinal()))
        else {
            return;
        };
        if slot.is_empty() {
            *slot = tokens;
            return;
        }
        let shift = slot
            .iter()
            .map(|token| token.position + token.length)
            .max()
            .map_or(0, |end| end + TEXT_GAP);
        slot.extend(tokens.into_iter().map(|token| Token {
            position: token.position + shift,
            ..token
        }));
    }
}
