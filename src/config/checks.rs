//! Values that make no sense, each refused with what to write instead.

use crate::config::{Config, ConfigError};
use crate::store::db::Backend;
use std::collections::BTreeSet;

impl Config {
    pub(super) fn validate(&self) -> Result<(), ConfigError> {
        let check = |good: bool, setting: &'static str, problem: &str| {
            if good {
                Ok(())
            } else {
                Err(ConfigError::Value {
                    setting,
                    problem: problem.to_owned(),
                })
            }
        };
        let port = self
            .server
            .address
            .rsplit_once(':')
            .map(|(_, port)| port.parse::<u16>());
        check(
            matches!(port, Some(Ok(_))),
            "server.address",
            "must be a host and a port, such as 127.0.0.1:8080",
        )?;
        let url = &self.server.public_url;
        check(
            is_web_address(url),
            "server.public_url",
            "must be the address members open, such as https://enishi.example.ac.jp",
        )?;
        check(!url.ends_with('/'), "server.public_url", "must not end in a slash")?;
        check(
            self.server.max_body_bytes >= 65_536,
            "server.max_body_bytes",
            "must be at least 65536",
        )?;
        check(
            Backend::of(&self.database.url).is_ok(),
            "database.url",
            "must begin with sqlite:// (a file path follows) or postgres://",
        )?;
        check(
            (1..=200).contains(&self.database.pool_size),
            "database.pool_size",
            "must be between 1 and 200",
        )?;
        check(
            (1..=60).contains(&self.auth.access_token_minutes),
            "auth.access_token_minutes",
            "must be 1 to 60",
        )?;
        check(
            (1..=365).contains(&self.auth.refresh_token_days),
            "auth.refresh_token_days",
            "must be 1 to 365",
        )?;
        check(
            (1..=365).contains(&self.auth.session_days),
            "auth.session_days",
            "must be 1 to 365",
        )?;
        check(
            (1..=100).contains(&self.auth.login_failures_before_delay),
            "auth.login_failures_before_delay",
            "must be 1 to 100",
        )?;
        check(
            self.auth.network_attempts_per_minute >= 1,
            "auth.network_attempts_per_minute",
            "must be at least 1",
        )?;
        check(
            self.listings.public_reads_per_minute >= 1,
            "listings.public_reads_per_minute",
            "must be at least 1",
        )?;
        check(
            self.auth.hash_concurrency >= 1,
            "auth.hash_concurrency",
            "must be at least 1",
        )?;
        check(
            self.auth.argon2_memory_kib >= 8,
            "auth.argon2_memory_kib",
            "must be at least 8 (19456 or more in production)",
        )?;
        check(
            (1..=120).contains(&self.listings.validity_months),
            "listings.validity_months",
            "must be 1 to 120",
        )?;
        check(
            self.matching.default_threshold <= 100,
            "matching.default_threshold",
            "must be 0 to 100",
        )?;
        check(
            self.matching.weekly_cap >= 1,
            "matching.weekly_cap",
            "must be at least 1",
        )?;
        check(
            self.saved_searches.alerts_per_search >= 1,
            "saved_searches.alerts_per_search",
            "must be at least 1",
        )?;
        check(
            (1..=36_500).contains(&self.saved_searches.alert_days),
            "saved_searches.alert_days",
            "must be 1 to 36500",
        )?;
        check(
            (1..=500).contains(&self.export.most_listings),
            "export.most_listings",
            "must be 1 to 500",
        )?;
        let is_public_key = |key: &String| key.parse::<age::x25519::Recipient>().is_ok();
        check(
            self.backup.recipients.iter().all(is_public_key),
            "backup.recipients",
            "must be public keys (age1...), as `enishi backup key` prints them; secret keys belong off this machine",
        )?;
        check(self.jobs.workers >= 1, "jobs.workers", "must be at least 1")?;
        check(self.jobs.lease_seconds >= 5, "jobs.lease_seconds", "must be at least 5")?;
        check(
            self.introductions.lapse_days >= 1,
            "introductions.lapse_days",
            "must be at least 1",
        )?;
        let authorities = &self.ledger.time_authorities;
        check(
            authorities.iter().all(|one| is_web_address(&one.url)),
            "ledger.time_authorities",
            "each needs a url that begins with https:// or http://",
        )?;
        let names: BTreeSet<_> = authorities.iter().map(|one| one.name.trim()).collect();
        check(
            names.len() == authorities.len() && !names.contains(""),
            "ledger.time_authorities",
            "each needs a name of its own",
        )?;
        self.mail.validate().map_err(|error| ConfigError::Value {
            setting: "mail",
            problem: error.to_string(),
        })
    }
}

fn is_web_address(url: &str) -> bool {
    url.starts_with("https://") || url.starts_with("http://")
}
