//! Where the `traceboard` binary under test is.

use std::{path::PathBuf, process::Command, sync::OnceLock};

use anyhow::{Context, bail};

/// The variable that names a binary which is built already.
const BINARY_VARIABLE: &str = "TRACEBOARD_BIN";

/// The path of the binary: `TRACEBOARD_BIN`, or else the one that cargo builds now, once in each test process.
///
/// # Errors
/// Where the variable names no file, or the build fails.
pub fn binary() -> anyhow::Result<PathBuf> {
    static BUILT: OnceLock<Result<PathBuf, String>> = OnceLock::new();
    let built = BUILT.get_or_init(|| find().map_err(|error| format!("{error:#}")));
    built.clone().map_err(anyhow::Error::msg)
}

fn find() -> anyhow::Result<PathBuf> {
    if let Some(path) = std::env::var_os(BINARY_VARIABLE) {
        let path = PathBuf::from(path);
        if !path.is_file() {
            bail!("cannot use {BINARY_VARIABLE}={}: no such file", path.display());
        }
        return Ok(path);
    }
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let output = Command::new(cargo)
        .args(["build", "--package", "traceboard", "--message-format", "json"])
        .current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."))
        .output()
        .context("cannot run cargo build --package traceboard")?;
    if !output.status.success() {
        bail!("cannot build traceboard: {}", String::from_utf8_lossy(&output.stderr));
    }
    // One JSON message a line; the one about the binary names its path.
    let messages = String::from_utf8_lossy(&output.stdout);
    let found = messages.lines().filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok());
    let path = found.filter(|message| message["target"]["name"] == "traceboard").find_map(|message| {
        let path = message["executable"].as_str()?;
        Some(PathBuf::from(path))
    });
    path.context("cannot find the traceboard binary in what cargo build printed")
}
