//! The server under test, started like the real one: port 0, a database of its own, a clock that tests move.
//!
//! `on_both!(name, |app| { … })` runs a body on SQLite and on PostgreSQL. Actors are members with a token; `Actor::get` and
//! friends speak HTTP and return status, headers and JSON.

use crate::postgres::PostgresDatabase;
use chrono::{TimeDelta, TimeZone, Utc};
use enishi::app::App;
use enishi::config::Config;
use enishi::domain::account::{Email, Member, MemberState, Organisation, OrganisationKind, OrganisationState, Role};
use enishi::domain::clock::{Clock, Entropy, Instant};
use enishi::domain::ids::{AcceptanceId, MemberId, OrganisationId, SessionId, UndertakingId};
use enishi::domain::ledger::{Doer, Entry, EntryKind, Log};
use enishi::domain::text::Locale;
use enishi::domain::undertaking::Undertaking;
use enishi::store::db::{Audited, Reads, Writes};
use enishi::store::error::StoreError;
use enishi::store::{entropy::SystemEntropy, members, migrations, organisations, sessions, undertakings};
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use tempfile::TempDir;

/// Runs a test body on both databases: two tests named `name::sqlite` and `name::postgres`. The second passes without doing
/// anything where no PostgreSQL is offered; `scripts/test` always offers one.
#[macro_export]
macro_rules! on_both {
    ($name:ident, |$app:ident| $body:block) => {
        mod $name {
            use super::*;

            fn body($app: &$crate::helpers::TestApp) $body

            #[test]
            fn sqlite() {
                body(&$crate::helpers::TestApp::sqlite());
            }

            #[test]
            fn postgres() {
                if let Some(app) = $crate::helpers::TestApp::postgres() {
                    body(&app);
                }
            }
        }
    };
}

/// A clock that stands still until a test moves it.
pub struct TestClock(Mutex<Instant>);

impl TestClock {
    /// Lets time pass.
    pub fn advance(&self, by: chrono::TimeDelta) {
        *self.0.lock().unwrap() += by;
    }
}

impl Clock for TestClock {
    fn now(&self) -> Instant {
        *self.0.lock().unwrap()
    }
}

/// Randomness that repeats: SHA-256 over a stream name and a counter. `stream` starts another one, so that worlds which differ
/// in hidden events still give visible things the same ids.
#[derive(Default)]
pub struct TestEntropy {
    stream: Mutex<String>,
    counter: AtomicU64,
}

impl TestEntropy {
    /// Starts the named stream from its beginning.
    pub fn stream(&self, name: &str) {
        *self.stream.lock().unwrap() = name.to_owned();
        self.counter.store(0, Ordering::SeqCst);
    }
}

impl Entropy for TestEntropy {
    fn fill(&self, buffer: &mut [u8]) {
        let stream = self.stream.lock().unwrap().clone();
        for chunk in buffer.chunks_mut(32) {
            let count = self.counter.fetch_add(1, Ordering::SeqCst);
            let block = Sha256::digest(format!("{stream}/{count}"));
            chunk.copy_from_slice(&block[..chunk.len()]);
        }
    }
}

/// A running server with its database, clock and chance.
pub struct TestApp {
    /// The application under test
    pub app: App,
    /// Its clock
    pub clock: Arc<TestClock>,
    /// Its chance
    pub entropy: Arc<TestEntropy>,
    /// `http://127.0.0.1:port`
    pub base: String,
    /// Files of this instance
    pub folder: TempDir,
    handle: actix_web::dev::ServerHandle,
    runtime: Option<std::thread::JoinHandle<()>>,
    _database: Option<PostgresDatabase>,
}

/// When the tests' clock starts: a Friday noon in Japan.
pub fn start_of_time() -> Instant {
    Utc.with_ymd_and_hms(2026, 11, 20, 3, 0, 0).unwrap()
}

