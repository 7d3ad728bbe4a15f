//! Folders that go when the test ends.

use std::path::{Path, PathBuf};

use anyhow::Context;
use tempfile::TempDir;

/// A temporary folder, removed on drop. It is kept where `TRACEBOARD_KEEP_SCRATCH` is set, to look into after a failure.
#[derive(Debug)]
pub struct Scratch {
    folder: TempDir,
}

impl Scratch {
    /// Makes one.
    ///
    /// # Errors
    /// Where the system's folder for temporary files can't be written.
    pub fn new() -> anyhow::Result<Self> {
        let mut folder =
            tempfile::Builder::new().prefix("traceboard-test-").tempdir().context("cannot make a temporary folder")?;
        folder.disable_cleanup(std::env::var_os("TRACEBOARD_KEEP_SCRATCH").is_some());
        Ok(Self { folder })
    }

    /// Where it is.
    #[must_use]
    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// A path in it.
    #[must_use]
    pub fn join(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }
}
