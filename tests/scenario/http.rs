//! HTTP as programs speak it: requests, answers, and persons with an account who sign in when they must.

use enishi::domain::clock::Entropy;
use enishi::store::entropy::SystemEntropy;
use serde_json::{Value, json};
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// An answer.
#[derive(Clone, Debug)]
pub struct Reply {
    /// Status code
    pub status: u16,
    /// Headers, names in lower case, sorted; without the date
    pub headers: Vec<(String, String)>,
    /// Body
    pub text: String,
}

impl Reply {
    /// The body as JSON.
    #[track_caller]
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_else(|_| panic!("not JSON ({}): {}", self.status, self.text))
    }

    /// A header.
    pub fn header(&self, name: &str) -> Option<&str> {
        let found = self.headers.iter().find(|(known, _)| known == name);
        found.map(|(_, value)| value.as_str())
    }

    /// The entity tag.
    #[track_caller]
    pub fn tag(&self) -> String {
        self.header("etag").expect("an entity tag").to_owned()
    }

    /// A member of the body that is a text, such as an id.
    #[track_caller]
    pub fn member(&self, name: &str) -> String {
        self.json()[name]
            .as_str()
            .unwrap_or_else(|| panic!("no {name}: {}", self.text))
            .to_owned()
    }

    /// Fails with the whole answer unless the status is the expected one.
    #[track_caller]
    pub fn expect(self, status: u16) -> Self {
        assert_eq!(self.status, status, "{}", self.text);
        self
    }
}

