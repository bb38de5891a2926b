//! The one door: load a listing as an actor may know it, record the disclosure, then open what the clearance reaches. `known`, `seal`
//! and `open` are its three steps; `public` takes them for readers without an account.
//!
//! Whatever shows a listing's content (its page, search hits, matches, introductions, the reviewer's desk) goes through here.

mod known;
mod open;
mod public;
mod seal;

pub use crate::store::disclosures::Surface;
pub use known::{Known, find_known, known, known_of};
pub use open::{ListingView, show, show_all, show_on, view};
pub use public::{SealedPublic, find_public, find_public_of, view_public};
pub(super) use seal::liaison_name;
pub use seal::{Sealed, seal, seal_published, seal_shown, shown};
