//! Connections that read the file while the writer writes to it.

use std::{
    path::{Path, PathBuf},
    sync::{Mutex, PoisonError},
};

use rusqlite::{Connection, OpenFlags};

use super::{
    database::{connect, recognise},
    failure::Failure,
    folder::file_in,
};

/// How many reading connections are kept open, and so how many reads run at once.
pub(super) const READERS_MAX: usize = 4;

/// A file, and its idle reading connections.
pub(super) struct Readers {
    path: PathBuf,
    idle: Mutex<Vec<Connection>>,
}

impl Readers {
    /// For a file that is known to be a log of this layout.
    pub(super) fn of(path: PathBuf) -> Self {
        Self { path, idle: Mutex::default() }
    }

    /// For the log in a folder that another process may have open.
    pub(super) fn external(folder: &Path) -> Result<Self, Failure> {
        let path = file_in(folder);
        if !path.exists() {
            return Err(Failure::unavailable(format!("there is no {}", path.display())));
        }
        let readers = Self::of(path);
        readers.read(recognise)?;
        Ok(readers)
    }

    /// Reads the state of one commit. It has to be short: erased words stay in the write-ahead file until it ends.
    pub(super) fn read<T>(&self, read: impl FnOnce(&Connection) -> Result<T, Failure>) -> Result<T, Failure> {
        let idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let mut reader = match idle {
            Some(reader) => reader,
            None => self.reader()?,
        };
        let transaction = reader.transaction()?;
        let result = read(&transaction);
        drop(transaction);
        let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        if result.is_ok() && idle.len() < READERS_MAX {
            idle.push(reader);
        }
        result
    }

    /// A separate connection, for long reads.
    pub(super) fn reader(&self) -> Result<Connection, Failure> {
        connect(&self.path, OpenFlags::SQLITE_OPEN_READ_ONLY, false)
    }
}