/// No answer came: refused, cut off, or too late.
#[derive(Debug)]
pub struct Silence(#[expect(dead_code, reason = "for messages")] String);

/// Where a server is reached. It may move when the server is started anew.
#[derive(Clone)]
pub struct Site(Arc<Mutex<String>>);

impl Site {
    /// At a base such as `http://127.0.0.1:1234`.
    pub fn new(base: &str) -> Self {
        Self(Arc::new(Mutex::new(base.to_owned())))
    }

    /// Follows a server that was started anew.
    pub fn follow(&self, other: &Self) {
        let base = other.0.lock().unwrap().clone();
        *self.0.lock().unwrap() = base;
    }

    /// Sends a request.
    pub fn send(
        &self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: Option<&Value>,
    ) -> Result<Reply, Silence> {
        let agent: ureq::Agent = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .timeout_global(Some(Duration::from_secs(30)))
            .build()
            .into();
        let base = self.0.lock().unwrap().clone();
        let mut request = ureq::http::Request::builder()
            .method(method)
            .uri(format!("{base}{path}"));
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        if body.is_some() {
            request = request.header("content-type", "application/json");
        }
        let bytes = body.map(|body| serde_json::to_vec(body).unwrap()).unwrap_or_default();
        let silence = |error: ureq::Error| Silence(error.to_string());
        let mut answer = agent.run(request.body(bytes).unwrap()).map_err(silence)?;
        let mut headers: Vec<(String, String)> = answer
            .headers()
            .iter()
            .filter(|(name, _)| *name != "date")
            .map(|(name, value)| (name.as_str().to_owned(), value.to_str().unwrap_or_default().to_owned()))
            .collect();
        headers.sort();
        let status = answer.status().as_u16();
        let text = answer.body_mut().read_to_string().map_err(silence)?;
        Ok(Reply { status, headers, text })
    }

    /// GET outside the API, without an account.
    pub fn try_get(&self, path: &str) -> Result<Reply, Silence> {
        self.send("GET", path, &[], None)
    }

    /// POST to the API without an account, with a fresh key.
    #[track_caller]
    pub fn post(&self, path: &str, body: &Value) -> Reply {
        let key = fresh_key();
        let path = format!("/api/v1{path}");
        self.send("POST", &path, &[("idempotency-key", &key)], Some(body))
            .unwrap()
    }
}

/// A key for a request that is carried out once.
pub fn fresh_key() -> String {
    SystemEntropy.uuid().to_string()
}

/// Somebody with an account.
#[derive(Clone)]
pub struct Person {
    site: Site,
    /// Address
    pub email: String,
    /// Member id
    pub id: String,
    token: Arc<Mutex<Option<String>>>,
}

/// Everybody's password.
pub const PASSWORD: &str = "seven lanterns drift upriver";

impl Person {
    /// Somebody at a site.
    pub fn new(site: &Site, email: &str, id: &str) -> Self {
        Self {
            site: site.clone(),
            email: email.to_owned(),
            id: id.to_owned(),
            token: Arc::default(),
        }
    }

    fn token(&self) -> Result<String, Silence> {
        if let Some(token) = self.token.lock().unwrap().clone() {
            return Ok(token);
        }
        let credentials = json!({"email": self.email, "password": PASSWORD});
        let answer = self
            .site
            .send("POST", "/api/v1/auth/sessions", &[], Some(&credentials))?;
        let token = answer.expect(201).member("access_token");
        *self.token.lock().unwrap() = Some(token.clone());
        Ok(token)
    }

    /// Sends a request, signing in first where that is needed.
    pub fn attempt(
        &self,
        method: &str,
        path: &str,
        more: &[(&str, &str)],
        body: Option<&Value>,
    ) -> Result<Reply, Silence> {
        let path = format!("/api/v1{path}");
        for last in [false, true] {
            let authorization = format!("Bearer {}", self.token()?);
            let mut headers = vec![("authorization", authorization.as_str()), ("accept-language", "en")];
            headers.extend_from_slice(more);
            let answer = self.site.send(method, &path, &headers, body)?;
            if answer.status != 401 || last {
                return Ok(answer);
            }
            *self.token.lock().unwrap() = None;
        }
        unreachable!()
    }

    /// GET
    #[track_caller]
    pub fn get(&self, path: &str) -> Reply {
        self.attempt("GET", path, &[], None).unwrap()
    }

    /// POST with a fresh key
    #[track_caller]
    pub fn post(&self, path: &str, body: Value) -> Reply {
        self.attempt("POST", path, &[("idempotency-key", &fresh_key())], Some(&body))
            .unwrap()
    }

    /// POST with a fresh key, against an entity tag; without a body if it is null
    #[track_caller]
    pub fn post_on(&self, path: &str, tag: &str, body: Value) -> Reply {
        let headers = [("idempotency-key", fresh_key()), ("if-match", tag.to_owned())];
        let headers = headers.each_ref().map(|(name, value)| (*name, value.as_str()));
        self.attempt("POST", path, &headers, Some(&body).filter(|body| !body.is_null()))
            .unwrap()
    }

    /// PUT against an entity tag
    #[track_caller]
    pub fn put(&self, path: &str, tag: &str, body: Value) -> Reply {
        self.attempt("PUT", path, &[("if-match", tag)], Some(&body)).unwrap()
    }

    /// PATCH against an entity tag
    #[track_caller]
    pub fn patch(&self, path: &str, tag: &str, body: Value) -> Reply {
        self.attempt("PATCH", path, &[("if-match", tag)], Some(&body)).unwrap()
    }

    /// The items of a list's first, big page.
    #[track_caller]
    pub fn list(&self, path: &str) -> Vec<Value> {
        let joint = if path.contains('?') { '&' } else { '?' };
        let page = self.get(&format!("{path}{joint}limit=100")).expect(200).json();
        assert!(page["next_cursor"].is_null(), "more than a page: {path}");
        page["items"].as_array().unwrap().clone()
    }

    /// The ids that a search finds.
    #[track_caller]
    pub fn search(&self, kind: &str, text: &str) -> Vec<String> {
        let question = json!({"text": text, "limit": 100, "facets": false});
        let page = self.post(&format!("/search/{kind}"), question).expect(200).json();
        let hits = page["items"].as_array().or(page["hits"].as_array()).unwrap();
        hits.iter().map(|hit| hit["id"].as_str().unwrap().to_owned()).collect()
    }
}
