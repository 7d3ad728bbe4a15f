//! The checkout that the tasks work on.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context as _, bail};
use serde_json::Value;

/// A checkout, as Cargo and Git see it.
pub(crate) struct Checkout {
    /// Its top folder.
    pub(crate) root: PathBuf,
    /// The output of `cargo metadata`.
    pub(crate) metadata: Value,
}

impl Checkout {
    /// Finds it from this crate's own path.
    ///
    /// # Errors
    /// Where Cargo can't read the workspace.
    pub(crate) fn find() -> anyhow::Result<Self> {
        let root =
            Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().context("cannot find the checkout")?;
        let said = output(
            Command::new(cargo()).args(["metadata", "--format-version", "1", "--locked"]).current_dir(&root),
            "read the workspace",
        )?;
        let metadata = serde_json::from_str(&said).context("cannot read what cargo metadata said")?;
        Ok(Self { root, metadata })
    }

    /// A path below the top folder.
    pub(crate) fn path(&self, below: &str) -> PathBuf {
        self.root.join(below)
    }

    /// The text of a file below the top folder.
    pub(crate) fn read(&self, below: &str) -> anyhow::Result<String> {
        fs::read_to_string(self.path(below)).with_context(|| format!("cannot read {below}"))
    }

    /// The path of a binary in the profile of tests.
    pub(crate) fn built(&self, name: &str) -> PathBuf {
        self.binary("debug", name)
    }

    /// The path of a release binary.
    pub(crate) fn released(&self, name: &str) -> PathBuf {
        self.binary("release", name)
    }

    fn binary(&self, profile: &str, name: &str) -> PathBuf {
        let target = self.metadata["target_directory"].as_str().unwrap_or("target");
        self.root.join(target).join(profile).join(format!("{name}{}", std::env::consts::EXE_SUFFIX))
    }

    /// The workspace's own packages, as Cargo describes them.
    pub(crate) fn own_packages(&self) -> impl Iterator<Item = &Value> {
        self.packages().filter(|package| package["source"].is_null())
    }

    /// All packages that a build could need.
    pub(crate) fn packages(&self) -> impl Iterator<Item = &Value> {
        self.metadata["packages"].as_array().into_iter().flatten()
    }

    /// The files that are, or would be, in a commit, by their paths below the top folder.
    ///
    /// # Errors
    /// Where Git can't list them.
    pub(crate) fn files(&self) -> anyhow::Result<Vec<String>> {
        let said = output(
            Command::new("git")
                .args(["ls-files", "--cached", "--others", "--exclude-standard"])
                .current_dir(&self.root),
            "list the files",
        )?;
        // A file that was deleted and not yet committed is still listed.
        Ok(said.lines().filter(|file| self.path(file).is_file()).map(str::to_owned).collect())
    }
}

/// The Cargo that runs this task.
pub(crate) fn cargo() -> std::ffi::OsString {
    std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into())
}

/// What a command prints, where it succeeds.
pub(crate) fn output(command: &mut Command, what: &str) -> anyhow::Result<String> {
    let output = command.output().with_context(|| format!("cannot {what}"))?;
    if !output.status.success() {
        bail!("cannot {what}: {}", String::from_utf8_lossy(&output.stderr).trim());
    }
    String::from_utf8(output.stdout).with_context(|| format!("cannot {what}: not text"))
}
