//! The folder: its lock, and whether it is still the one that was opened.

use std::{
    fs::{DirBuilder, File, OpenOptions, TryLockError},
    io::{Error, ErrorKind},
    os::unix::fs::{DirBuilderExt, MetadataExt},
    path::{Path, PathBuf},
};

use super::failure::Failure;
use crate::LogError;

const FILE: &str = "log.sqlite";
const WRITE_AHEAD: &str = "log.sqlite-wal";
const SHARED: &str = "log.sqlite-shm";
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

/// How long these files are. No commit makes either shorter, nor does a failed one; only emptying the write-ahead file does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Lengths {
    file: u64,
    write_ahead: u64,
}

impl Lengths {
    /// The file that is shorter now than it was. SQLite goes on writing behind where it ended, and the next opening finds nothing
    /// of that.
    pub(super) fn cut_since(&self, before: &Self) -> Option<&'static str> {
        match () {
            () if self.file < before.file => Some(FILE),
            () if self.write_ahead < before.write_ahead => Some(WRITE_AHEAD),
            () => None,
        }
    }
}

impl Folder {
    /// Creates the folder if it is missing, and locks it. The lock is a file of its own: SQLite's locks are for
    /// readers, and would let a second writer in.
    pub(super) fn lock(path: &Path) -> Result<Self, LogError> {
        let unavailable = |error: Error| Failure::from(error).about("open", path.display());
        if path.join(FORMER).exists() && !path.join(FILE).exists() {
            return Err(LogError::Former { folder: path.display().to_string(), file: FORMER });
        }
        // Other users of this machine must not read what a circle wrote.
        let made = DirBuilder::new().recursive(true).mode(0o700).create(path);
        made.map_err(|error| unavailable(named(path, &error)))?;
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
        if self.is_locked() {
            return Ok(());
        }
        let lock = take_lock(&self.path)?;
        self.lock = lock.ok_or_else(|| Failure::unavailable("another traceboard is using its folder"))?;
        Ok(())
    }

    /// Whether the lock that this process holds is the one that the next opening will look at.
    pub(super) fn is_locked(&self) -> bool {
        let there = std::fs::metadata(self.path.join(LOCK));
        let held = self.lock.metadata();
        there.is_ok_and(|there| held.is_ok_and(|held| id(&there) == id(&held)))
    }

    /// The files that the next opening will find, and their lengths.
    pub(super) fn look(&self) -> Result<(Identity, Lengths), Failure> {
        let (file, write_ahead) = (std::fs::metadata(self.file())?, std::fs::metadata(self.path.join(WRITE_AHEAD))?);
        let identity = Identity { file: id(&file), write_ahead: id(&write_ahead) };
        Ok((identity, Lengths { file: file.len(), write_ahead: write_ahead.len() }))
    }

    /// Why the files can't be written, where the system says so: SQLite has a number for it. Only for an opening that failed while
    /// no other one of this process stands, since closing a file here drops its locks.
    pub(super) fn explain(&self, failure: Failure) -> Failure {
        let files = [FILE, WRITE_AHEAD, SHARED].map(|name| self.path.join(name));
        let refused = files
            .iter()
            .filter(|path| path.exists())
            .find_map(|path| OpenOptions::new().write(true).open(path).err().map(|error| named(path, &error)));
        match (failure, refused) {
            (Failure::Unavailable(_) | Failure::Refuses(_), Some(error)) => error.into(),
            (failure, _) => failure,
        }
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
    let path = folder.join(LOCK);
    let lock = OpenOptions::new().create(true).truncate(false).write(true).open(&path);
    let lock = lock.map_err(|error| named(&path, &error))?;
    match lock.try_lock() {
        Ok(()) => Ok(Some(lock)),
        Err(TryLockError::WouldBlock) => Ok(None),
        Err(TryLockError::Error(error)) => Err(named(&path, &error)),
    }
}

/// What the system says of a file, with its name, in words for whoever runs the server.
fn named(path: &Path, error: &Error) -> Error {
    let path = path.display();
    let words = match error.kind() {
        ErrorKind::PermissionDenied => format!("{path} may not be written by this user"),
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => format!("there is no room on the disk of {path}"),
        ErrorKind::ReadOnlyFilesystem => format!("the disk of {path} may only be read"),
        _ => format!("{path}: {error}"),
    };
    Error::new(error.kind(), words)
}

fn id(file: &std::fs::Metadata) -> FileId {
    (file.dev(), file.ino())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_cannot_be_written_is_named_with_the_reason() {
        let told = |kind| named(Path::new("/data/lock"), &Error::from(kind)).to_string();
        assert_eq!(told(ErrorKind::PermissionDenied), "/data/lock may not be written by this user");
        assert_eq!(told(ErrorKind::StorageFull), "there is no room on the disk of /data/lock");
        assert!(told(ErrorKind::IsADirectory).starts_with("/data/lock: "));
    }

    #[test]
    fn a_file_that_is_shorter_than_before_was_cut() {
        let of = |file, write_ahead| Lengths { file, write_ahead };
        assert_eq!(of(4, 9).cut_since(&of(4, 9)), None);
        assert_eq!(of(5, 10).cut_since(&of(4, 9)), None);
        assert_eq!(of(4, 0).cut_since(&of(4, 9)), Some(WRITE_AHEAD));
        assert_eq!(of(0, 9).cut_since(&of(4, 9)), Some(FILE));
    }
}
