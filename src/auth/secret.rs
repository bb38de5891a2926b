//! Secrets handed to a person once and kept only as a hash: refresh tokens, invitations, password resets.

use crate::auth::keys::{Keys, mac};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// The text of a 256-bit secret (43 characters, URL-safe).
#[must_use]
pub fn encode(secret: &[u8; 32]) -> String {
    URL_SAFE_NO_PAD.encode(secret)
}

/// What is stored of it: SHA-256, lower-case hexadecimal. A 256-bit random secret needs no slow hash.
#[must_use]
pub fn fingerprint(text: &str) -> String {
    hex::encode(Sha256::digest(text.as_bytes()))
}

/// The secret that belongs to a random id for one purpose: whoever has the key can make it again, so that it need not be
/// stored; whoever has only the database cannot.
#[must_use]
pub fn derived(keys: &Keys, purpose: &str, id: &Uuid) -> String {
    encode(&mac(&keys.derive(purpose), id.as_bytes()))
}
