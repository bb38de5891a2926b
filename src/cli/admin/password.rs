//! Passwords on the command line: read from standard input or made up, never an argument (others see those).

use crate::app::App;
use crate::cli::context::say;
use anyhow::Context;
use secrecy::{ExposeSecret, SecretString};
use std::io::BufRead;

/// Where the password comes from.
#[derive(clap::Args)]
pub struct Source {
    /// Read the password from the first line of standard input; without it one is made up and printed once
    #[arg(long)]
    password_stdin: bool,
}

/// A password, and whether it was made up here and is to be printed.
pub struct Chosen {
    /// The password
    pub password: SecretString,
    /// Whether nobody knows it yet
    pub made_up: bool,
}

// Without letters and digits that look alike. 32 symbols: five bits each.
const ALPHABET: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";

impl Source {
    /// Reads or makes up a password.
    pub fn choose(&self, app: &App) -> anyhow::Result<Chosen> {
        if !self.password_stdin {
            return Ok(Chosen {
                password: made_up(app).into(),
                made_up: true,
            });
        }
        let mut line = String::new();
        std::io::stdin()
            .lock()
            .read_line(&mut line)
            .context("cannot read the password from standard input")?;
        let password = line.trim_end_matches(['\r', '\n']).to_owned();
        Ok(Chosen {
            password: password.into(),
            made_up: false,
        })
    }
}

impl Chosen {
    /// Prints what was made up.
    pub fn print_once(&self) -> std::io::Result<()> {
        if self.made_up {
            say(format!("Password (shown only now): {}", self.password.expose_secret()))?;
        }
        Ok(())
    }
}

/// 100 random bits in four groups, easy to type.
fn made_up(app: &App) -> String {
    let mut random = [0_u8; 20];
    app.db.entropy().fill(&mut random);
    let symbol = |byte: &u8| char::from(ALPHABET.get(usize::from(byte & 31)).copied().unwrap_or(b'a'));
    let groups = random
        .chunks(5)
        .map(|group| group.iter().map(symbol).collect::<String>());
    groups.collect::<Vec<_>>().join("-")
}
