//! The open database: one connection that writes, and a few that read.

use std::{path::Path, time::Duration};

use rusqlite::{Connection, OpenFlags};

use super::{
    failure::Failure,
    folder::{Folder, Identity, sync_names},
    readers::Readers,
    rows::{APPLICATION, LAYOUT, LAYOUT_WITHOUT_PHOTOS, PHOTO_TABLES, TABLES},
};

/// How long a call waits for a lock that another program holds on the file.
const LOCKED_FOR: Duration = Duration::from_secs(2);
/// Pages that the writer keeps in memory: 16 MiB, so that the branches of its trees stay there.
const WRITER_CACHE_KIB: i64 = 16 * 1024;
/// Half of SQLite's default: a commit writes whole pages, and an append fills a tenth of one.
const PAGE_BYTES: i64 = 2048;
/// After how many pages (16 MiB of them) in the write-ahead file they are copied to the log's own. Each page is written
/// twice then, and many appends to the same page share the second write.
const COPY_AFTER_PAGES: i64 = 8000;
const OPENED: &str = "INSERT INTO about VALUES ('openings', 1) ON CONFLICT (name) DO UPDATE SET value = value + 1";
/// More than there are statements, so that each is prepared once for each connection.
const STATEMENTS_MAX: usize = 64;

/// The part of an open file that readers share.
pub(super) struct Database {
    identity: Identity,
    readers: Readers,
}

impl Database {
    /// Opens the file of a folder, or creates it if `make`. Returns false as the last value if words erased before a
    /// crash may still be in the write-ahead file, because another program is reading it.
    pub(super) fn open(folder: &Folder, make: bool) -> Result<(Self, Connection, bool), Failure> {
        let path = folder.file();
        let is_new = make && !path.exists();
        let mut writer = connect(&path, OpenFlags::SQLITE_OPEN_READ_WRITE, is_new)?;
        // SQLite sets the page size of empty files only.
        writer.pragma_update(None, "page_size", PAGE_BYTES)?;
        begin_or_recognise(&mut writer)?;
        let mode: String = writer.query_row("PRAGMA journal_mode=WAL", [], |row| row.get(0))?;
        if mode != "wal" {
            return Err(Failure::unavailable(format!("its folder takes no write-ahead file, SQLite chose {mode}")));
        }
        writer.pragma_update(None, "synchronous", "FULL")?;
        writer.pragma_update(None, "secure_delete", "ON")?;
        writer.pragma_update(None, "wal_autocheckpoint", COPY_AFTER_PAGES)?;
        writer.pragma_update(None, "cache_size", -WRITER_CACHE_KIB)?;
        let is_whole = empty_write_ahead(&writer)?;
        // A commit that changes something, so that the write-ahead file is there to be recognised.
        writer.execute(OPENED, [])?;
        if is_new {
            sync_names(folder.path())?;
        }
        let database = Self { identity: folder.identity()?, readers: Readers::of(path) };
        Ok((database, writer, is_whole))
    }

    pub(super) fn identity(&self) -> &Identity {
        &self.identity
    }

    pub(super) fn readers(&self) -> &Readers {
        &self.readers
    }
}

pub(super) fn connect(path: &Path, access: OpenFlags, make: bool) -> Result<Connection, Failure> {
    let make = if make { OpenFlags::SQLITE_OPEN_CREATE } else { OpenFlags::empty() };
    // Each connection is used by one thread at a time.
    let connection = Connection::open_with_flags(path, access | make | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    connection.busy_timeout(LOCKED_FOR)?;
    connection.set_prepared_statement_cache_capacity(STATEMENTS_MAX);
    // Words must not be written to files outside the folder.
    connection.pragma_update(None, "temp_store", "MEMORY")?;
    Ok(connection)
}

/// Creates the tables of an empty file; refuses a file that is no log of this layout.
fn begin_or_recognise(writer: &mut Connection) -> Result<(), Failure> {
    let tables: i64 = writer.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    let pragma = |writer: &Connection, name| writer.pragma_query_value(None, name, |row| row.get::<_, i32>(0));
    let (application, layout) = (pragma(writer, "application_id")?, pragma(writer, "user_version")?);
    if tables == 0 && application == 0 {
        let begin = writer.transaction()?;
        begin.execute_batch(TABLES)?;
        begin.execute_batch(PHOTO_TABLES)?;
        begin.pragma_update(None, "application_id", APPLICATION)?;
        begin.pragma_update(None, "user_version", LAYOUT)?;
        return Ok(begin.commit()?);
    }
    recognise(application, layout)?;
    if layout == LAYOUT_WITHOUT_PHOTOS {
        let add = writer.transaction()?;
        add.execute_batch(PHOTO_TABLES)?;
        add.pragma_update(None, "user_version", LAYOUT)?;
        add.commit()?;
    }
    Ok(())
}

/// Refuses a file that is no log of this layout.
pub(super) fn recognise(application: i32, layout: i32) -> Result<(), Failure> {
    if application != APPLICATION {
        return Err(Failure::damaged("its file is another program's"));
    }
    if ![LAYOUT, LAYOUT_WITHOUT_PHOTOS].contains(&layout) {
        return Err(Failure::damaged(format!("its layout is {layout}, this version reads {LAYOUT}")));
    }
    Ok(())
}

/// Copies what is in the write-ahead file to the log's own, flushes it, and cuts the write-ahead file to nothing,
/// without waiting: false if a reader still needs it.
pub(super) fn empty_write_ahead(writer: &Connection) -> Result<bool, Failure> {
    writer.busy_timeout(Duration::ZERO)?;
    let busy = writer.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get::<_, i64>(0));
    writer.busy_timeout(LOCKED_FOR)?;
    Ok(busy? == 0)
}
