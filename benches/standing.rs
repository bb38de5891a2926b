//! Standing searches at scale: what 100,000 of them cost in memory, and how long a new listing takes to meet them.
//!
//! `cargo bench --bench standing`; `STANDING_QUERIES` sets another number. Words are made up here, with the frequencies of a
//! language (Zipf) and names of the thesaurus among them.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::as_conversions,
    clippy::print_stdout,
    reason = "a measurement, not production code"
)]

use criterion::{Criterion, criterion_group, criterion_main};
use enishi::domain::ids::{ListingId, OrganisationId, SavedSearchId};
use enishi::search::{
    Change, Concepts, Facet, Facets, Filters, IndexDocument, Kind, Options, Placement, Query, SearchIndex,
    StandingSearches, StatisticsEpoch, TextField,
};
use std::hint::black_box;
use std::time::Instant;
use uuid::Uuid;

const NAMES: [&str; 16] = [
    "肺がん",
    "抗体薬物複合体",
    "関節リウマチ",
    "lung cancer",
    "CAR-T",
    "アルツハイマー病",
    "heart failure",
    "結核",
    "遺伝子治療",
    "small molecule",
    "膵がん",
    "IL-6",
    "慢性腎臓病",
    "抗体",
    "核酸医薬",
    "parkinson disease",
];
const KANJI: &str = "免疫細胞受容体阻害活性化合物治療薬剤耐性変異発現制御因子経路標的患者組織臨床試験評価投与効果血管神経筋骨皮膚腎肝心臓脳腸内菌感染炎症";
const MODALITIES: [&str; 8] = [
    "antibody",
    "small_molecule",
    "peptide",
    "adc",
    "mrna",
    "vaccine",
    "cell",
    "dds",
];

struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        // SplitMix64
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, limit: usize) -> usize {
        (self.next() % limit as u64) as usize
    }

    /// A rank of a Zipf-like distribution: rank r about as often as 1/r.
    fn rank(&mut self, limit: usize) -> usize {
        let share = self.next() as f64 / u64::MAX as f64;
        ((limit as f64).powf(share) as usize).saturating_sub(1).min(limit - 1)
    }
}

fn vocabulary(chance: &mut Chance, size: usize) -> Vec<String> {
    let kanji: Vec<char> = KANJI.chars().collect();
    let syllables = [
        "ka", "to", "mi", "re", "sul", "pro", "gen", "cyt", "ol", "ase", "in", "ne", "vi", "xa",
    ];
    (0..size)
        .map(|number| match number % 8 {
            0 => NAMES[chance.below(NAMES.len())].to_owned(),
            1..=4 => (0..2 + chance.below(4))
                .map(|_| kanji[chance.below(kanji.len())])
                .collect(),
            _ => (0..2 + chance.below(3))
                .map(|_| syllables[chance.below(syllables.len())])
                .collect(),
        })
        .collect()
}

fn text(chance: &mut Chance, words: &[String], length: usize) -> String {
    let chosen: Vec<&str> = (0..length).map(|_| words[chance.rank(words.len())].as_str()).collect();
    chosen.join(" ")
}

fn document(number: u128, chance: &mut Chance, words: &[String]) -> IndexDocument {
    IndexDocument {
        listing: ListingId::from_uuid(Uuid::from_u128(number)),
        kind: Kind::Seed,
        organisation: OrganisationId::from_uuid(Uuid::from_u128(1)),
        blocked: Vec::new(),
        texts: vec![
            (TextField::Title, text(chance, words, 8)),
            (TextField::Summary, text(chance, words, 15)),
            (TextField::Body, text(chance, words, 250)),
        ],
        facets: Facets::new().with(Facet::Modality, [MODALITIES[chance.below(MODALITIES.len())]]),
        published_at: 0,
        valid_until: i64::MAX,
    }
}

