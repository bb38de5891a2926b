//! Reminders of reviews that have waited longer than promised.

use crate::app::App;
use crate::domain::account::MemberState;
use crate::domain::ids::MemberId;
use crate::domain::listing::Listing;
use crate::domain::listing::state::ListingState;
use crate::mail::kind::MailKind;
use crate::services::curation;
use crate::services::curation::age::Age;
use crate::services::error::{Error, Outcome};
use crate::services::notify::{self, Event};
use crate::store::db::Reads;
use crate::store::{audiences, listings, members};

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
            let mut overdue = Vec::new();
            for listing in listings::in_review(rx, None, None, &IN_REVIEW)? {
                let age = Age::of(&shared, listing.state_since, rx.now());
                if age.overdue {
                    let reviewers = reviewers(rx, &listing)?;
                    overdue.push((listing, age, reviewers));
                }
            }
            Ok::<_, Error>(overdue)
        })
        .await?;
    let count = overdue.len();
    for (listing, age, reviewers) in overdue {
        remind(app, &listing, &age, reviewers).await?;
    }
    Ok(count)
}

/// The liaison in charge, or the institution's reviewers.
fn reviewers(reads: &mut impl Reads, listing: &Listing) -> Outcome<Vec<MemberId>> {
    if listing.review_state() != ListingState::InstitutionReview {
        return Ok(listing.liaison.into_iter().collect());
    }
    let colleagues = members::list(reads, Some(listing.organisation))?;
    let team = audiences::team(reads, listing.id)?;
    let reviewing = colleagues.into_iter().filter(|member| {
        member.institution_reviewer && member.state == MemberState::Active && !team.contains(&member.id)
    });
    Ok(reviewing.map(|member| member.id).collect())
}

async fn remind(app: &App, listing: &Listing, age: &Age, reviewers: Vec<MemberId>) -> Outcome<()> {
    let event = Event {
        days: Some(u32::try_from(age.business_days).unwrap_or(u32::MAX)),
        ..Event::new(
            MailKind::ReviewDue,
            format!("listing:{}:{}", listing.id, age.since.timestamp_micros()),
            curation::path(listing),
            Some(&listing.reference),
        )
    };
    let shared = app.clone();
    app.db
        .chore(move |chore| {
            for member in &reviewers {
                notify::member(chore, &shared, *member, &event)?;
            }
            Ok::<_, Error>(())
        })
        .await
}
