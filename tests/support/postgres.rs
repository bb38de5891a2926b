//! A PostgreSQL database of a test's own, in the cluster that `ENISHI_TEST_POSTGRES_URL` names.

use diesel::connection::SimpleConnection;
use diesel::{Connection, PgConnection};
use enishi::domain::clock::Entropy;
use enishi::store::entropy::SystemEntropy;

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
        let name = format!("test_{}", SystemEntropy.uuid().simple());
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
    PgConnection::establish(url).unwrap().batch_execute(sql).unwrap();
}
