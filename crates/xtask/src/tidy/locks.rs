//! Lock files: they must not name a private registry.

use anyhow::Context as _;
use serde_json::Value;

use super::Faults;
use crate::checkout::Checkout;

pub(super) fn faults(checkout: &Checkout, files: &[String]) -> anyhow::Result<Faults> {
    let mut faults = Faults::new();
    for file in files.iter().filter(|file| file.ends_with("package-lock.json")) {
        let lock: Value = serde_json::from_str(&checkout.read(file)?).with_context(|| format!("cannot read {file}"))?;
        for (name, package) in lock["packages"].as_object().into_iter().flatten() {
            if package["resolved"].is_string() {
                faults
                    .push(format!("{file}: {name} names the host it came from (set omit-lockfile-registry-resolved)"));
            }
            if !name.is_empty() && !package["integrity"].is_string() {
                faults.push(format!("{file}: {name} has no checksum"));
            }
        }
    }
    let manifests = files.iter().filter(|file| file.ends_with("package.json"));
    for manifest in manifests {
        let lock = manifest.replace("package.json", "package-lock.json");
        if !files.contains(&lock) {
            faults.push(format!("{manifest} has no lock beside it"));
        }
    }
    Ok(faults)
}
