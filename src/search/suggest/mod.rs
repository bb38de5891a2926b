//! Suggestions: how a beginning may go on, and what a word that finds nothing may have been meant to be. They come from the
//! thesaurus, which is the same for everyone, and from the titles of what the viewer may see: a term counts only through a
//! document that exists for this viewer now, so that nothing hidden, blocked or deleted can be told from a suggestion.

mod spelling;
mod units;

pub(super) use units::title_terms;

use super::analysis::script::{is_cjk, is_hiragana};
use super::analysis::{Form, analyse, folded};
use super::concepts::Concepts;
use super::error::SearchError;
use super::filter::Filter;
use super::matching::{all, contained_in};
use super::query::Query;
use super::request::{Ask, SearchRequest};
use super::run::Source;
use super::segment::SegmentView;
use spelling::{distance, doubtful};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;
use tantivy::postings::TermInfo;
use tantivy::query::FuzzyTermQuery;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, DocSet, TERMINATED, Term};
use units::{katakana, shown};

/// Most completions from the thesaurus, and in all.
const MOST_NAMES: usize = 6;
const MOST: usize = 10;
/// Counting ends here: what is common is common.
const COMMON: usize = 32;

/// Most words of a text that are looked at for their spelling.
const MOST_DOUBTFUL: usize = 8;

