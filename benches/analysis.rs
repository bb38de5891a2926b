//! How fast texts are analysed: what indexing, matching and the marking of passages all wait for.
//!
//! `ANALYSIS_TEXTS=FILE cargo bench --bench analysis`; each line of FILE is a text, of which the first 20,000 are read.
#![expect(
    clippy::unwrap_used,
    clippy::as_conversions,
    clippy::cast_precision_loss,
    clippy::print_stdout,
    reason = "a measurement, not production code"
)]

use enishi::search::{AnalysedText, TextField};
use std::hint::black_box;
use std::time::Instant;

fn main() {
    let file = std::env::var("ANALYSIS_TEXTS").unwrap();
    let all = std::fs::read_to_string(file).unwrap();
    let texts: Vec<&str> = all.lines().take(20_000).collect();
    let bytes: usize = texts.iter().map(|text| text.len()).sum();
    for _ in 0..3 {
        let begun = Instant::now();
        for text in &texts {
            black_box(AnalysedText::new(&[(TextField::Body, text)]));
        }
        let seconds = begun.elapsed().as_secs_f64();
        let megabytes = bytes as f64 / 1e6;
        println!(
            "{} texts, {megabytes:.1} MB: {seconds:.2} s, {:.1} MB/s",
            texts.len(),
            megabytes / seconds
        );
    }
}
