//! Lists of terms that operators add to the shipped thesaurus. What both know is one concept: a list gives it more names. A name
//! that already belongs to something else stays where it is, so that no list can turn a word of another one around.

use super::{Concept, Concepts, Name, beginning};
use crate::domain::text::Bilingual;
use crate::search::query::keys;
use compact_str::CompactString;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// A shorter name would be found everywhere.
const SHORTEST_NAME: usize = 2;

/// A concept as a list has it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListedConcept {
    /// Its identifier within the list, if others refer to it
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// Japanese names, the usual one first
    pub ja: Vec<String>,
    /// English names, the usual one first
    pub en: Vec<String>,
    /// Identifiers of broader concepts, of the same list or shipped
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub broader: Vec<String>,
}

/// What became of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Taken {
    /// Concepts that nothing was known of
    pub new: usize,
    /// Concepts that were known, by their usual name in either language
    pub joined: usize,
    /// Names that were new
    pub names: usize,
    /// Names that belong to another concept already
    pub contested: Vec<String>,
    /// Names too short to be found by, or without a letter
    pub unusable: Vec<String>,
    /// Identifiers of broader concepts that nothing goes by
    pub unknown: Vec<String>,
}

impl Concepts {
    /// Adds the concepts of a list.
    pub fn extend(&mut self, list: &[ListedConcept]) -> Taken {
        let mut taken = Taken::default();
        let mut places: HashMap<&str, usize> = HashMap::new();
        let mut links = Vec::new();
        for listed in list {
            let place = self.take(listed, &mut taken);
            if let Some(id) = &listed.id {
                places.insert(id, place);
            }
            links.extend(listed.broader.iter().map(|wider| (place, wider)));
        }
        for (place, wider) in links {
            let found = places.get(wider.as_str()).or_else(|| self.places.get(wider)).copied();
            match found.and_then(|wider| self.concepts.get_mut(wider)) {
                Some(wider) if !wider.narrower.contains(&place) => wider.narrower.push(place),
                Some(_) => {}
                None => taken.unknown.push(wider.clone()),
            }
        }
        taken
    }

    /// Adds one concept, or its names to the one that goes by its usual name. Returns its place.
    fn take(&mut self, listed: &ListedConcept, taken: &mut Taken) -> usize {
        let usual = [listed.ja.first(), listed.en.first()].into_iter().flatten();
        let known = usual.filter_map(|name| self.holder(&keys_of(name))).next();
        let place = known.unwrap_or_else(|| {
            self.concepts.push(Concept {
                title: Bilingual {
                    ja: listed.ja.first().cloned(),
                    en: listed.en.first().cloned(),
                },
                names: Vec::new(),
                narrower: Vec::new(),
            });
            self.concepts.len() - 1
        });
        if known.is_some() {
            taken.joined += 1;
        } else {
            taken.new += 1;
        }
        for text in listed.ja.iter().chain(&listed.en) {
            let keys = keys_of(text);
            let is_short = text.chars().filter(|ch| ch.is_alphanumeric()).count() < SHORTEST_NAME;
            if keys.is_empty() || is_short || !text.chars().any(char::is_alphabetic) {
                taken.unusable.push(text.clone());
                continue;
            }
            match self.holder(&keys) {
                None => {
                    self.name(place, Name::new(text.clone(), keys));
                    taken.names += 1;
                }
                Some(other) if other != place => taken.contested.push(text.clone()),
                Some(_) => {}
            }
        }
        place
    }

    /// The concept that goes by a name.
    fn holder(&self, keys: &[CompactString]) -> Option<usize> {
        let names = self.names.get(&beginning(keys))?;
        names.iter().find(|(name, _)| name == keys).map(|(_, place)| *place)
    }
}

fn keys_of(text: &str) -> Vec<CompactString> {
    keys(text).into_iter().map(|key| key.text).collect()
}

#[cfg(test)]
mod tests {
    use super::{Concepts, ListedConcept, Taken, keys};

    fn listed(id: &str, ja: &[&str], en: &[&str], broader: &[&str]) -> ListedConcept {
        let own = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
        ListedConcept {
            id: Some(id.to_owned()),
            ja: own(ja),
            en: own(en),
            broader: own(broader),
        }
    }

    fn titles(concepts: &Concepts, text: &str) -> Vec<String> {
        let found = concepts.find(&keys(text));
        found.iter().filter_map(|hit| hit.concept.title.ja.clone()).collect()
    }

    #[test]
    fn what_is_known_gets_more_names_and_what_is_not_is_added() {
        let mut concepts = Concepts::shipped();
        let before = concepts.len();
        let taken = concepts.extend(&[
            listed(
                "1",
                &["筋萎縮性側索硬化症"],
                &["Amyotrophic lateral sclerosis", "Kvazin disease"],
                &[],
            ),
            listed("2", &["架空病"], &["Imaginary disease", "IMGD-1"], &["1"]),
        ]);
        assert_eq!((taken.joined, taken.new, taken.names), (1, 1, 4));
        assert!(taken.contested.is_empty() && taken.unusable.is_empty() && taken.unknown.is_empty());
        assert_eq!(concepts.len(), before + 1);
        assert_eq!(titles(&concepts, "Kvazin diseases"), ["筋萎縮性側索硬化症"]);
        assert_eq!(titles(&concepts, "ＩＭＧＤ１の治療"), ["架空病"]);
        let wider = concepts.find(&keys("ALS"));
        let below: Vec<_> = concepts
            .narrower(wider[0].concept)
            .map(|name| name.text.as_str())
            .collect();
        assert!(below.contains(&"Imaginary disease"), "{below:?}");
    }

    #[test]
    fn a_list_cannot_take_a_name_from_something_else() {
        let mut concepts = Concepts::shipped();
        let taken = concepts.extend(&[listed(
            "1",
            &["架空病"],
            &["Imaginary disease", "ALS", "X", "12", "－"],
            &["nothing"],
        )]);
        let expected = Taken {
            new: 1,
            names: 2,
            contested: vec!["ALS".into()],
            unusable: vec!["X".into(), "12".into(), "－".into()],
            unknown: vec!["nothing".into()],
            ..Taken::default()
        };
        assert_eq!(taken, expected);
        assert_eq!(titles(&concepts, "ALS"), ["筋萎縮性側索硬化症"]);
    }
}
