//! What stands in exported files.

use std::io::{Cursor, Read};

/// Every part of an archive, such as a workbook, one behind the other.
pub fn unzipped(bytes: &[u8]) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("it is an archive");
    let mut all = String::new();
    for place in 0..archive.len() {
        let mut part = archive.by_index(place).unwrap();
        all.push_str(&format!("\n== {}\n", part.name().unwrap()));
        let mut content = Vec::new();
        part.read_to_end(&mut content).unwrap();
        if content.starts_with(b"%PDF") {
            all.push_str(&printed(&content));
        } else {
            all.push_str(&String::from_utf8(content).unwrap());
        }
    }
    all
}

/// The text of each page without blanks: where lines break is no matter.
pub fn pages(bytes: &[u8]) -> Vec<String> {
    let document = lopdf::Document::load_mem(bytes).expect("a PDF can be read");
    let numbers = document.get_pages().into_keys();
    let text = |number: u32| document.extract_text(&[number]).unwrap();
    numbers
        .map(|number| text(number).chars().filter(|letter| !letter.is_whitespace()).collect())
        .collect()
}

/// The text of all pages as a reader would copy it.
pub fn printed(bytes: &[u8]) -> String {
    let document = lopdf::Document::load_mem(bytes).expect("a PDF can be read");
    let numbers = document.get_pages().into_keys().collect::<Vec<_>>();
    document.extract_text(&numbers).unwrap()
}
