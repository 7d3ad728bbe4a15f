//! The file of an index.

use std::{
    fs::OpenOptions,
    io,
    os::unix::fs::OpenOptionsExt,
    path::{Path, PathBuf},
    sync::{
        Mutex, MutexGuard, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
};

use rusqlite::{Connection, OpenFlags};

use crate::{Terms, indexed_form};

/// Pages that are kept in memory, besides those that the system keeps.
const CACHE_KIB: i64 = 4 * 1024;
/// How many names are tried for a file: others of this process, or what a crash in the wrong millisecond left.
const NAMES_MAX: u64 = 1_000;

/// FTS5 keeps the text too: a row of a table without text can't be taken out of it again, only be covered until its pages are merged.
const TABLE: &str = "
    CREATE VIRTUAL TABLE words USING fts5(text, tokenize = 'trigram case_sensitive 1', columnsize = 0);
    INSERT INTO words(words, rank) VALUES ('secure-delete', 1);
";

/// An index can't be used any more: throw it away, and make another.
#[derive(Debug, thiserror::Error)]
pub enum SearchError {
    /// Its file can't be made.
    #[error("cannot make a search index in {folder}")]
    Make {
        /// Where.
        folder: String,
        /// Why.
        source: io::Error,
    },
    /// Its file can't be read or written.
    #[error("cannot use a search index")]
    Use(#[from] rusqlite::Error),
}

/// Numbers by the words of their texts. Its file has no name: whatever becomes of this process, nobody reads it afterwards.
///
/// Calls block, and come one at a time.
#[derive(Debug)]
pub struct Index {
    connection: Mutex<Connection>,
}

impl Index {
    /// Makes an empty one, whose file takes its room in a folder.
    ///
    /// # Errors
    /// Where there can be no such file.
    pub fn make(folder: &Path) -> Result<Self, SearchError> {
        let file =
            new_file(folder).map_err(|source| SearchError::Make { folder: folder.display().to_string(), source })?;
        let opened =
            Connection::open_with_flags(&file, OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX);
        // From here on it has no name, and is gone with its last opener.
        let named = std::fs::remove_file(&file);
        let connection = opened?;
        named.map_err(|source| SearchError::Make { folder: folder.display().to_string(), source })?;
        // Nothing of it outlives this process, so nothing is flushed, and no other file is written beside it.
        connection.pragma_update(None, "journal_mode", "MEMORY")?;
        connection.pragma_update(None, "synchronous", "OFF")?;
        connection.pragma_update(None, "locking_mode", "EXCLUSIVE")?;
        connection.pragma_update(None, "temp_store", "MEMORY")?;
        connection.pragma_update(None, "secure_delete", "ON")?;
        connection.pragma_update(None, "cache_size", -CACHE_KIB)?;
        connection.execute_batch(TABLE)?;
        Ok(Self { connection: Mutex::new(connection) })
    }

    /// Puts texts in, each in the place of what its number had before.
    ///
    /// # Errors
    /// [`SearchError`].
    pub fn put(&self, texts: &[(u32, String)]) -> Result<(), SearchError> {
        let mut connection = self.held();
        let change = connection.transaction()?;
        {
            let mut delete = change.prepare_cached("DELETE FROM words WHERE rowid = ?1")?;
            let mut insert = change.prepare_cached("INSERT INTO words(rowid, text) VALUES (?1, ?2)")?;
            for (n, text) in texts {
                delete.execute([n])?;
                insert.execute((n, indexed_form(text)))?;
            }
        }
        Ok(change.commit()?)
    }

    /// Takes numbers out. When it returns, no byte of the file has their words.
    ///
    /// # Errors
    /// [`SearchError`].
    pub fn remove(&self, numbers: &[u32]) -> Result<(), SearchError> {
        let mut connection = self.held();
        let change = connection.transaction()?;
        {
            let mut delete = change.prepare_cached("DELETE FROM words WHERE rowid = ?1")?;
            for n in numbers {
                delete.execute([n])?;
            }
        }
        Ok(change.commit()?)
    }

    /// The numbers whose texts have all of these words.
    ///
    /// # Errors
    /// [`SearchError`].
    pub fn find(&self, terms: &Terms) -> Result<Vec<u32>, SearchError> {
        let connection = self.held();
        let mut found = connection.prepare_cached("SELECT rowid FROM words WHERE words MATCH ?1")?;
        let numbers = found.query_map([terms.query()], |row| row.get(0))?;
        Ok(numbers.collect::<Result<_, _>>()?)
    }

    /// Puts what lies in many pieces after a first filling together, so that a search reads one.
    ///
    /// # Errors
    /// [`SearchError`].
    pub fn gather(&self) -> Result<(), SearchError> {
        self.held().execute("INSERT INTO words(words) VALUES ('optimize')", [])?;
        Ok(())
    }

    fn held(&self) -> MutexGuard<'_, Connection> {
        // A transaction that a panic cut off was rolled back.
        self.connection.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A file that was not there before and that nobody else may read.
fn new_file(folder: &Path) -> io::Result<PathBuf> {
    static NEXT: AtomicU64 = AtomicU64::new(0);
    let mut exists = None;
    for _ in 0..NAMES_MAX {
        let n = NEXT.fetch_add(1, Ordering::Relaxed);
        let path = folder.join(format!("search-{}-{n}.sqlite", std::process::id()));
        match OpenOptions::new().write(true).create_new(true).mode(0o600).open(&path) {
            Ok(_) => return Ok(path),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => exists = Some(error),
            Err(error) => return Err(error),
        }
    }
    Err(exists.unwrap_or_else(|| io::ErrorKind::AlreadyExists.into()))
}
