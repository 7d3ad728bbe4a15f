//! Advisories about dependencies: reported, and never a failure. One can be published at any time, and a commit that
//! nobody changed must not turn red.

use std::process::{Command, Stdio};

use serde_json::Value;

use crate::{checkout::Checkout, tools};

/// Reports the advisories, or why they are unknown.
pub(crate) fn report(checkout: &Checkout) {
    crates(checkout);
    for folder in ["web", "tests/browser"] {
        npm(checkout, folder);
    }
}

fn crates(checkout: &Checkout) {
    let Some(audit) = tools::find("cargo-audit") else {
        println!("advisories, crates: not checked; cargo-audit is not installed (cargo install cargo-audit)");
        return;
    };
    let output =
        Command::new(audit).args(["audit", "--json"]).current_dir(&checkout.root).stdin(Stdio::null()).output();
    let said = output.ok().and_then(|output| serde_json::from_slice::<Value>(&output.stdout).ok());
    match said.as_ref().and_then(|said| said["vulnerabilities"]["count"].as_u64()) {
        Some(count) => println!("advisories, crates: {count}"),
        None => println!("advisories, crates: not checked; the advisory database can't be reached"),
    }
}

fn npm(checkout: &Checkout, folder: &str) {
    let output = Command::new("npm")
        .args(["audit", "--json", "--package-lock-only", "--fetch-timeout=20000", "--fetch-retries=0"])
        .current_dir(checkout.path(folder))
        .stdin(Stdio::null())
        .output();
    let said = output.ok().and_then(|output| serde_json::from_slice::<Value>(&output.stdout).ok()).unwrap_or_default();
    match said["metadata"]["vulnerabilities"]["total"].as_u64() {
        Some(count) => {
            println!("advisories, {folder}: {count}");
            for name in said["vulnerabilities"].as_object().into_iter().flat_map(|found| found.keys()) {
                println!("  {name}");
            }
        }
        None => println!("advisories, {folder}: not checked; the registry does not answer"),
    }
}
