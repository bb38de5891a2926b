//! The words of exported files besides those of listings, from `config/messages/exports.toml` and the vocabularies.

use crate::domain::listing::ListingKind;
use crate::domain::text::Locale;
use crate::domain::vocabulary::{Code, Vocabularies};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::LazyLock;

#[derive(Deserialize)]
struct Wording {
    ja: String,
    en: String,
}

type Shelf = BTreeMap<String, Wording>;

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
struct Catalogue {
    seed: Shelf,
    need: Shelf,
    word: Shelf,
    state: Shelf,
    tier: Shelf,
    surface: Shelf,
}

// A file that does not parse leaves names without words; the tests below keep that from shipping.
static CATALOGUE: LazyLock<Catalogue> =
    LazyLock::new(|| toml::from_str(include_str!("../../../config/messages/exports.toml")).unwrap_or_default());

/// Words in a language.
#[derive(Clone, Copy)]
pub struct Words<'a> {
    locale: Locale,
    vocabularies: &'a Vocabularies,
}

impl<'a> Words<'a> {
    /// Words of a language.
    pub const fn new(locale: Locale, vocabularies: &'a Vocabularies) -> Self {
        Self { locale, vocabularies }
    }

    /// The language.
    #[must_use]
    pub const fn locale(&self) -> Locale {
        self.locale
    }

    fn of(&self, shelf: &'static Shelf, name: &str) -> String {
        shelf.get(name).map_or_else(
            || name.to_owned(),
            |found| match self.locale {
                Locale::Ja => found.ja.clone(),
                Locale::En => found.en.clone(),
            },
        )
    }

    /// What a field is called.
    pub fn field(&self, kind: ListingKind, name: &str) -> String {
        let shelf = match kind {
            ListingKind::Seed => &CATALOGUE.seed,
            ListingKind::Need => &CATALOGUE.need,
        };
        self.of(shelf, name)
    }

    /// One of the other words.
    pub fn word(&self, name: &str) -> String {
        self.of(&CATALOGUE.word, name)
    }

    /// What a state of a listing is called.
    pub fn state(&self, code: &str) -> String {
        self.of(&CATALOGUE.state, code)
    }

    /// What a disclosure tier is called.
    pub fn tier(&self, code: &str) -> String {
        self.of(&CATALOGUE.tier, code)
    }

    /// Where something was shown.
    #[must_use]
    pub fn surface(&self, code: &str) -> String {
        self.of(&CATALOGUE.surface, code)
    }

    /// What a code of a vocabulary is called.
    pub fn label(&self, vocabulary: &str, code: &Code) -> String {
        let found = self.vocabularies.get(vocabulary);
        let found = found.and_then(|terms| terms.label(code, self.locale));
        found.unwrap_or(code.as_str()).to_owned()
    }

    /// Several of them.
    pub fn labels(&self, vocabulary: &str, codes: &[Code]) -> String {
        self.list(codes.iter().map(|code| self.label(vocabulary, code)))
    }

    /// The stages from one to another.
    pub fn stages(&self, min: Option<&Code>, max: Option<&Code>) -> String {
        let label = |code: &Code| self.label("stages", code);
        match (min.map(label), max.map(label)) {
            (Some(min), Some(max)) if min == max => min,
            (Some(min), Some(max)) => match self.locale {
                Locale::Ja => format!("{min}～{max}"),
                Locale::En => format!("{min} – {max}"),
            },
            (one, other) => one.or(other).unwrap_or_default(),
        }
    }

    /// Items behind each other.
    pub fn list(&self, items: impl Iterator<Item = String>) -> String {
        let between = match self.locale {
            Locale::Ja => "、",
            Locale::En => ", ",
        };
        items.collect::<Vec<_>>().join(between)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::listing::content::Content;
    use crate::domain::listing::field::FieldSpec;
    use crate::domain::listing::need::NeedContent;
    use crate::domain::listing::seed::SeedContent;
    use crate::domain::listing::state::ListingState;
    use crate::domain::tier::Tier;
    use crate::store::disclosures::Surface;

    #[test]
    fn every_field_state_and_tier_has_words_and_no_word_is_left_over() {
        let fields = |fields: &[FieldSpec]| fields.iter().map(|field| field.name).collect::<Vec<_>>();
        let states = ListingState::ALL.iter().map(|state| state.code()).collect::<Vec<_>>();
        let tiers = Tier::ALL.iter().map(|tier| tier.code()).collect::<Vec<_>>();
        let surfaces = Surface::ALL.iter().map(|surface| surface.code()).collect::<Vec<_>>();
        for (shelf, mut names) in [
            (&CATALOGUE.seed, fields(SeedContent::FIELDS)),
            (&CATALOGUE.need, fields(NeedContent::FIELDS)),
            (&CATALOGUE.state, states),
            (&CATALOGUE.tier, tiers),
            (&CATALOGUE.surface, surfaces),
        ] {
            names.sort_unstable();
            assert_eq!(shelf.keys().map(String::as_str).collect::<Vec<_>>(), names);
        }
        let shelves = [
            &CATALOGUE.seed,
            &CATALOGUE.need,
            &CATALOGUE.word,
            &CATALOGUE.state,
            &CATALOGUE.tier,
            &CATALOGUE.surface,
        ];
        for (name, words) in shelves.into_iter().flatten() {
            assert!(!words.ja.is_empty() && !words.en.is_empty(), "{name}");
        }
    }

    #[test]
    fn every_word_that_the_code_asks_for_is_there() {
        let code = [
            include_str!("fields.rs"),
            include_str!("listing.rs"),
            include_str!("search.rs"),
            include_str!("table.rs"),
            include_str!("../evidence/pages.rs"),
        ]
        .concat();
        let asked = code.split(".word(\"").skip(1).filter_map(|rest| rest.split('"').next());
        let asked = asked.collect::<Vec<_>>();
        assert!(asked.len() > 20);
        for name in asked {
            assert!(CATALOGUE.word.contains_key(name), "no word for {name}");
        }
    }
}
