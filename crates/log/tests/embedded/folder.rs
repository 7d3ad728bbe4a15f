//! The folder: whose it is, what it may hold, and how it ends.

use anyhow::ensure;
use traceboard_log::{EmbeddedLog, Log as _, LogError, NewPhoto, PhotoKept, Photos as _};
use traceboard_testkit::Scratch;
use uuid::Uuid;

use crate::{board, entry, is_at_rest, open, read_all};

#[tokio::test]
async fn a_folder_has_one_writer() -> anyhow::Result<()> {
    let folder = Scratch::new()?;
    let first = open(folder.path())?;
    let second = open(folder.path());
    let Err(LogError::Locked { folder: named }) = &second else { anyhow::bail!("{second:?}") };
    ensure!(*named == folder.path().display().to_string());
    drop(first);
    open(folder.path())?;
    Ok(())
}

#[tokio::test]
async fn what_is_not_a_log_is_not_opened() -> anyhow::Result<()> {
    let folder = Scratch::new()?;
    let words = "not a log, but somebody's words ".repeat(400);
    std::fs::write(folder.join("log.sqlite"), &words)?;
    let refused = open(folder.path());
    ensure!(matches!(refused, Err(LogError::Damaged { .. })), "{refused:?}");
    ensure!(std::fs::read_to_string(folder.join("log.sqlite"))? == words, "it must be left as it is");
    Ok(())
}

#[tokio::test]
async fn the_file_of_another_program_or_of_a_later_version_is_not_opened() -> anyhow::Result<()> {
    let folder = Scratch::new()?;
    let file = rusqlite::Connection::open(folder.join("log.sqlite"))?;
    file.execute_batch("CREATE TABLE recipes (soup TEXT)")?;
    let refused = open(folder.path());
    ensure!(
        matches!(&refused, Err(LogError::Damaged { reason, .. }) if reason.contains("another program")),
        "{refused:?}"
    );
    file.execute_batch("PRAGMA application_id = 0x74726362; PRAGMA user_version = 3")?;
    let refused = open(folder.path());
    ensure!(matches!(&refused, Err(LogError::Damaged { reason, .. }) if reason.contains("layout is 3")), "{refused:?}");
    Ok(())
}

#[tokio::test]
async fn a_folder_of_the_former_version_is_refused_with_what_to_do() -> anyhow::Result<()> {
    let folder = Scratch::new()?;
    std::fs::write(folder.join("log.redb"), "history")?;
    let Err(refused @ LogError::Former { .. }) = open(folder.path()) else { anyhow::bail!("it was opened") };
    let said = refused.to_string();
    ensure!(said.contains("export its circles with that version, and import them into a new folder"), "{said}");
    ensure!(std::fs::read_dir(folder.path())?.count() == 1, "nothing is begun beside it");
    Ok(())
}

#[tokio::test]
async fn calls_that_wait_when_the_log_is_closed_are_answered() -> anyhow::Result<()> {
    let folder = Scratch::new()?;
    let log = open(folder.path())?;
    let mut calls = tokio::task::JoinSet::new();
    for number in 0..600 {
        let log = log.clone();
        calls.spawn(
            async move { log.append(&board()?, vec![entry(number, "words")]).await.map_err(anyhow::Error::from) },
        );
    }
    tokio::task::yield_now().await;
    log.close().await;
    let acked = calls.join_all().await.into_iter().filter(Result::is_ok).count();
    let log = open(folder.path())?;
    let head = log.head(&board()?).await?;
    ensure!(head.map_or(0, |head| head.seq + 1) == acked as u64, "{acked} acked, {head:?} is there");
    Ok(())
}

#[test]
fn a_folder_that_it_makes_is_its_owner_s_alone() -> anyhow::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    let scratch = tempfile::tempdir()?;
    let folder = scratch.path().join("of/a/circle");
    let log = open(&folder)?;
    ensure!(std::fs::metadata(&folder)?.permissions().mode() & 0o777 == 0o700);
    drop(log);
    Ok(())
}

