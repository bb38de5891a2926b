//! Behaviour of the whole server over HTTP, on SQLite and, where `ENISHI_TEST_POSTGRES_URL` names a cluster, on PostgreSQL.
#![cfg(test)]

#[macro_use]
mod helpers;
mod auth;
mod errors;
mod given;
mod introductions;
mod listings;
mod matching;
mod me;
mod search;
