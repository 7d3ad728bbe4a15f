//! The folder: its lock, and whether it is still the one that was opened.

use std::{
    fs::{DirBuilder, File, OpenOptions, TryLockError},
    os::unix::fs::{DirBuilderExt, MetadataExt},
    path::{Path, PathBuf},
};

use super::failure::Failure;
use crate::LogError;

const FILE: &str = "log.sqlite";
const WRITE_AHEAD: &str = "log.sqlite-wal";
const LOCK: &str = "lock";
/// The log file of the version before SQLite.
const FORMER: &str = "log.redb";

/// A folder that belongs to this process until it is dropped.
#[derive(Debug)]
pub(super) struct Folder {
    path: PathBuf,
    lock: File,
}

/// A file independent of its name: its device and its inode number.
type FileId = (u64, u64);

/// The files that a database was opened from. SQLite's files are only looked up by name: opening and closing one here
/// would drop the locks that SQLite holds on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Identity {
    file: FileId,
    write_ahead: FileId,
}

impl Folder {
    /// Creates the folder if it is missing, and locks it. The lock is a file of its own: SQLite's locks are for
    /// readers, and would let a second writer in.
    pub(super) fn lock(path: &Path) -> Result<Self, LogError> {
        let unavailable = |error| Failure::from(error).about("open", path.display());
        if path.join(FORMER).exists() && !path.join(FILE).exists() {
            return Err(LogError::Former { folder: path.display().to_string(), file: FORMER });
        }
        // Other users of this machine must not read what a circle wrote.
        DirBuilder::new().recursive(true).mode(0o700).create(path).map_err(unavailable)?;
        match take_lock(path).map_err(unavailable)? {
            Some(lock) => Ok(Self { path: path.to_owned(), lock }),
            None => Err(LogError::Locked { folder: path.display().to_string() }),
        }
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    pub(super) fn file(&self) -> PathBuf {
        self.path.join(FILE)
    }

    /// Locks the folder that has the name now, if it is another one than before. Creates nothing: a folder that is gone
    /// has to be put back by its owner, not silently replaced by an empty log.
    pub(super) fn lock_again(&mut self) -> Result<(), Failure> {
        if !self.file().exists() {
            return Err(Failure::unavailable("its folder or file is gone: put it back, or restart the server"));
        }
        let held = self.lock.metadata()?;
        let there = std::fs::metadata(self.path.join(LOCK));
        if there.is_ok_and(|there| id(&there) == id(&held)) {
            return Ok(());
        }
        let lock = take_lock(&self.path)?;
        self.lock = lock.ok_or_else(|| Failure::unavailable("another traceboard is using its folder"))?;
        Ok(())
    }

    pub(super) fn identity(&self) -> Result<Identity, Failure> {
        Ok(Identity {
            file: id(&std::fs::metadata(self.file())?),
            write_ahead: id(&std::fs::metadata(self.path.join(WRITE_AHEAD))?),
        })
    }

    /// Whether the files of a database are still where the next opening will find them.
    pub(super) fn holds(&self, opened: &Identity) -> bool {
        self.identity().is_ok_and(|there| there == *opened)
    }

    /// The same for the log's own file alone.
    pub(super) fn holds_file(&self, opened: &Identity) -> bool {
        std::fs::metadata(self.file()).is_ok_and(|there| id(&there) == opened.file)
    }
}

/// The path of a folder's log. A backup is such a folder too.
pub(super) fn file_in(folder: &Path) -> PathBuf {
    folder.join(FILE)
}

/// Flushes a folder's list of names.
pub(super) fn sync_names(folder: &Path) -> std::io::Result<()> {
    File::open(folder)?.sync_all()
}

/// `None` if another process holds it.
fn take_lock(folder: &Path) -> std::io::Result<Option<File>> {
    let lock = OpenOptions::new().create(true).truncate(false).write(true).open(folder.join(LOCK))?;
    match lock.try_lock() {
        Ok(()) => Ok(Some(lock)),
        Err(TryLockError::WouldBlock) => Ok(None),
        Err(TryLockError::Error(error)) => Err(error),
    }
}

fn id(file: &std::fs::Metadata) -> FileId {
    (file.dev(), file.ino())
}
