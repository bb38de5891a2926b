//! A corpus as the import reads it. A listing cannot be without a title, but a document of a judged collection can: it gets the
//! beginning of its text as title, as its owner would have given it one.

use serde_json::{Map, Value};
use std::io::{BufRead, Read, Result};

/// Most characters of a title that is made.
const LONGEST: usize = 79;

/// Reads a corpus, with a title on every line that has a text. A line that is no JSON object is left for the import to refuse.
pub struct Titled<R> {
    reader: R,
    line: Vec<u8>,
    read: usize,
}

impl<R: BufRead> Titled<R> {
    /// From the beginning.
    pub const fn new(reader: R) -> Self {
        Self {
            reader,
            line: Vec::new(),
            read: 0,
        }
    }
}

impl<R: BufRead> Read for Titled<R> {
    fn read(&mut self, buffer: &mut [u8]) -> Result<usize> {
        if self.read >= self.line.len() {
            self.line.clear();
            self.read = 0;
            self.reader.read_until(b'\n', &mut self.line)?;
            if let Some(titled) = titled(&self.line) {
                self.line = titled;
            }
        }
        let count = self.line.get(self.read..).unwrap_or_default().read(buffer)?;
        self.read += count;
        Ok(count)
    }
}

fn titled(line: &[u8]) -> Option<Vec<u8>> {
    let mut document: Map<String, Value> = serde_json::from_slice(line).ok()?;
    let blank = |value: &Value| value.is_null() || value.as_str().is_some_and(|text| text.trim().is_empty());
    let has_title = ["title", "title_ja", "title_en"]
        .iter()
        .any(|name| document.get(*name).is_some_and(|value| !blank(value)));
    if has_title {
        return None;
    }
    let title = beginning(document.get("text")?.as_str()?);
    document.insert("title".into(), Value::String(title));
    let mut line = serde_json::to_vec(&document).ok()?;
    line.push(b'\n');
    Some(line)
}

/// The first words of a text.
fn beginning(text: &str) -> String {
    let text = text.trim();
    let Some((end, _)) = text.char_indices().nth(LONGEST) else {
        return text.to_owned();
    };
    let head = text.split_at(end).0;
    // Japanese has no spaces to cut at.
    let cut = head.rfind(char::is_whitespace).filter(|at| *at > end / 2);
    cut.map_or(head, |at| head.split_at(at).0).trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn through(corpus: &str) -> String {
        let mut text = String::new();
        Titled::new(corpus.as_bytes()).read_to_string(&mut text).unwrap();
        text
    }

    #[test]
    fn lines_with_a_title_and_lines_that_are_wrong_pass_as_they_are() {
        let corpus = "{\"_id\": \"1\",  \"title\": \"筋\", \"text\": \"\"}\n{\"_id\"\n\n{\"_id\":\"2\"}";
        assert_eq!(through(corpus), corpus);
    }

    #[test]
    fn a_document_without_title_gets_the_beginning_of_its_text() {
        let long = "muscle ".repeat(30);
        for (text, title) in [
            ("Short.", "Short."),
            (&long, long[..76].trim()),
            (&"筋".repeat(90), &"筋".repeat(79)),
        ] {
            for empty in [r#""title":" ","#, r#""title":null,"#, ""] {
                let line = format!("{{\"_id\":\"1\",{empty}\"text\":\"{text}\"}}\n");
                let made: Value = serde_json::from_str(&through(&line)).unwrap();
                assert_eq!(
                    (made["title"].as_str(), made["text"].as_str()),
                    (Some(title), Some(text))
                );
            }
        }
    }
}
