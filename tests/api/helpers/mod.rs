//! The server under test, started like the real one: port 0, a database of its own, a clock that tests move.
//!
//! `on_both!(name, |app| { … })` runs a body on SQLite and on PostgreSQL. Actors are members with a token; `Actor::get` and
//! friends speak HTTP and return status, headers and JSON.

mod app;
mod chance;
mod files;
mod http;
mod people;
pub mod time_authority;

pub use app::{TestApp, block_on};
pub use files::{pages, printed, unzipped};
pub use http::{Actor, Outsider, Reply, send};
pub use people::PASSWORD;

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
