//! `check`: finds damaged entries in a log's folder.

use std::path::PathBuf;

use traceboard_log::EmbeddedLog;

use crate::{
    cli::CheckArgs,
    misuse::{self, Mistakes},
    output, stderr,
};

/// Prints a line for each damaged entry, and fails if there is one.
pub(crate) async fn check(args: CheckArgs, mut mistakes: Mistakes) -> anyhow::Result<()> {
    let folder = mistakes.collect(log_folder(args.folder));
    let folder = mistakes.finish(folder)?;
    let name = folder.display().to_string();
    // Reading the whole file blocks on the disk.
    let faults = tokio::task::spawn_blocking(move || EmbeddedLog::check_folder(folder)).await??;
    for fault in &faults {
        output::line(&output::one_line(fault))?;
    }
    match faults.len() {
        0 => stderr::line(&format!("{name}: nothing is damaged")),
        1 => anyhow::bail!("{name}: 1 thing is damaged"),
        many => anyhow::bail!("{name}: {many} things are damaged"),
    }
    Ok(())
}

/// The folder, if it holds a log.
pub(crate) fn log_folder(folder: PathBuf) -> Result<PathBuf, String> {
    let folder = misuse::path("FOLDER", folder)?;
    if EmbeddedLog::is_in(&folder) {
        Ok(folder)
    } else {
        Err(format!("FOLDER {}: expected a folder in which `traceboard serve` keeps its log", folder.display()))
    }
}
