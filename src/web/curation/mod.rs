//! `/curation`, and the review of a listing: what reviewers see and send.

pub mod comment;
pub mod decide;
pub mod desk;
pub mod desk_view;
pub mod liaison;
pub mod liaisons;
pub mod public_requests;
pub mod queue;
pub mod reassign;
pub mod resolve;
pub mod view;
