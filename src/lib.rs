//! Enishi (縁): a members-only platform on which universities list confidential research seeds and companies list needs.
//!
//! One direction: `web`/`jobs` → `services` → `store`, `search`, `mail`, `auth`, `export` → `domain`. `web` sees only `services` and
//! `domain`; `jobs` may also drive `mail` and `search`. `app`, `config` and `telemetry` hold what is made once at start;
//! `cli` starts it all.

pub mod app;
pub mod auth;
pub mod cli;
pub mod config;
pub mod domain;
pub mod export;
pub mod jobs;
pub mod mail;
pub mod search;
pub mod services;
pub mod startup;
pub mod store;
pub mod telemetry;
pub mod time_stamp;
pub mod web;
