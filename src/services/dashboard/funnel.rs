//! From a match to an introduction: how many pairs, and how many candidates or introductions, came how far.

use crate::domain::clock::Instant;
use crate::domain::matching::CandidateState;
use crate::services::error::Outcome;
use crate::store::dashboard::{self, Asked};
use crate::store::db::Reads;
use serde::Serialize;
use std::collections::BTreeSet;
use utoipa::ToSchema;

crate::domain::coded_enum! {
    /// How far.
    FunnelStep {
        /// Matches that were found.
        Candidates = "candidates",
        /// Looked at by the side that they were shown to.
        Seen = "seen",
        /// A side is interested.
        Interested = "interested",
        /// An introduction was asked for.
        IntroductionsAsked = "introductions_asked",
        /// The introduction was accepted.
        IntroductionsAccepted = "introductions_accepted",
    }
}

/// How much came so far.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct StepOfFunnel {
    /// How far
    pub step: FunnelStep,
    /// Pairs of a seed and a need
    pub pairs: i64,
    /// Candidates (each side has its own), or introductions (also those that were asked for without a listing of one's own)
    pub count: i64,
}

/// All steps, of what was found or begun since `since`.
#[derive(Clone, Serialize, ToSchema)]
pub struct Funnel {
    /// The first step first
    pub steps: Vec<StepOfFunnel>,
}

pub(super) fn funnel(reads: &mut impl Reads, since: Instant) -> Outcome<Funnel> {
    let seen: Vec<CandidateState> = CandidateState::ALL
        .iter()
        .copied()
        .filter(|state| *state != CandidateState::New)
        .collect();
    let states: [(FunnelStep, &[CandidateState]); 3] = [
        (FunnelStep::Candidates, CandidateState::ALL),
        (FunnelStep::Seen, seen.as_slice()),
        (FunnelStep::Interested, &[CandidateState::Interested]),
    ];
    let mut steps = Vec::new();
    for (step, states) in states {
        let (pairs, count) = dashboard::candidates(reads, since, states)?;
        steps.push(StepOfFunnel { step, pairs, count });
    }
    let asked = dashboard::asked(reads, since)?;
    let accepted: BTreeSet<_> = dashboard::accepted(reads, since)?.into_iter().collect();
    let accepted: Vec<Asked> = asked.iter().copied().filter(|one| accepted.contains(&one.id)).collect();
    for (step, introductions) in [
        (FunnelStep::IntroductionsAsked, asked),
        (FunnelStep::IntroductionsAccepted, accepted),
    ] {
        // Either side may ask about the same pair.
        let pair = |one: &Asked| one.own.map(|own| (own.min(one.target), own.max(one.target)));
        let pairs: BTreeSet<_> = introductions.iter().filter_map(pair).collect();
        steps.push(StepOfFunnel {
            step,
            pairs: i64::try_from(pairs.len()).unwrap_or(i64::MAX),
            count: i64::try_from(introductions.len()).unwrap_or(i64::MAX),
        });
    }
    Ok(Funnel { steps })
}
