//! Matching: a match is a search that my own listing runs over what I may see (law 2).
//!
//! `pairs` finds and scores, once per side, with that side's own listing in full and the other only as that side may know it;
//! `match_listing` stores what is new and tells people; `show` and `decide` are what people do with it.

pub mod decide;
pub mod match_listing;
mod pairs;
pub mod show;

pub use match_listing::match_listing;
