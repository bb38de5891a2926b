//! Slowing down those who guess passwords, without locking anybody out: per network, and per account as it is tried from one
//! browser that signed in to it before, or from anywhere else.

use crate::app::App;
use crate::auth::keys::mac;
use crate::auth::secret;
use crate::services::error::{Error, Outcome};
use crate::store::login_failures;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use std::net::IpAddr;
use subtle::ConstantTimeEq;

/// Bytes of the random part of a device token; the rest is its signature.
const NONCE: usize = 32;

/// Where an attempt comes from.
#[derive(Clone)]
pub struct Client {
    /// Network address
    pub address: IpAddr,
    /// Device token, if the browser has one
    pub device: Option<String>,
}

/// The counter that an attempt at an account runs on.
#[derive(Clone)]
pub struct Counter(String);

/// Counts an attempt of a network at anything that is guarded by a secret.
pub fn admit_network(app: &App, client: &Client) -> Outcome<()> {
    app.network_limit.attempt(client.address).map_err(Error::TryLater)
}

/// Counts an attempt at an account as failed, unless it has to wait. Counting comes before checking, so that attempts at the
/// same time cannot slip through together. Whether the address has an account makes no difference.
pub async fn begin(app: &App, address: &str, client: &Client) -> Outcome<Counter> {
    let counter = counter(app, address, client);
    let (key, free) = (counter.0.clone(), app.config().auth.login_failures_before_delay);
    let wait = app
        .db
        .chore(move |chore| {
            use crate::store::db::Reads;
            let now = chore.now();
            let failures = login_failures::find(chore, &key)?;
            if let Some(seconds) = failures.and_then(|failures| failures.wait(now, free)) {
                return Ok::<_, Error>(Some(seconds));
            }
            let count = failures.map_or(0, |failures| failures.counting(now));
            login_failures::set(chore, &key, count.saturating_add(1))?;
            Ok(None)
        })
        .await?;
    wait.map_or(Ok(counter), |seconds| Err(Error::TryLater(seconds)))
}

/// The attempt was good: forgets the failures before it.
pub fn succeed(writes: &mut impl crate::store::db::Writes, counter: &Counter) -> Outcome<()> {
    Ok(login_failures::forget(writes, &counter.0)?)
}

/// Forgets what was tried at an account from unknown browsers, after its person proved who they are by other means.
pub fn forgive(writes: &mut impl crate::store::db::Writes, app: &App, address: &str) -> Outcome<()> {
    Ok(login_failures::forget(writes, &account_key(app, address))?)
}

fn counter(app: &App, address: &str, client: &Client) -> Counter {
    let account = account_key(app, address);
    let nonce = client.device.as_deref().and_then(|device| nonce(app, &account, device));
    Counter(nonce.map_or_else(
        || account.clone(),
        |nonce| {
            let mut message = account.clone().into_bytes();
            message.extend_from_slice(&nonce);
            hex::encode(mac(&app.keys.derive("login-failures-device"), &message))
        },
    ))
}

fn account_key(app: &App, address: &str) -> String {
    let address = address.trim().to_ascii_lowercase();
    hex::encode(mac(&app.keys.derive("login-failures"), address.as_bytes()))
}

/// A token for a browser from which somebody has just signed in to an account.
pub(super) fn device_token(app: &App, address: &str, random: &[u8; NONCE]) -> String {
    let signature = device_signature(app, &account_key(app, address), random);
    URL_SAFE_NO_PAD.encode([random.as_slice(), &signature].concat())
}

/// The random part of a device token, if it is ours and for this account.
fn nonce(app: &App, account: &str, device: &str) -> Option<[u8; NONCE]> {
    let bytes = URL_SAFE_NO_PAD.decode(device.get(..86)?).ok()?;
    let (nonce, signature) = bytes.split_first_chunk::<NONCE>()?;
    let expected = device_signature(app, account, nonce);
    bool::from(expected.as_slice().ct_eq(signature)).then_some(*nonce)
}

fn device_signature(app: &App, account: &str, nonce: &[u8; NONCE]) -> [u8; 32] {
    let mut message = account.as_bytes().to_vec();
    message.extend_from_slice(nonce);
    mac(&app.keys.derive("device-token"), &message)
}

/// What is stored of a secret that a person shows.
#[must_use]
pub fn hash_of(shown: &str) -> String {
    secret::fingerprint(shown)
}
