//! `backup`: copies a log's folder, also while a server uses it.

use std::{
    fs::metadata,
    os::unix::fs::MetadataExt,
    path::{Component, Path, PathBuf},
};

use traceboard_log::EmbeddedLog;

use crate::{
    check::log_folder,
    cli::BackupArgs,
    misuse::{self, Mistakes},
    stderr,
};

/// Copies the folder, and prints where the copy is.
pub(crate) async fn backup(args: BackupArgs, mut mistakes: Mistakes) -> anyhow::Result<()> {
    let to = new_folder(&args.folder, args.to);
    let folder = mistakes.collect(log_folder(args.folder));
    let to = mistakes.collect(to);
    let (folder, to) = mistakes.finish(folder.zip(to))?;
    let done = format!("backed up {} to {}", folder.display(), to.display());
    // Copying blocks on the disk.
    tokio::task::spawn_blocking(move || EmbeddedLog::back_up_folder(folder, to)).await??;
    stderr::line(&done);
    Ok(())
}

/// Where the copy goes, if nothing is lost there.
fn new_folder(folder: &Path, to: PathBuf) -> Result<PathBuf, String> {
    let to = misuse::path("TO", to)?;
    let shown = to.display();
    if is_within(&to, folder) {
        // Whatever befalls the one befalls the other, and each copy of the folder would hold all former ones.
        return Err(format!("TO {shown}: it is in the folder that is backed up; name one outside"));
    }
    if EmbeddedLog::is_in(&to) {
        return Err(format!("TO {shown}: it holds a log already; name a new folder"));
    }
    Ok(to)
}

/// Whether a path, of which the end may not be there yet, is a folder or leads below it, by whatever links and spelling.
fn is_within(path: &Path, folder: &Path) -> bool {
    let Ok(folder) = metadata(folder).map(|folder| (folder.dev(), folder.ino())) else { return false };
    let mut at = PathBuf::new();
    for part in std::path::absolute(path).as_deref().unwrap_or(path).components() {
        match part {
            Component::ParentDir => drop(at.pop()),
            part => at.push(part),
        }
        // So that `..` behind a link leads to where the link does.
        at = at.canonicalize().unwrap_or(at);
    }
    at.ancestors().any(|above| metadata(above).is_ok_and(|above| (above.dev(), above.ino()) == folder))
}
