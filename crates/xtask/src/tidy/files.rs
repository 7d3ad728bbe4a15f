//! How long files are: one subject each.

use super::Faults;
use crate::checkout::Checkout;

/// The most lines a file may have, by its ending.
const LINES_MAX: &[(&str, usize)] =
    &[(".rs", 400), (".ts", 250), (".tsx", 250), (".js", 250), (".css", 300), (".lua", 200)];

/// Longer ones, each with its reason.
const LONGER: &[(&str, &str)] = &[("web/src/protocol.ts", "it is generated")];

pub(super) fn faults(checkout: &Checkout, files: &[String]) -> anyhow::Result<Faults> {
    let mut faults = Faults::new();
    for file in files {
        let Some((_, most)) = LINES_MAX.iter().find(|(ending, _)| file.ends_with(ending)) else { continue };
        let lines = checkout.read(file)?.lines().count();
        if lines > *most && !LONGER.iter().any(|(longer, _)| longer == file) {
            faults.push(format!("{file} has {lines} lines, over {most}"));
        }
    }
    for (longer, reason) in LONGER {
        if !files.iter().any(|file| file == longer) {
            faults.push(format!("{longer} is listed as long ({reason}) and does not exist"));
        }
    }
    Ok(faults)
}
