//! The figures of a run as a table, beside those of the run before.

use crate::services::evaluation::interval::Estimate;
use crate::services::evaluation::record::Run;
use indicatif::HumanCount;
use std::fmt::Write;

/// The table.
pub fn table(run: &Run, before: Option<&Run>) -> String {
    let count = |count: usize| HumanCount(u64::try_from(count).unwrap_or(u64::MAX));
    let mut text = format!(
        "{}, {}: {} documents, {} queries, {} relevant documents\n",
        run.corpus,
        run.mode,
        count(run.documents),
        count(run.queries),
        count(run.judgments),
    );
    line(&mut text, ["", "", "95 % interval", "before", "change"]);
    let measure = |of: fn(&Run) -> Estimate| (of(run), before.map(of));
    for (name, (now, then)) in [
        ("nDCG@10", measure(|run| run.ndcg_10)),
        ("Recall@100", measure(|run| run.recall_100)),
        ("MRR", measure(|run| run.mrr)),
    ] {
        let then = then.map(|then| then.mean);
        line(
            &mut text,
            [
                name,
                &format!("{:.4}", now.mean),
                &format!("{:.4} to {:.4}", now.low, now.high),
                &then.map_or_else(String::new, |then| format!("{then:.4}")),
                &then.map_or_else(String::new, |then| format!("{:+.4}", now.mean - then)),
            ],
        );
    }
    let speed = |of: fn(&Run) -> f64| (of(run), before.map(of));
    for (name, (now, then)) in [
        ("ms per query, p50", speed(|run| run.p50_ms)),
        ("ms per query, p99", speed(|run| run.p99_ms)),
        ("documents imported/s", speed(|run| run.imported_per_second)),
    ] {
        let earlier = then.map_or_else(String::new, |then| format!("{then:.1}"));
        let change = then.map_or_else(String::new, |then| format!("{:+.1}", now - then));
        line(&mut text, [name, &format!("{now:.1}"), "", &earlier, &change]);
    }
    if let Some(before) = before {
        let at = before.at.format("%Y-%m-%d %H:%M UTC");
        let _infallible = writeln!(text, "Before: {at}, version {}", before.version);
    }
    text.truncate(text.trim_end().len());
    text
}

fn line(text: &mut String, cells: [&str; 5]) {
    let [name, value, interval, before, change] = cells;
    let line = format!("{name:<22}{value:>8}  {interval:<18}{before:>8}{change:>10}");
    text.push_str(line.trim_end());
    text.push('\n');
}
