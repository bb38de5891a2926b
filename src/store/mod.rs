//! The database room: rows in, domain out. Nothing outside speaks diesel; backends differ only in `db`, `connection` and
//! `migrations`.

pub mod applications;
pub mod audiences;
pub mod candidates;
pub mod comments;
mod connection;
pub mod db;
pub mod disclosures;
pub mod drafts;
pub mod entropy;
pub mod error;
pub mod grants;
pub mod idempotency;
pub mod import_keys;
pub mod index_changes;
pub mod introductions;
pub mod invitations;
pub mod ledger;
pub mod listings;
pub mod login_failures;
pub mod mails;
pub mod members;
pub mod migrations;
pub mod notices;
pub mod organisations;
pub mod password_resets;
pub mod refresh_tokens;
pub mod reviews;
mod rows;
pub mod saved_searches;
mod schema;
pub mod search_alerts;
pub mod sessions;
pub mod statistics;
pub mod tasks;
pub mod undertakings;
pub mod versions;
