//! How many take part, and how many of them are bound.

use crate::domain::account::{MemberState, OrganisationKind, OrganisationState, Role};
use crate::services::error::Outcome;
use crate::store::db::Reads;
use crate::store::{dashboard, undertakings};
use chrono::TimeDelta;
use serde::Serialize;
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// An end that comes within so many days is near.
const NEAR: TimeDelta = TimeDelta::days(30);

/// Members of a role in a state; what there is none of is left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct MembersOfRole {
    /// Role
    pub role: Role,
    /// State
    pub state: MemberState,
    /// How many
    pub count: i64,
}

/// Organisations of a kind in a state; what there is none of is left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct OrganisationsOfKind {
    /// Kind
    pub kind: OrganisationKind,
    /// State
    pub state: OrganisationState,
    /// How many
    pub count: i64,
}

/// Those with access and the current undertaking.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Undertakings {
    /// Bound by it
    pub bound: i64,
    /// Not yet, or not any more
    pub not_bound: i64,
    /// Bound, but for no more than 30 days
    pub expiring: i64,
}

pub(super) fn members(reads: &mut impl Reads) -> Outcome<Vec<MembersOfRole>> {
    let counted: BTreeMap<_, _> = dashboard::members(reads)?
        .into_iter()
        .map(|(role, state, count)| ((role, state), count))
        .collect();
    let row = |((role, state), count)| MembersOfRole { role, state, count };
    Ok(counted.into_iter().map(row).collect())
}

pub(super) fn organisations(reads: &mut impl Reads) -> Outcome<Vec<OrganisationsOfKind>> {
    let counted: BTreeMap<_, _> = dashboard::organisations(reads)?
        .into_iter()
        .map(|(kind, state, count)| ((kind, state), count))
        .collect();
    let row = |((kind, state), count)| OrganisationsOfKind { kind, state, count };
    Ok(counted.into_iter().map(row).collect())
}

pub(super) fn undertakings(reads: &mut impl Reads) -> Outcome<Undertakings> {
    let active = dashboard::with_access(reads)?;
    let bound = match undertakings::current(reads)? {
        Some(current) => dashboard::bound(reads, current.id)?,
        None => BTreeMap::new(),
    };
    let near = reads.now() + NEAR;
    let number = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
    let expiring = bound.values().filter(|until| **until <= near).count();
    Ok(Undertakings {
        bound: number(bound.len()),
        not_bound: active - number(bound.len()),
        expiring: number(expiring),
    })
}
