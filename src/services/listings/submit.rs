//! Submission: strict checks, an immutable version split by tier, and the way to the first reviewer.

use crate::app::App;
use crate::domain::account::{Member, MemberState, Organisation, Role};
use crate::domain::clock::{Instant, day_in_japan};
use crate::domain::ids::{ListingId, MemberId, VersionId};
use crate::domain::ledger::EntryKind;
use crate::domain::listing::Listing;
use crate::domain::listing::content::TierRules;
use crate::domain::listing::state::Move;
use crate::domain::policy::{self, Actor};
use crate::domain::problem::Refusal;
use crate::domain::review::{self, Attestations};
use crate::mail::kind::MailKind;
use crate::services::error::{Error, Outcome, valid};
use crate::services::listings::access::{self, Known};
use crate::services::listings::moves::Standing;
use crate::services::listings::written::Written;
use crate::services::listings::{commitments, doer, draft, entry, expiry, team};
use crate::services::notify::{self, Event};
use crate::store::db::{Audited, Reads, Tx, Writes};
use crate::store::drafts::Draft;
use crate::store::versions::{self, Version};
use crate::store::{listings, members};

/// What the owner states with a submission.
#[derive(Clone, Copy)]
pub struct Submission {
    /// Row version of the draft that is submitted
    pub seen: i64,
    /// What the owner attests
    pub attestations: Attestations,
    /// Until when it is to stay published
    pub valid_until: Option<Instant>,
}

/// A submission that was taken.
pub struct Submitted {
    /// The listing after it
    pub standing: Standing,
    /// Number of the version
    pub number: i32,
}

/// Submits the draft.
pub async fn submit(app: &App, actor: Actor, id: ListingId, submission: Submission) -> Outcome<Submitted> {
    let shared = app.clone();
    app.db
        .write(move |tx| {
            let known = access::known(tx, &actor, id)?;
            // Asked first, so that nobody but the team hears anything of the draft.
            policy::may_move(&actor, &known.listing, &known.audience, Move::SubmitToLiaison)?;
            let reviewers = reviewers(tx, &known)?;
            let by = if reviewers.is_empty() {
                Move::SubmitToLiaison
            } else {
                Move::SubmitToInstitution
            };
            let permit = policy::may_move(&actor, &known.listing, &known.audience, by)?;
            let draft = draft::find(tx, id)?;
            if draft.version != submission.seen {
                return Err(Refusal::Stale.into());
            }
            let written = Written::stored(known.listing.kind, &draft.content)?;
            let rules = TierRules::of(draft.visibility, draft.tier_overrides.clone());
            check(&shared, &written, &draft, &rules, &submission, tx.now())?;
            let mut listing = known.listing;
            let state = permit.apply(&mut listing, tx.now())?;
            listing.liaison = Some(liaison(tx, &listing, &known.organisation)?);
            let version = version(tx, &actor, id, &draft, &submission)?;
            let parts = written.split(&rules);
            versions::insert(tx, &version, &parts)?;
            listing.submitted = Some(version.id);
            if listing.published.is_none() {
                listing.visibility = draft.visibility;
            }
            listings::update(tx, &mut listing)?;
            tell(tx, &shared, &listing, &version, &reviewers)?;
            let made = entry(&listing, EntryKind::VersionSubmitted, doer(&actor))
                .fact("version", version.id.to_string())
                .fact("number", version.number)
                .fact("content", commitments::fact(&shared, version.id, &parts))
                .fact("move", by.code())
                .fact("state", state.code())
                .fact("acceptance", actor.acceptance.map(|id| id.to_string()));
            let submitted = Submitted {
                standing: Standing::of(&listing),
                number: version.number,
            };
            Ok::<_, Error>(Audited::new(submitted, tx.record(made)))
        })
        .await
}

fn check(
    app: &App,
    written: &Written,
    draft: &Draft,
    rules: &TierRules,
    submission: &Submission,
    now: Instant,
) -> Outcome<()> {
    let mut faults = written.faults(draft.visibility, rules, &app.vocabularies, day_in_japan(now));
    faults.extend(submission.attestations.faults());
    if let Some(wished) = submission.valid_until {
        faults.extend(expiry::fault(app, wished, now)?);
    }
    valid(faults)
}

fn version(
    tx: &mut Tx<'_>,
    actor: &Actor,
    listing: ListingId,
    draft: &Draft,
    submission: &Submission,
) -> Outcome<Version> {
    let newest = versions::of_listing(tx, listing)?.first().map_or(0, |last| last.number);
    Ok(Version {
        id: VersionId::from_uuid(tx.new_uuid()),
        listing,
        number: newest + 1,
        visibility: draft.visibility,
        tier_overrides: draft.tier_overrides.clone(),
        attestations: submission.attestations,
        submitted_by: actor.member,
        submitted_at: tx.now(),
        published_at: None,
        members_since: None,
        valid_until: submission.valid_until,
    })
}

/// The institution's reviewers, where it wants to review: active members who did not write the listing themselves.
fn reviewers(tx: &mut Tx<'_>, known: &Known) -> Outcome<Vec<MemberId>> {
    if !known.organisation.institution_review {
        return Ok(Vec::new());
    }
    let writers = team::members(tx, &known.listing)?;
    let all = members::list(tx, Some(known.organisation.id))?;
    let reviews = |member: &Member| {
        member.institution_reviewer && member.state == MemberState::Active && !writers.contains(&member.id)
    };
    Ok(all.into_iter().filter(reviews).map(|member| member.id).collect())
}

/// The liaison in charge: the listing's own if still there, else the organisation's.
fn liaison(tx: &mut Tx<'_>, listing: &Listing, home: &Organisation) -> Outcome<MemberId> {
    for candidate in [listing.liaison, home.liaison].into_iter().flatten() {
        let found = members::find(tx, candidate)?;
        if found.is_some_and(|member| member.state == MemberState::Active && member.role == Role::Liaison) {
            return Ok(candidate);
        }
    }
    Err(Refusal::NoLiaison.into())
}

fn tell(tx: &mut Tx<'_>, app: &App, listing: &Listing, version: &Version, reviewers: &[MemberId]) -> Outcome<()> {
    let event = Event {
        date: Some(review::due_day(tx.now(), app.config().curation.sla_business_days)),
        ..Event::new(
            MailKind::ListingSubmitted,
            format!("version:{}", version.id),
            format!("/reviews/{}", listing.id),
            Some(&listing.reference),
        )
    };
    let liaison = listing.liaison.filter(|_| reviewers.is_empty());
    for member in reviewers.iter().copied().chain(liaison) {
        notify::member(tx, app, member, &event)?;
    }
    Ok(())
}
