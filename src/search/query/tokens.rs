//! Which tokens of a text are scored, and how much each weighs before idf.

use super::unspaced::is_particle;
use crate::search::analysis::script::is_cjk;
use crate::search::analysis::{Form, Stream, Token};
use compact_str::CompactString;

/// Weight of a bigram against a word.
const BIGRAM: f64 = 0.25;
/// Weight of an English word as written beside its stem.
const AS_WRITTEN: f64 = 0.2;
/// Weight of one part of a hyphenated compound.
const PART: f64 = 0.4;

/// A token to be scored.
pub(in crate::search) struct Weighted {
    /// The stream.
    pub(in crate::search) stream: Stream,
    /// The token.
    pub(in crate::search) text: CompactString,
    /// Whether it is a prefix.
    pub(in crate::search) prefix: bool,
    /// Its weight before idf.
    pub(in crate::search) weight: f64,
}

/// The scored tokens of analysed text, in order, with repetitions.
pub(in crate::search) fn weighted<'a>(words: &'a [Token], bigrams: &'a [Token]) -> impl Iterator<Item = Weighted> + 'a {
    let words = words.iter().enumerate().filter_map(|(at, word)| {
        let stem = words.get(at + 1).is_some_and(|next| next.form == Form::Stem);
        let weight = match word.form {
            Form::Part | Form::Stem if is_slight(&word.text) => return None,
            Form::Part if stem => PART * AS_WRITTEN,
            Form::Part => PART,
            Form::Stem
                if at
                    .checked_sub(1)
                    .and_then(|at| words.get(at))
                    .is_some_and(|before| before.form == Form::Part) =>
            {
                PART
            }
            Form::Stem => 1.0,
            _ if stem => AS_WRITTEN,
            _ if is_particle(&word.text) => return None,
            _ => 1.0,
        };
        Some(Weighted {
            stream: Stream::Words,
            text: word.text.clone(),
            prefix: false,
            weight,
        })
    });
    let pairs = bigrams.iter().enumerate().filter_map(|(at, pair)| {
        let alone = pair.form == Form::Last
            && at
                .checked_sub(1)
                .and_then(|at| bigrams.get(at))
                .is_none_or(|before| before.form == Form::Last);
        // What begins with a particle is nearly everything: that says nothing, and takes long to count.
        if alone && is_particle(&pair.text) {
            return None;
        }
        (pair.form == Form::Original || alone).then(|| Weighted {
            stream: Stream::Bigrams,
            text: pair.text.clone(),
            prefix: alone,
            weight: BIGRAM,
        })
    });
    words.chain(pairs)
}

/// One letter or a bare number: too slight to score as a part of a compound.
pub(in crate::search) fn is_slight(text: &str) -> bool {
    !text.chars().any(is_cjk) && (text.chars().nth(1).is_none() || text.chars().all(|ch| ch.is_ascii_digit()))
}
