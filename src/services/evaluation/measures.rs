//! Measures of one ranking against judgments, as trec_eval (hence pytrec_eval and BEIR) computes them. Pure functions.
//!
//! A ranking is given as the grade of each document in order, 0 for one that is not relevant or was never judged; the judgments as
//! the grades of all documents that are relevant to the query, whether they were found or not.

use crate::services::evaluation::interval::{float, sum};

/// Normalised discounted cumulative gain of the first `depth` documents (Järvelin and Kekäläinen, "Cumulated gain-based
/// evaluation of IR techniques", ACM TOIS 20(4), 2002), with the grade itself as gain and log2(rank + 1) as discount: trec_eval's
/// `ndcg_cut`.
#[must_use]
pub fn ndcg(ranking: &[u32], judged: &[u32], depth: usize) -> f64 {
    let mut ideal = judged.to_vec();
    ideal.sort_unstable_by(|a, b| b.cmp(a));
    let best = discounted(&ideal, depth);
    if best > 0.0 {
        discounted(ranking, depth) / best
    } else {
        0.0
    }
}

fn discounted(grades: &[u32], depth: usize) -> f64 {
    let ranks = (1_u32..).zip(grades).take(depth);
    sum(ranks.map(|(rank, grade)| f64::from(*grade) / f64::from(rank + 1).log2()))
}

/// The share of all relevant documents that is among the first `depth`: trec_eval's `recall`.
#[must_use]
pub fn recall(ranking: &[u32], judged: &[u32], depth: usize) -> f64 {
    let relevant = |grades: &[u32], depth| count(grades.iter().take(depth).filter(|grade| **grade > 0));
    let all = relevant(judged, usize::MAX);
    if all > 0.0 { relevant(ranking, depth) / all } else { 0.0 }
}

fn count<T>(items: impl Iterator<Item = T>) -> f64 {
    float(items.count())
}

/// One over the rank of the first relevant document, 0 without any (Voorhees, "The TREC-8 question answering track report",
/// 1999): trec_eval's `recip_rank`. Its mean over queries is the MRR.
#[must_use]
pub fn reciprocal_rank(ranking: &[u32]) -> f64 {
    let first = (1_u32..).zip(ranking).find(|(_, grade)| **grade > 0);
    first.map_or(0.0, |(rank, _)| 1.0 / f64::from(rank))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(found: f64, expected: f64) {
        assert!((found - expected).abs() < 1e-9, "{found} is not {expected}");
    }

    #[test]
    fn gain_is_linear_and_discounted_by_the_logarithm_of_the_rank() {
        // 1/log2(3) + 2/log2(4) of an ideal 2/log2(2) + 1/log2(3).
        let third = 1.0 / 3_f64.log2();
        close(ndcg(&[0, 1, 2], &[1, 2], 10), (third + 1.0) / (2.0 + third));
        close(ndcg(&[2, 1], &[1, 2], 10), 1.0);
        close(ndcg(&[0, 0], &[1], 10), 0.0);
        close(ndcg(&[], &[1], 10), 0.0);
        close(ndcg(&[], &[], 10), 0.0);
    }

    #[test]
    fn the_example_of_the_paper_comes_out() {
        // Section 2.2's gain vector; its DCG starts to discount at rank 2 (b = 2), ours one rank later, as trec_eval's does.
        let gains = [3, 2, 3, 0, 0, 1, 2, 2, 3, 0];
        let expected: f64 = 3.0
            + 2.0 / 3_f64.log2()
            + 3.0 / 2.0
            + 1.0 / 7_f64.log2()
            + 2.0 / 3.0
            + 2.0 / 9_f64.log2()
            + 3.0 / 10_f64.log2();
        close(discounted(&gains, 10), expected);
    }

    #[test]
    fn what_comes_after_the_depth_counts_for_nothing_there() {
        let mut ranking = vec![0; 10];
        ranking.push(1);
        close(ndcg(&ranking, &[1], 10), 0.0);
        assert!(ndcg(&ranking, &[1], 11) > 0.0);
        // More relevant documents than places: a full list is perfect.
        close(ndcg(&[1; 10], &[1; 50], 10), 1.0);
        close(recall(&[1; 10], &[1; 50], 100), 0.2);
        close(recall(&ranking, &[1], 10), 0.0);
    }

    #[test]
    fn recall_counts_and_reciprocal_rank_looks_at_the_first() {
        close(recall(&[0, 2, 0, 1], &[1, 2, 1, 1], 100), 0.5);
        close(recall(&[], &[], 100), 0.0);
        close(reciprocal_rank(&[0, 0, 1, 2]), 1.0 / 3.0);
        close(reciprocal_rank(&[0, 0]), 0.0);
        close(reciprocal_rank(&[]), 0.0);
    }
}
