//! The liaison in charge is told that a team asks for its listing to be public.

use crate::app::App;
use crate::domain::ids::ListingId;
use crate::domain::listing::Listing;
use crate::domain::policy::Actor;
use crate::mail::kind::MailKind;
use crate::services::error::Outcome;
use crate::services::notify::{self, Event};
use crate::store::db::{Reads, Tx};
use crate::store::public_listings;

/// Where liaisons find what waits for their agreement.
const PLACE: &str = "/reviews";

/// Tells the liaison in charge, if the listing waits for an agreement. Each asking is told once, and again to whoever takes over.
pub(in crate::services) fn tell_if_waiting(tx: &mut Tx<'_>, app: &App, listing: &Listing) -> Outcome<()> {
    let Some(liaison) = listing.liaison else {
        return Ok(());
    };
    if !public_listings::awaiting(tx, liaison)?.contains(&listing.id) {
        return Ok(());
    }
    let asked = public_listings::find(tx, listing.id)?.version;
    let event = Event::new(
        MailKind::PublicRequested,
        format!("public:{}:{asked}:{}", listing.id, listing.version),
        PLACE,
        Some(&listing.reference),
    );
    notify::member(tx, app, liaison, &event)
}

/// Whether a listing waits for this reader's agreement, at the moment of sending.
pub(in crate::services) fn still_waits(reads: &mut impl Reads, reader: &Actor, listing: ListingId) -> Outcome<bool> {
    Ok(public_listings::awaiting(reads, reader.member)?.contains(&listing))
}