#[tokio::test]
async fn a_backup_made_while_it_runs_opens_and_holds_all_that_was_acked_before() -> anyhow::Result<()> {
    let folder = Scratch::new()?;
    let log = open(folder.path())?;
    for batch in 0..10 {
        log.append(&board()?, (0..100).map(|number| entry(batch * 100 + number, "a sentence")).collect()).await?;
    }
    let to = folder.join("copies/monday");
    let backing_up = tokio::spawn({
        let (log, to) = (log.clone(), to.clone());
        async move { log.backup(to).await }
    });
    let mut next = 1000;
    while !backing_up.is_finished() {
        log.append(&board()?, vec![entry(next, "more")]).await?;
        next += 1;
    }
    backing_up.await??;
    let backup = open(&to)?;
    let (copied, all) = (read_all(&backup).await?, read_all(&log).await?);
    ensure!(copied.len() >= 1000 && copied == all[..copied.len()] && all.len() as u128 == next);
    ensure!(backup.check().await?.is_empty());
    // It is never written over.
    ensure!(matches!(log.backup(&to).await, Err(LogError::Refuses { .. })));
    // And it goes on, with a term of its own.
    let outcomes = backup.append(&board()?, vec![entry(u128::MAX, "after")]).await?;
    ensure!(outcomes.len() == 1 && is_at_rest(&to, "after")?);
    Ok(())
}

#[tokio::test]
async fn all_probes_share_one_row() -> anyhow::Result<()> {
    let folder = Scratch::new()?;
    let log = open(folder.path())?;
    for _ in 0..50 {
        log.probe().await?;
    }
    let file = rusqlite::Connection::open(folder.join("log.sqlite"))?;
    let rows: i64 = file.query_row("SELECT count(*) FROM about WHERE name = 'probe'", [], |row| row.get(0))?;
    let logs: i64 = file.query_row("SELECT count(*) FROM logs", [], |row| row.get(0))?;
    ensure!((rows, logs) == (1, 0));
    Ok(())
}

fn photo() -> NewPhoto {
    NewPhoto {
        id: Uuid::from_u128(9),
        by: Uuid::from_u128(1),
        about: "about".into(),
        small: "small".into(),
        full: "full".into(),
    }
}

#[tokio::test]
async fn a_file_from_before_photos_gets_their_tables() -> anyhow::Result<()> {
    let folder = Scratch::new()?;
    let log = open(folder.path())?;
    log.append(&board()?, vec![entry(1, "words")]).await?;
    log.close().await;
    drop(log);
    let file = rusqlite::Connection::open(folder.join("log.sqlite"))?;
    file.execute_batch(
        "DROP TABLE photos; DROP TABLE photo_ids; DROP TABLE photo_holders; DROP TABLE photos_waiting; PRAGMA user_version = 1",
    )?;
    drop(file);
    ensure!(EmbeddedLog::check_folder(folder.path())? == [""; 0]);
    let log = open(folder.path())?;
    ensure!(log.keep_photo(&board()?, photo()).await? == PhotoKept::Kept);
    ensure!(log.bodies(&board()?, &[Uuid::from_u128(1)]).await?[0].open().is_some());
    Ok(())
}

#[tokio::test]
async fn a_photo_that_is_not_what_was_written_is_named() -> anyhow::Result<()> {
    let folder = Scratch::new()?;
    let log = open(folder.path())?;
    log.append(&board()?, vec![entry(1, "words")]).await?;
    log.keep_photo(&board()?, photo()).await?;
    log.close().await;
    drop(log);
    ensure!(EmbeddedLog::check_folder(folder.path())? == [""; 0]);
    let file = rusqlite::Connection::open(folder.join("log.sqlite"))?;
    file.execute("UPDATE photos SET full = x'00'", [])?;
    let faults = EmbeddedLog::check_folder(folder.path())?;
    ensure!(faults.len() == 1 && faults[0].contains("photo 1"), "{faults:?}");
    Ok(())
}
