//! Numbers at a glance: `/dashboard` for the secretariat, `/overview` for whoever searches.

pub mod overview;
pub mod show;
