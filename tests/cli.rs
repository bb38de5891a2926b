//! The command line from outside: the real program, in folders and databases of its own.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test may stop at the first surprise"
)]

#[path = "cli/admin.rs"]
mod admin;
#[path = "cli/api_description.rs"]
mod api_description;
#[path = "cli/backup.rs"]
mod backup;
#[path = "cli/backup_canaries.rs"]
mod backup_canaries;
#[path = "cli/backup_failures.rs"]
mod backup_failures;
#[path = "cli/backup_refusals.rs"]
mod backup_refusals;
#[path = "cli/configuration.rs"]
mod configuration;
#[path = "cli/contents.rs"]
mod contents;
#[path = "cli/demonstration.rs"]
mod demonstration;
#[path = "cli/eval.rs"]
mod eval;
#[path = "cli/help.rs"]
mod help;
#[path = "cli/import.rs"]
mod import;
#[path = "cli/ledger.rs"]
mod ledger;
#[path = "cli/migration.rs"]
mod migration;
#[path = "cli/place.rs"]
mod place;
#[path = "support/postgres.rs"]
mod postgres;
#[path = "cli/thesaurus.rs"]
mod thesaurus;
