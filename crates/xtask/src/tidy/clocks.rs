//! Crates that get the time as an argument must not read a clock: the same log is the same board on every machine.

use super::Faults;
use crate::checkout::Checkout;

/// Where no clock may be read.
const WITHOUT_CLOCK: &[&str] =
    &["crates/position/src/", "crates/rhythm/src/", "crates/board/src/", "crates/protocol/src/"];
/// The call that reads a clock of the standard library, jiff or chrono.
const CLOCK_CALL: &str = "::now()";

pub(super) fn faults(checkout: &Checkout, files: &[String]) -> anyhow::Result<Faults> {
    let mut faults = Faults::new();
    for file in files.iter().filter(|file| WITHOUT_CLOCK.iter().any(|place| file.starts_with(place))) {
        for (line, number) in checkout.read(file)?.lines().zip(1..) {
            if line.contains(CLOCK_CALL) {
                faults.push(format!("{file}:{number} reads a clock"));
            }
        }
    }
    Ok(faults)
}
