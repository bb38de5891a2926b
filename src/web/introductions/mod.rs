//! Introductions: ask, read, answer, take back.

pub mod accept;
pub mod ask;
pub mod confirm;
pub mod decline;
pub mod list;
pub mod provide_info;
pub mod query;
pub mod request_info;
pub mod show;
pub mod view;
pub mod withdraw;
