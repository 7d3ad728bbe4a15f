//! `check`: what of a log's folder is not as it was written.

use std::path::PathBuf;

use traceboard_log::EmbeddedLog;

use crate::{cli::CheckArgs, misuse::Mistakes, output, stderr};

/// Prints a line for each fault, and fails where there is one.
pub(crate) async fn check(args: CheckArgs, mut mistakes: Mistakes) -> anyhow::Result<()> {
    let folder = mistakes.collect(log_in(args.folder));
    let folder = mistakes.finish(folder)?;
    let name = folder.display().to_string();
    // It reads the whole file.
    let faults = tokio::task::spawn_blocking(move || EmbeddedLog::check_folder(folder)).await??;
    for fault in &faults {
        output::line(&output::one_line(fault))?;
    }
    match faults.len() {
        0 => stderr::line(&format!("{name}: all is as it was written")),
        1 => anyhow::bail!("{name}: 1 thing is not as it was written"),
        many => anyhow::bail!("{name}: {many} things are not as they were written"),
    }
    Ok(())
}

/// A folder that holds a log.
pub(crate) fn log_in(folder: PathBuf) -> Result<PathBuf, String> {
    if EmbeddedLog::is_in(&folder) {
        Ok(folder)
    } else {
        Err(format!("FOLDER {}: expected a folder in which `traceboard serve` keeps its log", folder.display()))
    }
}
