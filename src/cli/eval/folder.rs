//! The folder of a scratch instance: one that the operator names stays, any other goes when the work is done.

use crate::domain::clock::Entropy;
use crate::store::entropy::SystemEntropy;
use anyhow::{Context, ensure};
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};

/// A folder that nobody else uses.
pub struct Workspace {
    path: PathBuf,
    stays: bool,
}

impl Workspace {
    /// The named folder, which must hold nothing, or a temporary one.
    pub fn new(named: Option<&Path>) -> anyhow::Result<Self> {
        let path = match named {
            Some(path) => std::path::absolute(path)?,
            None => std::env::temp_dir().join(format!("enishi-eval-{}", SystemEntropy.uuid().simple())),
        };
        let cannot = || format!("cannot make the folder {}", path.display());
        let mut builder = std::fs::DirBuilder::new();
        // A corpus may be confidential.
        builder.mode(0o700).recursive(named.is_some());
        builder.create(&path).with_context(cannot)?;
        let mut entries = std::fs::read_dir(&path).with_context(cannot)?;
        ensure!(
            entries.next().is_none(),
            "{} is not empty: name a new or an empty folder in --workspace",
            path.display()
        );
        let stays = named.is_some();
        Ok(Self { path, stays })
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }
}

impl Drop for Workspace {
    fn drop(&mut self) {
        if !self.stays {
            // What cannot be removed lies in the folder for temporary files, where it is expected to.
            let _left_behind = std::fs::remove_dir_all(&self.path);
        }
    }
}
