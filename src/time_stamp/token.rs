//! Time-stamp tokens (RFC 3161): asking for one, and what a token says. Whose signature it bears and whether that authority is to be
//! trusted is not judged here: `openssl ts -verify` does that, with the authority's certificates, wherever the token is shown.

use crate::domain::clock::Instant;
use cms::cert::x509::spki::AlgorithmIdentifier;
use cms::content_info::ContentInfo;
use cms::signed_data::SignedData;
use der::asn1::{Int, Null, OctetString};
use der::oid::ObjectIdentifier;
use der::{Any, Decode, Encode};
use sha2::{Digest, Sha256};
use x509_tsp::{MessageImprint, TimeStampReq, TimeStampResp, TspVersion, TstInfo};

/// id-sha256 (RFC 5754)
const SHA_256: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.16.840.1.101.3.4.2.1");
/// id-ct-TSTInfo (RFC 3161, 2.4.2)
const TST_INFO: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.16.1.4");

/// Why an answer is no token for what was asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unfit {
    /// Not of the form
    #[error("it is no answer in the form of RFC 3161")]
    Form,
    /// The authority says no
    #[error("the authority refused")]
    Refused,
    /// Somebody else's, or an old one
    #[error("the token is about something else")]
    Other,
}

/// Something to have stamped, and the number that tells the answer from older ones.
#[derive(Debug)]
pub struct Question {
    imprint: MessageImprint,
    nonce: Int,
}

impl Question {
    /// About a text. `nonce`: random.
    pub fn about(text: &[u8], nonce: u64) -> Result<Self, Unfit> {
        // A leading zero byte would make it another encoding of the same number; the first bit is the sign.
        let [_, rest @ ..] = nonce.to_be_bytes();
        let bytes = [[0x40].as_slice(), rest.as_slice()].concat();
        Ok(Self {
            imprint: imprint(text)?,
            nonce: Int::new(&bytes).map_err(|_| Unfit::Form)?,
        })
    }

    /// The request to send (`application/timestamp-query`).
    pub fn request(&self) -> Result<Vec<u8>, Unfit> {
        let request = TimeStampReq {
            version: TspVersion::V1,
            message_imprint: self.imprint.clone(),
            req_policy: None,
            nonce: Some(self.nonce.clone()),
            // Whoever verifies in ten years has the authority's certificate with it.
            cert_req: true,
            extensions: None,
        };
        request.to_der().map_err(|_| Unfit::Form)
    }

    /// The token of an answer (`application/timestamp-reply`), in DER.
    pub fn token(&self, answer: &[u8]) -> Result<Vec<u8>, Unfit> {
        let answer = TimeStampResp::from_der(answer).map_err(|_| Unfit::Form)?;
        let Some(token) = answer.time_stamp_token else {
            return Err(Unfit::Refused);
        };
        let token = token.to_der().map_err(|_| Unfit::Form)?;
        let said = read(&token)?;
        if !is_same(&said.message_imprint, &self.imprint) || said.nonce.as_ref() != Some(&self.nonce) {
            return Err(Unfit::Other);
        }
        Ok(token)
    }
}

/// When an authority says that it saw a text, to the second.
pub fn stamped_at(token: &[u8], text: &[u8]) -> Result<Instant, Unfit> {
    let said = read(token)?;
    if !is_same(&said.message_imprint, &imprint(text)?) {
        return Err(Unfit::Other);
    }
    Ok(Instant::from(said.gen_time.to_system_time()))
}

/// Some authorities leave the parameters of the hash out (RFC 5754, 2).
fn is_same(one: &MessageImprint, other: &MessageImprint) -> bool {
    one.hashed_message == other.hashed_message && one.hash_algorithm.oid == other.hash_algorithm.oid
}

fn imprint(text: &[u8]) -> Result<MessageImprint, Unfit> {
    let hash = Sha256::digest(text);
    Ok(MessageImprint {
        hash_algorithm: AlgorithmIdentifier {
            oid: SHA_256,
            parameters: Some(Any::encode_from(&Null).map_err(|_| Unfit::Form)?),
        },
        hashed_message: OctetString::new(hash.to_vec()).map_err(|_| Unfit::Form)?,
    })
}

fn read(token: &[u8]) -> Result<TstInfo, Unfit> {
    let content = ContentInfo::from_der(token).map_err(|_| Unfit::Form)?.content;
    let signed: SignedData = content.decode_as().map_err(|_| Unfit::Form)?;
    let inner = signed.encap_content_info;
    if inner.econtent_type != TST_INFO {
        return Err(Unfit::Form);
    }
    let bytes: OctetString = inner
        .econtent
        .ok_or(Unfit::Form)?
        .decode_as()
        .map_err(|_| Unfit::Form)?;
    TstInfo::from_der(bytes.as_bytes()).map_err(|_| Unfit::Form)
}
