//! Password hashing with Argon2id (RFC 9106), on few threads at a time, at the same cost for names that do not exist.

use argon2::password_hash::phc::PasswordHash;
use argon2::{Algorithm, Argon2, Params, PasswordHasher, PasswordVerifier, Version};
use secrecy::{ExposeSecret, SecretString};
use std::sync::Arc;
use tokio::sync::Semaphore;

/// Fewest characters of a password.
pub const MIN_LENGTH: usize = 12;
/// Fewest letters and digits of a password besides the person's own words.
const MIN_BEYOND_OWN_WORDS: usize = 6;
/// Most characters of a password.
pub const MAX_LENGTH: usize = 200;

/// Hashes and checks passwords.
#[derive(Clone)]
pub struct Passwords {
    argon2: Argon2<'static>,
    places: Arc<Semaphore>,
    unknown: Arc<str>,
}

/// Hashing failed: out of memory, or parameters out of range.
#[derive(Debug, thiserror::Error)]
#[error("password hashing failed: {0}")]
pub struct PasswordError(String);

impl Passwords {
    /// A hasher with the given memory (KiB), passes and number of hashes computed at the same time.
    pub fn new(memory_kib: u32, iterations: u32, concurrency: usize) -> Result<Self, PasswordError> {
        let params = Params::new(memory_kib, iterations, 1, None).map_err(|error| PasswordError(error.to_string()))?;
        let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
        // Checked when the name is unknown, so that the answer takes as long as for a known one.
        let unknown = hash(&argon2, "a password that nobody has", [7; 16])?;
        Ok(Self {
            argon2,
            places: Arc::new(Semaphore::new(concurrency)),
            unknown: unknown.into(),
        })
    }

    /// The PHC string of a password.
    pub async fn hash(&self, password: SecretString, salt: [u8; 16]) -> Result<String, PasswordError> {
        let argon2 = self.argon2.clone();
        self.run(move || hash(&argon2, password.expose_secret(), salt)).await?
    }

    /// `hash` for callers that may block.
    pub fn hash_blocking(&self, password: &str, salt: [u8; 16]) -> Result<String, PasswordError> {
        hash(&self.argon2, password, salt)
    }

    /// Whether the password fits the stored PHC string. Without one, the same work is done and the answer is no.
    pub async fn verify(&self, password: SecretString, stored: Option<String>) -> Result<bool, PasswordError> {
        let (argon2, unknown) = (self.argon2.clone(), Arc::clone(&self.unknown));
        self.run(move || {
            let phc = stored.as_deref().unwrap_or(&unknown);
            let fits = PasswordHash::new(phc).is_ok_and(|parsed| {
                argon2
                    .verify_password(password.expose_secret().as_bytes(), &parsed)
                    .is_ok()
            });
            fits && stored.is_some()
        })
        .await
    }

    /// Whether a stored hash was made with the parameters of this installation; others are renewed at the next sign-in.
    #[must_use]
    pub fn is_current(&self, stored: &str) -> bool {
        let wanted = self.argon2.params();
        PasswordHash::new(stored).is_ok_and(|parsed| {
            let version_fits = parsed.version == Some(u32::from(Version::V0x13));
            let algorithm_fits = parsed.algorithm == Algorithm::Argon2id.ident();
            let params_fit = Params::try_from(&parsed).is_ok_and(|params| {
                params.m_cost() == wanted.m_cost()
                    && params.t_cost() == wanted.t_cost()
                    && params.p_cost() == wanted.p_cost()
            });
            version_fits && algorithm_fits && params_fit
        })
    }

    /// `is_strong`, off the threads that answer requests: guessing takes a while for long passwords.
    pub async fn is_strong(&self, password: SecretString, own_words: Vec<String>) -> Result<bool, PasswordError> {
        self.run(move || {
            let words: Vec<&str> = own_words.iter().map(String::as_str).collect();
            is_strong(password.expose_secret(), &words)
        })
        .await
    }

    async fn run<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Result<T, PasswordError> {
        let fault = |error: &dyn std::fmt::Display| PasswordError(error.to_string());
        let place = Arc::clone(&self.places)
            .acquire_owned()
            .await
            .map_err(|error| fault(&error))?;
        let done = tokio::task::spawn_blocking(move || {
            let outcome = work();
            drop(place);
            outcome
        });
        done.await.map_err(|error| fault(&error))
    }
}

fn hash(argon2: &Argon2<'static>, password: &str, salt: [u8; 16]) -> Result<String, PasswordError> {
    let fault = |error: &dyn std::fmt::Display| PasswordError(error.to_string());
    let phc = argon2
        .hash_password_with_salt(password.as_bytes(), &salt)
        .map_err(|error| fault(&error))?;
    Ok(phc.to_string())
}

/// Whether a password is long enough and hard enough to guess, given words that an attacker would try first: those count for
/// nothing.
#[must_use]
pub fn is_strong(password: &str, own_words: &[&str]) -> bool {
    let length = password.chars().count();
    (MIN_LENGTH..=MAX_LENGTH).contains(&length)
        && beyond_own_words(password, own_words) >= MIN_BEYOND_OWN_WORDS
        && zxcvbn::zxcvbn(password, own_words).score() >= zxcvbn::Score::Three
}

/// Letters and digits that are left when the own words are taken out.
fn beyond_own_words(password: &str, own_words: &[&str]) -> usize {
    let mut words: Vec<String> = own_words.iter().map(|word| word.to_lowercase()).collect();
    words.retain(|word| word.chars().count() >= 2);
    words.sort_by_key(|word| std::cmp::Reverse(word.chars().count()));
    let rest = words
        .iter()
        .fold(password.to_lowercase(), |rest, word| rest.replace(word.as_str(), " "));
    rest.chars().filter(|c| c.is_alphanumeric()).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_is_current_only_with_the_parameters_of_now() {
        let now = Passwords::new(64, 2, 1).unwrap();
        let stored = now.hash_blocking("correct horse", [1; 16]).unwrap();
        assert!(now.is_current(&stored));
        assert!(!Passwords::new(128, 2, 1).unwrap().is_current(&stored));
        assert!(!Passwords::new(64, 3, 1).unwrap().is_current(&stored));
        assert!(!now.is_current("no hash"));
    }

    #[test]
    fn long_and_uncommon_passwords_are_strong_and_own_words_do_not_help() {
        assert!(is_strong("violet teapot under snow", &[]));
        assert!(!is_strong("short", &[]));
        assert!(!is_strong("passwordpassword", &[]));
        assert!(!is_strong("tanakahanako", &["tanaka", "hanako"]));
        assert!(!is_strong("Tanaka-Hanako-kita-2026!", &["tanaka", "hanako", "kita"]));
        assert!(is_strong("tanaka likes violet teapots", &["tanaka", "hanako"]));
        assert!(!is_strong(&"x9 ".repeat(100), &[]));
    }
}
