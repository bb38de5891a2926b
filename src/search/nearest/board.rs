//! The documents that can be among the best by their rough scores.

use tantivy::DocId;

/// By how much a rough score may differ from the canonical one, as a share of it: a hundred times what rounding five hundred
/// summands can do.
pub(super) const SLACK: f32 = 0.003;
/// So many more than wanted are gathered before the worse ones are dropped.
const GATHERED: usize = 4_096;

/// A document with its rough score.
#[derive(Clone, Copy)]
pub(super) struct Rough {
    pub(super) score: f32,
    pub(super) source: usize,
    pub(super) segment: usize,
    pub(super) doc: DocId,
}

/// The documents that can be among the best.
pub(super) struct Board {
    pub(super) most: usize,
    /// Who scores less is not among them.
    pub(super) least: f32,
    pub(super) gathered: Vec<Rough>,
    /// With so many the worse ones are dropped.
    full: usize,
}

impl Board {
    pub(super) fn new(most: usize, least: f32) -> Self {
        Self {
            most,
            least,
            gathered: Vec::new(),
            full: most.saturating_mul(2).saturating_add(GATHERED),
        }
    }

    pub(super) fn gather(&mut self, rough: Rough) {
        self.gathered.push(rough);
        if self.gathered.len() >= self.full {
            self.drop_worse();
            // Where all are as good as each other none is dropped, which must not be tried again for every single one.
            self.full = self.full.max(self.gathered.len().saturating_mul(2));
        }
    }

    pub(super) fn drop_worse(&mut self) {
        if let Some(last) = self.most.checked_sub(1).filter(|last| *last < self.gathered.len()) {
            let (.., worst, _) = self
                .gathered
                .select_nth_unstable_by(last, |a, b| b.score.total_cmp(&a.score));
            self.least = self.least.max(worst.score * (1.0 - SLACK));
            let least = self.least;
            self.gathered.retain(|rough| rough.score >= least);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn whoever_can_be_among_the_best_is_kept(scores in proptest::collection::vec(0_u16..2_000, 0..12_000), most in 1_usize..50) {
            let mut board = Board::new(most, 0.0);
            for (doc, score) in (0..).zip(&scores) {
                let rough = Rough { score: f32::from(*score), source: 0, segment: 0, doc };
                // As `Run::near` does.
                if rough.score >= board.least {
                    board.gather(rough);
                }
            }
            board.drop_worse();
            let mut sorted = scores.clone();
            sorted.sort_unstable_by(|a, b| b.cmp(a));
            let last = sorted.get(most - 1).or(sorted.last()).copied().unwrap_or_default();
            let mut kept: Vec<DocId> = board.gathered.iter().map(|rough| rough.doc).collect();
            kept.sort_unstable();
            let close = f32::from(last) * (1.0 - SLACK);
            let wanted: Vec<DocId> = (0..).zip(&scores).filter(|(_, score)| f32::from(**score) >= close).map(|(doc, _)| doc).collect();
            prop_assert_eq!(kept, wanted);
        }
    }
}
