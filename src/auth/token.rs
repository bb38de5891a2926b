//! Access tokens: JSON Web Tokens (RFC 7519) signed with Ed25519, one purpose, ten minutes.

use crate::auth::keys::{KeyError, Keys};
use crate::domain::clock::Instant;
use crate::domain::ids::{MemberId, SessionId};
use chrono::TimeDelta;
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation};
use serde::{Deserialize, Serialize};

const PURPOSE: &str = "enishi-access";

#[derive(Serialize, Deserialize)]
struct Claims {
    iss: String,
    aud: String,
    sub: MemberId,
    sid: SessionId,
    iat: i64,
    exp: i64,
}

/// Who a valid access token speaks for. Whether the session still stands is for the database to say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bearer {
    /// The member
    pub member: MemberId,
    /// The session
    pub session: SessionId,
}

/// Issues and checks access tokens.
#[derive(Clone)]
pub struct Tokens {
    encoding: EncodingKey,
    decoding: DecodingKey,
    issuer: String,
    life: TimeDelta,
}

impl Tokens {
    /// Tokens of an installation, valid for `minutes`.
    pub fn new(keys: &Keys, issuer: &str, minutes: i64) -> Result<Self, KeyError> {
        let fault = || KeyError::File {
            setting: "auth.signing_key_file",
            path: "-".into(),
            problem: "cannot be used for signing".into(),
        };
        let private = keys.private_pem().ok_or_else(fault)?;
        let public = keys.public_pem().ok_or_else(fault)?;
        Ok(Self {
            encoding: EncodingKey::from_ed_pem(private.as_bytes()).map_err(|_| fault())?,
            decoding: DecodingKey::from_ed_pem(public.as_bytes()).map_err(|_| fault())?,
            issuer: issuer.to_owned(),
            life: TimeDelta::minutes(minutes),
        })
    }

    /// A new token and the seconds it is valid for.
    pub fn issue(&self, bearer: Bearer, now: Instant) -> Option<(String, i64)> {
        let claims = Claims {
            iss: self.issuer.clone(),
            aud: PURPOSE.to_owned(),
            sub: bearer.member,
            sid: bearer.session,
            iat: now.timestamp(),
            exp: (now + self.life).timestamp(),
        };
        let token = jsonwebtoken::encode(&Header::new(Algorithm::EdDSA), &claims, &self.encoding).ok()?;
        Some((token, self.life.num_seconds()))
    }

    /// Who the token speaks for, if it is ours, for this purpose and not expired at `now`.
    #[must_use]
    pub fn check(&self, token: &str, now: Instant) -> Option<Bearer> {
        let mut validation = Validation::new(Algorithm::EdDSA);
        validation.set_issuer(&[&self.issuer]);
        validation.set_audience(&[PURPOSE]);
        validation.set_required_spec_claims(&["iss", "aud", "sub", "exp"]);
        // Expiry is checked below, against the injected clock.
        validation.validate_exp = false;
        let claims = jsonwebtoken::decode::<Claims>(token, &self.decoding, &validation)
            .ok()?
            .claims;
        (claims.exp > now.timestamp()).then_some(Bearer {
            member: claims.sub,
            session: claims.sid,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::{TimeZone, Utc};
    use uuid::Uuid;

    fn bearer() -> Bearer {
        Bearer {
            member: MemberId::from_uuid(Uuid::from_u128(1)),
            session: SessionId::from_uuid(Uuid::from_u128(2)),
        }
    }

    #[test]
    fn a_token_speaks_for_its_bearer_until_it_expires() {
        let tokens = Tokens::new(&Keys::from_seed([1; 32]), "https://a.example", 10).unwrap();
        let now = Utc.with_ymd_and_hms(2026, 11, 20, 0, 0, 0).unwrap();
        let (token, seconds) = tokens.issue(bearer(), now).unwrap();
        assert_eq!(seconds, 600);
        assert_eq!(tokens.check(&token, now + TimeDelta::seconds(599)), Some(bearer()));
        assert_eq!(tokens.check(&token, now + TimeDelta::seconds(600)), None);
    }

    #[test]
    fn tokens_of_others_and_changed_tokens_are_refused() {
        let now = Utc.with_ymd_and_hms(2026, 11, 20, 0, 0, 0).unwrap();
        let tokens = Tokens::new(&Keys::from_seed([1; 32]), "https://a.example", 10).unwrap();
        let other_key = Tokens::new(&Keys::from_seed([2; 32]), "https://a.example", 10).unwrap();
        let other_issuer = Tokens::new(&Keys::from_seed([1; 32]), "https://b.example", 10).unwrap();
        for foreign in [&other_key, &other_issuer] {
            let (token, _) = foreign.issue(bearer(), now).unwrap();
            assert_eq!(tokens.check(&token, now), None);
        }
        let none = "eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0.";
        assert_eq!(tokens.check(none, now), None);
    }
}
