//! What was altered in SQLite's own structure is named, keeps nothing else from being read, and destroys nothing more.

use std::path::Path;

use anyhow::{bail, ensure};
use traceboard_log::{EmbeddedLog, Entry, Log, LogError, NewEntry, Outcome, ReadError, StoredBody, Touch};
use traceboard_testkit::Scratch;
use uuid::Uuid;

use crate::{board, entry, open, read_all};

/// The size of a page in this file, which its first page says too.
const PAGE: usize = 2048;
/// The header of the file, before the root of SQLite's own table.
const HEADER: usize = 100;
/// Every so many bytes of what SQLite finds its cells and next pages by.
const EVERY: usize = 5;

/// A closed file with trees of two levels, overflow pages and free pages; and what is in it.
async fn filled(folder: &Path) -> anyhow::Result<(Vec<u8>, Vec<Entry>)> {
    let log = open(folder)?;
    for number in 0..6 {
        log.append(&board()?, vec![long(number)]).await?;
    }
    log.append(&board()?, (6..300).map(|number| entry(number, "a sentence of some length")).collect()).await?;
    let erased: Vec<_> = (0..5).map(|number| Touch::Erase(Uuid::from_u128(number))).collect();
    log.touch(&board()?, &erased).await?;
    let whole = read_all(&log).await?;
    log.close().await;
    drop(log);
    let file = std::fs::read(folder.join("log.sqlite"))?;
    ensure!(number(&file, 36) > 10, "it has free pages");
    Ok((file, whole))
}

/// With a body of several pages.
fn long(number: u128) -> NewEntry {
    NewEntry { body: Some(vec![b'x'; 5 * PAGE].into()), ..entry(number, "") }
}

fn number(file: &[u8], at: usize) -> usize {
    file[at..at + 4].iter().fold(0, |number, byte| number << 8 | usize::from(*byte))
}

fn write(folder: &Path, file: &[u8]) -> anyhow::Result<()> {
    for beside in ["log.sqlite-wal", "log.sqlite-shm"] {
        _ = std::fs::remove_file(folder.join(beside));
    }
    Ok(std::fs::write(folder.join("log.sqlite"), file)?)
}

#[tokio::test]
async fn a_damaged_list_of_free_pages_is_named_and_nothing_is_written_over_what_is_there() -> anyhow::Result<()> {
    let folder = Scratch::new()?;
    let (file, whole) = filled(folder.path()).await?;
    let list = (number(&file, 32) - 1) * PAGE;
    let free: Vec<_> = (0..number(&file, list + 4)).map(|at| number(&file, list + 8 + 4 * at)).collect();
    let used = (2..file.len() / PAGE).rev().find(|page| !free.contains(page) && page * PAGE - PAGE != list);
    let Some(used) = used.and_then(|page| u8::try_from(page).ok()) else { bail!("every page is free: {free:?}") };
    for at in 0..free.len() {
        let mut altered = file.clone();
        altered[list + 8 + 4 * at + 3] = used;
        write(folder.path(), &altered)?;
        let log = open(folder.path())?;
        let refused = log.append(&board()?, vec![long(1000), long(1001), long(1002)]).await;
        ensure!(
            matches!(&refused, Err(LogError::Damaged { reason, .. }) if reason.contains("free pages")),
            "{refused:?}"
        );
        ensure!(read_all(&log).await? == whole, "all of it is still read");
        ensure!(!log.check().await?.is_empty());
        log.close().await;
    }
    // A copy has no such list.
    let copy = folder.join("copy");
    EmbeddedLog::back_up_folder(folder.path(), &copy)?;
    let log = open(&copy)?;
    ensure!(matches!(log.append(&board()?, vec![long(1000)]).await?[..], [Outcome::Appended { .. }]));
    ensure!(read_all(&log).await?[..whole.len()] == whole && log.check().await?.is_empty());
    Ok(())
}

