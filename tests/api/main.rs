//! Behaviour of the whole server over HTTP, on SQLite and, where `ENISHI_TEST_POSTGRES_URL` names a cluster, on PostgreSQL.
#![cfg(test)]

#[macro_use]
mod helpers;
mod announcements;
mod auth;
mod authorization;
mod broken;
mod canaries;
mod curation;
mod dashboard;
mod errors;
mod evidence;
mod exports;
mod given;
mod introductions;
mod jobs;
mod ledger;
mod listings;
mod mailing;
mod matching;
mod me;
mod members;
mod notes;
mod operations;
#[path = "../support/postgres.rs"]
mod postgres;
mod public;
mod rematching;
mod saved_searches;
mod search;
#[expect(dead_code, reason = "the mail room's own tests use all of it")]
#[path = "../support/smtp_sink.rs"]
mod smtp_sink;
mod text;
mod thesaurus;
mod two_worlds;
mod web_app;
