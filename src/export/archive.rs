//! Several files as one (ZIP).

use crate::domain::clock::Instant;
use crate::export::ExportError;
use chrono::{Datelike, Timelike};
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

/// A file within the other.
pub struct Entry {
    name: String,
    bytes: Vec<u8>,
}

impl Entry {
    /// A file of that name; folders end with a slash.
    pub fn new(name: impl Into<String>, bytes: impl Into<Vec<u8>>) -> Self {
        Self {
            name: name.into(),
            bytes: bytes.into(),
        }
    }
}

/// The files as one, all of the same time.
pub fn zip(at: Instant, entries: Vec<Entry>) -> Result<Vec<u8>, ExportError> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(time(at));
    for Entry { name, bytes } in entries {
        writer.start_file(name, options).map_err(ExportError::archive)?;
        writer.write_all(&bytes).map_err(ExportError::archive)?;
    }
    Ok(writer.finish().map_err(ExportError::archive)?.into_inner())
}

/// Times in a ZIP have no zone: Japan's, where its readers are.
fn time(at: Instant) -> DateTime {
    let local = at.with_timezone(&chrono_tz::Asia::Tokyo);
    let part = |number: u32| u8::try_from(number).unwrap_or_default();
    let time = DateTime::from_date_and_time(
        u16::try_from(local.year()).unwrap_or_default(),
        part(local.month()),
        part(local.day()),
        part(local.hour()),
        part(local.minute()),
        part(local.second()),
    );
    time.unwrap_or_default()
}
