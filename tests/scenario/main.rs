//! The real program, driven as people drive it: a child process with a database of its own, HTTP, and mail over a real SMTP line.
//! On SQLite and, where `ENISHI_TEST_POSTGRES_URL` names a cluster, on PostgreSQL.
#![cfg(test)]

#[macro_use]
mod on_both;
mod aftermath;
mod cast;
mod chance;
mod clients;
mod contents;
mod crash;
mod diary;
mod http;
mod letters;
mod moves;
mod outage;
#[path = "../support/postgres.rs"]
mod postgres;
mod program;
#[path = "../support/smtp_sink.rs"]
#[expect(dead_code, reason = "the mail room's own tests use all of it")]
mod smtp_sink;
mod story;
mod variants;
