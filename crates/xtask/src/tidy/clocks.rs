//! Crates that are told what time it is read no clock: the same log is the same board on every machine.

use super::Faults;
use crate::checkout::Checkout;

/// Where no clock is read.
const TIMELESS: &[&str] = &["crates/position/src/", "crates/rhythm/src/", "crates/board/src/", "crates/protocol/src/"];
/// How every clock at hand is read: the standard library's, jiff's, chrono's.
const READING: &str = "::now()";

pub(super) fn faults(checkout: &Checkout, files: &[String]) -> anyhow::Result<Faults> {
    let mut faults = Faults::new();
    for file in files.iter().filter(|file| TIMELESS.iter().any(|place| file.starts_with(place))) {
        for (line, number) in checkout.read(file)?.lines().zip(1..) {
            if line.contains(READING) {
                faults.push(format!("{file}:{number} reads a clock"));
            }
        }
    }
    Ok(faults)
}
