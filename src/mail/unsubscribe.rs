//! Unsubscribe links that need no table: the link itself proves that we made it.
//!
//! A token switches one kind of mail off for one member and does nothing else, so it may live as long as the mail does
//! and be used without signing in (RFC 8058).

use super::kind::MailKind;
use crate::domain::ids::MemberId;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, KeyInit, Mac};
use secrecy::{ExposeSecret, SecretSlice};
use sha2::Sha256;
use uuid::Uuid;

/// Keeps these signatures apart from any other use of the same key.
const PURPOSE: &[u8] = b"enishi unsubscribe v1\0";
const ID_BYTES: usize = 16;
const MAC_BYTES: usize = 32;
/// Longer than any token of ours, so that nothing longer is decoded.
const LONGEST: usize = 200;

/// The key is too short to be one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the unsubscribe key must have at least 32 bytes")]
pub struct WeakKey;

/// Signs and checks unsubscribe tokens.
#[derive(Clone, Debug)]
pub struct UnsubscribeKey(SecretSlice<u8>);

impl UnsubscribeKey {
    /// Takes a secret of at least 32 bytes.
    pub fn new(secret: &[u8]) -> Result<Self, WeakKey> {
        if secret.len() < 32 {
            Err(WeakKey)
        } else {
            Ok(Self(SecretSlice::from(secret.to_vec())))
        }
    }

    /// The token that switches `kind` off for `member`.
    #[must_use]
    pub fn token(&self, member: MemberId, kind: MailKind) -> String {
        let id = member.as_uuid().as_bytes();
        let signature = self
            .mac(id, kind.code().as_bytes())
            .map(|mac| mac.finalize().into_bytes());
        let parts = [
            id.as_slice(),
            signature.as_deref().unwrap_or_default(),
            kind.code().as_bytes(),
        ];
        URL_SAFE_NO_PAD.encode(parts.concat())
    }

    /// What a token asks for, if it is one of ours; compared in constant time.
    #[must_use]
    pub fn verify(&self, token: &str) -> Option<(MemberId, MailKind)> {
        if token.len() > LONGEST {
            return None;
        }
        let bytes = URL_SAFE_NO_PAD.decode(token).ok()?;
        let (id, rest) = bytes.split_first_chunk::<ID_BYTES>()?;
        let (signature, code) = rest.split_first_chunk::<MAC_BYTES>()?;
        self.mac(id, code)?.verify_slice(signature).ok()?;
        let kind: MailKind = std::str::from_utf8(code).ok()?.parse().ok()?;
        kind.can_unsubscribe()
            .then(|| (MemberId::from_uuid(Uuid::from_bytes(*id)), kind))
    }

    fn mac(&self, id: &[u8; ID_BYTES], code: &[u8]) -> Option<Hmac<Sha256>> {
        let mut mac = Hmac::<Sha256>::new_from_slice(self.0.expose_secret()).ok()?;
        mac.update(PURPOSE);
        mac.update(id);
        mac.update(code);
        Some(mac)
    }
}
