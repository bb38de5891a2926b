//! Lines of a file, numbered, of bounded length, and whether the last one is complete.

use std::io::{BufRead, Read, Result};

/// The longest line that is read, in bytes.
const LONGEST: usize = 1_048_576;

/// A line.
pub struct Line {
    /// 1, 2, 3 …
    pub number: u64,
    /// Content without the line's end
    pub bytes: Vec<u8>,
    /// A line's end follows
    pub ended: bool,
    /// It was too long and is cut
    pub too_long: bool,
}

/// Reads line by line.
pub struct Lines<R> {
    reader: R,
    number: u64,
    read: u64,
}

impl<R: BufRead> Lines<R> {
    /// From the beginning.
    pub const fn new(reader: R) -> Self {
        Self {
            reader,
            number: 0,
            read: 0,
        }
    }

    /// Bytes read so far.
    #[must_use]
    pub const fn read(&self) -> u64 {
        self.read
    }

    /// The next line; `None` at the end.
    pub fn next(&mut self) -> Result<Option<Line>> {
        let mut bytes = Vec::new();
        let limit = u64::try_from(LONGEST).unwrap_or(u64::MAX);
        self.count(|reader| reader.take(limit).read_until(b'\n', &mut bytes))?;
        if bytes.is_empty() {
            return Ok(None);
        }
        self.number += 1;
        let ended = bytes.last() == Some(&b'\n');
        let too_long = !ended && bytes.len() >= LONGEST;
        if too_long {
            self.skip_to_end_of_line()?;
        }
        while matches!(bytes.last(), Some(b'\n' | b'\r')) {
            bytes.pop();
        }
        if self.number == 1 && bytes.starts_with(b"\xEF\xBB\xBF") {
            bytes.drain(..3); // A byte order mark.
        }
        Ok(Some(Line {
            number: self.number,
            bytes,
            ended,
            too_long,
        }))
    }

    fn count(&mut self, read: impl FnOnce(&mut R) -> Result<usize>) -> Result<usize> {
        let count = read(&mut self.reader)?;
        self.read += u64::try_from(count).unwrap_or_default();
        Ok(count)
    }

    fn skip_to_end_of_line(&mut self) -> Result<()> {
        loop {
            let mut rest = Vec::new();
            let count = self.count(|reader| reader.take(65_536).read_until(b'\n', &mut rest))?;
            if count == 0 || rest.last() == Some(&b'\n') {
                return Ok(());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(text: &[u8]) -> Vec<(u64, String, bool, bool)> {
        let mut lines = Lines::new(text);
        let mut found = Vec::new();
        while let Some(line) = lines.next().unwrap() {
            let text = String::from_utf8(line.bytes).unwrap().chars().take(9).collect();
            found.push((line.number, text, line.ended, line.too_long));
        }
        assert_eq!(lines.read(), u64::try_from(text.len()).unwrap());
        found
    }

    #[test]
    fn lines_are_numbered_and_the_last_one_may_lack_its_end() {
        let found = all(b"\xEF\xBB\xBFa\r\n\nb");
        assert_eq!(
            found,
            [
                (1, "a".to_owned(), true, false),
                (2, String::new(), true, false),
                (3, "b".to_owned(), false, false)
            ]
        );
        assert!(all(b"").is_empty());
    }

    #[test]
    fn a_line_that_is_too_long_is_cut_and_the_next_one_is_whole() {
        let text = [vec![b'x'; LONGEST + 70_000], b"\nnext\n".to_vec()].concat();
        let found = all(&text);
        assert_eq!(found[0], (1, "xxxxxxxxx".to_owned(), false, true));
        assert_eq!(found[1], (2, "next".to_owned(), true, false));
        assert_eq!(found.len(), 2);
    }
}
