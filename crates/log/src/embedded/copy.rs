//! Backing up a log while it runs.

use std::{
    fs::{DirBuilder, File},
    os::unix::fs::DirBuilderExt,
    path::Path,
};

use super::{
    failure::Failure,
    folder::{file_in, sync_names},
    readers::Readers,
};

/// Copies the state of one commit to a new folder. The copy holds no erased words, even if the log's own file still
/// does.
pub(super) fn backup(from: &Readers, to: &Path) -> Result<(), Failure> {
    let file = file_in(to);
    if file.exists() {
        return Err(Failure::Refuses(format!("{} is there already", file.display())));
    }
    DirBuilder::new().recursive(true).mode(0o700).create(to)?;
    // Written under another name until it is complete and flushed. The rest of an interrupted backup does no harm.
    let part = file.with_extension("part");
    if part.exists() {
        std::fs::remove_file(&part)?;
    }
    let name = part.to_str().ok_or_else(|| Failure::Refuses(format!("{} is no text", part.display())))?;
    from.reader()?.execute("VACUUM INTO ?1", [name])?;
    File::open(&part)?.sync_all()?;
    std::fs::rename(part, file)?;
    Ok(sync_names(to)?)
}
