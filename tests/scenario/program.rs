//! The program as a process: its place on disk, its settings by environment, starting, ending and killing it.

use crate::http::Site;
use crate::on_both::eventually;
use crate::postgres::PostgresDatabase;
use crate::smtp_sink::SmtpSink;
use enishi::domain::clock::SystemClock;
use enishi::store::db::Db;
use enishi::store::entropy::SystemEntropy;
use std::fs::{File, OpenOptions};
use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::Arc;
use std::time::Duration;
use tempfile::TempDir;

/// Where mails say that the site is.
pub const PUBLIC_URL: &str = "https://enishi.example";

/// A place where the program is installed: a folder, a database, a relay.
pub struct Installation {
    folder: TempDir,
    url: String,
    /// The relay that takes its mails
    pub relay: SmtpSink,
    further: Vec<(&'static str, String)>,
    _database: Option<PostgresDatabase>,
}

impl Installation {
    /// On a fresh SQLite file.
    pub fn sqlite() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite://{}", folder.path().join("enishi.sqlite3").display());
        Self::new(folder, url, None)
    }

    /// On a fresh PostgreSQL database; `None` where no cluster is offered.
    pub fn postgres() -> Option<Self> {
        let database = PostgresDatabase::create()?;
        let url = database.url.clone();
        Some(Self::new(tempfile::tempdir().unwrap(), url, Some(database)))
    }

    fn new(folder: TempDir, url: String, database: Option<PostgresDatabase>) -> Self {
        let installation = Self {
            folder,
            url,
            relay: SmtpSink::start(),
            further: Vec::new(),
            _database: database,
        };
        installation.run(&["migrate"], "");
        installation
    }

    /// The same place with a further setting.
    pub fn with(mut self, setting: &'static str, value: impl ToString) -> Self {
        self.further.push((setting, value.to_string()));
        self
    }

    /// Which database, for messages.
    pub fn name(&self) -> &'static str {
        if self.url.starts_with("sqlite") {
            "SQLite"
        } else {
            "PostgreSQL"
        }
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let at = self.folder.path();
        let mut command = Command::new(env!("CARGO_BIN_EXE_enishi"));
        command.args(arguments).current_dir(at);
        for (name, _) in std::env::vars_os().filter(|(name, _)| name.to_string_lossy().starts_with("ENISHI_")) {
            command.env_remove(name);
        }
        let settings = [
            ("SERVER__ADDRESS", "127.0.0.1:0".to_owned()),
            ("SERVER__PUBLIC_URL", PUBLIC_URL.to_owned()),
            ("SERVER__WORKERS", "2".to_owned()),
            ("DATABASE__URL", self.url.clone()),
            ("DATABASE__POOL_SIZE", "6".to_owned()),
            ("SEARCH__DIRECTORY", at.join("search").display().to_string()),
            ("AUTH__SIGNING_KEY_FILE", at.join("key.pem").display().to_string()),
            ("AUTH__ARGON2_MEMORY_KIB", "8".to_owned()),
            ("AUTH__ARGON2_ITERATIONS", "1".to_owned()),
            ("AUTH__NETWORK_ATTEMPTS_PER_MINUTE", "100000".to_owned()),
            ("MAIL__TRANSPORT", "smtp".to_owned()),
            ("MAIL__SMTP__HOST", "127.0.0.1".to_owned()),
            ("MAIL__SMTP__PORT", self.relay.address.port().to_string()),
            ("MAIL__SMTP__TLS", "none".to_owned()),
        ];
        for (name, value) in settings.iter().chain(&self.further) {
            command.env(format!("ENISHI_{name}"), value);
        }
        command
    }

    /// Runs a command to its end and returns what it printed.
    #[track_caller]
    pub fn run(&self, arguments: &[&str], input: &str) -> String {
        let mut child = self
            .command(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        // A command that does not read its input is free to end first.
        let _unread = child.stdin.take().unwrap().write_all(input.as_bytes());
        let output = child.wait_with_output().unwrap();
        assert!(
            output.status.success(),
            "enishi {arguments:?}: {}",
            String::from_utf8_lossy(&output.stderr)
        );
        String::from_utf8(output.stdout).unwrap()
    }

    fn serve(&self) -> Child {
        let mut command = self.command(&["serve"]);
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(self.log());
        command.spawn().unwrap()
    }

    /// Starts the server and kills it after a time, however far it has come.
    pub fn start_and_kill(&self, after: Duration) {
        let mut child = self.serve();
        std::thread::sleep(after);
        child.kill().unwrap();
        child.wait().unwrap();
    }

    /// Starts the server and waits until it takes requests.
    pub fn start(&self) -> Program {
        let mut child = self.serve();
        let mut output = BufReader::new(child.stdout.take().unwrap());
        let mut line = String::new();
        let base = loop {
            line.clear();
            assert_ne!(
                output.read_line(&mut line).unwrap(),
                0,
                "it ended at once: {}",
                self.log_text()
            );
            if let Some((_, address)) = line.split_once("http://") {
                break format!("http://{}", address.trim().trim_end_matches('/'));
            }
        };
        let program = Program {
            child,
            site: Site::new(&base),
            _output: output,
        };
        eventually("readiness", || {
            let ready = program.site.try_get("/readyz").ok()?;
            (ready.status == 200).then_some(())
        });
        program
    }

    fn log(&self) -> File {
        let path = self.folder.path().join("log");
        OpenOptions::new().create(true).append(true).open(path).unwrap()
    }

    /// Everything that the server has logged.
    pub fn log_text(&self) -> String {
        std::fs::read_to_string(self.folder.path().join("log")).unwrap_or_default()
    }

    /// The database, to look into.
    pub fn database(&self) -> Db {
        Db::open(&self.url, 2, Arc::new(SystemClock), Arc::new(SystemEntropy)).unwrap()
    }

    /// Checks every log of the ledger as an operator does.
    #[track_caller]
    pub fn verify_ledger(&self) {
        let report = self.run(&["ledger", "verify"], "");
        assert!(report.lines().count() > 0, "there is something to verify: {report}");
        assert!(report.lines().all(|line| line.starts_with("ok\t")), "{report}");
    }
}

/// A running server. It is killed when it is dropped.
pub struct Program {
    child: Child,
    /// Where it answers
    pub site: Site,
    _output: BufReader<ChildStdout>,
}

impl Program {
    /// Ends it as an operator does, and waits for that.
    pub fn stop(&mut self) {
        let id = self.child.id().to_string();
        let asked = Command::new("sh").args(["-c", &format!("kill -TERM {id}")]).status();
        assert!(asked.unwrap().success());
        let ended = self.child.wait().unwrap();
        assert!(ended.success(), "{ended}");
    }

    /// SIGKILL, now.
    pub fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        // It may have ended by itself or by `stop`.
        let _ended = self.child.kill();
        let _reaped = self.child.wait();
    }
}
