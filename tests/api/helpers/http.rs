//! Callers of the API and what they get.

use crate::helpers::app::TestApp;
use enishi::domain::clock::{Clock, Entropy};
use enishi::domain::ids::{MemberId, OrganisationId, SessionId};
use enishi::store::entropy::SystemEntropy;
use serde_json::Value;

/// A member who calls the API.
#[derive(Clone)]
pub struct Actor<'a> {
    pub(super) app: &'a TestApp,
    /// Who
    pub member: MemberId,
    /// From where
    pub organisation: OrganisationId,
    /// Address
    pub email: String,
    /// The session in use
    pub session: SessionId,
    pub(super) bearer: enishi::auth::token::Bearer,
    /// `Accept-Language`
    pub language: &'static str,
}

/// Somebody without an account.
pub struct Outsider<'a> {
    pub(super) app: &'a TestApp,
}

impl Actor<'_> {
    /// A fresh access token at the clock's time.
    pub fn token(&self) -> String {
        self.app.app.tokens.issue(self.bearer, self.app.clock.now()).unwrap().0
    }

    /// Sends a request with further headers.
    pub fn call(&self, method: &str, path: &str, more: &[(&str, &str)], body: Option<&Value>) -> Reply {
        let authorization = format!("Bearer {}", self.token());
        let own = [
            ("authorization", authorization.as_str()),
            ("accept-language", self.language),
        ];
        call(&self.app.base, method, path, &own, more, body)
    }

    /// GET
    pub fn get(&self, path: &str) -> Reply {
        self.call("GET", path, &[], None)
    }

    /// POST with JSON and a fresh idempotency key
    pub fn post(&self, path: &str, body: Value) -> Reply {
        self.call("POST", path, &[], Some(&body))
    }

    /// PUT with JSON, against an entity tag
    pub fn put(&self, path: &str, tag: &str, body: Value) -> Reply {
        self.call("PUT", path, &[("if-match", tag)], Some(&body))
    }

    /// PATCH with JSON, against an entity tag
    pub fn patch(&self, path: &str, tag: &str, body: Value) -> Reply {
        self.call("PATCH", path, &[("if-match", tag)], Some(&body))
    }

    /// DELETE
    pub fn delete(&self, path: &str) -> Reply {
        self.call("DELETE", path, &[], None)
    }

    /// The same member, asking for English.
    pub fn in_english(&self) -> Self {
        Self {
            language: "en",
            ..self.clone()
        }
    }
}

impl Outsider<'_> {
    /// Sends a request with the given headers.
    pub fn call(&self, method: &str, path: &str, more: &[(&str, &str)], body: Option<&Value>) -> Reply {
        call(&self.app.base, method, path, &[], more, body)
    }

    /// POST with JSON
    pub fn post(&self, path: &str, body: Value) -> Reply {
        self.call("POST", path, &[], Some(&body))
    }

    /// GET
    pub fn get(&self, path: &str) -> Reply {
        self.call("GET", path, &[], None)
    }
}

/// An answer: status, headers, body.
#[derive(Debug, Clone)]
pub struct Reply {
    /// Status code
    pub status: u16,
    /// Headers, names in lower case, sorted
    pub headers: Vec<(String, String)>,
    /// Body as text
    pub text: String,
    /// Body as it came, where it is no text
    pub bytes: Vec<u8>,
}

impl Reply {
    /// The body as JSON.
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_else(|_| panic!("not JSON ({}): {}", self.status, self.text))
    }

    /// A header.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .find(|(known, _)| known == name)
            .map(|(_, value)| value.as_str())
    }

    /// The entity tag.
    #[track_caller]
    pub fn tag(&self) -> String {
        self.header("etag").unwrap().to_owned()
    }

    /// The problem's code.
    pub fn code(&self) -> String {
        self.json()["code"].as_str().unwrap_or_default().to_owned()
    }

    /// Fails with the whole answer unless the status is the expected one.
    #[track_caller]
    pub fn expect(self, status: u16) -> Self {
        assert_eq!(self.status, status, "{}", self.text);
        self
    }
}

/// Calls the API with JSON, and with a fresh idempotency key unless there is one among the further headers.
fn call(
    base: &str,
    method: &str,
    path: &str,
    own: &[(&str, &str)],
    more: &[(&str, &str)],
    body: Option<&Value>,
) -> Reply {
    let key = SystemEntropy.uuid().to_string();
    let mut headers = own.to_vec();
    if body.is_some() {
        headers.push(("content-type", "application/json"));
    }
    if method == "POST" && !more.iter().any(|(name, _)| *name == "idempotency-key") {
        headers.push(("idempotency-key", &key));
    }
    headers.extend_from_slice(more);
    let bytes = body.map(|body| serde_json::to_vec(body).unwrap());
    send(base, method, &format!("/api/v1{path}"), &headers, bytes.as_deref())
}

/// Sends a request; `headers` go over the defaults.
pub fn send(base: &str, method: &str, path: &str, headers: &[(&str, &str)], body: Option<&[u8]>) -> Reply {
    let agent: ureq::Agent = ureq::Agent::config_builder()
        .http_status_as_error(false)
        .max_redirects(0)
        .allow_non_standard_methods(true)
        .build()
        .into();
    let mut request = ureq::http::Request::builder()
        .method(method)
        .uri(format!("{base}{path}"));
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let request = request.body(body.unwrap_or_default().to_vec()).unwrap();
    let mut answer = agent.run(request).unwrap();
    let mut headers: Vec<(String, String)> = answer
        .headers()
        .iter()
        // Neither is part of the answer: `connection` says whether a refused body had already arrived.
        .filter(|(name, _)| !matches!(name.as_str(), "date" | "connection"))
        .map(|(name, value)| (name.as_str().to_owned(), value.to_str().unwrap_or_default().to_owned()))
        .collect();
    headers.sort();
    let status = answer.status().as_u16();
    let body = answer.body_mut().read_to_vec().unwrap();
    let (text, bytes) = match String::from_utf8(body) {
        Ok(text) => (text, Vec::new()),
        Err(other) => (String::new(), other.into_bytes()),
    };
    Reply {
        status,
        headers,
        text,
        bytes,
    }
}
