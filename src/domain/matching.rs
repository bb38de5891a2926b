//! Match candidates: one row per side, states, hard constraints.

use crate::domain::clock::Instant;
use crate::domain::ids::{CandidateId, ListingId, OrganisationId, VersionId};
use crate::domain::vocabulary::Code;

crate::domain::coded_enum! {
    /// Whose candidate it is.
    Side {
        /// The seed owner's
        Seed = "seed",
        /// The need owner's
        Need = "need",
        /// The liaison's, over full texts
        Liaison = "liaison",
    }
}

crate::domain::coded_enum! {
    /// What the side made of it.
    CandidateState {
        /// Not looked at
        New = "new",
        /// Looked at
        Seen = "seen",
        /// Worth a contact
        Interested = "interested",
        /// Later perhaps
        NotNow = "not_now",
        /// No, for a reason
        Dismissed = "dismissed",
    }
}

crate::domain::coded_enum! {
    /// What the liaison made of it.
    LiaisonMark {
        /// Recommended
        Endorsed = "endorsed",
        /// Hidden from both sides
        Suppressed = "suppressed",
    }
}

/// A proposed pair as one side sees it.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    /// Identity
    pub id: CandidateId,
    /// Whose
    pub side: Side,
    /// The seed
    pub seed: ListingId,
    /// The need
    pub need: ListingId,
    /// The organisation that sees it
    pub organisation: OrganisationId,
    /// What the side made of it
    pub state: CandidateState,
    /// Calibrated score, 0 to 100
    pub score: f64,
    /// Why, as JSON: codes and visible terms
    pub explanation: String,
    /// Version of the seed it was computed from
    pub seed_version: VersionId,
    /// Version of the need it was computed from
    pub need_version: VersionId,
    /// Why it was dismissed (a code of `decline_codes`)
    pub reason: Option<String>,
    /// What the liaison made of it
    pub mark: Option<LiaisonMark>,
    /// When it was found
    pub created_at: Instant,
    /// Since when the pair no longer passes, as the listings read now
    pub lapsed_at: Option<Instant>,
    /// Row version, for `If-Match`
    pub version: i64,
}

impl Candidate {
    /// The listing that it pairs another with.
    #[must_use]
    pub fn other(&self, listing: ListingId) -> ListingId {
        if self.seed == listing { self.need } else { self.seed }
    }

    /// Whether it still belongs on the board of its side: what passes, and what somebody decided on.
    #[must_use]
    pub const fn is_kept(&self) -> bool {
        self.lapsed_at.is_none() || !matches!(self.state, CandidateState::New | CandidateState::Seen)
    }
}

/// Fewest dismissals that teach anything.
const FEWEST_DISMISSALS: usize = 3;
/// Furthest that a threshold is raised above the usual one by what was dismissed.
const FURTHEST: u8 = 20;

/// The threshold that a side's decisions teach: raised above scores at which it dismissed at least four of five candidates, but
/// never by more than 20 points and never above a candidate that it was interested in. `decided` holds scores, and whether the
/// candidate was of interest.
#[must_use]
pub fn learned_threshold(usual: u8, decided: &[(f64, bool)]) -> u8 {
    let liked = decided.iter().filter(|(_, fits)| *fits).map(|(score, _)| *score);
    let least_liked = liked.fold(f64::INFINITY, f64::min);
    let teaches = |threshold: &u8| {
        let below = || decided.iter().filter(|(score, _)| *score < f64::from(*threshold));
        let dismissed = below().filter(|(_, fits)| !fits).count();
        let just_above = below().any(|(score, _)| *score >= f64::from(*threshold) - 1.0);
        dismissed >= FEWEST_DISMISSALS && just_above && f64::from(*threshold) <= least_liked
    };
    let highest = usual.saturating_add(FURTHEST).min(100);
    (usual.saturating_add(1)..=highest).rev().find(teaches).unwrap_or(usual)
}

/// The code of `ip_statuses` for what no patent application covers yet.
pub const UNFILED: &str = "unfiled";

/// A range of stages as ranks of the `stages` vocabulary, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StageRange {
    /// First
    pub min: usize,
    /// Last
    pub max: usize,
}

impl StageRange {
    /// Whether two ranges share a stage.
    #[must_use]
    pub const fn overlaps(self, other: Self) -> bool {
        self.min <= other.max && other.min <= self.max
    }
}

