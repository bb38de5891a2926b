//! What a search found, as a table: what tells listings apart, as far as the member sees it.

use crate::domain::clock::day_in_japan;
use crate::domain::listing::ListingKind;
use crate::domain::listing::header::ListingHeader;
use crate::domain::text::Bilingual;
use crate::domain::vocabulary::Code;
use crate::export::{Cell, Column, Table};
use crate::services::exports::words::Words;
use crate::services::listings::access::ListingView;

/// The listings, one in a row; `place` is where members open the platform.
pub(super) fn table(kind: ListingKind, views: Vec<ListingView>, words: &Words<'_>, place: &str) -> Table {
    let columns = columns(kind, words).into_iter();
    Table {
        columns: columns.map(|(title, width)| Column { title, width }).collect(),
        rows: views.into_iter().map(|view| row(view, words, place)).collect(),
    }
}

fn columns(kind: ListingKind, words: &Words<'_>) -> Vec<(String, f64)> {
    let field = |name: &str| words.field(kind, name);
    let titles = [(words.word("title_ja"), 40.0), (words.word("title_en"), 40.0)];
    let content = match kind {
        ListingKind::Seed => vec![
            (words.word("summary_ja"), 48.0),
            (words.word("summary_en"), 48.0),
            (field("disease_areas"), 22.0),
            (field("modalities"), 22.0),
            (words.word("stage"), 22.0),
            (field("ip_status"), 18.0),
            (field("collaboration_sought"), 26.0),
        ],
        ListingKind::Need => vec![
            (field("disease_areas"), 22.0),
            (field("modalities_wanted"), 22.0),
            (words.word("stage"), 22.0),
            (field("partnership_types"), 26.0),
            (field("deadline"), 12.0),
        ],
    };
    let frame = [
        (words.word("institution_type"), 14.0),
        (words.word("organisation"), 26.0),
        (words.word("liaison"), 16.0),
        (words.word("state"), 14.0),
        (words.word("members_since"), 12.0),
        (words.word("valid_until"), 12.0),
        (words.word("address"), 40.0),
    ];
    let reference = [(words.word("reference"), 14.0)].into_iter();
    reference.chain(titles).chain(content).chain(frame).collect()
}

fn row(view: ListingView, words: &Words<'_>, place: &str) -> Vec<Cell> {
    let ListingView { header, seed, need } = view;
    let codes = |vocabulary: &str, codes: Option<Vec<Code>>| text(words.labels(vocabulary, &codes.unwrap_or_default()));
    let mut cells = vec![text(header.reference.clone())];
    if let Some(seed) = seed {
        cells.extend(both(seed.title));
        cells.extend(both(seed.summary));
        cells.extend([
            codes("disease_areas", seed.disease_areas),
            codes("modalities", seed.modalities),
            text(words.stages(seed.stage_min.as_ref(), seed.stage_max.as_ref())),
            codes("ip_statuses", seed.ip_status.map(|status| vec![status])),
            codes("collaborations", seed.collaboration_sought),
        ]);
    }
    if let Some(need) = need {
        cells.extend(both(need.title));
        cells.extend([
            codes("disease_areas", need.disease_areas),
            codes("modalities", need.modalities_wanted),
            text(words.stages(need.stage_min.as_ref(), need.stage_max.as_ref())),
            codes("collaborations", need.partnership_types),
            need.deadline.map_or(Cell::Blank, Cell::Day),
        ]);
    }
    cells.extend(frame(&header, words, place));
    cells
}

fn frame(header: &ListingHeader, words: &Words<'_>, place: &str) -> [Cell; 7] {
    let chosen = |text: Option<&Bilingual>| Cell::text(text.and_then(|text| text.prefer(words.locale())));
    let institution = Code::new(header.institution_type.code());
    let page = match header.kind {
        ListingKind::Seed => "seeds",
        ListingKind::Need => "needs",
    };
    let day = |at: Option<_>| at.map_or(Cell::Blank, |at| Cell::Day(day_in_japan(at)));
    [
        text(words.label("organisation_kinds", &institution)),
        chosen(header.organisation.as_ref()),
        chosen(header.liaison.as_ref()),
        text(words.state(header.state.code())),
        day(header.members_since),
        day(header.valid_until),
        text(format!("{place}/{page}/{}", header.id)),
    ]
}

fn text(text: String) -> Cell {
    Cell::text(Some(&text))
}

fn both(text: Option<Bilingual>) -> [Cell; 2] {
    let Bilingual { ja, en } = text.unwrap_or_default();
    [Cell::text(ja.as_deref()), Cell::text(en.as_deref())]
}
