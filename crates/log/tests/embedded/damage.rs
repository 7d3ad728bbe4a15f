//! What was altered on the disk is found when it is read, and named.

use std::{path::Path, sync::Arc};

use anyhow::{Context as _, bail, ensure};
use traceboard_log::{
    EmbeddedLog, Entry, Log, LogError, NewEntry, Outcome, ReadError, StoredBody, Tailed, Touch, tail,
};
use traceboard_position::Position;
use traceboard_testkit::Scratch;
use uuid::Uuid;

use crate::{board, entry, open, read_all};

/// Alters bytes where a text stands in the closed file.
fn alter(folder: &Path, text: &str, bytes: &[u8]) -> anyhow::Result<()> {
    let path = folder.join("log.sqlite");
    let mut file = std::fs::read(&path)?;
    let at = file.windows(text.len()).position(|bytes| bytes == text.as_bytes()).context("it isn't there")?;
    file[at..at + bytes.len()].copy_from_slice(bytes);
    Ok(std::fs::write(path, file)?)
}

/// Nine entries, each with a head and a body of its own.
async fn nine(folder: &Path) -> anyhow::Result<Vec<Position>> {
    let log = open(folder)?;
    let entries = (0..9).map(|number| NewEntry {
        head: format!("the head of {number}").into(),
        body: Some(format!("the body of {number}").into()),
        ..entry(number, "")
    });
    let outcomes = log.append(&board()?, entries.collect()).await?;
    ensure!(outcomes.len() == 9);
    let positions = log.read(&board()?, None).await?.entries.iter().map(|entry| entry.position).collect();
    log.close().await;
    Ok(positions)
}

/// Whether reading and checking name the damage, and the log goes on.
async fn assert_named(log: &EmbeddedLog, at: usize, positions: &[Position]) -> anyhow::Result<Vec<Entry>> {
    let page = log.read(&board()?, None).await?;
    ensure!(!page.more && page.last == positions.last().copied(), "all is looked at");
    ensure!(page.damaged.len() == 1 && page.damaged[0].position == positions[at], "{:?}", page.damaged);
    let faults = log.check().await?;
    ensure!(faults.len() == 1 && faults[0].contains(&positions[at].to_string()), "{faults:?}");
    ensure!(faults[0].contains("circle/board"), "{faults:?}");
    log.append(&board()?, vec![entry(100, "more")]).await?;
    Ok(page.entries)
}

#[tokio::test]
async fn one_altered_byte_is_named_and_read_as_it_was_written() -> anyhow::Result<()> {
    for text in ["the head of 4", "the body of 4"] {
        let folder = Scratch::new()?;
        let positions = nine(folder.path()).await?;
        let whole = open(folder.path())?.read(&board()?, None).await?.entries;
        alter(folder.path(), text, b"T")?;
        let log = open(folder.path())?;
        ensure!(assert_named(&log, 4, &positions).await? == whole, "{text}");
        let body = log.bodies(&board()?, &[Uuid::from_u128(4)]).await?;
        ensure!(body == [StoredBody::Open("the body of 4".into())], "{body:?}");
    }
    Ok(())
}

#[tokio::test]
async fn a_damaged_head_is_skipped_and_named() -> anyhow::Result<()> {
    let folder = Scratch::new()?;
    let positions = nine(folder.path()).await?;
    let mut whole = open(folder.path())?.read(&board()?, None).await?.entries;
    alter(folder.path(), "the head of 4", b"no more")?;
    let log = open(folder.path())?;
    let read = assert_named(&log, 4, &positions).await?;
    whole.remove(4);
    ensure!(read == whole, "all others are read");
    ensure!(log.read(&board()?, Some(positions[4])).await?.entries.len() == 5, "also from there on");
    // What was acknowledged once is not appended again.
    let query_with_retry = NewEntry { head: "the head of 4".into(), ..entry(4, "the body of 4") };
    ensure!(matches!(log.append(&board()?, vec![query_with_retry]).await?[..], [Outcome::Repeated { .. }]));
    Ok(())
}

#[tokio::test]
async fn a_damaged_body_affects_no_other_entry_and_can_be_erased() -> anyhow::Result<()> {
    let folder = Scratch::new()?;
    let positions = nine(folder.path()).await?;
    alter(folder.path(), "the body of 5", b"no more")?;
    let log = open(folder.path())?;
    let read = assert_named(&log, 5, &positions).await?;
    ensure!(read.len() == 9 && read[5].body == StoredBody::None && read[5].head == "the head of 5");
    let bodies = log.bodies(&board()?, &[Uuid::from_u128(4), Uuid::from_u128(5), Uuid::from_u128(6)]).await?;
    let words = |words: &'static str| StoredBody::Open(words.into());
    ensure!(bodies == [words("the body of 4"), StoredBody::None, words("the body of 6")], "{bodies:?}");
    log.touch(&board()?, &[Touch::Erase(Uuid::from_u128(5))]).await?;
    ensure!(log.read(&board()?, None).await?.damaged.is_empty());
    ensure!(log.check().await?.is_empty());
    Ok(())
}

