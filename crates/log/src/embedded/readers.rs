//! Connections that read the file, beside whoever writes to it.

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

/// How many connections that read are kept open; as many reads run at once.
pub(super) const READERS_MAX: usize = 4;

/// A file that is read.
pub(super) struct Readers {
    path: PathBuf,
    idle: Mutex<Vec<Connection>>,
}

impl Readers {
    /// Of a file that is a log of this layout.
    pub(super) fn of(path: PathBuf) -> Self {
        Self { path, idle: Mutex::default() }
    }

    /// Of the log in a folder that is not this process's own, and may be open in another.
    pub(super) fn beside(folder: &Path) -> Result<Self, Failure> {
        let path = file_in(folder);
        if !path.exists() {
            return Err(Failure::unavailable(format!("there is no {}", path.display())));
        }
        let readers = Self::of(path);
        readers.read(|read| {
            let pragma = |name| read.pragma_query_value(None, name, |row| row.get::<_, i32>(0));
            recognise(pragma("application_id")?, pragma("user_version")?)
        })?;
        Ok(readers)
    }

    /// Reads one commit's state. It has to be short: what was erased stays in the write-ahead file until it is over.
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

    /// A connection of its own, for what takes long.
    pub(super) fn reader(&self) -> Result<Connection, Failure> {
        connect(&self.path, OpenFlags::SQLITE_OPEN_READ_ONLY, false)
    }
}
