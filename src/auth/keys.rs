//! The installation's master key: an Ed25519 key that signs access tokens, and keys for other purposes derived from it.

use ed25519_dalek::SigningKey;
use ed25519_dalek::pkcs8::spki::der::pem::LineEnding;
use ed25519_dalek::pkcs8::{DecodePrivateKey, EncodePrivateKey, EncodePublicKey};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use std::fs;
use std::io::Write;
use std::path::Path;
use zeroize::Zeroizing;

/// Why there is no key.
#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    /// The file cannot be read or written
    #[error("{setting}: the key file {path} {problem}")]
    File {
        /// Which setting names it
        setting: &'static str,
        /// Where
        path: String,
        /// What is wrong
        problem: String,
    },
}

/// Signing key and derived keys.
#[derive(Clone)]
pub struct Keys {
    signing: SigningKey,
}

impl Keys {
    /// Reads the key in the file that a setting names, or makes one from the seed if there is none (mode 0600).
    pub fn load_or_create(
        setting: &'static str,
        path: &Path,
        seed: impl FnOnce() -> [u8; 32],
    ) -> Result<Self, KeyError> {
        let fault = |problem: String| KeyError::File {
            setting,
            path: path.display().to_string(),
            problem,
        };
        match fs::read_to_string(path) {
            Ok(pem) => {
                let signing = SigningKey::from_pkcs8_pem(&pem)
                    .map_err(|_| fault("is not an Ed25519 private key in PKCS #8 PEM".into()))?;
                Ok(Self { signing })
            }
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                let keys = Self {
                    signing: SigningKey::from_bytes(&Zeroizing::new(seed())),
                };
                keys.save(path)
                    .map_err(|error| fault(format!("cannot be made: {error}")))?;
                Ok(keys)
            }
            Err(error) => Err(fault(format!("cannot be read: {error}"))),
        }
    }

    /// A key for tests and scratch instances.
    #[must_use]
    pub fn from_seed(seed: [u8; 32]) -> Self {
        Self {
            signing: SigningKey::from_bytes(&seed),
        }
    }

    fn save(&self, path: &Path) -> std::io::Result<()> {
        use std::os::unix::fs::OpenOptionsExt;
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        let pem = self
            .signing
            .to_pkcs8_pem(LineEnding::LF)
            .map_err(std::io::Error::other)?;
        let mut file = fs::OpenOptions::new()
            .write(true)
            .create_new(true)
            .mode(0o600)
            .open(path)?;
        file.write_all(pem.as_bytes())?;
        file.sync_all()
    }

    pub(super) const fn signing(&self) -> &SigningKey {
        &self.signing
    }

    /// The private key in the form that the token library reads.
    pub(super) fn private_pem(&self) -> Option<Zeroizing<String>> {
        self.signing.to_pkcs8_pem(LineEnding::LF).ok()
    }

    /// The public key in the form that the token library reads.
    pub(super) fn public_pem(&self) -> Option<String> {
        self.signing.verifying_key().to_public_key_pem(LineEnding::LF).ok()
    }

    /// A 256-bit key for one purpose: HMAC-SHA256 over the purpose's name, keyed with the private key.
    #[must_use]
    pub fn derive(&self, purpose: &str) -> Zeroizing<[u8; 32]> {
        Zeroizing::new(mac(&self.signing.to_bytes(), purpose.as_bytes()))
    }
}

/// HMAC-SHA256.
#[must_use]
pub fn mac(key: &[u8; 32], message: &[u8]) -> [u8; 32] {
    // A 32-byte key is always accepted; the fallback keeps the function total without a panic.
    Hmac::<Sha256>::new_from_slice(key).map_or([0; 32], |mut mac| {
        mac.update(message);
        mac.finalize().into_bytes().into()
    })
}
