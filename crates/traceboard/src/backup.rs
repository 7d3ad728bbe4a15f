//! `backup`: copies a log's folder, also while a server uses it.

use traceboard_log::EmbeddedLog;

use crate::{check::log_folder, cli::BackupArgs, misuse::Mistakes, stderr};

/// Copies the folder, and prints where the copy is.
pub(crate) async fn backup(args: BackupArgs, mut mistakes: Mistakes) -> anyhow::Result<()> {
    let folder = mistakes.collect(log_folder(args.folder));
    let to = if EmbeddedLog::is_in(&args.to) {
        Err(format!("TO {}: it holds a log already; name a new folder", args.to.display()))
    } else {
        Ok(args.to)
    };
    let to = mistakes.collect(to);
    let (folder, to) = mistakes.finish(folder.zip(to))?;
    let done = format!("backed up {} to {}", folder.display(), to.display());
    // Copying blocks on the disk.
    tokio::task::spawn_blocking(move || EmbeddedLog::back_up_folder(folder, to)).await??;
    stderr::line(&done);
    Ok(())
}
