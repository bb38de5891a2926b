//! ORCID iDs: what one looks like, and a member's own.

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

/// Whether the last character of an ORCID iD is the right check digit (ISO 7064 11,2).
#[must_use]
pub fn is_orcid(text: &str) -> bool {
    let shape_ok = text.len() == 19 && text.chars().enumerate().all(|(at, c)| (at % 5 == 4) == (c == '-'));
    let mut symbols = text.chars().filter(|c| *c != '-').collect::<Vec<_>>();
    let Some(check) = symbols.pop() else { return false };
    let total = symbols
        .iter()
        .try_fold(0_u32, |total, c| Some((total + c.to_digit(10)?) * 2));
    let expected = total.map(|total| (12 - total % 11) % 11);
    shape_ok && expected == if check == 'X' { Some(10) } else { check.to_digit(10) }
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

    #[test]
    fn orcid_check_digits_are_checked() {
        assert!(is_orcid("0000-0002-1825-0097"));
        assert!(is_orcid("0000-0002-1694-233X"));
        for bad in [
            "0000-0002-1825-0098",
            "0000000218250097",
            "0000-0002-1825-009",
            "",
            "0000-0002-1825-00９7",
            "----",
        ] {
            assert!(!is_orcid(bad), "{bad}");
        }
    }
}
