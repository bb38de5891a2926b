//! Checkpoints: what a log's tree was, as text that is signed and given away (C2SP tlog-checkpoint).

use crate::domain::ledger::merkle::Head;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;

/// What is signed: the log's origin, the size of its tree, and its root.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checkpoint {
    /// The log's name in the world: an address without its scheme
    pub origin: String,
    /// Its tree
    pub head: Head,
}

impl Checkpoint {
    /// The text: three lines, each ended.
    #[must_use]
    pub fn text(&self) -> String {
        let Head { size, root } = self.head;
        format!("{}\n{size}\n{}\n", self.origin, STANDARD.encode(root))
    }

    /// The checkpoint of such a text. `None` if it is none.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut lines = text.strip_suffix('\n')?.split('\n');
        let (origin, size, root) = (lines.next()?, lines.next()?, lines.next()?);
        let head = Head {
            size: size.parse().ok()?,
            root: STANDARD.decode(root).ok()?.try_into().ok()?,
        };
        let parsed = Self {
            origin: origin.to_owned(),
            head,
        };
        // One checkpoint has one text: no leading zeros, no further lines.
        (!origin.is_empty() && parsed.text() == text).then_some(parsed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_checkpoint_has_one_text() {
        let checkpoint = Checkpoint {
            origin: "enishi.example/ledger/platform".into(),
            head: Head {
                size: 12,
                root: [1; 32],
            },
        };
        let text = checkpoint.text();
        assert_eq!(
            text,
            "enishi.example/ledger/platform\n12\nAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=\n"
        );
        assert_eq!(Checkpoint::parse(&text), Some(checkpoint));
        let others = [
            text.trim_end().to_owned(),
            format!("{text}more\n"),
            text.replace("\n12\n", "\n012\n"),
            text.replace("\n12\n", "\n+12\n"),
            text.replace('=', ""),
            text.replace("enishi.example/ledger/platform", ""),
        ];
        for other in others {
            assert_eq!(Checkpoint::parse(&other), None, "{other}");
        }
    }
}