#[tokio::test]
async fn a_tail_goes_on_behind_an_entry_that_can_t_be_read() -> anyhow::Result<()> {
    let folder = Scratch::new()?;
    let positions = nine(folder.path()).await?;
    alter(folder.path(), "the head of 8", b"no more")?;
    let log = open(folder.path())?;
    let mut tail = tail(Arc::new(log.clone()), board()?, None);
    ensure!(matches!(tail.next().await?, Tailed::Entries(entries) if entries.len() == 8));
    ensure!(tail.next().await? == Tailed::Lost(positions[8]));
    log.append(&board()?, vec![entry(100, "more")]).await?;
    ensure!(matches!(tail.next().await?, Tailed::Entries(entries) if entries[0].id == Uuid::from_u128(100)));
    Ok(())
}

/// Every so many bytes of the file: its trees and rows are all met.
const EVERY: usize = 397;

#[tokio::test]
async fn wherever_a_byte_is_altered_nothing_false_is_read_and_nothing_hangs() -> anyhow::Result<()> {
    let folder = Scratch::new()?;
    let log = open(folder.path())?;
    log.append(&board()?, (0..300).map(|number| entry(number, "a sentence of some length")).collect()).await?;
    let whole = read_all(&log).await?;
    log.close().await;
    let path = folder.join("log.sqlite");
    let file = std::fs::read(&path)?;
    let (mut unreadable, mut fewest) = (0, whole.len());
    for at in (0..file.len()).step_by(EVERY) {
        let mut altered = file.clone();
        altered[at] ^= 0x51;
        std::fs::write(&path, altered)?;
        let Ok(log) = open(folder.path()) else {
            unreadable += 1;
            continue;
        };
        match log.read(&board()?, None).await {
            Ok(page) => {
                let read = page.entries;
                ensure!(read.iter().all(|entry| is_true(entry, &whole)), "byte {at}: {read:?}");
                let faults = log.check().await?;
                ensure!(read == whole || !faults.is_empty(), "byte {at}: {} of them and no fault", read.len());
                fewest = fewest.min(read.len());
            }
            Err(ReadError::Log(LogError::Damaged { .. })) => unreadable += 1,
            Err(error) => bail!("byte {at}: {error}"),
        }
        log.close().await;
    }
    println!("of {} places {unreadable} leave nothing to read; elsewhere at least {fewest}", file.len() / EVERY);
    Ok(())
}

/// Whether an entry is as it was written, but for words that can't be read, and for what stood before it.
fn is_true(entry: &Entry, whole: &[Entry]) -> bool {
    whole.iter().any(|written| {
        let lost = StoredBody::None;
        written.position == entry.position
            && (written.id, written.accepted_at_ms, &written.head) == (entry.id, entry.accepted_at_ms, &entry.head)
            && (entry.body == written.body || entry.body == lost)
    })
}

#[tokio::test]
async fn no_flipped_bit_opens_hidden_words() -> anyhow::Result<()> {
    let folder = Scratch::new()?;
    nine(folder.path()).await?;
    let log = open(folder.path())?;
    log.touch(&board()?, &[Touch::Conceal(Uuid::from_u128(3))]).await?;
    let hidden = log.bodies(&board()?, &[Uuid::from_u128(3)]).await?;
    ensure!(hidden == [StoredBody::Concealed("the body of 3".into())]);
    for bit in 0..7 {
        let flip =
            format!("UPDATE entries SET state = (state | (1 << {bit})) - (state & (1 << {bit})) WHERE entry = 4");
        let file = rusqlite::Connection::open(folder.join("log.sqlite"))?;
        file.execute_batch(&flip)?;
        let read = log.bodies(&board()?, &[Uuid::from_u128(3)]).await?;
        ensure!(read == [StoredBody::None], "bit {bit}: {read:?}");
        file.execute_batch(&flip)?;
    }
    ensure!(log.bodies(&board()?, &[Uuid::from_u128(3)]).await? == hidden);
    Ok(())
}

#[tokio::test]
async fn a_check_finds_a_damaged_id() -> anyhow::Result<()> {
    let folder = Scratch::new()?;
    nine(folder.path()).await?;
    let file = rusqlite::Connection::open(folder.join("log.sqlite"))?;
    file.execute("DELETE FROM ids WHERE id = ?1", [&Uuid::from_u128(7).as_bytes()[..]])?;
    drop(file);
    let faults = open(folder.path())?.check().await?;
    ensure!(faults.len() == 1 && faults[0].contains("1 entries are not found by their place or id"), "{faults:?}");
    Ok(())
}

#[tokio::test]
async fn a_damaged_checkpoint_is_ignored() -> anyhow::Result<()> {
    let folder = Scratch::new()?;
    let log = open(folder.path())?;
    log.keep_checkpoint(&board()?, vec![7; 100_000].into()).await?;
    let path = folder.join("checkpoints/circle.board.checkpoint");
    let whole = std::fs::read(&path)?;
    for torn in [&whole[..0], &whole[..20], &whole[..32], &whole[..60_000], &vec![0; whole.len()][..]] {
        std::fs::write(&path, torn)?;
        ensure!(log.checkpoint(&board()?).await?.is_none(), "{} bytes", torn.len());
    }
    log.keep_checkpoint(&board()?, "anew".into()).await?;
    ensure!(log.checkpoint(&board()?).await? == Some("anew".into()));
    Ok(())
}
