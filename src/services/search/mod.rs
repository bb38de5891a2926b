//! Searching listings: what this member may see, and nothing else decides a byte of the answer (law 1).

mod about;
mod hit;
mod near;
mod question;
mod run;
mod similar;
mod suggest;
mod typed;
mod warm_up;

pub use about::about;
pub(in crate::services) use hit::hit;
pub use hit::{SearchHit, Snippet, SnippetPart};
pub use near::{SharedWord, Similar, SimilarListing};
pub use question::{Order, Question, TEXT_MAX};
pub use run::{FacetCount, Page, Wanted, search};
pub use similar::similar;
pub use suggest::{Suggestions, suggest};
pub(in crate::services) use typed::{is_of_named, understood};
pub use warm_up::warm_up;
