//! The thesaurus: biomedical concepts with their Japanese and English names. It widens a query by the other names of what
//! was asked for, at a lower weight. Data lives in `config/thesaurus/`.

mod lists;
mod stored;
#[cfg(test)]
mod tests;

pub use lists::{ListedConcept, Taken};

use crate::domain::text::Bilingual;
use crate::search::analysis::analyse;
use crate::search::analysis::script::is_hiragana;
use crate::search::query::{Key, Node, Weighted, keys, pattern, weighted};
use crate::search::suggest::Names;
use compact_str::CompactString;
use rustc_hash::FxHashMap;
use std::collections::HashMap;
use std::sync::OnceLock;

/// Weight of another name of a concept against the words of a typed query; measured: more drowns the words themselves.
pub(super) const EXPANSION_WEIGHT: f64 = 0.25;

/// Weight of a term of a narrower concept against one that was asked for: whoever asks for liver cancer also wants
/// hepatocellular carcinoma, though not first.
pub(super) const NARROWER_WEIGHT: f64 = 0.05;
/// A concept with more names below it is too wide to stand for each of them.
const MOST_NARROWER_NAMES: usize = 24;

/// Hiragana that may follow a name without being a part of it.
const PARTICLES: [&str; 14] = [
    "の", "に", "を", "は", "が", "と", "で", "も", "や", "へ", "か", "な", "だ", "よ",
];

/// One name of a concept. Most are never asked for, so what a query needs of them is worked out at first use.
pub(super) struct Name {
    text: String,
    /// Its keys, for telling a name from the words that were matched.
    keys: Vec<CompactString>,
    terms: OnceLock<Vec<Weighted>>,
    condition: OnceLock<Option<Node>>,
}

impl Name {
    const fn new(text: String, keys: Vec<CompactString>) -> Self {
        Self {
            text,
            keys,
            terms: OnceLock::new(),
            condition: OnceLock::new(),
        }
    }

    /// What it adds to a score.
    pub(super) fn terms(&self) -> &[Weighted] {
        self.terms.get_or_init(|| {
            let analysis = analyse(&self.text);
            weighted(&analysis.words, &analysis.bigrams).collect()
        })
    }

    /// The condition that a text holds it.
    pub(super) fn condition(&self) -> Option<&Node> {
        self.condition.get_or_init(|| pattern(&self.text, false)).as_ref()
    }
}

/// All names of one thing.
pub(super) struct Concept {
    /// The names shown in explanations.
    pub(super) title: Bilingual,
    /// Every name in both languages.
    pub(super) names: Vec<Name>,
    /// Concepts one step narrower, as places in the thesaurus.
    narrower: Vec<usize>,
}

/// A concept found in a text, as a range of keys.
pub(super) struct Found<'a> {
    /// The concept.
    pub(super) concept: &'a Concept,
    /// First key.
    pub(super) from: usize,
    /// One past the last key.
    pub(super) to: usize,
}

impl Found<'_> {
    /// The names other than the one that was found.
    pub(super) fn others<'b>(&'b self, keys: &'b [Key]) -> impl Iterator<Item = &'b Name> {
        let found = keys.get(self.from..self.to).unwrap_or_default();
        self.concept
            .names
            .iter()
            .filter(move |name| !name.keys.iter().eq(found.iter().map(|key| &key.text)))
    }
}

/// A thesaurus.
#[derive(Default)]
pub struct Concepts {
    version: u32,
    concepts: Vec<Concept>,
    /// By first two keys: the keys of a name and the number of its concept, longest first.
    names: FxHashMap<Beginning, Vec<(Vec<CompactString>, usize)>>,
    /// Symbols as they are written without their hyphens, where that is nothing's name.
    run_together: FxHashMap<CompactString, usize>,
    /// Places by id.
    places: HashMap<String, usize>,
    /// What suggestions are looked up in, worked out at first use.
    suggested: OnceLock<Names>,
}

impl Concepts {
    /// No thesaurus: nothing is widened.
    #[must_use]
    pub fn none() -> Self {
        Self::default()
    }

    /// Adds a concept by its names; names that contain nothing searchable are left out.
    pub fn add(&mut self, ja: &[String], en: &[String]) {
        let number = self.concepts.len();
        let title = Bilingual {
            ja: ja.first().cloned(),
            en: en.first().cloned(),
        };
        self.concepts.push(Concept {
            title,
            names: Vec::new(),
            narrower: Vec::new(),
        });
        for text in ja.iter().chain(en) {
            let keys = keys(text).into_iter().map(|key| key.text).collect();
            self.name(number, Name::new(text.clone(), keys));
        }
    }

