//! Backups: one snapshot of every table, compressed, encrypted for keys that are not on the server, signed by the key that is.
//!
//! A file holds lines of JSON (`content.rs`), in zstd, in age: `age --decrypt | zstd -d` shows them. Nothing of it is ever on a disk in
//! clear. For operators, so what goes wrong is told in English.

mod content;
mod fault;
pub mod keys;
mod read;
mod restore;
mod write;

pub use content::Header;
pub use fault::BackupError;
pub use read::{Checked, check};
pub use restore::{Restored, restore};
pub use write::{Written, write};
