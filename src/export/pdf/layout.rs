//! Puts a paper on pages: measures only, so that it can be tested without a font. Lengths are points, from the top left.

use crate::export::pdf::lines::lines;
use crate::export::pdf::{Paper, Statement};

/// A4.
pub(super) const PAGE: (f32, f32) = (595.28, 841.89);
/// The edges of what is written.
pub(super) const LEFT: f32 = 48.0;
pub(super) const RIGHT: f32 = PAGE.0 - 48.0;
const TOP: f32 = 52.0;
/// Where the foot of a page begins.
pub(super) const FOOT: f32 = PAGE.1 - 54.0;
const BOTTOM: f32 = FOOT - 14.0;
/// Room for labels, and between them and what they are about.
const LABEL: f32 = 96.0;
const GAP: f32 = 8.0;
/// Sizes of letters to try, until everything fits on one page; the first is for what does not.
const SIZES: [f32; 7] = [10.5, 10.0, 9.5, 9.0, 8.5, 8.0, 7.5];
const SEVERAL_PAGES: f32 = 9.0;
const LINE: f32 = 1.55;

/// How dark something is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tone {
    /// What is said
    Ink,
    /// What it is about
    Label,
}

/// Something on a page.
pub(super) enum Piece {
    /// A line of text, by its baseline
    Text {
        /// Left end
        x: f32,
        /// Baseline
        y: f32,
        /// Size of its letters
        size: f32,
        /// How dark it is
        tone: Tone,
        /// The words
        text: String,
    },
    /// A thin line from edge to edge
    Rule(f32),
}

/// What stands on each page, in the order of reading.
pub(super) type Pages = Vec<Vec<Piece>>;

/// The paper on as few pages as it takes; `width` measures a text in letters of a size.
pub(super) fn pages(paper: &Paper, width: &dyn Fn(&str, f32) -> f32) -> Pages {
    let fits = |size: &f32| Some(Setter::set(paper, *size, width)).filter(|pages| pages.len() == 1);
    let on_one = SIZES.iter().find_map(fits);
    on_one.unwrap_or_else(|| Setter::set(paper, SEVERAL_PAGES, width))
}

struct Setter<'a> {
    width: &'a dyn Fn(&str, f32) -> f32,
    size: f32,
    y: f32,
    pages: Pages,
}

impl<'a> Setter<'a> {
    fn set(paper: &Paper, size: f32, width: &'a dyn Fn(&str, f32) -> f32) -> Pages {
        let mut setter = Self {
            width,
            size,
            y: TOP,
            pages: vec![Vec::new()],
        };
        setter.head(paper);
        for pair in paper.facts.chunks(2) {
            setter.row(pair);
        }
        if !paper.facts.is_empty() {
            setter.rule();
        }
        for statement in &paper.texts {
            setter.text(statement);
        }
        setter.pages
    }

    fn put(&mut self, piece: Piece) {
        if let Some(page) = self.pages.last_mut() {
            page.push(piece);
        }
    }

    fn line(&mut self, (x, y): (f32, f32), size: f32, tone: Tone, text: &str) {
        let text = text.to_owned();
        self.put(Piece::Text { x, y, size, tone, text });
    }

    /// Begins another page if so much does not fit on this one.
    fn make_room(&mut self, height: f32) {
        if self.y + height > BOTTOM && self.y > TOP {
            self.pages.push(Vec::new());
            self.y = TOP;
        }
    }

    fn rule(&mut self) {
        self.put(Piece::Rule(self.y));
        self.y += self.size * 0.4;
    }

    fn broken(&self, text: &str, room: f32, size: f32) -> Vec<String> {
        lines(text, room, |text| (self.width)(text, size))
    }

    fn head(&mut self, paper: &Paper) {
        let (small, large) = (self.size * 0.9, self.size * 1.7);
        self.line((LEFT, self.y), small, Tone::Label, &paper.kind);
        let end = RIGHT - (self.width)(&paper.marking, small);
        self.line((end, self.y), small, Tone::Label, &paper.marking);
        self.y += small;
        let titles = [(Some(&paper.title), large), (paper.subtitle.as_ref(), self.size * 1.15)];
        for (title, size) in titles {
            let title = title.map(|title| self.broken(title, RIGHT - LEFT, size));
            for line in title.into_iter().flatten() {
                self.y += size * 1.4;
                self.line((LEFT, self.y), size, Tone::Ink, &line);
            }
        }
        self.y += self.size;
        self.rule();
    }

