//! Texts signed with the ledger's key, in the format that transparency logs share (C2SP signed-note): the text, an empty line, and
//! a line that names the signer.

use crate::auth::keys::Keys;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use ed25519_dalek::{Signature, Signer, SigningKey, Verifier, VerifyingKey};
use sha2::{Digest, Sha256};

/// The kind of signature that is Ed25519.
const ED25519: u8 = 1;

/// The key that signs checkpoints, receipts and backups. It signs nothing else: access tokens have another.
#[derive(Clone)]
pub struct LedgerKey(SigningKey);

impl LedgerKey {
    /// The key of a key file.
    #[must_use]
    pub fn new(keys: &Keys) -> Self {
        Self(keys.signing().clone())
    }

    /// The text as a signed note. It must end with a line's end.
    #[must_use]
    pub fn sign(&self, name: &str, text: &str) -> String {
        let signature = self.0.sign(text.as_bytes()).to_bytes();
        let id = key_id(name, &self.0.verifying_key());
        let line = STANDARD.encode([id.as_slice(), signature.as_slice()].concat());
        format!("{text}\n— {name} {line}\n")
    }

    /// The public key, in hexadecimal: what whoever is to trust checkpoints must have from elsewhere.
    #[must_use]
    pub fn public(&self) -> String {
        hex::encode(self.0.verifying_key().as_bytes())
    }

    /// The text of a note that this key signed under this name.
    #[must_use]
    pub fn open<'a>(&self, name: &str, note: &'a str) -> Option<&'a str> {
        open(&self.0.verifying_key(), name, note)
    }
}

/// The first 4 bytes of SHA-256(name || 0x0A || kind || key).
fn key_id(name: &str, key: &VerifyingKey) -> [u8; 4] {
    let hasher = Sha256::new().chain_update(name).chain_update([b'\n', ED25519]);
    let hash: [u8; 32] = hasher.chain_update(key.as_bytes()).finalize().into();
    let [a, b, c, d, ..] = hash;
    [a, b, c, d]
}

/// The text of a note that a public key of 32 bytes signed under a name, whoever else did too.
#[must_use]
pub fn open_with<'a>(key: &[u8; 32], name: &str, note: &'a str) -> Option<&'a str> {
    open(&VerifyingKey::from_bytes(key).ok()?, name, note)
}

fn open<'a>(key: &VerifyingKey, name: &str, note: &'a str) -> Option<&'a str> {
    let (text, signatures) = note.rsplit_once("\n\n").map(|(text, rest)| (text.len() + 1, rest))?;
    let text = note.get(..text)?;
    let by_key = |line: &str| {
        let encoded = line.strip_prefix("— ")?.strip_prefix(name)?.strip_prefix(' ')?;
        let bytes = STANDARD.decode(encoded).ok()?;
        let (id, signature) = bytes.split_first_chunk::<4>()?;
        let signature = Signature::from_slice(signature).ok()?;
        (*id == key_id(name, key)).then(|| key.verify(text.as_bytes(), &signature).is_ok())
    };
    signatures
        .lines()
        .any(|line| by_key(line) == Some(true))
        .then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The example of the format's first implementation (golang.org/x/mod/sumdb/note).
    const VERIFIER: &str = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
    const NOTE: &str = "If you think cryptography is the answer to your problem,\n\
        then you don't know what your problem is.\n\
        \n\
        — PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";

    #[test]
    fn a_note_of_the_formats_first_implementation_opens() {
        let encoded = VERIFIER.rsplit_once('+').unwrap().1;
        let bytes = STANDARD.decode(encoded).unwrap();
        assert_eq!(bytes[0], ED25519);
        let key = VerifyingKey::from_bytes(&bytes[1..].try_into().unwrap()).unwrap();
        assert_eq!(hex::encode(key_id("PeterNeumann", &key)), "c74f20a3");
        let text = open(&key, "PeterNeumann", NOTE).unwrap();
        assert!(text.ends_with("problem is.\n"), "{text}");
    }

    #[test]
    fn what_was_not_signed_does_not_open() {
        let key = LedgerKey::new(&Keys::from_seed([3; 32]));
        let note = key.sign("enishi.example/ledger/platform", "a\nb\n");
        let name = "enishi.example/ledger/platform";
        assert_eq!(key.open(name, &note), Some("a\nb\n"));
        assert_eq!(key.open("enishi.example/ledger/other", &note), None);
        assert_eq!(LedgerKey::new(&Keys::from_seed([4; 32])).open(name, &note), None);
        for (at, byte) in note.bytes().enumerate() {
            let mut bytes = note.clone().into_bytes();
            bytes[at] = byte ^ 1;
            let Ok(changed) = String::from_utf8(bytes) else {
                continue;
            };
            assert_eq!(key.open(name, &changed).filter(|text| *text != "a\nb\n"), None);
        }
    }
}
