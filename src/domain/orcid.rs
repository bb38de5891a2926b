//! A member's own ORCID iD.

use crate::domain::listing::field::is_orcid;
use crate::domain::problem::Fault;

/// A well-formed ORCID iD.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Orcid(String);

impl Orcid {
    /// Parses `0000-0002-1825-0097`, also with `https://orcid.org/` before it.
    pub fn parse(text: &str) -> Result<Self, Fault> {
        let text = text.trim();
        let id = text
            .strip_prefix("https://orcid.org/")
            .unwrap_or(text)
            .to_ascii_uppercase();
        if is_orcid(&id) {
            Ok(Self(id))
        } else {
            Err(Fault::Malformed)
        }
    }

    /// The sixteen digits with hyphens.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_check_digit_decides() {
        for good in [
            "0000-0002-1825-0097",
            "https://orcid.org/0000-0001-5109-3700",
            " 0000-0002-1694-233x ",
        ] {
            assert!(Orcid::parse(good).is_ok(), "{good}");
        }
        for bad in [
            "",
            "0000-0002-1825-0098",
            "0000000218250097",
            "0000-0002-1825-00９7",
            "000-00002-1825-0097",
        ] {
            assert!(Orcid::parse(bad).is_err(), "{bad}");
        }
    }
}
