//! The open database: one connection that writes, and a few that read.

use std::{fs::File, io::Read, path::Path, time::Duration};

use rusqlite::{Connection, OpenFlags};

use super::{
    check,
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
/// What a file is in which nothing was ever kept: no other program makes one of the log's name, but a copy that broke off leaves one.
const EMPTY: &str = "its file log.sqlite is empty, as a copy that failed leaves it: copy it again, or put a backup in place of the folder";
/// More than there are statements, so that each is prepared once for each connection.
const STATEMENTS_MAX: usize = 64;

/// The part of an open file that readers share.
pub(super) struct Database {
    identity: Identity,
    readers: Readers,
    /// Why nothing is written to it.
    unwritable: Option<String>,
}

impl Database {
    /// Opens the file of a folder, or creates it if `make`. Returns false as the last value if words erased before a
    /// crash may still be in the write-ahead file, because another program is reading it.
    pub(super) fn open(folder: &Folder, make: bool) -> Result<(Self, Connection, bool), Failure> {
        let opened = Self::try_open(folder, make);
        // The first opening alone makes, and no other one stands beside it.
        if make { opened.map_err(|failure| folder.explain(failure)) } else { opened }
    }

    fn try_open(folder: &Folder, make: bool) -> Result<(Self, Connection, bool), Failure> {
        let path = folder.file();
        let is_new = make && !path.exists();
        require_known_format(&path)?;
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
        let unwritable = structure_fault(&writer)?;
        // A commit that changes something, so that the write-ahead file is there to be recognised.
        writer.execute(OPENED, [])?;
        if is_new {
            sync_names(folder.path())?;
        }
        let database = Self { identity: folder.look()?.0, readers: Readers::of(path), unwritable };
        Ok((database, writer, is_whole))
    }

    pub(super) fn identity(&self) -> &Identity {
        &self.identity
    }

    pub(super) fn readers(&self) -> &Readers {
        &self.readers
    }

    /// Refuses where a commit would destroy what is there.
    pub(super) fn require_writable(&self) -> Result<(), Failure> {
        self.unwritable.as_ref().map_or(Ok(()), |why| Err(Failure::damaged(why)))
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
    let (application, _) = named(writer)?;
    if tables == 0 && application == 0 {
        let begin = writer.transaction()?;
        begin.execute_batch(TABLES)?;
        begin.execute_batch(PHOTO_TABLES)?;
        begin.pragma_update(None, "application_id", APPLICATION)?;
        begin.pragma_update(None, "user_version", LAYOUT)?;
        return Ok(begin.commit()?);
    }
    recognise(writer)?;
    if tables_of(writer)? == tables_of(&made_of(&[TABLES])?)? {
        let add = writer.transaction()?;
        add.execute_batch(PHOTO_TABLES)?;
        add.pragma_update(None, "user_version", LAYOUT)?;
        add.commit()?;
    }
    Ok(())
}

/// The application and the layout that a file's header names.
fn named(file: &Connection) -> Result<(i32, i32), Failure> {
    let pragma = |name| file.pragma_query_value(None, name, |row| row.get::<_, i32>(0));
    Ok((pragma("application_id")?, pragma("user_version")?))
}

/// Refuses a file that is no log of this layout.
pub(super) fn recognise(file: &Connection) -> Result<(), Failure> {
    let (application, layout) = named(file)?;
    // A byte of the header that was altered makes no other program's file of ours: another layout would have other tables.
    if is_ours(application, layout) || has_our_tables(file)? {
        return Ok(());
    }
    if application == 0 && tables_of(file)?.is_empty() {
        return Err(Failure::damaged(EMPTY));
    }
    if application != APPLICATION {
        return Err(Failure::damaged("its file is another program's"));
    }
    Err(Failure::damaged(format!("its layout is {layout}, this version reads {LAYOUT}")))
}

/// What of a log's header is not as it was written.
pub(super) fn header_fault(file: &Connection) -> Result<Option<String>, Failure> {
    if let Some(path) = file.path() {
        require_known_format(Path::new(path))?;
    }
    let (application, layout) = named(file)?;
    let fault = || {
        format!("its header names application {application:#x} and layout {layout}; its tables are as they should be")
    };
    Ok((!is_ours(application, layout)).then(fault))
}

fn is_ours(application: i32, layout: i32) -> bool {
    application == APPLICATION && [LAYOUT, LAYOUT_WITHOUT_PHOTOS].contains(&layout)
}

fn has_our_tables(file: &Connection) -> Result<bool, Failure> {
    let its = tables_of(file)?;
    Ok(its == tables_of(&made_of(&[TABLES, PHOTO_TABLES])?)? || its == tables_of(&made_of(&[TABLES])?)?)
}

fn made_of(tables: &[&str]) -> Result<Connection, Failure> {
    let made = Connection::open_in_memory()?;
    tables.iter().try_for_each(|batch| made.execute_batch(batch))?;
    Ok(made)
}

/// How the tables of a file were created.
fn tables_of(file: &Connection) -> Result<Vec<Option<String>>, Failure> {
    let mut tables = file.prepare("SELECT sql FROM sqlite_schema ORDER BY name")?;
    let tables = tables.query_map([], |row| row.get(0))?;
    Ok(tables.collect::<Result<_, _>>()?)
}

/// Why nothing may be written to a file: SQLite moves what is on a page when it writes there, and takes a page from the list of free
/// ones, without another look at either. One altered byte, and the next entries destroy others. So the whole file is read when it is
/// opened, some 200 MB a second.
fn structure_fault(writer: &Connection) -> Result<Option<String>, Failure> {
    let faults = check::pages(writer)?;
    let of_the_list = |fault: &&String| fault.contains("reelist") || fault.contains("reference to page");
    let listed = faults.iter().find(of_the_list).map(|fault| ("list of free pages", fault));
    Ok(listed.or_else(|| faults.first().map(|fault| ("structure", fault))).map(|(what, fault)| {
        format!(
            "its {what} is damaged ({}): nothing is written, or others would be overwritten; `traceboard backup` copies what can be \
             read to a new folder",
            fault.replace('\n', " ")
        )
    }))
}

/// SQLite opens a file of a later format for reading only. There is none yet: then a byte is altered.
fn require_known_format(path: &Path) -> Result<(), Failure> {
    let mut header = [0; 20];
    let read = File::open(path).and_then(|mut file| file.read_exact(&mut header));
    match (read, &header[18..]) {
        (Ok(()), [1 | 2, 1 | 2]) | (Err(_), _) => Ok(()),
        (Ok(()), format) => {
            Err(Failure::damaged(format!("its header names the format {format:?}, which no SQLite writes")))
        }
    }
}

/// Copies what is in the write-ahead file to the log's own, flushes it, and cuts the write-ahead file to nothing,
/// without waiting: false if a reader still needs it.
pub(super) fn empty_write_ahead(writer: &Connection) -> Result<bool, Failure> {
    writer.busy_timeout(Duration::ZERO)?;
    let busy = writer.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get::<_, i64>(0));
    writer.busy_timeout(LOCKED_FOR)?;
    Ok(busy? == 0)
}
