//! Opening databases and keeping connections to them.

use crate::store::connection::AnyConnection;
use crate::store::error::{StoreError, StoreResult};
use diesel::connection::SimpleConnection;
use diesel::{Connection, PgConnection, RunQueryDsl, SqliteConnection};
use std::time::Duration;

/// Which database a URL names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Backend {
    /// `postgres://…`
    Postgres,
    /// `sqlite://path`
    Sqlite,
}

impl Backend {
    /// The backend of a URL, or a message that says what to write.
    pub fn of(url: &str) -> Result<Self, StoreError> {
        match url.split_once("://").map(|(scheme, _)| scheme) {
            Some("postgres" | "postgresql") => Ok(Self::Postgres),
            Some("sqlite") => Ok(Self::Sqlite),
            _ => Err(StoreError::BadUrl),
        }
    }
}

type Pool = r2d2::Pool<Manager>;
pub(super) type Pooled = r2d2::PooledConnection<Manager>;

/// Connections that read and connections that write: on PostgreSQL the same ones.
#[derive(Clone)]
pub(super) struct Pools {
    pub(super) backend: Backend,
    readers: Pool,
    writers: Pool,
}

impl Pools {
    /// SQLite gets one writer, PostgreSQL `size` of them.
    pub(super) fn open(url: &str, size: u32) -> StoreResult<Self> {
        let backend = Backend::of(url)?;
        // A pool would try for a while and then not say why: the first connection is made without it.
        let first = Manager {
            url: url.to_owned(),
            backend,
            read_only: false,
        };
        drop(first.open()?);
        // Readers of a file cost next to nothing: with all of them open from the start nobody's first search waits for one.
        let idle = |size: u32| if backend == Backend::Sqlite { size } else { 1 };
        let pool = |size: u32, read_only: bool| {
            r2d2::Pool::builder()
                .max_size(size)
                .min_idle(Some(idle(size)))
                .test_on_check_out(backend == Backend::Postgres)
                .connection_timeout(Duration::from_secs(10))
                .build(Manager {
                    url: url.to_owned(),
                    backend,
                    read_only,
                })
                .map_err(StoreError::Pool)
        };
        let (writers, readers) = match backend {
            Backend::Sqlite => {
                // The first connection switches the file to WAL; readers may only come after it.
                let writers = pool(1, false)?;
                (writers, pool(size, true)?)
            }
            Backend::Postgres => {
                let shared = pool(size, false)?;
                (shared.clone(), shared)
            }
        };
        Ok(Self {
            backend,
            readers,
            writers,
        })
    }

    pub(super) fn reader(&self) -> StoreResult<Pooled> {
        self.readers.get().map_err(StoreError::Pool)
    }

    pub(super) fn writer(&self) -> StoreResult<Pooled> {
        self.writers.get().map_err(StoreError::Pool)
    }

    /// How many connections each pool has, and how many of them are idle.
    pub(super) fn states(&self) -> Vec<(&'static str, r2d2::State)> {
        match self.backend {
            Backend::Sqlite => vec![("writers", self.writers.state()), ("readers", self.readers.state())],
            Backend::Postgres => vec![("shared", self.writers.state())],
        }
    }
}

/// Opens connections and looks whether they still work.
pub(super) struct Manager {
    url: String,
    backend: Backend,
    read_only: bool,
}

impl Manager {
    fn open(&self) -> Result<AnyConnection, StoreError> {
        match self.backend {
            Backend::Postgres => {
                let mut connection = PgConnection::establish(&self.url).map_err(StoreError::Connect)?;
                connection.batch_execute("SET TIME ZONE 'UTC'")?;
                Ok(AnyConnection::Postgresql(connection))
            }
            Backend::Sqlite => {
                let path = self.url.strip_prefix("sqlite://").unwrap_or(&self.url);
                let mut connection = SqliteConnection::establish(path).map_err(StoreError::Connect)?;
                connection.batch_execute(
                    "PRAGMA busy_timeout = 10000; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; \
                     PRAGMA foreign_keys = ON; PRAGMA temp_store = MEMORY;",
                )?;
                // In KiB, if negative. Keys are random, so what is written is everywhere, and there is but one that writes.
                connection.batch_execute(if self.read_only {
                    "PRAGMA query_only = ON; PRAGMA cache_size = -4000"
                } else {
                    "PRAGMA cache_size = -64000"
                })?;
                Ok(AnyConnection::Sqlite(connection))
            }
        }
    }
}

impl r2d2::ManageConnection for Manager {
    type Connection = AnyConnection;
    type Error = StoreError;

    fn connect(&self) -> Result<AnyConnection, StoreError> {
        self.open()
    }

    fn is_valid(&self, connection: &mut AnyConnection) -> Result<(), StoreError> {
        diesel::sql_query("SELECT 1").execute(connection)?;
        Ok(())
    }

    fn has_broken(&self, _: &mut AnyConnection) -> bool {
        // A panic inside a transaction leaves it open: closing the connection is what ends it.
        std::thread::panicking()
    }
}
