//! Required lines of every crate's manifest and first file.

use std::{fs, path::Path};

use anyhow::Context as _;

use super::Faults;
use crate::checkout::Checkout;

pub(super) fn faults(checkout: &Checkout) -> anyhow::Result<Faults> {
    let mut faults = Faults::new();
    for package in checkout.own_packages() {
        let name = package["name"].as_str().unwrap_or_default();
        let manifest = package["manifest_path"].as_str().context("a package without a manifest")?;
        let text = fs::read_to_string(manifest).with_context(|| format!("cannot read {manifest}"))?;
        let mut says = |what: &str, is: bool| {
            if !is {
                faults.push(format!("{name}: {what}"));
            }
        };
        says(
            "the workspace's lints are not its own (`[lints] workspace = true`)",
            text.contains("[lints]\nworkspace = true"),
        );
        says("it has no description", package["description"].is_string());
        says("it could be published", package["publish"].as_array().is_some_and(Vec::is_empty));
        let library = Path::new(manifest).with_file_name("src").join("lib.rs");
        // The package of the tests has a library only because Cargo wants one.
        if library.is_file() && name != "traceboard-tests" {
            let text = fs::read_to_string(&library).with_context(|| format!("cannot read {}", library.display()))?;
            says("its lib.rs does not say what it owns", text.starts_with("//! "));
            says(
                "its public items may go undocumented (`#![warn(missing_docs)]`)",
                text.contains("#![warn(missing_docs)]"),
            );
        }
    }
    Ok(faults)
}
