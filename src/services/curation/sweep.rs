//! Reminders of reviews that have waited longer than promised.

use crate::app::App;
use crate::domain::account::MemberState;
use crate::domain::ids::MemberId;
use crate::domain::listing::Listing;
use crate::domain::listing::state::ListingState;
use crate::mail::kind::MailKind;
use crate::services::curation;
use crate::services::curation::age::Age;
use crate::services::curation::tell;
use crate::services::error::{Error, Outcome};
use crate::services::notify::{self, Event};
use crate::store::db::Reads;
use crate::store::{audiences, listings, members, reviews};

const IN_REVIEW: [ListingState; 3] = [
    ListingState::InstitutionReview,
    ListingState::LiaisonReview,
    ListingState::Approved,
];

/// Reminds whoever has the next word about each overdue review, once for as long as it stands where it stands. Returns how many
/// reviews are overdue. Running it again changes nothing.
pub async fn sweep(app: &App) -> Outcome<usize> {
    let shared = app.clone();
    let overdue = app
        .db
        .read(move |rx| {
            let mut overdue = listings::in_review(rx, None, None, &IN_REVIEW)?;
            overdue.retain(|listing| Age::of(&shared, listing.state_since, rx.now()).overdue);
            Ok::<_, Error>(overdue)
        })
        .await?;
    let count = overdue.len();
    for listing in overdue {
        remind(app, listing).await?;
    }
    Ok(count)
}

/// Who has the next word: the liaison in charge, another one where a second is wanted, or the institution's reviewers.
fn reviewers(reads: &mut impl Reads, listing: &Listing) -> Outcome<Vec<MemberId>> {
    if listing.review_state() != ListingState::InstitutionReview {
        return match reviews::approver_awaiting_second(reads, listing)? {
            Some(approver) => tell::second_liaisons_than(reads, approver),
            None => Ok(listing.liaison.into_iter().collect()),
        };
    }
    let colleagues = members::list(reads, Some(listing.organisation))?;
    let team = audiences::team(reads, listing.id)?;
    let reviewing = colleagues.into_iter().filter(|member| {
        member.institution_reviewer && member.state == MemberState::Active && !team.contains(&member.id)
    });
    Ok(reviewing.map(|member| member.id).collect())
}

/// Reminds of one review, if it still stands where it stood when it was found overdue.
async fn remind(app: &App, found: Listing) -> Outcome<()> {
    let shared = app.clone();
    app.db
        .chore(move |chore| {
            let stands = |now: &Listing| {
                now.state_since == found.state_since
                    && now.review_state() == found.review_state()
                    && now.submitted == found.submitted
            };
            let Some(listing) = listings::find(chore, found.id)?.filter(stands) else {
                return Ok(());
            };
            let age = Age::of(&shared, listing.state_since, chore.now());
            let event = Event {
                days: Some(u32::try_from(age.business_days).unwrap_or(u32::MAX)),
                ..Event::new(
                    MailKind::ReviewDue,
                    format!("listing:{}:{}", listing.id, age.since.timestamp_micros()),
                    curation::path(&listing),
                    Some(&listing.reference),
                )
            };
            for member in reviewers(chore, &listing)? {
                notify::member(chore, &shared, member, &event)?;
            }
            Ok::<_, Error>(())
        })
        .await
}
