//! Passwords on the command line: read from standard input or made up, never an argument (others see those).

use crate::auth::password::{MIN_LENGTH, Passwords, is_strong};
use crate::config::Config;
use crate::store::db::Db;
use anyhow::{Context, ensure};
use std::io::BufRead;

/// Where the password comes from.
#[derive(clap::Args)]
pub struct Source {
    /// Read the password from the first line of standard input; without it one is made up and printed once
    #[arg(long)]
    password_stdin: bool,
}

/// A password with its hash; `made_up` is to be printed.
pub struct Chosen {
    /// PHC string
    pub hash: String,
    /// The password, if it was made up here
    pub made_up: Option<String>,
}

// Without letters and digits that look alike. 32 symbols: five bits each.
const ALPHABET: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";

impl Source {
    /// Reads or makes up a password and hashes it at the configured cost.
    pub fn choose(&self, config: &Config, db: &Db, own_words: &[&str]) -> anyhow::Result<Chosen> {
        let auth = &config.auth;
        let passwords = Passwords::new(auth.argon2_memory_kib, auth.argon2_iterations, 1)?;
        let mut salt = [0_u8; 16];
        db.entropy().fill(&mut salt);
        if self.password_stdin {
            let mut line = String::new();
            std::io::stdin().lock().read_line(&mut line).context("cannot read the password")?;
            let password = line.trim_end_matches(['\r', '\n']);
            ensure!(
                is_strong(password, own_words),
                "the password is too easy to guess: at least {MIN_LENGTH} characters, no common words or names"
            );
            let hash = passwords.hash_blocking(password, salt)?;
            return Ok(Chosen { hash, made_up: None });
        }
        let made_up = made_up(db);
        let hash = passwords.hash_blocking(&made_up, salt)?;
        Ok(Chosen {
            hash,
            made_up: Some(made_up),
        })
    }
}

/// 100 random bits in four groups, easy to type.
fn made_up(db: &Db) -> String {
    let mut random = [0_u8; 20];
    db.entropy().fill(&mut random);
    let symbol = |byte: &u8| char::from(ALPHABET.get(usize::from(byte & 31)).copied().unwrap_or(b'a'));
    let groups = random.chunks(5).map(|group| group.iter().map(symbol).collect::<String>());
    groups.collect::<Vec<_>>().join("-")
}
