//! Writes pages down, each with its foot and its watermark.

use crate::domain::clock::Instant;
use crate::export::ExportError;
use crate::export::pdf::Paper;
use crate::export::pdf::face::{Face, Ruler};
use crate::export::pdf::layout::{FOOT, LEFT, PAGE, Pages, Piece, RIGHT, Tone};
use crate::export::pdf::lines::lines;
use chrono::{Datelike, Timelike};
use krilla::Document;
use krilla::color::rgb;
use krilla::geom::{PathBuilder, Point, Transform};
use krilla::metadata::{DateTime, Metadata};
use krilla::page::PageSettings;
use krilla::paint::{Fill, Stroke};
use krilla::surface::Surface;
use krilla::tagging::{Artifact, ArtifactType, ContentTag};
use krilla::text::Font;

const INK: (u8, u8, u8) = (26, 26, 28);
const LABEL: (u8, u8, u8) = (84, 94, 110);
const THIN: (u8, u8, u8) = (190, 198, 208);
/// Light enough to read through, dark enough to be copied.
const MARK: (u8, u8, u8) = (232, 235, 239);
const MARK_SIZE: f32 = 17.0;
const FOOT_SIZE: f32 = 7.5;

/// The pages as a file.
pub(super) fn file(paper: &Paper, pages: &Pages, face: &Face, ruler: &Ruler<'_>) -> Result<Vec<u8>, ExportError> {
    let failed = |what: String| ExportError::Pages(what);
    let mut document = Document::new();
    let title = format!("{} {}", paper.kind, paper.title);
    document.set_metadata(
        Metadata::new()
            .title(title)
            .language(paper.language.code().to_owned())
            .creator("Enishi".to_owned())
            .creation_date(moment(paper.made_at)),
    );
    let pen = Pen {
        font: face.font(),
        ruler,
    };
    let size = PageSettings::from_wh(PAGE.0, PAGE.1).ok_or_else(|| failed("the size of a page".into()))?;
    for (number, pieces) in (1..).zip(pages) {
        let mut page = document.start_page_with(size.clone());
        let mut surface = page.surface();
        pen.mark(&mut surface, &paper.mark);
        for piece in pieces {
            match piece {
                Piece::Text { x, y, size, tone, text } => {
                    let colour = match tone {
                        Tone::Ink => INK,
                        Tone::Label => LABEL,
                    };
                    pen.write(&mut surface, (*x, *y), *size, colour, text);
                }
                Piece::Rule(y) => rule(&mut surface, *y),
            }
        }
        pen.foot(&mut surface, paper, &format!("{number} / {}", pages.len()));
        surface.finish();
        page.finish();
    }
    document.finish().map_err(|error| failed(format!("{error:?}")))
}

struct Pen<'a> {
    font: Font,
    ruler: &'a Ruler<'a>,
}

impl Pen<'_> {
    fn write(&self, surface: &mut Surface<'_>, (x, y): (f32, f32), size: f32, colour: (u8, u8, u8), text: &str) {
        if text.is_empty() {
            return;
        }
        surface.set_fill(Some(Fill {
            paint: rgb::Color::new(colour.0, colour.1, colour.2).into(),
            ..Fill::default()
        }));
        let glyphs = self.ruler.glyphs(text);
        surface.draw_glyphs(Point::from_xy(x, y), &glyphs, self.font.clone(), text, size, false);
    }

    /// Who took it and when, across the page, behind everything else.
    fn mark(&self, surface: &mut Surface<'_>, mark: &str) {
        surface.start_tagged(artifact(ArtifactType::Watermark));
        let wide = self.ruler.width(mark) * MARK_SIZE;
        for middle in [0.2, 0.5, 0.8] {
            let turn = Transform::from_row(0.819, -0.574, 0.574, 0.819, PAGE.0 / 2.0, PAGE.1 * middle);
            surface.push_transform(&turn);
            self.write(surface, (-wide / 2.0, 0.0), MARK_SIZE, MARK, mark);
            surface.pop();
        }
        surface.end_tagged();
    }

    fn foot(&self, surface: &mut Surface<'_>, paper: &Paper, number: &str) {
        surface.start_tagged(artifact(ArtifactType::Footer));
        rule(surface, FOOT);
        let end = self.ruler.width(number) * FOOT_SIZE;
        self.write(surface, (RIGHT - end, FOOT + 12.0), FOOT_SIZE, LABEL, number);
        let room = RIGHT - LEFT - end - 12.0;
        let width = |text: &str| self.ruler.width(text) * FOOT_SIZE;
        let both = [&paper.mark, &paper.notice].into_iter();
        let said = both.flat_map(|text| lines(text, room, width));
        let places = std::iter::successors(Some(FOOT + 12.0), |y| Some(y + FOOT_SIZE * 1.4));
        for (line, y) in said.zip(places) {
            self.write(surface, (LEFT, y), FOOT_SIZE, LABEL, &line);
        }
        surface.end_tagged();
    }
}

/// What is no part of what the paper says.
fn artifact(kind: ArtifactType) -> ContentTag<'static> {
    ContentTag::Artifact(Artifact::with_kind(kind))
}

fn rule(surface: &mut Surface<'_>, y: f32) {
    let mut path = PathBuilder::new();
    path.move_to(LEFT, y);
    path.line_to(RIGHT, y);
    let Some(path) = path.finish() else { return };
    surface.set_fill(None);
    surface.set_stroke(Some(Stroke {
        paint: rgb::Color::new(THIN.0, THIN.1, THIN.2).into(),
        width: 0.5,
        ..Stroke::default()
    }));
    surface.draw_path(&path);
    surface.set_stroke(None);
}

fn moment(at: Instant) -> DateTime {
    let part = |number: u32| u8::try_from(number).unwrap_or_default();
    DateTime::new(u16::try_from(at.year()).unwrap_or_default())
        .month(part(at.month()))
        .day(part(at.day()))
        .hour(part(at.hour()))
        .minute(part(at.minute()))
        .second(part(at.second()))
        .utc_offset_hour(0)
        .utc_offset_minute(0)
}
