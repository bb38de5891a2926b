//! Turns Japanese and English text into tokens: words for ranking, bigrams of unspaced scripts for recall.
//! No engine types and no query logic here. Any change of a token anywhere must raise [`ANALYZER_VERSION`].

mod atoms;
mod bigrams;
mod normalise;
mod numerals;
mod old_kanji;
pub(super) mod script;
mod spelling;
#[cfg(test)]
mod tests;
mod variants;
mod words;

pub(super) use bigrams::runs;
pub(super) use numerals::roman;
pub(super) use variants::{GREEK_NAMES, greek_letter};
pub(super) use words::stem;

use compact_str::CompactString;

/// The version of the rules; an index built with another version is rebuilt.
pub const ANALYZER_VERSION: u32 = 2;

/// Tokens are cut to this many characters.
const MAX_TOKEN_CHARS: usize = 64;

/// One of the two token streams of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Stream {
    /// Words, with English stems and joined compounds beside them.
    Words,
    /// Overlapping pairs of characters of unspaced scripts.
    Bigrams,
}

impl Stream {
    /// Both streams in summing order.
    pub const ALL: [Self; 2] = [Self::Words, Self::Bigrams];

    /// The position of this stream in [`Self::ALL`].
    #[must_use]
    pub const fn ordinal(self) -> usize {
        match self {
            Self::Words => 0,
            Self::Bigrams => 1,
        }
    }
}

/// How a token came about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// A word or bigram as written (after normalisation).
    Original,
    /// The English stem of the word at the same position.
    Stem,
    /// A part of a compound.
    Part,
    /// All parts of a compound written together; of pairs of characters, one with a long-vowel bar that may be left out.
    Joined,
    /// The last character of an unspaced run.
    Last,
}

/// A token with its place in the stream and in the original text. No `Debug`: it holds text.
#[derive(Clone, PartialEq, Eq)]
pub struct Token {
    /// What is indexed.
    pub text: CompactString,
    /// Its position in the stream, in tokens.
    pub position: u32,
    /// How many positions it covers.
    pub length: u32,
    /// First byte in the original text.
    pub start: usize,
    /// One past its last byte in the original text.
    pub end: usize,
    /// How it came about.
    pub form: Form,
}

/// Both token streams of a text.
pub struct Analysis {
    /// Words in order of position; several tokens may share a position.
    pub words: Vec<Token>,
    /// Bigrams in order of position.
    pub bigrams: Vec<Token>,
}

impl Analysis {
    /// The tokens of one stream.
    #[must_use]
    pub fn stream(&self, stream: Stream) -> &[Token] {
        match stream {
            Stream::Words => &self.words,
            Stream::Bigrams => &self.bigrams,
        }
    }
}

/// Analyses a text. Never fails, whatever the input.
#[must_use]
pub fn analyse(text: &str) -> Analysis {
    let cells = normalise::normalise(text);
    Analysis {
        words: words::words(&cells),
        bigrams: bigrams::bigrams(&cells),
    }
}

/// A text in the one spelling that the analysis gives it, letters and digits only: for telling equal names.
#[must_use]
pub fn folded(text: &str) -> String {
    let cells = normalise::normalise(text);
    cells
        .iter()
        .map(|cell| cell.ch)
        .filter(|ch| ch.is_alphanumeric())
        .collect()
}

/// Cuts a token that is too long to be a word (a sequence, a link).
fn capped(mut text: CompactString) -> CompactString {
    if text.len() > MAX_TOKEN_CHARS
        && let Some((at, _)) = text.char_indices().nth(MAX_TOKEN_CHARS)
    {
        text.truncate(at);
    }
    text
}
