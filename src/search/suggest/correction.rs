//! What a word that finds nothing may have been meant to be.

use super::names::Names;
use super::spelling::{distance, doubtful};
use super::units::completed;
use super::visible;
use crate::search::concepts::Concepts;
use crate::search::error::{Doing, SearchError};
use crate::search::filter::Filter;
use crate::search::matching::all;
use crate::search::query::Query;
use crate::search::request::SearchRequest;
use crate::search::run::Source;
use crate::search::segment::SegmentView;
use std::cmp::Reverse;
use tantivy::Term;
use tantivy::query::FuzzyTermQuery;

/// Most words of a text that are looked at for their spelling.
const MOST_DOUBTFUL: usize = 8;

/// The typed text with its misspelt words corrected; `None` if there is nothing to correct.
pub(in crate::search) fn correction(
    request: &SearchRequest,
    sources: &[Source<'_>],
    names: &Names,
    text: &str,
) -> Result<Option<String>, SearchError> {
    let mut out = String::new();
    let (mut at, mut changed) = (0, false);
    for one in doubtful(text).into_iter().take(MOST_DOUBTFUL) {
        if one.place.start < at || is_known(request, sources, names, &one.word)? {
            continue;
        }
        if let Some(better) = nearest(request, sources, names, &one.word, one.distance)? {
            out.push_str(text.get(at..one.place.start).unwrap_or_default());
            out.push_str(&better);
            at = one.place.end;
            changed = true;
        }
    }
    out.push_str(text.get(at..).unwrap_or_default());
    Ok(changed.then_some(out))
}

/// Whether a word is one: the thesaurus has it, or something visible.
fn is_known(request: &SearchRequest, sources: &[Source<'_>], names: &Names, word: &str) -> Result<bool, SearchError> {
    if names.words.contains_key(&word.chars().collect::<Vec<_>>()) {
        return Ok(true);
    }
    let query = Query::parse(word, &Concepts::none());
    for source in sources {
        for segment in source.snapshot.segments() {
            let filter = Filter::new(request, segment, source.replaced);
            let found = all(segment, query.strict())?;
            if found.into_iter().any(|doc| filter.passes(doc)) {
                return Ok(true);
            }
        }
    }
    Ok(false)
}

/// The nearest word with the same first letter, which hardly anybody gets wrong: of equally near ones a visible title's, then
/// the one in most names, then the first.
fn nearest(
    request: &SearchRequest,
    sources: &[Source<'_>],
    known: &Names,
    word: &str,
    most: u8,
) -> Result<Option<String>, SearchError> {
    let chars: Vec<char> = word.chars().collect();
    let Some(&first) = chars.first() else { return Ok(None) };
    let beyond = char::from_u32(u32::from(first) + 1).unwrap_or(char::MAX);
    let mut best: Option<(u8, Reverse<usize>, String)> = None;
    let mut offer = |steps: u8, names: usize, word: String| {
        let offered = (steps, Reverse(names), word);
        if best.as_ref().is_none_or(|best| offered < *best) {
            best = Some(offered);
        }
    };
    for (other, names) in known.words.iter().filter(|(other, _)| other.first() == Some(&first)) {
        if let Some(steps) = distance(&chars, other, most).filter(|steps| *steps > 0) {
            offer(steps, *names, other.iter().collect());
        }
    }
    let mut segments = sources.iter().flat_map(|source| source.snapshot.segments());
    let Some(field) = segments.next().map(SegmentView::suggestion_field) else {
        return Ok(best.map(|(_, _, word)| word));
    };
    let near = FuzzyTermQuery::new(Term::from_field_text(field, word), most, true).automaton();
    let near = near.doing("reading a spelling")?;
    for source in sources {
        for segment in source.snapshot.segments() {
            let filter = Filter::new(request, segment, source.replaced);
            let dictionary = segment.suggestions().terms();
            let (from, to) = (first.to_string(), beyond.to_string());
            let mut terms = dictionary.search(&near).ge(from).lt(to).into_stream()?;
            while terms.advance() {
                let Some(other) = std::str::from_utf8(terms.key()).ok() else {
                    continue;
                };
                let steps = distance(&chars, &other.chars().collect::<Vec<_>>(), most);
                if let Some(steps) = steps.filter(|steps| *steps > 0)
                    && completed(other).is_none()
                {
                    let mut exists = false;
                    visible(segment, &filter, terms.value(), None, |_| {
                        exists = true;
                        false
                    })?;
                    if exists {
                        offer(steps, usize::MAX, other.to_owned());
                    }
                }
            }
        }
    }
    Ok(best.map(|(_, _, word)| word))
}