    /// Two short statements beside each other.
    fn row(&mut self, pair: &[Statement]) {
        let half = (RIGHT - LEFT - GAP) / 2.0;
        let room = half - LABEL - GAP;
        let size = self.size;
        let columns = [LEFT, LEFT + half + GAP].into_iter().zip(pair);
        let columns: Vec<_> = columns
            .map(|(x, fact)| {
                let label = self.broken(&fact.label, LABEL, size * 0.9);
                (x, label, self.broken(&fact.text, room, size))
            })
            .collect();
        let lines = columns.iter().map(|(_, label, text)| height(label).max(height(text)));
        let high = lines.fold(0.0, f32::max) * size * LINE;
        self.make_room(high);
        for (x, label, text) in columns {
            for (line, y) in label.iter().zip(baselines(self.y, size)) {
                self.line((x, y), size * 0.9, Tone::Label, line);
            }
            for (line, y) in text.iter().zip(baselines(self.y, size)) {
                self.line((x + LABEL + GAP, y), size, Tone::Ink, line);
            }
        }
        self.y += high;
    }

    /// A long statement; it may go on on the next page.
    fn text(&mut self, statement: &Statement) {
        let size = self.size;
        let label = self.broken(&statement.label, LABEL, size * 0.9);
        let text = self.broken(&statement.text, RIGHT - LEFT - LABEL - GAP, size);
        let together = height(&label).max(height(&text).min(2.0));
        self.make_room(together * size * LINE);
        for (line, y) in label.iter().zip(baselines(self.y, size)) {
            self.line((LEFT, y), size * 0.9, Tone::Label, line);
        }
        let least = self.y + height(&label) * size * LINE;
        for line in &text {
            if self.y + size * LINE > BOTTOM {
                self.make_room(PAGE.1);
            }
            self.y += size * LINE;
            let y = self.y - size * (LINE - 1.0);
            self.line((LEFT + LABEL + GAP, y), size, Tone::Ink, line);
        }
        if text.len() < label.len() {
            self.y = self.y.max(least);
        }
        self.y += size * 0.35;
    }
}

fn baselines(top: f32, size: f32) -> impl Iterator<Item = f32> {
    std::iter::successors(Some(top + size), move |y| Some(y + size * LINE))
}

/// How many lines there are, as a length.
fn height(lines: &[String]) -> f32 {
    lines.iter().map(|_| 1.0).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::text::Locale;
    use chrono::{TimeZone, Utc};

    fn width(text: &str, size: f32) -> f32 {
        let letters = text.chars().map(|letter| if letter.is_ascii() { 0.55 } else { 1.0 });
        letters.sum::<f32>() * size
    }

    fn paper(texts: &[&str]) -> Paper {
        let statement = |text: &str| Statement {
            label: "課題と標準治療".into(),
            text: text.into(),
        };
        Paper {
            language: Locale::Ja,
            kind: "シーズ S-7K3M-92QX".into(),
            marking: "会員".into(),
            title: "関節リウマチに対する新しい抗体".into(),
            subtitle: Some("A new antibody for rheumatoid arthritis".into()),
            facts: ["関節リウマチ", "抗体", "非臨床"].map(statement).into(),
            texts: texts.iter().copied().map(statement).collect(),
            mark: "鈴木".into(),
            notice: "秘密".into(),
            made_at: Utc.with_ymd_and_hms(2026, 11, 30, 0, 0, 0).unwrap(),
        }
    }

    fn said(pages: &Pages) -> String {
        let words = |piece: &Piece| match piece {
            Piece::Text { text, .. } => text.clone(),
            Piece::Rule(_) => String::new(),
        };
        pages.iter().flatten().map(words).collect()
    }

    fn within(pages: &Pages) -> bool {
        let inside = |piece: &Piece| match piece {
            Piece::Text { x, y, size, text, .. } => {
                *x >= LEFT && x + width(text, *size) <= RIGHT + 0.1 && *y >= TOP && *y <= BOTTOM
            }
            Piece::Rule(y) => (TOP..=BOTTOM).contains(y),
        };
        pages.iter().flatten().all(inside)
    }

    #[test]
    fn a_usual_listing_fits_on_one_page() {
        let paragraph = "生物学的製剤で効果が十分でない患者が約三割いる。".repeat(8);
        let pages = pages(&paper(&[paragraph.as_str(); 8]), &width);
        assert_eq!(pages.len(), 1);
        assert!(within(&pages));
        assert_eq!(said(&pages).matches("三割").count(), 64);
    }

    #[test]
    fn a_long_one_goes_on_with_every_word_on_some_page() {
        let paragraph = "生物学的製剤で効果が十分でない患者が約三割いる。".repeat(40);
        let text = [paragraph.as_str(), "短い。"].repeat(6);
        let pages = pages(&paper(&text), &width);
        assert!(pages.len() > 1 && within(&pages));
        assert!(said(&pages).contains("A new antibody for rheumatoid arthritis"));
        let whole = said(&pages).replace("課題と標準治療", "");
        assert!(whole.ends_with(&text.concat()), "{whole}");
    }
}
