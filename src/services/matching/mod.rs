//! Matching: a match is a search that my own listing runs over what I may see (law 2).
//!
//! `occasion` says why a listing is matched and who may see that; `neighbours` asks the index whom it might meet; `pairs` decides
//! and scores, once per side, with that side's own listing in full and the other only as that side may know it; `threshold` is
//! what each side wants to see; `match_listing` stores what is new, lets go what no longer passes and tells people; `show` and
//! `decide` are what people do with it.

mod analysed;
pub mod decide;
mod explanation;
pub mod match_listing;
mod neighbours;
pub mod occasion;
mod pairs;
pub mod show;
pub mod threshold;

pub use match_listing::match_listing;
pub(super) use neighbours::nearest_for_owner;
pub use occasion::Occasion;
