//! The programs that the tests need. A missing one is installed, or is an error that says how; no test is skipped.

use std::{
    path::PathBuf,
    process::{Command, Stdio},
};

use anyhow::{Context as _, bail};

/// A program, by the names it may have, and Debian's package that brings it.
struct Tool {
    names: &'static [&'static str],
    package: &'static str,
}

const CHROMIUM: Tool =
    Tool { names: &["chromium", "chromium-headless-shell", "chromium-browser", "google-chrome"], package: "chromium" };
const TOOLS: &[Tool] = &[
    Tool { names: &["redis-server"], package: "redis-server" },
    CHROMIUM,
    Tool { names: &["docker-compose"], package: "docker-compose" },
    Tool { names: &["git"], package: "git" },
];

/// Sets up what is missing.
///
/// # Errors
/// Where it can't; the text holds the line to run.
pub(crate) fn set_up() -> anyhow::Result<()> {
    for name in ["node", "npm"] {
        find(name).with_context(|| format!("{name} is missing: install Node.js 20.19 or newer"))?;
    }
    let packages: Vec<&str> = missing().collect();
    if packages.is_empty() {
        return Ok(());
    }
    let line = format!("apt-get update && apt-get install -y --no-install-recommends {}", packages.join(" "));
    let Some(before) = may_install() else {
        bail!("{} missing; run: sudo sh -c '{line}'", packages.join(", "));
    };
    eprintln!("setting up: {}", packages.join(", "));
    let status = Command::new(before[0])
        .args(&before[1..])
        .args(["sh", "-c", &line])
        .env("DEBIAN_FRONTEND", "noninteractive")
        .stdin(Stdio::null())
        .status()
        .context("cannot run apt-get")?;
    let still: Vec<&str> = missing().collect();
    if !status.success() || !still.is_empty() {
        bail!("cannot set up {}: `{line}` ended with {status}", packages.join(", "));
    }
    Ok(())
}

/// The browser that the tests drive.
pub(crate) fn chromium() -> anyhow::Result<PathBuf> {
    CHROMIUM.names.iter().find_map(|name| find(name)).context("chromium is missing")
}

/// Where a program is.
pub(crate) fn find(name: &str) -> Option<PathBuf> {
    std::env::split_paths(&std::env::var_os("PATH")?).map(|folder| folder.join(name)).find(|path| path.is_file())
}

fn missing() -> impl Iterator<Item = &'static str> {
    TOOLS.iter().filter(|tool| tool.names.iter().all(|name| find(name).is_none())).map(|tool| tool.package)
}

/// The prefix of an installing command: nothing for root, sudo if it asks for no password.
fn may_install() -> Option<Vec<&'static str>> {
    find("apt-get")?;
    let succeeds = |program: &str, arguments: &[&str]| {
        let output = Command::new(program).args(arguments).stdin(Stdio::null()).output().ok()?;
        output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
    };
    if succeeds("id", &["-u"]).as_deref() == Some("0") {
        return Some(vec!["env"]);
    }
    succeeds("sudo", &["-n", "true"]).map(|_| vec!["sudo", "-n", "env", "DEBIAN_FRONTEND=noninteractive"])
}