    /// Adds a name to a concept.
    fn name(&mut self, place: usize, name: Name) {
        let Some(concept) = self.concepts.get_mut(place).filter(|_| !name.keys.is_empty()) else {
            return;
        };
        let run_together = name.keys.concat();
        if name.keys.len() > 1 && is_symbol(&name.text, &run_together) {
            self.run_together.entry(run_together.into()).or_insert(place);
        }
        let list = self.names.entry(beginning(&name.keys)).or_default();
        list.push((name.keys.clone(), place));
        list.sort_by_key(|(keys, _)| std::cmp::Reverse(keys.len()));
        concept.names.push(name);
    }

    /// The names of the concepts one step narrower, unless the concept is too wide for that.
    pub(super) fn narrower<'a>(&'a self, concept: &'a Concept) -> impl Iterator<Item = &'a Name> {
        let below = || concept.narrower.iter().filter_map(|place| self.concepts.get(*place));
        let names: usize = below().map(|concept| concept.names.len()).sum();
        below()
            .filter(move |_| names <= MOST_NARROWER_NAMES)
            .flat_map(|concept| &concept.names)
    }

    /// Every name of every concept.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        let names = self.concepts.iter().flat_map(|concept| &concept.names);
        names.map(|name| name.text.as_str())
    }

    /// Works out what every suggestion needs, so that the first one does not wait for it. Takes a tenth of a second.
    pub fn prepare(&self) {
        let _names = self.suggested();
    }

    /// What suggestions are looked up in.
    pub(super) fn suggested(&self) -> &Names {
        self.suggested.get_or_init(|| Names::of(self))
    }

    /// The version of the data.
    #[must_use]
    pub const fn version(&self) -> u32 {
        self.version
    }

    /// How many concepts are known.
    #[must_use]
    pub fn len(&self) -> usize {
        self.concepts.len()
    }

    /// Whether nothing is known.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.concepts.is_empty()
    }

    /// The concepts named in a text: longest names first, left to right, without overlap.
    pub(super) fn find(&self, keys: &[Key]) -> Vec<Found<'_>> {
        let mut found = Vec::new();
        let mut at = 0;
        while let Some(key) = keys.get(at) {
            let rest = keys.get(at..).unwrap_or_default();
            let second = rest.get(1).map(|key| key.text.clone()).unwrap_or_default();
            let longer = self.names.get(&(key.text.clone(), second)).into_iter().flatten();
            let alone = self.names.get(&(key.text.clone(), CompactString::default()));
            let hit = longer.chain(alone.into_iter().flatten()).find(|(name, _)| {
                rest.get(..name.len())
                    .is_some_and(|keys| keys.iter().map(|key| &key.text).eq(name))
                    && !goes_on(rest, name.len())
            });
            let hit = hit.map(|(name, place)| (name.len(), *place));
            let hit = hit.or_else(|| self.run_together.get(&key.text).map(|place| (1, *place)));
            match hit.and_then(|(length, place)| self.concepts.get(place).map(|concept| (length, concept))) {
                Some((length, concept)) => {
                    found.push(Found {
                        concept,
                        from: at,
                        to: at + length,
                    });
                    at += length;
                }
                None => at += 1,
            }
        }
        found
    }
}

/// The first two keys of a name, the second empty if there is none: with one character of Japanese too many names begin.
type Beginning = (CompactString, CompactString);

fn beginning(keys: &[CompactString]) -> Beginning {
    let key = |at: usize| keys.get(at).cloned().unwrap_or_default();
    (key(0), key(1))
}

/// Whether a name is the symbol of a gene or a compound rather than words, so that it is also written without its hyphens.
fn is_symbol(name: &str, run_together: &str) -> bool {
    let is_greek = |ch: char| ('\u{370}'..='\u{3FF}').contains(&ch);
    (3..=10).contains(&run_together.len())
        && run_together.bytes().all(|byte| byte.is_ascii_alphanumeric())
        && run_together.bytes().any(|byte| byte.is_ascii_alphabetic())
        && name.chars().any(|ch| ch.is_ascii_digit() || is_greek(ch))
}

/// Whether a name that ends in hiragana goes on as another word: がん at the beginning of がんばる.
fn goes_on(keys: &[Key], length: usize) -> bool {
    let kana = |key: &&Key| key.text.chars().all(is_hiragana);
    let last = length.checked_sub(1).and_then(|last| keys.get(last)).filter(kana);
    let next = keys.get(length).filter(kana);
    matches!((last, next), (Some(last), Some(next)) if last.end == next.start && !PARTICLES.contains(&next.text.as_str()))
}
