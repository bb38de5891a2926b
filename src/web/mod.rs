//! The HTTP room. A handler extracts, calls one use case, shapes the answer. It sees only `services` and `domain`.

pub mod applications;
pub mod auth;
pub mod body;
pub mod caller;
pub mod client;
pub mod error;
pub mod guard;
pub mod health;
pub mod idempotent;
pub mod invitations;
pub mod me;
pub mod members;
pub mod messages;
pub mod metrics;
pub mod openapi;
pub mod operations;
pub mod organisations;
pub mod page;
pub mod pages;
pub mod precondition;
pub mod reference;
pub mod routes;
pub mod trace;
pub mod undertakings;
pub mod unsubscribe;
