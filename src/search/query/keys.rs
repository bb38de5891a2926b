//! A text as a sequence of keys in which thesaurus labels are looked up: one key per spaced-script word (its stem), one
//! per character of an unspaced run, so that a label is found whatever the segmentation around it.

use crate::search::analysis::script::is_cjk;
use crate::search::analysis::{Form, Stream, Token, analyse};
use compact_str::CompactString;

/// One key with its place in the original text.
#[derive(Clone)]
pub(in crate::search) struct Key {
    /// The stem or the character.
    pub(in crate::search) text: CompactString,
    /// First byte in the original.
    pub(in crate::search) start: usize,
    /// One past the last byte in the original.
    pub(in crate::search) end: usize,
}

/// The keys of a text, in order.
pub(in crate::search) fn keys(text: &str) -> Vec<Key> {
    let analysis = analyse(text);
    keys_of(analysis.stream(Stream::Words), analysis.stream(Stream::Bigrams))
}

/// The keys of analysed text.
pub(super) fn keys_of(words: &[Token], bigrams: &[Token]) -> Vec<Key> {
    let mut keys = characters(bigrams);
    for (at, word) in words.iter().enumerate() {
        if !matches!(word.form, Form::Original | Form::Part) || word.text.chars().any(is_cjk) {
            continue;
        }
        let stem = words
            .get(at + 1)
            .filter(|next| next.form == Form::Stem && next.position == word.position && next.length == word.length);
        keys.push(Key {
            text: stem.unwrap_or(word).text.clone(),
            start: word.start,
            end: word.end,
        });
    }
    keys.sort_by_key(|key| key.start);
    keys
}

/// The characters of unspaced runs, cancer always in hiragana.
fn characters(bigrams: &[Token]) -> Vec<Key> {
    let mut keys: Vec<Key> = Vec::with_capacity(bigrams.len());
    for (at, pair) in bigrams.iter().enumerate() {
        let mut chars = pair.text.chars();
        let Some(ch) = chars.next() else { continue };
        let next = bigrams.get(at + 1).filter(|_| pair.form == Form::Original);
        let end = next.map_or(pair.end, |next| next.start.max(pair.start));
        if ch == '癌' {
            keys.extend(['が', 'ん'].map(|ch| Key {
                text: CompactString::from_iter([ch]),
                start: pair.start,
                end,
            }));
        } else if pair.text == "ガン"
            && is_edge(at.checked_sub(1).and_then(|at| bigrams.get(at)))
            && is_edge(bigrams.get(at + 1).filter(|next| next.form != Form::Last))
        {
            keys.push(Key {
                text: CompactString::const_new("が"),
                start: pair.start,
                end,
            });
        } else if ch == 'ン'
            && keys.last().is_some_and(|key| {
                key.text == "が"
                    && at
                        .checked_sub(1)
                        .and_then(|at| bigrams.get(at))
                        .is_some_and(|before| before.text == "ガン")
            })
        {
            keys.push(Key {
                text: CompactString::const_new("ん"),
                start: pair.start,
                end,
            });
        } else {
            keys.push(Key {
                text: CompactString::from_iter([ch]),
                start: pair.start,
                end,
            });
        }
    }
    keys
}

/// Whether the neighbouring pair shows that katakana does not go on: ガン stands alone.
fn is_edge(neighbour: Option<&Token>) -> bool {
    neighbour.is_none_or(|pair| {
        pair.form == Form::Last || !pair.text.chars().all(|ch| matches!(ch, '\u{30A1}'..='\u{30FC}'))
    })
}
