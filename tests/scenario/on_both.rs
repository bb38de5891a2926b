//! Databases to run on, and waiting for what is to come.

use enishi::domain::clock::Entropy;
use enishi::store::entropy::SystemEntropy;
use std::time::{Duration, Instant};

/// Runs a body on both databases: two tests named `name::sqlite` and `name::postgres`. The second passes without doing anything
/// where no PostgreSQL is offered; `scripts/test` always offers one.
#[macro_export]
macro_rules! on_both_databases {
    ($name:ident, $body:path) => {
        mod $name {
            #[test]
            fn sqlite() {
                $body($crate::program::Installation::sqlite());
            }

            #[test]
            fn postgres() {
                if let Some(installation) = $crate::program::Installation::postgres() {
                    $body(installation);
                }
            }
        }
    };
}

/// Looks until there is something to see. Fails with what was awaited when it takes longer than a slow machine needs.
#[track_caller]
pub fn eventually<T>(awaited: &str, look: impl FnMut() -> Option<T>) -> T {
    within(Duration::from_secs(60), awaited, look)
}

/// `eventually` with a deadline.
#[track_caller]
pub fn within<T>(time: Duration, awaited: &str, mut look: impl FnMut() -> Option<T>) -> T {
    let begun = Instant::now();
    loop {
        if let Some(seen) = look() {
            return seen;
        }
        assert!(begun.elapsed() < time, "in vain for {time:?}: {awaited}");
        std::thread::sleep(Duration::from_millis(20));
    }
}

/// A database of a test's own in the offered cluster, dropped with it.
pub struct PostgresDatabase {
    /// How to reach it
    pub url: String,
    name: String,
    admin_url: String,
}

impl PostgresDatabase {
    /// A fresh one; `None` where no cluster is offered.
    pub fn create() -> Option<Self> {
        let admin_url = std::env::var("ENISHI_TEST_POSTGRES_URL").ok()?;
        let name = format!("scenario_{}", SystemEntropy.uuid().simple());
        run_sql(&admin_url, &format!("CREATE DATABASE {name}"));
        let url = admin_url.replacen("postgres?", &format!("{name}?"), 1);
        assert_ne!(url, admin_url, "the URL must name the database postgres");
        Some(Self { url, name, admin_url })
    }
}

impl Drop for PostgresDatabase {
    fn drop(&mut self) {
        run_sql(
            &self.admin_url,
            &format!("DROP DATABASE IF EXISTS {} WITH (FORCE)", self.name),
        );
    }
}

fn run_sql(url: &str, sql: &str) {
    use diesel::connection::SimpleConnection;
    use diesel::{Connection, PgConnection};
    PgConnection::establish(url).unwrap().batch_execute(sql).unwrap();
}
