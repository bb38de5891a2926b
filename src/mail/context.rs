//! The only values a mail can be made of. None of them can hold a sentence.
//!
//! Every type parses at the door, also when it comes back from the database, so a title or a company name has no way
//! into a template.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

/// The language a mail is written in.
pub use crate::domain::text::Locale as Language;

/// Why a value was refused; never repeats the value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ContextError {
    /// Empty, longer than 60 characters, or with control characters.
    #[error("a recipient's name is one line of 1 to 60 characters")]
    RecipientName,
    /// Not of the shape `S-7K3M-92QX`.
    #[error("a reference number has the shape S-7K3M-92QX")]
    Reference,
    /// Not an absolute URL of at most 500 plain characters, or not https outside this machine.
    #[error("a link is an absolute https URL of at most 500 characters (http only for this machine)")]
    Link,
}

macro_rules! parsed_text {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);

        impl $name {
            /// The text as it was parsed.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl TryFrom<String> for $name {
            type Error = ContextError;

            fn try_from(text: String) -> Result<Self, ContextError> {
                Self::parse(&text)
            }
        }

        impl From<$name> for String {
            fn from(value: $name) -> Self {
                value.0
            }
        }

        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(concat!(stringify!($name), "(…)"))
            }
        }
    };
}

parsed_text!(
    /// How the recipient is addressed.
    RecipientName
);
parsed_text!(
    /// An opaque reference number such as `S-7K3M-92QX`.
    Reference
);
parsed_text!(
    /// An absolute URL into the application.
    Link
);

impl RecipientName {
    /// Accepts one line of 1 to 60 characters; outer white space is dropped.
    pub fn parse(text: &str) -> Result<Self, ContextError> {
        let text = text.trim();
        let fits = (1..=60).contains(&text.chars().count());
        if fits && !text.chars().any(unprintable) {
            Ok(Self(text.to_owned()))
        } else {
            Err(ContextError::RecipientName)
        }
    }
}

/// Control characters, line separators and the marks that turn the direction of writing.
fn unprintable(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{2028}' | '\u{2029}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

impl Reference {
    /// Accepts one capital letter and two groups of four digits or capital letters.
    pub fn parse(text: &str) -> Result<Self, ContextError> {
        let group = |part: Option<&str>, length: usize| {
            part.is_some_and(|part| {
                part.len() == length && part.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit())
            })
        };
        let mut parts = text.split('-');
        let starts = text.starts_with(|c: char| c.is_ascii_uppercase());
        let fits = group(parts.next(), 1) && group(parts.next(), 4) && group(parts.next(), 4) && parts.next().is_none();
        if starts && fits {
            Ok(Self(text.to_owned()))
        } else {
            Err(ContextError::Reference)
        }
    }
}

impl Link {
    /// Accepts `https://host/…`, and `http://` for localhost, without user information, quotes or spaces.
    pub fn parse(text: &str) -> Result<Self, ContextError> {
        let rest = text
            .strip_prefix("https://")
            .or_else(|| text.strip_prefix("http://"))
            .ok_or(ContextError::Link)?;
        let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
        let host = authority
            .rsplit_once(':')
            .filter(|_| !authority.ends_with(']'))
            .map_or(authority, |(host, _)| host);
        let plain = text
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b"-._~:/?#[]@!$&()*+,;=%".contains(&b));
        let local = matches!(host, "localhost" | "127.0.0.1" | "[::1]");
        let fits = text.len() <= 500 && plain && !host.is_empty() && !authority.contains('@');
        if fits && (text.starts_with("https://") || local) {
            Ok(Self(text.to_owned()))
        } else {
            Err(ContextError::Link)
        }
    }

    /// Whether it goes over TLS, as one-click unsubscription demands.
    #[must_use]
    pub fn is_https(&self) -> bool {
        self.0.starts_with("https://")
    }
}

/// The links under every mail that can be switched off.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Footer {
    /// The member's mail preferences.
    pub preferences: Link,
    /// Opens a page that asks, and by POST switches this kind of mail off at once.
    pub unsubscribe: Link,
}

/// The parameters of one mail; [`super::MailKind::params`] says which ones a kind needs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MailContext {
    /// How the recipient is addressed.
    pub recipient: RecipientName,
    /// One reference number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reference: Option<Reference>,
    /// Several reference numbers.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub references: Vec<Reference>,
    /// Where to go.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub link: Option<Link>,
    /// How many.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub count: Option<u32>,
    /// A calendar day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<NaiveDate>,
    /// A number of days.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub days: Option<u32>,
    /// An instant; shown in Japan time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<DateTime<Utc>>,
}

macro_rules! setters {
    ($($(#[$doc:meta])* $name:ident: $type:ty),+ $(,)?) => {$(
        $(#[$doc])*
        #[must_use]
        pub fn $name(mut self, $name: $type) -> Self {
            self.$name = $name.into();
            self
        }
    )+};
}

impl MailContext {
    /// A context that only knows whom it addresses.
    #[must_use]
    pub const fn new(recipient: RecipientName) -> Self {
        Self {
            recipient,
            reference: None,
            references: Vec::new(),
            link: None,
            count: None,
            date: None,
            days: None,
            at: None,
        }
    }

    setters! {
        /// Sets the reference number.
        reference: Reference,
        /// Sets the reference numbers.
        references: Vec<Reference>,
        /// Sets the link.
        link: Link,
        /// Sets the count.
        count: u32,
        /// Sets the day.
        date: NaiveDate,
        /// Sets the number of days.
        days: u32,
        /// Sets the instant.
        at: DateTime<Utc>,
    }
}
