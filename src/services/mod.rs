//! Use cases: load → permission → may this state do it → execute → ledger entry → queue what follows, in one transaction.
//!
//! The only room where store, search, mail and rules meet. Public functions are async at the edge and plain inside.

pub mod accounts;
pub mod announcements;
pub mod applications;
pub mod backup;
pub mod bootstrap;
pub mod curation;
pub mod cursor;
pub mod dashboard;
pub mod demo;
pub mod error;
pub mod evaluation;
pub mod evidence;
pub mod exports;
pub mod idempotency;
pub mod import;
pub mod indexing;
pub mod introductions;
pub mod invitations;
pub mod ledger;
pub mod listings;
pub mod mailbox;
pub mod mailing;
pub mod matching;
pub mod members;
pub mod notes;
pub mod notify;
pub mod operations;
pub mod operator;
pub mod organisations;
pub mod paging;
pub mod queue;
pub mod saved_searches;
pub mod search;
pub mod secret_link;
pub mod sessions;
pub mod thesaurus;
pub mod undertakings;
