//! Suggestions: how a beginning may go on, and what a word that finds nothing may have been meant to be. They come from the
//! thesaurus, which is the same for everyone, and from the titles of what the viewer may see: a term counts only through a
//! document that exists for this viewer now, so that nothing hidden, blocked or deleted can be told from a suggestion.

mod spelling;
mod units;

pub(super) use units::title_terms;

use super::analysis::script::{is_cjk, is_hiragana};
use super::analysis::{Form, analyse, folded};
use super::concepts::Concepts;
use super::error::{Doing, SearchError};
use super::filter::Filter;
use super::matching::{all, contained_in};
use super::query::Query;
use super::request::{Ask, SearchRequest};
use super::run::Source;
use super::segment::SegmentView;
use spelling::{distance, doubtful};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use tantivy::postings::TermInfo;
use tantivy::query::FuzzyTermQuery;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, DocSet, TERMINATED, Term};
use units::{completed, katakana};

/// Most completions from the thesaurus, and in all.
const MOST_NAMES: usize = 6;
const MOST: usize = 10;
/// Counting ends here: what is common is common.
const COMMON: usize = 32;
/// Fewest visible titles that hold what is suggested.
const LEAST_HOLDERS: usize = 2;

/// Most words of a text that are looked at for their spelling.
const MOST_DOUBTFUL: usize = 8;

/// Thesaurus names by key, in order, and the words in them.
pub(super) struct Names {
    names: Vec<(String, String)>,
    /// With the number of names that hold them.
    words: BTreeMap<Vec<char>, usize>,
}

impl Names {
    /// Of a thesaurus.
    pub(super) fn of(concepts: &Concepts) -> Self {
        let names = concepts.names().map(|name| (key(name), name.to_owned()));
        let mut names: Vec<(String, String)> = names.collect();
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
        Self { names, words }
    }

    /// Names that begin like a text: the writer's language first, then the shortest.
    fn beginning(&self, text: &str, japanese: bool) -> Vec<&str> {
        let beginning = key(text);
        if is_too_short(&beginning) {
            return Vec::new();
        }
        let from = self.names.partition_point(|(key, _)| *key < beginning);
        let found = self.names.get(from..).unwrap_or_default().iter();
        let mut found: Vec<&str> = found
            .take_while(|(key, _)| key.starts_with(&beginning))
            .map(|(_, name)| name.as_str())
            .collect();
        found.sort_by_key(|name| (name.chars().any(is_cjk) != japanese, name.chars().count(), *name));
        found.truncate(MOST_NAMES);
        found
    }
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

fn is_too_short(beginning: &str) -> bool {
    let mut chars = beginning.chars();
    chars
        .next()
        .is_none_or(|first| !is_cjk(first) && chars.next().is_none())
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

/// Visits the documents of a term that exist for this search, until the visitor has seen enough.
fn visible(
    segment: &SegmentView,
    filter: &Filter<'_>,
    term: &TermInfo,
    context: Option<&[DocId]>,
    mut goes_on: impl FnMut(DocId) -> bool,
) -> Result<(), SearchError> {
    let mut postings = segment
        .suggestions()
        .read_postings_from_terminfo(term, IndexRecordOption::Basic)?;
    let mut in_context = context.map(contained_in);
    while postings.doc() != TERMINATED {
        let doc = postings.doc();
        let wanted = in_context.as_mut().is_none_or(|is_in| is_in(&doc));
        if wanted && filter.passes(doc) && !goes_on(doc) {
            break;
        }
        postings.advance();
    }
    Ok(())
}

/// The typed text with its misspelt words corrected; `None` if there is nothing to correct.
pub(super) fn correction(
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
