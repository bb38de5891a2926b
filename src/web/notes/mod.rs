//! Notes that an organisation keeps on listings.

pub mod add;
pub mod change;
pub mod list;
pub mod of_listing;
pub mod remove;
pub mod show;
