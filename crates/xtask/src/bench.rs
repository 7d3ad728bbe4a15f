//! What a delivery, a connection and an append cost: builds for release, measures, and writes `docs/BENCHMARKS.md`.

use std::process::Command;

use anyhow::{Context as _, bail};

use crate::checkout::{Checkout, cargo};

const DOCUMENT: &str = "docs/BENCHMARKS.md";
const PLOT: &str = "docs/images/bench.svg";

/// Measures. A quick look writes no file: one round is no result.
///
/// # Errors
/// Where the build fails, or the run does; a missed aim is no failure, it stands in the table.
pub(crate) fn run(checkout: &Checkout, quick: bool) -> anyhow::Result<()> {
    // Built apart: together they would share the features of their dependencies, and the product is shipped without the
    // bench's.
    for package in ["traceboard", "traceboard-bench"] {
        let mut build = Command::new(cargo());
        build.args(["build", "--release", "--locked", "--package", package]).current_dir(&checkout.root);
        succeed(&mut build, &format!("build {package}"))?;
    }
    let mut bench = Command::new(checkout.released("traceboard-bench"));
    bench.arg("run").env("TRACEBOARD_BIN", checkout.released("traceboard")).current_dir(&checkout.root);
    if quick {
        bench.arg("--quick");
    } else {
        bench.args(["--document", DOCUMENT, "--plot", PLOT]);
    }
    succeed(&mut bench, "measure")
}

fn succeed(command: &mut Command, what: &str) -> anyhow::Result<()> {
    let status = command.status().with_context(|| format!("cannot {what}"))?;
    if !status.success() {
        bail!("cannot {what}: it ended with {status}");
    }
    Ok(())
}
