//! What the ledger says of a version's content: a salted hash of each tier's part. Who is given a part and its salt can show that it is
//! what was submitted; nobody can find a part by trying what it may be.

use crate::app::App;
use crate::auth::keys::mac;
use crate::domain::ids::VersionId;
use crate::domain::tier::Tier;
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

/// The salt of a part: 256 bits that follow from the installation's key, so they need no place of their own.
#[must_use]
pub fn salt(app: &App, version: VersionId, tier: Tier) -> [u8; 32] {
    let key = app.keys.derive("content commitment");
    mac(&key, format!("{version}:{}", tier.code()).as_bytes())
}

/// SHA-256(salt || part), in hexadecimal.
#[must_use]
pub fn commitment(salt: &[u8; 32], part: &str) -> String {
    hex::encode(Sha256::new().chain_update(salt).chain_update(part).finalize())
}

/// The fact about a whole version: a hash for each tier that holds something.
#[must_use]
pub fn fact(app: &App, version: VersionId, parts: &BTreeMap<Tier, String>) -> Value {
    let hashes = parts.iter().map(|(tier, part)| {
        let hash = commitment(&salt(app, version, *tier), part);
        (tier.code().to_owned(), Value::String(hash))
    });
    Value::Object(hashes.collect::<Map<_, _>>())
}
