//! Searching listings: what this member may see, and nothing else decides a byte of the answer (law 1).

mod about;
mod hit;
mod map;
mod near;
mod question;
mod run;
mod similar;
mod suggest;
mod typed;
mod warm_up;
mod whole;

pub use about::about;
pub(in crate::services) use hit::hit;
pub use hit::{SearchHit, Snippet, SnippetPart};
pub(in crate::services) use map::map_in;
pub use map::{AreaMap, Cell, map};
pub use near::{SharedWord, Similar, SimilarListing};
pub use question::{Order, Question, TEXT_MAX};
pub use run::{FacetCount, Page, Wanted, search};
pub use similar::similar;
pub use suggest::{Suggestions, suggest};
pub(in crate::services) use typed::{is_of_named, understood};
pub use warm_up::warm_up;
pub(in crate::services) use whole::whole;
