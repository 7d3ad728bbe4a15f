//! The folder: its lock, its file, and the fresh file that takes the place of one with erased bodies in it.

use std::{
    fs::{DirBuilder, File, OpenOptions, TryLockError},
    os::unix::fs::DirBuilderExt,
    path::{Path, PathBuf},
};

use redb::{Builder, Database, Key, ReadableDatabase, ReadableTable, TableDefinition, Value, WriteTransaction};

use super::{
    Failure,
    rows::{ABOUT, ABOUT_ERASED, ABOUT_FORMAT, BODIES, ENTRIES, FORMAT, IDS, LOGS, TERMS},
};
use crate::LogError;

/// Twice the most that a group commit changes; redb's own default of 1 GiB is more than a small machine has.
const CACHE_BYTES: usize = 64 * 1024 * 1024;
/// How many rows are copied between two looks at memory.
const COPY_ROWS: usize = 20_000;

const FILE: &str = "log.redb";
const FRESH: &str = "log.redb.fresh";
const LOCK: &str = "lock";

/// A folder that belongs to this process until it is dropped.
#[derive(Debug)]
pub(super) struct Folder {
    path: PathBuf,
    _lock: File,
}

impl Folder {
    /// Makes the folder where it is missing, and locks it. The lock is a file of its own, because the log's file is
    /// swapped while it is held.
    pub(super) fn lock(path: &Path) -> Result<Self, LogError> {
        let unavailable = |error| Failure::from(error).about("open", path.display());
        // What a circle wrote is nobody else's on this machine.
        DirBuilder::new().recursive(true).mode(0o700).create(path).map_err(unavailable)?;
        let lock = OpenOptions::new().create(true).truncate(false).write(true).open(path.join(LOCK));
        let lock = lock.map_err(unavailable)?;
        match lock.try_lock() {
            Ok(()) => Ok(Self { path: path.to_owned(), _lock: lock }),
            Err(TryLockError::WouldBlock) => Err(LogError::Locked { folder: path.display().to_string() }),
            Err(TryLockError::Error(error)) => Err(unavailable(error)),
        }
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// Opens the log's file, or makes an empty one. What an interrupted rewrite left is thrown away.
    pub(super) fn open(&self) -> Result<Database, Failure> {
        self.throw_away_fresh()?;
        let is_new = !self.path.join(FILE).exists();
        let database = create(&self.path.join(FILE))?;
        let write = begin(&database)?;
        {
            let mut about = write.open_table(ABOUT)?;
            let format = about.get(ABOUT_FORMAT)?.map(|format| format.value());
            match format {
                None => _ = about.insert(ABOUT_FORMAT, FORMAT)?,
                Some(FORMAT) => {}
                Some(other) => return Err(Failure::damaged(format!("its format is {other}, expected {FORMAT}"))),
            }
            // So that readers find every table.
            write.open_table(LOGS)?;
            write.open_table(TERMS)?;
            write.open_table(ENTRIES)?;
            write.open_table(BODIES)?;
            write.open_table(IDS)?;
        }
        write.commit()?;
        if is_new {
            self.sync()?;
        }
        Ok(database)
    }

    /// Since when erased bodies may be in the file.
    pub(super) fn erased_since(database: &Database) -> Result<Option<u64>, Failure> {
        let about = database.begin_read()?.open_table(ABOUT)?;
        Ok(about.get(ABOUT_ERASED)?.map(|since| since.value()))
    }

    /// Copies what is alive to a fresh file and puts it in the old one's place. Nothing may be written meanwhile. The
    /// old file is gone from the folder when this returns, and from the disk once no reader holds it open.
    pub(super) fn rewrite(&self, old: &Database) -> Result<Database, Failure> {
        self.throw_away_fresh()?;
        let fresh = create(&self.path.join(FRESH))?;
        copy(old, &fresh, ABOUT)?;
        copy(old, &fresh, LOGS)?;
        copy(old, &fresh, TERMS)?;
        copy(old, &fresh, ENTRIES)?;
        copy(old, &fresh, BODIES)?;
        copy(old, &fresh, IDS)?;
        let write = begin(&fresh)?;
        write.open_table(ABOUT)?.remove(ABOUT_ERASED)?;
        write.commit()?;
        // Opened before: once the new file has the name, nothing may fail, or appends would go to one that has none.
        let folder = File::open(&self.path)?;
        std::fs::rename(self.path.join(FRESH), self.path.join(FILE))?;
        if let Err(error) = folder.sync_all() {
            // Until the folder is on disk a power cut may bring the old file back.
            tracing::error!(log.folder = %self.path.display(), %error, "cannot make the name of the rewritten file durable");
        }
        Ok(fresh)
    }

    fn throw_away_fresh(&self) -> Result<(), Failure> {
        match std::fs::remove_file(self.path.join(FRESH)) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error.into()),
            _ => Ok(()),
        }
    }

    /// Makes names in the folder durable.
    fn sync(&self) -> Result<(), Failure> {
        Ok(File::open(&self.path)?.sync_all()?)
    }
}

/// Begins a commit that is on disk when it returns, and after which a crash needs no walk through the file.
pub(super) fn begin(database: &Database) -> Result<WriteTransaction, Failure> {
    let mut write = database.begin_write()?;
    write.set_quick_repair(true);
    Ok(write)
}

fn create(path: &Path) -> Result<Database, Failure> {
    Ok(Builder::new().set_cache_size(CACHE_BYTES).create(path)?)
}

fn copy<K: Key + 'static, V: Value + 'static>(
    from: &Database,
    to: &Database,
    table: TableDefinition<'static, K, V>,
) -> Result<(), Failure> {
    let from = from.begin_read()?.open_table(table)?;
    let mut rows = from.range::<K::SelfType<'_>>(..)?;
    loop {
        let write = begin(to)?;
        let mut copied = 0;
        {
            let mut to = write.open_table(table)?;
            for row in rows.by_ref().take(COPY_ROWS) {
                let (key, value) = row?;
                to.insert(key.value(), value.value())?;
                copied += 1;
            }
        }
        write.commit()?;
        if copied < COPY_ROWS {
            return Ok(());
        }
    }
}