/// What hard constraints look at, on one side. Empty lists constrain nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Constraints {
    /// Owner organisation
    pub organisation: Option<OrganisationId>,
    /// Organisations it must never meet
    pub blocked: Vec<OrganisationId>,
    /// Disease areas
    pub areas: Vec<Code>,
    /// Modalities it has (seed) or wants (need)
    pub modalities: Vec<Code>,
    /// Modalities it excludes (need)
    pub excluded: Vec<Code>,
    /// Stages
    pub stages: Option<StageRange>,
    /// Whether it is unfiled (seed)
    pub unfiled: bool,
    /// Whether it accepts unfiled (need)
    pub unfiled_acceptable: bool,
}

/// Whether a seed and a need may meet at all, whatever their texts say.
#[must_use]
pub fn may_meet(seed: &Constraints, need: &Constraints) -> bool {
    let shares = |a: &[Code], b: &[Code]| a.is_empty() || b.is_empty() || a.iter().any(|code| b.contains(code));
    let same_house = seed.organisation.is_some() && seed.organisation == need.organisation;
    let blocks = |list: &[OrganisationId], other: Option<OrganisationId>| other.is_some_and(|id| list.contains(&id));
    let stages_meet = match (seed.stages, need.stages) {
        (Some(seed), Some(need)) => seed.overlaps(need),
        _ => true,
    };
    let all_excluded = !seed.modalities.is_empty() && seed.modalities.iter().all(|code| need.excluded.contains(code));
    let blocked = blocks(&seed.blocked, need.organisation) || blocks(&need.blocked, seed.organisation);
    let filed_enough = !seed.unfiled || need.unfiled_acceptable;
    let same_ground = shares(&seed.areas, &need.areas) && shares(&seed.modalities, &need.modalities);
    !same_house && !blocked && !all_excluded && same_ground && stages_meet && filed_enough
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(codes: &[&str]) -> Vec<Code> {
        codes.iter().map(|code| Code::new(*code)).collect()
    }

    fn seed() -> Constraints {
        Constraints {
            areas: codes(&["cancer"]),
            modalities: codes(&["antibody", "adc"]),
            stages: Some(StageRange { min: 2, max: 4 }),
            unfiled: true,
            ..Constraints::default()
        }
    }

    #[test]
    fn dismissals_raise_the_threshold_up_to_what_was_liked() {
        let no = |scores: &[f64]| scores.iter().map(|score| (*score, false)).collect::<Vec<_>>();
        assert_eq!(learned_threshold(50, &[]), 50);
        assert_eq!(
            learned_threshold(50, &no(&[52.0, 55.0])),
            50,
            "two are an opinion, not a pattern"
        );
        assert_eq!(learned_threshold(50, &no(&[52.0, 55.0, 58.0])), 59);
        assert_eq!(
            learned_threshold(50, &no(&[52.0, 55.0, 58.0, 95.0])),
            59,
            "one far above teaches nothing"
        );
        assert_eq!(learned_threshold(95, &no(&[96.0, 97.0, 99.0])), 100);
        let liked = [no(&[51.0, 52.0, 55.0, 58.0]), vec![(56.0, true)]].concat();
        assert_eq!(learned_threshold(50, &liked), 56);
        let low = [no(&[52.0, 55.0, 58.0]), vec![(50.0, true)]].concat();
        assert_eq!(learned_threshold(50, &low), 50);
    }

    #[test]
    fn an_open_need_meets_any_seed_and_each_constraint_alone_keeps_them_apart() {
        let open = Constraints {
            unfiled_acceptable: true,
            ..Constraints::default()
        };
        assert!(may_meet(&seed(), &open));
        let apart = [
            Constraints {
                areas: codes(&["infection"]),
                ..open.clone()
            },
            Constraints {
                modalities: codes(&["small_molecule"]),
                ..open.clone()
            },
            Constraints {
                excluded: codes(&["antibody", "adc"]),
                ..open.clone()
            },
            Constraints {
                stages: Some(StageRange { min: 5, max: 7 }),
                ..open.clone()
            },
            Constraints {
                unfiled_acceptable: false,
                ..open.clone()
            },
        ];
        for need in apart {
            assert!(!may_meet(&seed(), &need), "{need:?}");
        }
        assert!(
            may_meet(
                &seed(),
                &Constraints {
                    excluded: codes(&["antibody"]),
                    ..open
                }
            ),
            "an ADC is left"
        );
    }
}
