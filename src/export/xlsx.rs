//! A table as a workbook: typed cells, so that no text is ever a formula; a second sheet says who took it and when.

use crate::domain::clock::Instant;
use crate::export::{Cell, ExportError, Table};
use chrono::{Datelike, NaiveDate, Timelike};
use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};

/// What a workbook says of itself.
pub struct About {
    /// Name of the table's sheet
    pub sheet: String,
    /// Name of the sheet about the file
    pub about: String,
    /// Lines of that sheet: what, and the words
    pub lines: Vec<(String, String)>,
    /// What stands at the foot of every printed page
    pub foot: String,
    /// When it was made
    pub made_at: Instant,
}

/// Most characters of a printed foot: a spreadsheet allows 255 with the signs around it.
const LONGEST_FOOT: usize = 100;
const A4: u8 = 9;

/// The table as a file.
pub fn xlsx(table: &Table, about: &About) -> Result<Vec<u8>, ExportError> {
    written(table, about).map_err(|error| ExportError::Table(error.to_string()))
}

fn written(table: &Table, about: &About) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    book.set_properties(&DocProperties::new().set_creation_datetime(&moment(about.made_at)?));
    fill(book.add_worksheet(), table, about)?;
    explain(book.add_worksheet(), about)?;
    book.save_to_buffer()
}

fn fill(sheet: &mut Worksheet, table: &Table, about: &About) -> Result<(), XlsxError> {
    let head = Format::new()
        .set_bold()
        .set_background_color(Color::RGB(0x00E6_EBF2))
        .set_border_bottom(FormatBorder::Thin)
        .set_align(FormatAlign::VerticalCenter);
    let text = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    let day = Format::new().set_num_format("yyyy-mm-dd").set_align(FormatAlign::Top);
    sheet.set_name(&about.sheet)?;
    for (column, place) in table.columns.iter().zip(0_u16..) {
        sheet.set_column_width(place, column.width)?;
        sheet.write_string_with_format(0, place, &column.title, &head)?;
    }
    for (row, line) in table.rows.iter().zip(1_u32..) {
        for (cell, place) in row.iter().zip(0_u16..) {
            match cell {
                Cell::Blank => {}
                Cell::Text(words) => drop(sheet.write_string_with_format(line, place, words, &text)?),
                Cell::Day(date) => match excel_day(*date) {
                    Ok(known) => drop(sheet.write_datetime_with_format(line, place, known, &day)?),
                    // A spreadsheet's calendar runs from 1900 to 9999.
                    Err(_) => drop(sheet.write_string_with_format(line, place, date.to_string(), &text)?),
                },
            }
        }
    }
    let last = u16::try_from(table.columns.len()).unwrap_or(u16::MAX).saturating_sub(1);
    let lines = u32::try_from(table.rows.len()).unwrap_or(u32::MAX);
    sheet.autofilter(0, 0, lines.max(1), last)?;
    sheet.set_freeze_panes(1, 1)?;
    sheet.set_repeat_rows(0, 0)?;
    sheet.set_landscape().set_paper_size(A4).set_print_fit_to_pages(1, 0);
    sheet.set_footer(printed(&about.foot));
    Ok(())
}

fn explain(sheet: &mut Worksheet, about: &About) -> Result<(), XlsxError> {
    let what = Format::new().set_bold().set_align(FormatAlign::Top);
    let words = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    sheet.set_name(&about.about)?;
    sheet.set_column_width(0, 18)?.set_column_width(1, 70)?;
    for ((name, text), line) in about.lines.iter().zip(0_u32..) {
        sheet.write_string_with_format(line, 0, name, &what)?;
        sheet.write_string_with_format(line, 1, text, &words)?;
    }
    sheet.set_paper_size(A4).set_footer(printed(&about.foot));
    Ok(())
}

/// A foot whose text is text: an ampersand begins a command there.
fn printed(foot: &str) -> String {
    let short: String = foot.chars().take(LONGEST_FOOT).collect();
    format!("&L{}&R&P / &N", short.replace('&', "&&"))
}

fn excel_day(date: NaiveDate) -> Result<ExcelDateTime, XlsxError> {
    let year = u16::try_from(date.year()).unwrap_or(u16::MAX);
    let part = |number: u32| u8::try_from(number).unwrap_or(u8::MAX);
    ExcelDateTime::from_ymd(year, part(date.month()), part(date.day()))
}

fn moment(at: Instant) -> Result<ExcelDateTime, XlsxError> {
    let part = |number: u32| u16::try_from(number).unwrap_or(u16::MAX);
    let (minute, second) = (u8::try_from(at.minute()), u8::try_from(at.second()));
    excel_day(at.date_naive())?.and_hms(
        part(at.hour()),
        minute.unwrap_or_default(),
        f64::from(second.unwrap_or_default()),
    )
}
