//! A time-stamping authority on the network (RFC 3161, 3.4). It learns a hash and the time at which it was asked, nothing else.

use crate::time_stamp::token::{Question, Unfit};
use std::sync::Arc;
use std::time::Duration;
use ureq::Agent;
use ureq::tls::{Certificate, RootCerts, TlsConfig};

/// How long an authority has for its answer.
const PATIENCE: Duration = Duration::from_secs(20);
/// Tokens with a chain of certificates are some thousand bytes.
const LARGEST_ANSWER: u64 = 256 * 1024;

/// Why there is no token.
#[derive(Debug, thiserror::Error)]
pub enum NoToken {
    /// It could not be reached, or answered with an error
    #[error("no answer: {0}")]
    Unreachable(String),
    /// It answered something else
    #[error(transparent)]
    Unfit(#[from] Unfit),
}

/// Asks authorities. Making one reads the certificates that this machine trusts.
#[derive(Debug)]
pub struct TimeAuthorities(Agent);

impl Default for TimeAuthorities {
    fn default() -> Self {
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let roots = rustls_native_certs::load_native_certs().certs;
        let roots: Vec<_> = roots.iter().map(|one| Certificate::from_der(one).to_owned()).collect();
        let tls = TlsConfig::builder()
            .unversioned_rustls_crypto_provider(provider)
            .root_certs(RootCerts::new_with_certs(&roots))
            .build();
        let settings = Agent::config_builder()
            .tls_config(tls)
            .timeout_global(Some(PATIENCE))
            .max_redirects(0)
            .build();
        Self(settings.into())
    }
}

impl TimeAuthorities {
    /// A token (DER) that the authority at this address signs for a text. Blocks.
    pub fn stamp(&self, url: &str, text: &[u8], nonce: u64) -> Result<Vec<u8>, NoToken> {
        let question = Question::about(text, nonce)?;
        let unreachable = |error: ureq::Error| NoToken::Unreachable(error.to_string());
        let mut answer = self
            .0
            .post(url)
            .content_type("application/timestamp-query")
            .send(&question.request()?)
            .map_err(unreachable)?;
        let body = answer.body_mut().with_config().limit(LARGEST_ANSWER);
        Ok(question.token(&body.read_to_vec().map_err(unreachable)?)?)
    }
}
