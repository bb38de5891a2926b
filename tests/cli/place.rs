//! A folder with a database of its own, and the program run in it.

use crate::postgres::PostgresDatabase;
use enishi::domain::clock::SystemClock;
use enishi::store::db::Db;
use enishi::store::entropy::SystemEntropy;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;
use tempfile::TempDir;

/// A place to run the program in.
pub struct Place {
    folder: TempDir,
    /// Database URL
    pub url: String,
    _database: Option<PostgresDatabase>,
}

/// How a run ended.
#[derive(Debug)]
pub struct Ended {
    /// Exit code
    pub code: i32,
    /// Standard output
    pub out: String,
    /// Standard error
    pub err: String,
}

impl Ended {
    /// Fails unless the exit code is the expected one.
    #[track_caller]
    pub fn expect(self, code: i32) -> Self {
        assert_eq!(self.code, code, "{self:?}");
        self
    }
}

impl Place {
    /// On SQLite.
    pub fn sqlite() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite://{}", folder.path().join("enishi.sqlite3").display());
        Self {
            folder,
            url,
            _database: None,
        }
    }

    /// On SQLite, and on PostgreSQL where one is offered.
    pub fn everywhere() -> Vec<Self> {
        let mut places = vec![Self::sqlite()];
        if let Some(database) = PostgresDatabase::create() {
            places.push(Self {
                folder: tempfile::tempdir().unwrap(),
                url: database.url.clone(),
                _database: Some(database),
            });
        }
        places
    }

    /// The same with migrated databases.
    pub fn migrated() -> Vec<Self> {
        let places = Self::everywhere();
        for place in &places {
            place.run(&["migrate"]).expect(0);
        }
        places
    }

    /// A file of this place.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Writes a file of this place.
    pub fn write(&self, name: &str, content: impl AsRef<[u8]>) -> String {
        std::fs::write(self.path(name), content).unwrap();
        self.path(name).display().to_string()
    }

    /// The program, set up but not started.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = program(self.folder.path());
        command.args(arguments).env("ENISHI_DATABASE__URL", &self.url);
        command
    }

    /// Runs the program to its end.
    pub fn run(&self, arguments: &[&str]) -> Ended {
        ended(&mut self.command(arguments), "")
    }

    /// Runs the program with something on its standard input.
    pub fn run_with_input(&self, arguments: &[&str], input: &str) -> Ended {
        ended(&mut self.command(arguments), input)
    }

    /// The place's database.
    pub fn db(&self) -> Db {
        Db::open(&self.url, 2, Arc::new(SystemClock), Arc::new(SystemEntropy)).unwrap()
    }
}

/// The program with cheap password hashes and nothing of our own environment.
pub fn program(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_enishi"));
    command
        .env_clear()
        .env("PATH", std::env::var_os("PATH").unwrap_or_default())
        .env("ENISHI_AUTH__ARGON2_MEMORY_KIB", "8")
        .env("ENISHI_AUTH__ARGON2_ITERATIONS", "1")
        .current_dir(folder);
    command
}

/// Runs to the end.
pub fn ended(command: &mut Command, input: &str) -> Ended {
    let pipe = Stdio::piped;
    let mut child = command.stdin(pipe()).stdout(pipe()).stderr(pipe()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    Ended {
        code: output.status.code().unwrap_or(-1),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

/// Runs SQL where no use case leads.
#[track_caller]
pub fn run_sql(url: &str, sql: &str) {
    try_sql(url, sql).unwrap();
}

/// The same; what the database says to it.
pub fn try_sql(url: &str, sql: &str) -> Result<(), String> {
    use diesel::connection::SimpleConnection;
    use diesel::{Connection, PgConnection, SqliteConnection};
    let outcome = match url.strip_prefix("sqlite://") {
        Some(path) => SqliteConnection::establish(path).unwrap().batch_execute(sql),
        None => PgConnection::establish(url).unwrap().batch_execute(sql),
    };
    outcome.map_err(|error| format!("{error}: {sql}"))
}
