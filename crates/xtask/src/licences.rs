//! The licences of all dependencies, against the list of those that go together with ours.

use std::collections::BTreeMap;

use anyhow::{Context as _, bail};
use serde_json::Value;
use spdx::{Expression, ParseMode};

use crate::checkout::Checkout;

/// The licences that a dependency of a work under AGPL-3.0-or-later may have. MPL-2.0 names the AGPL as a secondary
/// licence.
const ACCEPTED: &[&str] = &[
    "0BSD",
    "AGPL-3.0-or-later",
    "Apache-2.0",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "BlueOak-1.0.0",
    "CC-BY-4.0",
    "CC0-1.0",
    "CDLA-Permissive-2.0",
    "ISC",
    "MIT",
    "MIT-0",
    "MPL-2.0",
    "Python-2.0",
    "Unicode-3.0",
    "Unlicense",
    "Zlib",
];

/// Checks them all.
///
/// # Errors
/// Names every package whose licence is not accepted, unknown or missing.
pub(crate) fn check(checkout: &Checkout) -> anyhow::Result<()> {
    let mut found: BTreeMap<String, usize> = BTreeMap::new();
    let mut faults = Vec::new();
    let crates = checkout.packages().map(|package| (name(package), package["license"].as_str().map(str::to_owned)));
    let mut packages: Vec<(String, Option<String>)> = crates.collect();
    for file in checkout.files()?.iter().filter(|file| file.ends_with("package-lock.json")) {
        packages.extend(locked(&checkout.read(file)?).with_context(|| format!("cannot read {file}"))?);
    }
    for (name, licence) in packages {
        match licence {
            Some(licence) if is_accepted(&licence) => *found.entry(licence).or_default() += 1,
            Some(licence) => faults.push(format!("{name}: {licence}")),
            None => faults.push(format!("{name}: it names no licence")),
        }
    }
    for (licence, count) in &found {
        println!("{count:>5}  {licence}");
    }
    if !faults.is_empty() {
        bail!("licences that are not taken:\n  {}", faults.join("\n  "));
    }
    Ok(())
}

fn name(package: &Value) -> String {
    format!("{} {}", package["name"].as_str().unwrap_or_default(), package["version"].as_str().unwrap_or_default())
}

/// The packages of an npm lock, other platforms' too.
fn locked(lock: &str) -> anyhow::Result<Vec<(String, Option<String>)>> {
    let lock: Value = serde_json::from_str(lock)?;
    let packages = lock["packages"].as_object().context("it lists no packages")?;
    Ok(packages.iter().map(|(path, package)| (path.clone(), package["license"].as_str().map(str::to_owned))).collect())
}

/// Whether a licence expression has an accepted choice.
fn is_accepted(licence: &str) -> bool {
    // Older manifests separate choices by a slash, which is no SPDX.
    let Ok(expression) = Expression::parse_mode(licence, ParseMode::LAX) else { return false };
    // An exception only adds to what a licence allows.
    expression.evaluate(|asked| ACCEPTED.contains(&asked.license.to_string().as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_or_needs_one_accepted_licence_and_an_and_all() {
        assert!(is_accepted("MIT OR GPL-2.0-only"));
        assert!(!is_accepted("MIT AND GPL-2.0-only"));
        assert!(is_accepted("(MIT OR Apache-2.0) AND Unicode-3.0"));
        assert!(is_accepted("Apache-2.0 WITH LLVM-exception OR Apache-2.0 OR MIT"));
        assert!(is_accepted("MIT/Apache-2.0"));
        assert!(!is_accepted("see LICENSE") && !is_accepted("SSPL-1.0"));
        assert!(is_accepted("AGPL-3.0-or-later"));
    }
}