#[tokio::test]
async fn wherever_the_structure_is_altered_it_is_named_and_what_could_be_read_stays() -> anyhow::Result<()> {
    let folder = Scratch::new()?;
    let (file, whole) = filled(folder.path()).await?;
    let pages = (PAGE..file.len()).step_by(PAGE).flat_map(|page| page..page + 24);
    let places: Vec<_> = (0..HEADER + 24).chain(pages.step_by(EVERY)).collect();
    let mut wrong = Vec::new();
    for at in places {
        let mut altered = file.clone();
        altered[at] ^= 0x51;
        write(folder.path(), &altered)?;
        let faults = EmbeddedLog::check_folder(folder.path());
        let came = tried(folder.path(), &whole).await;
        let named = matches!(&faults, Ok(faults) if !faults.is_empty());
        match came {
            Ok(is_whole) if is_whole || named => {}
            Ok(_) => wrong.push(format!("byte {at}: not named: {faults:?}")),
            Err(error) => wrong.push(format!("byte {at}: {error}; {faults:?}")),
        }
    }
    ensure!(wrong.is_empty(), "{} of them:\n{}", wrong.len(), wrong.join("\n"));
    Ok(())
}

#[tokio::test]
async fn a_store_is_empty_only_where_it_holds_no_log_and_its_structure_is_whole() -> anyhow::Result<()> {
    let folder = Scratch::new()?;
    let log = open(folder.path())?;
    log.require_empty().await?;
    log.close().await;
    drop(log);
    let (file, _) = filled(folder.path()).await?;
    let log = open(folder.path())?;
    let refused = log.require_empty().await;
    ensure!(
        matches!(&refused, Err(LogError::Damaged { reason, .. }) if reason.contains("circle/board")),
        "{refused:?}"
    );
    log.close().await;
    drop(log);
    // Two pages in each other's place: no log is found any more.
    let root = |name: &str| -> anyhow::Result<usize> {
        let file = rusqlite::Connection::open(folder.join("log.sqlite"))?;
        let root: u32 =
            file.query_row("SELECT rootpage FROM sqlite_schema WHERE name = ?1", [name], |row| row.get(0))?;
        Ok(usize::try_from(root)?)
    };
    let (logs, other) = ((root("logs")? - 1) * PAGE, (root("unsettled")? - 1) * PAGE);
    let mut swapped = file.clone();
    swapped[logs..logs + PAGE].copy_from_slice(&file[other..other + PAGE]);
    swapped[other..other + PAGE].copy_from_slice(&file[logs..logs + PAGE]);
    write(folder.path(), &swapped)?;
    let log = open(folder.path())?;
    let refused = log.require_empty().await;
    ensure!(matches!(&refused, Err(LogError::Damaged { .. })), "{refused:?}");
    Ok(())
}

/// Opens, reads, appends and reads again. Whether nothing is missing; an error where something is false, lost, or not called damage.
async fn tried(folder: &Path, whole: &[Entry]) -> anyhow::Result<bool> {
    let log = match open(folder) {
        Ok(log) => log,
        Err(LogError::Damaged { .. }) => return Ok(false),
        Err(error) => bail!("cannot open: {error}"),
    };
    let before = readable(&log).await?;
    ensure!(before.iter().all(|entry| is_true(entry, whole)), "something false is read");
    let appended = log.append(&board()?, vec![entry(1000, "more"), long(1001)]).await;
    if let Err(error) = &appended {
        ensure!(matches!(error, LogError::Damaged { .. }), "cannot append: {error}");
    }
    let after = readable(&log).await?;
    log.close().await;
    let lost = before.iter().filter(|entry| !after.contains(entry)).count();
    ensure!(lost == 0, "{lost} of {} are gone after an append", before.len());
    Ok(before == whole && appended.is_ok())
}

/// What can be read, up to what can't.
async fn readable(log: &EmbeddedLog) -> anyhow::Result<Vec<Entry>> {
    match log.read(&board()?, None).await {
        Ok(page) => Ok(page.entries),
        Err(ReadError::Log(LogError::Damaged { .. })) => Ok(Vec::new()),
        Err(error) => bail!("cannot read: {error}"),
    }
}

/// Whether an entry is as it was written, but for words that can't be read.
fn is_true(entry: &Entry, whole: &[Entry]) -> bool {
    whole.iter().any(|written| {
        (written.position, written.id, &written.head) == (entry.position, entry.id, &entry.head)
            && (entry.body == written.body || entry.body == StoredBody::None)
    })
}
