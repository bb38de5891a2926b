//! Suggestions: how a beginning may go on, and what a word that finds nothing may have been meant to be. They come from the
//! thesaurus, which is the same for everyone, and from the titles of what the viewer may see: a term counts only through a
//! document that exists for this viewer now, so that nothing hidden, blocked or deleted can be told from a suggestion.

mod completions;
mod correction;
mod names;
mod spelling;
mod units;

pub(super) use completions::completions;
pub(super) use correction::correction;
pub(super) use names::Names;
pub(super) use units::title_terms;

use super::analysis::folded;
use super::analysis::script::{is_cjk, is_hiragana};
use super::error::SearchError;
use super::filter::Filter;
use super::matching::contained_in;
use super::segment::SegmentView;
use tantivy::postings::TermInfo;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, DocSet, TERMINATED};

/// A text as suggestions are looked up: folded, hiragana as katakana.
fn key(text: &str) -> String {
    let katakana = |ch: char| match u32::from(ch) {
        code if is_hiragana(ch) => char::from_u32(code + 0x60).unwrap_or(ch),
        _ => ch,
    };
    folded(text).chars().map(katakana).collect()
}

fn is_too_short(beginning: &str) -> bool {
    let mut chars = beginning.chars();
    chars
        .next()
        .is_none_or(|first| !is_cjk(first) && chars.next().is_none())
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
