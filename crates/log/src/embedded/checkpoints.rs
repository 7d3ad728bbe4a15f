//! Checkpoints: one file beside the log for each, replaced as a whole.
//!
//! They are not in the log's own file because a large one would go through the write-ahead file with it, and hold up appends.

use std::{
    fs::DirBuilder,
    io::{ErrorKind, Write as _},
    os::unix::fs::DirBuilderExt as _,
    path::{Path, PathBuf},
};

use bytes::Bytes;
use sha2::{Digest, Sha256};

use crate::LogName;

const FOLDER: &str = "checkpoints";
/// The bytes of a SHA-256, before those of the checkpoint.
const CHECKSUM_BYTES: usize = 32;

/// Not flushed: after a power cut a checkpoint may be torn. Its checksum shows that, and it is then ignored.
pub(super) fn keep(folder: &Path, log: &LogName, checkpoint: &[u8]) -> std::io::Result<()> {
    let path = path(folder, log);
    // Does not create the log's own folder again if that was removed.
    match DirBuilder::new().mode(0o700).create(folder.join(FOLDER)) {
        Err(error) if error.kind() != ErrorKind::AlreadyExists => return Err(error),
        _ => {}
    }
    let fresh = path.with_extension("new");
    let mut file = std::fs::File::create(&fresh)?;
    file.write_all(&Sha256::digest(checkpoint))?;
    file.write_all(checkpoint)?;
    std::fs::rename(fresh, path)
}

pub(super) fn find(folder: &Path, log: &LogName) -> std::io::Result<Option<Bytes>> {
    match std::fs::read(path(folder, log)) {
        Ok(file) => Ok(whole(file.into())),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

fn whole(mut file: Bytes) -> Option<Bytes> {
    if file.len() < CHECKSUM_BYTES {
        return None;
    }
    let checksum = file.split_to(CHECKSUM_BYTES);
    (Sha256::digest(&file)[..] == checksum).then_some(file)
}

/// Names of logs hold no dot.
fn path(folder: &Path, log: &LogName) -> PathBuf {
    folder.join(FOLDER).join(format!("{}.{}.checkpoint", log.group(), log.name()))
}