/// Thesaurus names by key, in order, and the words in them.
struct Names {
    names: Vec<(String, &'static str)>,
    /// With the number of names that hold them.
    words: BTreeMap<Vec<char>, usize>,
}

static NAMES: LazyLock<Names> = LazyLock::new(|| {
    let mut names: Vec<(String, &'static str)> = Concepts::built_in().names().map(|name| (key(name), name)).collect();
    names.sort_unstable();
    names.dedup();
    let mut words: BTreeMap<Vec<char>, usize> = BTreeMap::new();
    for (_, name) in &names {
        let latin = analyse(name).words.into_iter();
        let latin = latin.filter(|word| word.form == Form::Original && word.text.is_ascii());
        let latin = latin.map(|word| word.text.chars().collect());
        let katakana = katakana(name).map(|(_, run)| run.chars().collect());
        for word in latin.chain(katakana) {
            *words.entry(word).or_default() += 1;
        }
    }
    Names { names, words }
});

/// Works out what every suggestion needs, so that the first one does not wait for it.
pub(super) fn prepare() {
    LazyLock::force(&NAMES);
}

/// A text as suggestions are looked up: folded, hiragana as katakana.
fn key(text: &str) -> String {
    let katakana = |ch: char| match u32::from(ch) {
        code if is_hiragana(ch) => char::from_u32(code + 0x60).unwrap_or(ch),
        _ => ch,
    };
    folded(text).chars().map(katakana).collect()
}

/// How a typed text may go on, best first. `ask` of the request is what stands before the last word.
pub(super) fn completions(
    request: &SearchRequest,
    sources: &[Source<'_>],
    text: &str,
    japanese: bool,
) -> Result<Vec<String>, SearchError> {
    let mut seen = BTreeSet::new();
    let mut out = Vec::new();
    let text = text.trim_start();
    let (before, last) = last_word(text);
    let whole = named(text, japanese).into_iter().map(str::to_owned);
    let ends = named(last, japanese).into_iter().map(|name| format!("{before}{name}"));
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

/// Thesaurus names that begin like a text: the writer's language first, then the shortest.
fn named(text: &str, japanese: bool) -> Vec<&'static str> {
    let beginning = key(text);
    if is_too_short(&beginning) {
        return Vec::new();
    }
    let names = &NAMES.names;
    let from = names.partition_point(|(key, _)| *key < beginning);
    let found = names.get(from..).unwrap_or_default().iter();
    let mut found: Vec<&'static str> = found
        .take_while(|(key, _)| key.starts_with(&beginning))
        .map(|(_, name)| *name)
        .collect();
    found.sort_by_key(|name| (name.chars().any(is_cjk) != japanese, name.chars().count(), *name));
    found.truncate(MOST_NAMES);
    found
}

fn is_too_short(beginning: &str) -> bool {
    let mut chars = beginning.chars();
    chars
        .next()
        .is_none_or(|first| !is_cjk(first) && chars.next().is_none())
}

/// Words and stretches of visible titles that begin like a key: the commonest first, then the shortest.
fn in_titles(request: &SearchRequest, sources: &[Source<'_>], beginning: &str) -> Result<Vec<String>, SearchError> {
    if is_too_short(beginning) {
        return Ok(Vec::new());
    }
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for source in sources {
        let filter = Filter::new(request, source.replaced);
        for segment in source.snapshot.segments() {
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
                let Some(shown) = std::str::from_utf8(terms.key()).ok().and_then(shown) else {
                    continue;
                };
                let known = counts.get(shown).copied().unwrap_or(0);
                let found = visible(segment, &filter, terms.value(), context.as_deref(), COMMON - known)?;
                if found > 0 {
                    *counts.entry(shown.to_owned()).or_default() += found;
                }
            }
        }
    }
    let mut found: Vec<(String, usize)> = counts.into_iter().collect();
    found.sort_by_cached_key(|(shown, count)| (Reverse(*count), shown.chars().count(), shown.clone()));
    // One spelling of each is enough: the commonest.
    let mut seen = BTreeSet::new();
    found.retain(|(shown, _)| seen.len() < MOST && seen.insert(key(shown)));
    Ok(found.into_iter().map(|(shown, _)| shown).collect())
}

/// How many documents of a term exist for this search, counted up to a limit.
fn visible(
    segment: &SegmentView,
    filter: &Filter<'_>,
    term: &TermInfo,
    context: Option<&[DocId]>,
    most: usize,
) -> Result<usize, SearchError> {
    let mut postings = segment
        .suggestions()
        .read_postings_from_terminfo(term, IndexRecordOption::Basic)?;
    let mut in_context = context.map(contained_in);
    let mut found = 0;
    while found < most && postings.doc() != TERMINATED {
        let doc = postings.doc();
        let wanted = in_context.as_mut().is_none_or(|is_in| is_in(&doc));
        found += usize::from(wanted && filter.passes(segment, doc));
        postings.advance();
    }
    Ok(found)
}

/// The typed text with its misspelt words corrected; `None` if there is nothing to correct.
pub(super) fn correction(
    request: &SearchRequest,
    sources: &[Source<'_>],
    text: &str,
) -> Result<Option<String>, SearchError> {
    let mut out = String::new();
    let (mut at, mut changed) = (0, false);
    for one in doubtful(text).into_iter().take(MOST_DOUBTFUL) {
        if one.place.start < at || is_known(request, sources, &one.word)? {
            continue;
        }
        if let Some(better) = nearest(request, sources, &one.word, one.distance)? {
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
fn is_known(request: &SearchRequest, sources: &[Source<'_>], word: &str) -> Result<bool, SearchError> {
    if NAMES.words.contains_key(&word.chars().collect::<Vec<_>>()) {
        return Ok(true);
    }
    let query = Query::parse(word, &Concepts::none());
    for source in sources {
        let filter = Filter::new(request, source.replaced);
        for segment in source.snapshot.segments() {
            let found = all(segment, query.strict())?;
            if found.into_iter().any(|doc| filter.passes(segment, doc)) {
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
    for (other, names) in NAMES.words.iter().filter(|(other, _)| other.first() == Some(&first)) {
        if let Some(steps) = distance(&chars, other, most).filter(|steps| *steps > 0) {
            offer(steps, *names, other.iter().collect());
        }
    }
    for source in sources {
        let filter = Filter::new(request, source.replaced);
        for segment in source.snapshot.segments() {
            let term = Term::from_field_text(segment.suggestion_field(), word);
            let near = FuzzyTermQuery::new(term, most, true)
                .automaton()
                .map_err(|error| SearchError::Engine {
                    doing: "reading a spelling",
                    source: error,
                })?;
            let dictionary = segment.suggestions().terms();
            let (from, to) = (first.to_string(), beyond.to_string());
            let mut terms = dictionary.search(near).ge(from).lt(to).into_stream()?;
            while terms.advance() {
                let Some(other) = std::str::from_utf8(terms.key()).ok() else {
                    continue;
                };
                let steps = distance(&chars, &other.chars().collect::<Vec<_>>(), most);
                if let Some(steps) = steps.filter(|steps| *steps > 0)
                    && shown(other).is_none()
                    && visible(segment, &filter, terms.value(), None, 1)? > 0
                {
                    offer(steps, usize::MAX, other.to_owned());
                }
            }
        }
    }
    Ok(best.map(|(_, _, word)| word))
}
