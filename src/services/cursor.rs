//! Cursors: where the next page begins, signed, bound to the member and the question, so that nobody can walk elsewhere.

use crate::app::App;
use crate::auth::keys::mac;
use crate::domain::ids::MemberId;
use crate::domain::problem::Refusal;
use crate::services::error::{Error, Outcome};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::Serialize;
use serde::de::DeserializeOwned;
use subtle::ConstantTimeEq;

const TAG: usize = 16;

/// A cursor for a place in the answer to a question; `question` is whatever must stay the same from page to page.
pub fn sign(app: &App, member: MemberId, question: &impl Serialize, place: &impl Serialize) -> Outcome<String> {
    let place = serde_json::to_vec(place).map_err(Error::internal)?;
    let mut signed = tag(app, member, question, &place)?.to_vec();
    signed.extend_from_slice(&place);
    Ok(URL_SAFE_NO_PAD.encode(signed))
}

/// The place that a cursor names, if this member got it for this question.
pub fn open<T: DeserializeOwned>(app: &App, member: MemberId, question: &impl Serialize, cursor: &str) -> Outcome<T> {
    let refuse = || Error::Refused(Refusal::BadCursor);
    let signed = URL_SAFE_NO_PAD.decode(cursor).map_err(|_| refuse())?;
    let (given, place) = signed.split_at_checked(TAG).ok_or_else(refuse)?;
    let expected = tag(app, member, question, place)?;
    if !bool::from(given.ct_eq(&expected)) {
        return Err(refuse());
    }
    serde_json::from_slice(place).map_err(|_| refuse())
}

fn tag(app: &App, member: MemberId, question: &impl Serialize, place: &[u8]) -> Outcome<[u8; TAG]> {
    let question = serde_json::to_vec(question).map_err(Error::internal)?;
    let mut message = member.as_uuid().as_bytes().to_vec();
    message.extend_from_slice(&u64::try_from(question.len()).unwrap_or(u64::MAX).to_be_bytes());
    message.extend_from_slice(&question);
    message.extend_from_slice(place);
    let full = mac(&app.keys.derive("cursor"), &message);
    full.first_chunk::<TAG>()
        .copied()
        .ok_or_else(|| Error::internal("a digest is shorter than its own prefix"))
}