impl TestApp {
    /// On a fresh SQLite file.
    pub fn sqlite() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite://{}", folder.path().join("enishi.sqlite3").display());
        Self::start(folder, &url, None, "")
    }

    /// A demonstration: mails become files that the mailbox page shows.
    pub fn demo() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let at = folder.path().display().to_string();
        let url = format!("sqlite://{at}/enishi.sqlite3");
        let more = format!("server.demo = true\nmail.file.directory = '{at}/mail'\n");
        Self::start_with_mail(folder, &url, None, "file", &more)
    }

    /// On a fresh PostgreSQL database; `None` where no cluster is offered.
    pub fn postgres() -> Option<Self> {
        let database = PostgresDatabase::create()?;
        let url = database.url.clone();
        Some(Self::start(tempfile::tempdir().unwrap(), &url, Some(database), ""))
    }

    /// With further configuration (TOML).
    pub fn sqlite_with(config: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite://{}", folder.path().join("enishi.sqlite3").display());
        Self::start(folder, &url, None, config)
    }

    fn start(folder: TempDir, url: &str, database: Option<PostgresDatabase>, more: &str) -> Self {
        Self::start_with_mail(folder, url, database, "memory", more)
    }

    fn start_with_mail(
        folder: TempDir,
        url: &str,
        database: Option<PostgresDatabase>,
        transport: &str,
        more: &str,
    ) -> Self {
        // Two instances must not share ids: the stream begins with a really random name.
        Self::start_in_stream(
            folder,
            url,
            database,
            transport,
            more,
            &SystemEntropy.uuid().to_string(),
        )
    }

    /// On either database, with a repeatable stream of ids and keys: two of them in the same stream are twins.
    pub fn twin(stream: &str, on_postgres: bool) -> Option<Self> {
        let folder = tempfile::tempdir().unwrap();
        if on_postgres {
            let database = PostgresDatabase::create()?;
            let url = database.url.clone();
            return Some(Self::start_in_stream(
                folder,
                &url,
                Some(database),
                "memory",
                "",
                stream,
            ));
        }
        let url = format!("sqlite://{}", folder.path().join("enishi.sqlite3").display());
        Some(Self::start_in_stream(folder, &url, None, "memory", "", stream))
    }

    fn start_in_stream(
        folder: TempDir,
        url: &str,
        database: Option<PostgresDatabase>,
        transport: &str,
        more: &str,
        stream: &str,
    ) -> Self {
        let at = folder.path().display();
        let base_config = format!(
            "server.address = '127.0.0.1:0'\nserver.public_url = 'https://enishi.example'\nserver.workers = 2\n\
             database.url = '{url}'\ndatabase.pool_size = 4\nsearch.directory = '{at}/search'\nmail.transport = '{transport}'\n\
             auth.signing_key_file = '{at}/key.pem'\nauth.argon2_memory_kib = 8\nauth.argon2_iterations = 1\n{more}"
        );
        let config = Config::with(&base_config).unwrap();
        let clock = Arc::new(TestClock(Mutex::new(start_of_time())));
        let entropy = Arc::new(TestEntropy::default());
        entropy.stream(stream);
        let app = App::open(config, clock.clone(), entropy.clone()).unwrap();
        migrations::run(&app.db).unwrap();
        let (sender, receiver) = std::sync::mpsc::channel();
        let served = app.clone();
        let runtime = std::thread::spawn(move || {
            actix_web::rt::System::new().block_on(async move {
                let bound = enishi::startup::bind(&served).unwrap();
                sender.send((bound.address, bound.server.handle())).unwrap();
                bound.server.await.unwrap();
            });
        });
        let (address, handle) = receiver.recv().unwrap();
        let base = format!("http://{address}");
        Self {
            app,
            clock,
            entropy,
            base,
            folder,
            handle,
            runtime: Some(runtime),
            _database: database,
        }
    }

    /// Runs queued work until nothing is due; returns how many tasks were run.
    pub fn work(&self) -> usize {
        block_on(enishi::jobs::runner::run_until_idle(&self.app)).unwrap()
    }

    /// Queues the recurring work whose time has come.
    pub fn tick(&self) -> usize {
        block_on(enishi::jobs::schedule::tick(&self.app)).unwrap()
    }

    /// A second node: another `App` on the same database, with the same clock and a changed configuration.
    pub fn beside(&self, change: impl FnOnce(&mut Config)) -> App {
        let mut config = self.app.config().clone();
        change(&mut config);
        App::open(config, self.clock.clone(), self.entropy.clone()).unwrap()
    }

    /// Moves the clock forward.
    pub fn advance(&self, by: TimeDelta) {
        let mut now = self.clock.0.lock().unwrap();
        *now += by;
    }

    /// Runs a closure in an audited transaction, for arranging.
    pub fn arrange<T>(&self, run: impl Fn(&mut enishi::store::db::Tx<'_>) -> T) -> T {
        self.app
            .db
            .write_blocking(|tx| {
                let value = run(tx);
                let entry = Entry::new(Log::Platform, EntryKind::OperatorAction, Doer::Operator, "test:arrange");
                Ok::<_, StoreError>(Audited::new(value, tx.record(entry)))
            })
            .unwrap()
    }

    /// An active organisation; its mail domain is `<key>.example`, its names `<key>` and `<key> 日本語`.
    pub fn organisation(&self, key: &str, kind: OrganisationKind) -> OrganisationId {
        self.arrange(|tx| {
            let organisation = Organisation {
                id: OrganisationId::from_uuid(tx.new_uuid()),
                kind,
                name_ja: format!("{key} 日本語"),
                name_en: key.to_owned(),
                email_domains: vec![format!("{key}.example")],
                four_eyes: false,
                institution_review: false,
                liaison: None,
                state: OrganisationState::Active,
                policy_epoch: 1,
                version: 1,
                created_at: tx.now(),
            };
            organisations::insert(tx, &organisation).unwrap();
            organisation.id
        })
    }

    /// A member bound by the current undertaking (version 1 is published on first use), signed in.
    pub fn member(&self, name: &str, role: Role, organisation: OrganisationId) -> Actor<'_> {
        let actor = self.unbound_member(name, role, organisation);
        self.bind(actor.member);
        actor
    }

    /// A member who has not accepted the undertaking yet, signed in. Password: `correct horse battery staple`.
    pub fn unbound_member(&self, name: &str, role: Role, organisation: OrganisationId) -> Actor<'_> {
        let hash = self.app.passwords.hash_blocking(PASSWORD, [1; 16]).unwrap();
        let (member, session) = self.arrange(|tx| {
            let home = organisations::find(tx, organisation).unwrap().unwrap();
            let member = Member {
                id: MemberId::from_uuid(tx.new_uuid()),
                organisation,
                email: Email::parse(&format!("{name}@{}", home.email_domains[0])).unwrap(),
                name_ja: format!("{name} 様"),
                name_en: name.to_owned(),
                role,
                locale: Locale::Ja,
                orcid: None,
                institution_reviewer: false,
                state: MemberState::Active,
                version: 1,
                created_at: tx.now(),
            };
            members::insert(tx, &member, Some(&hash)).unwrap();
            let session = SessionId::from_uuid(tx.new_uuid());
            sessions::insert(tx, session, member.id).unwrap();
            (member, session)
        });
        let bearer = enishi::auth::token::Bearer {
            member: member.id,
            session,
        };
        Actor {
            app: self,
            member: member.id,
            organisation,
            email: member.email.as_str().to_owned(),
            session,
            bearer,
            language: "ja",
        }
    }

    /// Binds a member to the current undertaking, publishing version 1 first if there is none.
    pub fn bind(&self, member: MemberId) {
        self.arrange(|tx| {
            let current = undertakings::current(tx).unwrap().unwrap_or_else(|| {
                let first = Undertaking {
                    id: UndertakingId::from_uuid(tx.new_uuid()),
                    number: 1,
                    title_ja: "誓約書".into(),
                    title_en: "Undertaking".into(),
                    text_ja: "秘密を守ります。".into(),
                    text_en: "I keep secrets.".into(),
                    valid_days: 3_650,
                    published_at: tx.now(),
                };
                undertakings::insert(tx, &first).unwrap();
                first
            });
            let acceptance = undertakings::Acceptance {
                id: AcceptanceId::from_uuid(tx.new_uuid()),
                member,
                undertaking: current.id,
                text_hash: current.hash(Locale::Ja),
                locale: Locale::Ja,
                accepted_at: tx.now(),
                expires_at: tx.now() + TimeDelta::days(i64::from(current.valid_days)),
            };
            undertakings::accept(tx, &acceptance).unwrap();
        });
    }

    /// A caller without an account.
    pub fn outsider(&self) -> Outsider<'_> {
        Outsider { app: self }
    }
}

impl Drop for TestApp {
    fn drop(&mut self) {
        let stopping = self.handle.stop(false);
        actix_web::rt::System::new().block_on(stopping);
        if let Some(runtime) = self.runtime.take() {
            let _stopped = runtime.join();
        }
    }
}

/// Every test member's password.
pub const PASSWORD: &str = "correct horse battery staple";

/// A member who calls the API.
#[derive(Clone)]
pub struct Actor<'a> {
    app: &'a TestApp,
    /// Who
    pub member: MemberId,
    /// From where
    pub organisation: OrganisationId,
    /// Address
    pub email: String,
    /// The session in use
    pub session: SessionId,
    bearer: enishi::auth::token::Bearer,
    /// `Accept-Language`
    pub language: &'static str,
}

/// Somebody without an account.
pub struct Outsider<'a> {
    app: &'a TestApp,
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
    let text = answer.body_mut().read_to_string().unwrap();
    Reply { status, headers, text }
}

/// Runs a future to its end.
pub fn block_on<F: Future>(future: F) -> F::Output {
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap()
        .block_on(future)
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
