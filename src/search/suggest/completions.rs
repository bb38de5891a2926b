//! How a beginning may go on: as a name of the thesaurus, or as visible titles do.

use super::names::{MOST_NAMES, Names};
use super::units::completed;
use super::{is_too_short, key, visible};
use crate::search::error::SearchError;
use crate::search::filter::Filter;
use crate::search::matching::all;
use crate::search::request::{Ask, SearchRequest};
use crate::search::run::Source;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use tantivy::DocId;

/// Most completions.
const MOST: usize = 10;
/// Counting ends here: what is common is common.
const COMMON: usize = 32;
/// Fewest visible titles that hold what is suggested.
const LEAST_HOLDERS: usize = 2;

/// How a typed text may go on, best first. `ask` of the request is what stands before the last word.
pub(in crate::search) fn completions(
    request: &SearchRequest,
    sources: &[Source<'_>],
    names: &Names,
    text: &str,
    japanese: bool,
) -> Result<Vec<String>, SearchError> {
    let mut seen = BTreeSet::new();
    let mut out = Vec::new();
    let text = text.trim_start();
    let (before, last) = last_word(text);
    let whole = names.beginning(text, japanese).into_iter().map(str::to_owned);
    let ends = names
        .beginning(last, japanese)
        .into_iter()
        .map(|name| format!("{before}{name}"));
    for name in whole.chain(ends) {
        if out.len() < MOST_NAMES && seen.insert(key(&name)) {
            out.push(name);
        }
    }
    for shown in in_titles(request, sources, &key(last))? {
        let whole = format!("{before}{shown}");
        if out.len() < MOST && seen.insert(key(&whole)) {
            out.push(whole);
        }
    }
    Ok(out)
}

/// A typed text up to its last word, and that word.
fn last_word(text: &str) -> (&str, &str) {
    let ends = |ch: char| ch.is_whitespace() || matches!(ch, ':' | '：' | '(' | '（' | '"' | '「' | '『');
    let at = text.rfind(ends).map_or(0, |at| {
        at + text
            .get(at..)
            .and_then(|rest| rest.chars().next())
            .map_or(0, char::len_utf8)
    });
    text.split_at_checked(at).unwrap_or(("", text))
}

/// Who holds a stretch of a title, and how it is spelt. Whose the titles are plays no part: members are not shown whose a seed is.
#[derive(Default)]
struct Holders {
    /// By source, segment and document; a title with several spellings is there several times
    documents: Vec<(usize, usize, DocId)>,
    spellings: BTreeMap<String, usize>,
}

/// Words and stretches of visible titles that begin like a key: the commonest first, then the shortest. What one title alone says
/// is not among them: a title is read in a search, which is recorded, and not while typing.
fn in_titles(request: &SearchRequest, sources: &[Source<'_>], beginning: &str) -> Result<Vec<String>, SearchError> {
    if is_too_short(beginning) {
        return Ok(Vec::new());
    }
    let mut holders: BTreeMap<String, Holders> = BTreeMap::new();
    for (place, source) in sources.iter().enumerate() {
        for (number, segment) in source.snapshot.segments().iter().enumerate() {
            let filter = Filter::new(request, segment, source.replaced);
            let context = match &request.ask {
                Ask::Keywords(query) if !query.is_empty() => Some(all(segment, query.strict())?),
                _ => None,
            };
            let mut terms = segment
                .suggestions()
                .terms()
                .range()
                .ge(beginning.as_bytes())
                .into_stream()?;
            while terms.advance() && terms.key().starts_with(beginning.as_bytes()) {
                let Some((key, shown)) = std::str::from_utf8(terms.key()).ok().and_then(completed) else {
                    continue;
                };
                let mut found = Vec::new();
                visible(segment, &filter, terms.value(), context.as_deref(), |doc| {
                    found.push((place, number, doc));
                    found.len() < COMMON
                })?;
                if !found.is_empty() {
                    let known = holders.entry(key.to_owned()).or_default();
                    *known.spellings.entry(shown.to_owned()).or_default() += found.len();
                    known.documents.extend(found);
                }
            }
        }
    }
    let mut found: Vec<(usize, String)> = Vec::new();
    for Holders {
        mut documents,
        spellings,
    } in holders.into_values()
    {
        documents.sort_unstable();
        documents.dedup();
        if documents.len() < LEAST_HOLDERS {
            continue;
        }
        // How documents lie in segments must not show: every count ends where counting within one segment does.
        let count = documents.len().min(COMMON);
        // One spelling of each is enough: the commonest.
        let commonest = spellings
            .into_iter()
            .max_by_key(|(shown, count)| (*count.min(&COMMON), Reverse(shown.clone())));
        found.extend(commonest.map(|(shown, _)| (count, shown)));
    }
    found.sort_by_cached_key(|(count, shown)| (Reverse(*count), shown.chars().count(), shown.clone()));
    found.truncate(MOST);
    Ok(found.into_iter().map(|(_, shown)| shown).collect())
}
