//! The project's own lints. Each rule reports all its violations, and all rules are reported together.

mod arrows;
mod clocks;
mod files;
mod locks;
mod manifests;
mod page;
mod words;

use anyhow::bail;

use crate::checkout::Checkout;

/// The violations of a rule.
type Faults = Vec<String>;

/// Checks every rule.
///
/// # Errors
/// Names all violations.
pub(crate) fn run(checkout: &Checkout) -> anyhow::Result<()> {
    let files = checkout.files()?;
    let rules: [(&str, anyhow::Result<Faults>); 7] = [
        ("arrows between crates", arrows::faults(checkout)),
        ("clocks", clocks::faults(checkout, &files)),
        ("manifests", manifests::faults(checkout)),
        ("sizes of files", files::faults(checkout, &files)),
        ("words", words::faults(checkout, &files)),
        ("locks", locks::faults(checkout, &files)),
        ("the page", page::faults(checkout, &files)),
    ];
    let mut count = 0;
    for (rule, faults) in rules {
        let faults = faults?;
        println!("{rule}: {}", if faults.is_empty() { "kept".to_owned() } else { format!("{} faults", faults.len()) });
        for fault in &faults {
            println!("  {fault}");
        }
        count += faults.len();
    }
    if count > 0 {
        bail!("{count} faults");
    }
    Ok(())
}
