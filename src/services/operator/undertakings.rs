//! Undertakings as data files hold them.

use crate::app::{App, data_file};
use crate::domain::problem::{Fault, FieldFault};
use crate::domain::text::Bilingual;
use crate::domain::undertaking::Undertaking;
use crate::services::bootstrap;
use crate::services::error::{Error, Outcome};
use crate::services::undertakings::NewUndertaking;
use crate::store::undertakings;
use serde::Deserialize;

/// A version of the undertaking as a data file holds it.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UndertakingFile {
    /// 1, 2, 3 …
    pub number: i32,
    /// Days for which an acceptance binds and admits
    pub valid_days: i32,
    /// Heading in Japanese
    pub title_ja: String,
    /// Heading in English
    pub title_en: String,
    /// Text in Japanese
    pub text_ja: String,
    /// Text in English
    pub text_en: String,
}

impl UndertakingFile {
    /// The one that comes with the program.
    pub fn built_in() -> Outcome<Self> {
        let text = data_file("undertakings/v1.toml").map_err(Error::internal)?;
        toml::from_str(&text).map_err(Error::internal)
    }

    /// What is to be published.
    #[must_use]
    pub fn content(&self) -> NewUndertaking {
        NewUndertaking {
            title: Bilingual::both(&self.title_ja, &self.title_en),
            text: Bilingual::both(&self.text_ja, &self.text_en),
            valid_days: self.valid_days,
        }
    }
}

/// Puts a version into force: its number must be the next one. Members must accept it before they see listings again.
pub fn publish(app: &App, file: &UndertakingFile) -> Outcome<Undertaking> {
    let last = app.db.read_blocking(|rx| Ok::<_, Error>(undertakings::current(rx)?))?;
    let next = last.map_or(1, |last| last.number + 1);
    if file.number != next {
        return Err(Error::field(FieldFault::with_limit("number", Fault::OutOfRange, next)));
    }
    bootstrap::undertaking(app, &file.content())
}
