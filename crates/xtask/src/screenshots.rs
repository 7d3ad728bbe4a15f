//! The pictures of the README, taken from a server that holds a real board.

use std::process::Command;

use anyhow::bail;

use crate::{
    checkout::{Checkout, cargo},
    process::watch,
    test::install,
    tools,
    totals::Totals,
};

/// Builds the command, serves the sample and takes the pictures into `docs/images`.
pub(crate) fn take(checkout: &Checkout) -> anyhow::Result<()> {
    tools::set_up()?;
    let folder = checkout.path("tests/browser");
    install(&folder)?;
    let mut build = Command::new(cargo());
    build.args(["build", "--package", "traceboard", "--locked"]).current_dir(&checkout.root);
    if !watch(&mut build, &mut Totals::default())? {
        bail!("cannot build traceboard");
    }
    let mut script = Command::new("node");
    script.arg("screenshots.js").current_dir(folder);
    script.env("TRACEBOARD_BIN", checkout.built("traceboard")).env("CHROMIUM", tools::chromium()?);
    if watch(&mut script, &mut Totals::default())? { Ok(()) } else { bail!("cannot take the pictures") }
}