/// One to four words, seldom a phrase or an exclusion; words as common as in texts, but for the commonest hundred.
fn question(chance: &mut Chance, words: &[String]) -> String {
    let count = 1 + chance.below(4);
    let chosen: Vec<String> = (0..count)
        .map(|_| {
            let word = &words[100 + chance.rank(words.len() - 100)];
            match chance.below(20) {
                0 => format!("\"{word}\""),
                1 if count > 1 => format!("-{word}"),
                _ => word.clone(),
            }
        })
        .collect();
    chosen.join(" ")
}

fn filters(chance: &mut Chance) -> Filters {
    let modality = MODALITIES[chance.below(MODALITIES.len())].to_owned();
    let wanted = chance.below(3) == 0;
    Filters {
        kind: Some(Kind::Seed),
        any_of: wanted.then(|| (Facet::Modality, vec![modality])).into_iter().collect(),
        ..Filters::default()
    }
}

fn statistics(chance: &mut Chance, words: &[String]) -> StatisticsEpoch {
    let folder = tempfile::tempdir().unwrap();
    let index = SearchIndex::open(folder.path(), Options::default()).unwrap();
    let changes: Vec<Change> = (0..1_000)
        .map(|number| Change::Put {
            placement: Placement::Shared,
            document: Box::new(document(number, chance, words)),
        })
        .collect();
    index.apply(&changes, 1).unwrap();
    index.compute_statistics(1).unwrap().general()
}

/// Memory in use by this process, in bytes (Linux).
fn resident() -> u64 {
    let status = std::fs::read_to_string("/proc/self/statm").unwrap_or_default();
    let pages = status.split(' ').nth(1).and_then(|pages| pages.parse::<u64>().ok());
    pages.unwrap_or_default() * 4_096
}

fn standing(criterion: &mut Criterion) {
    let queries: usize = std::env::var("STANDING_QUERIES")
        .ok()
        .and_then(|number| number.parse().ok())
        .unwrap_or(100_000);
    let chance = &mut Chance(7);
    let words = vocabulary(chance, 20_000);
    let epoch = statistics(chance, &words);
    let wishes: Vec<(String, Filters)> = (0..queries)
        .map(|_| (question(chance, &words), filters(chance)))
        .collect();
    let documents: Vec<IndexDocument> = (0..200).map(|number| document(number, chance, &words)).collect();
    // The thesaurus and the segmenter are part of every process: not counted here.
    black_box(Query::parse("肺がん IL-6", Concepts::built_in()));

    let (before, begun) = (resident(), Instant::now());
    let mut all = StandingSearches::default();
    for (number, (text, filters)) in wishes.iter().enumerate() {
        let query = Query::parse(text, Concepts::built_in());
        let id = SavedSearchId::from_uuid(Uuid::from_u128(number as u128));
        let home = OrganisationId::from_uuid(Uuid::from_u128(2 + number as u128 % 100));
        all.put(id, home, &query, filters, &epoch);
    }
    let taken = begun.elapsed();
    let memory = resident().saturating_sub(before);
    let met: usize = documents.iter().map(|one| all.met_by(one, 0, |_| true).len()).sum();
    println!(
        "{queries} queries: filed in {:.1} s, {} bytes each; a listing meets {} of them",
        taken.as_secs_f64(),
        memory / queries as u64,
        met / documents.len()
    );
    println!("{all:?}");

    let mut at = 0;
    criterion.bench_function("a new listing meets the standing searches", |bencher| {
        bencher.iter(|| {
            at = (at + 1) % documents.len();
            black_box(all.met_by(&documents[at], 0, |_| true))
        });
    });
    let sample: Vec<Query> = wishes
        .iter()
        .take(1_000)
        .map(|(text, _)| Query::parse(text, Concepts::built_in()))
        .collect();
    criterion.bench_function("for comparison: 1,000 queries asked one by one", |bencher| {
        bencher.iter(|| {
            at = (at + 1) % documents.len();
            let texts = &documents[at].texts;
            let texts: Vec<(TextField, &str)> = texts.iter().map(|(field, text)| (*field, text.as_str())).collect();
            black_box(sample.iter().filter(|query| query.matches(&texts)).count())
        });
    });
}

criterion_group! {
    name = benches;
    config = Criterion::default().sample_size(20);
    targets = standing
}
criterion_main!(benches);
