//! A server, started like the real one.

use crate::helpers::chance::{TestClock, TestEntropy};
use crate::postgres::PostgresDatabase;
use chrono::TimeDelta;
use enishi::app::App;
use enishi::config::Config;
use enishi::domain::clock::Entropy;
use enishi::domain::ledger::{Doer, Entry, EntryKind, Log};
use enishi::store::db::Audited;
use enishi::store::error::StoreError;
use enishi::store::{entropy::SystemEntropy, migrations};
use std::sync::Arc;
use tempfile::TempDir;

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
             auth.signing_key_file = '{at}/key.pem'\nledger.signing_key_file = '{at}/ledger-key.pem'\nauth.argon2_memory_kib = 8\nauth.argon2_iterations = 1\n{more}"
        );
        let config = Config::with(&base_config).unwrap();
        let clock = Arc::new(TestClock::new());
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
        self.clock.advance(by);
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

/// Runs a future to its end.
pub fn block_on<F: Future>(future: F) -> F::Output {
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap()
        .block_on(future)
}
