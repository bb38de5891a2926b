//! How long a listing stays published.

use crate::app::App;
use crate::domain::clock::Instant;
use crate::domain::listing::Listing;
use crate::domain::problem::{Fault, FieldFault};
use crate::services::error::{Error, Outcome};
use crate::store::versions::Version;
use chrono::Months;

/// The end of the usual validity, counted from `now`.
pub(super) fn usual(app: &App, now: Instant) -> Outcome<Instant> {
    let months = app.config().listings.validity_months;
    now.checked_add_months(Months::new(months))
        .ok_or_else(|| Error::internal("the validity of listings runs past the calendar"))
}

/// What is wrong with a wished end: it has passed, or lies beyond the usual validity.
pub(super) fn fault(app: &App, wished: Instant, now: Instant) -> Outcome<Option<FieldFault>> {
    if wished <= now {
        return Ok(Some(FieldFault::new("valid_until", Fault::Past)));
    }
    let months = u64::from(app.config().listings.validity_months);
    let too_far = wished > usual(app, now)?;
    Ok(too_far.then(|| FieldFault::with_limit("valid_until", Fault::TooFar, months)))
}

/// Until when a version that is published now stays so: the owner's wish; else, for a successor, the end that members already
/// know; else the usual validity. A wish that passed during review is for the owner to renew.
pub fn validity(app: &App, listing: &Listing, version: &Version, now: Instant) -> Outcome<Instant> {
    if let Some(wished) = version.valid_until {
        if wished <= now {
            return Err(Error::field(FieldFault::new("valid_until", Fault::Past)));
        }
        return Ok(wished);
    }
    match listing.valid_until {
        Some(known) if listing.published.is_some() && known > now => Ok(known),
        _ => usual(app, now),
    }
}
