//! A folder that is gone or replaced under the log.

use std::path::Path;

use anyhow::ensure;
use traceboard_log::{EmbeddedLog, Log as _, LogError, Outcome, Publication};
use traceboard_testkit::Scratch;

use crate::{board, entry, open, read_all};

async fn assert_unavailable(log: &EmbeddedLog, number: u128) -> anyhow::Result<()> {
    let refused = log.append(&board()?, vec![entry(number, "words")]).await;
    ensure!(matches!(&refused, Err(LogError::Unavailable { .. })), "{refused:?}");
    let probed = log.probe().await;
    ensure!(matches!(&probed, Err(LogError::Unavailable { .. })), "{probed:?}");
    Ok(())
}

/// Entries 0 to `count`, dense and in order.
async fn assert_whole(log: &EmbeddedLog, count: u128) -> anyhow::Result<()> {
    let ids: Vec<_> = read_all(log).await?.iter().map(|entry| entry.id.as_u128()).collect();
    ensure!(ids.iter().copied().eq(0..count), "{ids:?}");
    Ok(())
}

#[tokio::test]
async fn a_folder_that_was_moved_away_is_noticed_before_the_next_ack_and_used_again_once_it_is_back()
-> anyhow::Result<()> {
    let scratch = Scratch::new()?;
    let (folder, away) = (scratch.join("log"), scratch.join("away"));
    let log = open(&folder)?;
    log.append(&board()?, vec![entry(0, "words"), entry(1, "words")]).await?;
    let mut watch = log.watch(&board()?).await?;
    std::fs::rename(&folder, &away)?;
    assert_unavailable(&log, 2).await?;
    assert_unavailable(&log, 2).await?;
    ensure!(!folder.exists(), "no new log is begun behind its owner's back");
    std::fs::rename(&away, &folder)?;
    let outcomes = log.append(&board()?, vec![entry(2, "words"), entry(3, "words")]).await?;
    ensure!(matches!(outcomes[1], Outcome::Appended { .. }));
    ensure!(matches!(watch.recv().await?, Publication::Missed), "whoever watches reads what it may have missed");
    assert_whole(&log, 4).await?;
    log.close().await;
    assert_whole(&open(&folder)?, 4).await
}

#[tokio::test]
async fn a_folder_that_was_replaced_is_noticed_before_the_next_ack_and_then_taken_up_with_a_new_term()
-> anyhow::Result<()> {
    let scratch = Scratch::new()?;
    let (folder, backup) = (scratch.join("log"), scratch.join("backup"));
    let log = open(&folder)?;
    log.append(&board()?, vec![entry(0, "words")]).await?;
    log.backup(&backup).await?;
    log.append(&board()?, vec![entry(1, "words")]).await?;
    std::fs::rename(&folder, scratch.join("away"))?;
    std::fs::rename(&backup, &folder)?;
    let refused = log.append(&board()?, vec![entry(2, "words")]).await;
    ensure!(matches!(&refused, Err(LogError::Unavailable { .. })), "{refused:?}");
    // What the backup lacks is sent again, and stands in a term of its own.
    let outcomes = log.append(&board()?, vec![entry(1, "words"), entry(2, "words")]).await?;
    ensure!(matches!(outcomes[..], [Outcome::Appended { position, .. }, _] if position.term == 2), "{outcomes:?}");
    assert_whole(&log, 3).await?;
    ensure!(matches!(open(&folder), Err(LogError::Locked { .. })), "it is locked too");
    log.close().await;
    assert_whole(&open(&folder)?, 3).await
}

#[tokio::test]
async fn a_folder_that_was_deleted_takes_no_more_appends() -> anyhow::Result<()> {
    let scratch = Scratch::new()?;
    let folder = scratch.join("log");
    let log = open(&folder)?;
    log.append(&board()?, vec![entry(0, "words")]).await?;
    std::fs::remove_dir_all(&folder)?;
    assert_unavailable(&log, 1).await?;
    ensure!(!Path::new(&folder).exists());
    log.close().await;
    Ok(())
}

#[tokio::test]
async fn a_write_ahead_file_that_was_deleted_is_noticed_before_the_next_ack_and_loses_nothing() -> anyhow::Result<()> {
    let folder = Scratch::new()?;
    let log = open(folder.path())?;
    log.append(&board()?, vec![entry(0, "words")]).await?;
    std::fs::remove_file(folder.join("log.sqlite-wal"))?;
    let refused = log.append(&board()?, vec![entry(1, "words")]).await;
    ensure!(matches!(&refused, Err(LogError::Unavailable { .. })), "{refused:?}");
    let outcomes = log.append(&board()?, vec![entry(1, "words"), entry(2, "words")]).await?;
    ensure!(outcomes.len() == 2);
    assert_whole(&log, 3).await?;
    log.close().await;
    assert_whole(&open(folder.path())?, 3).await
}

#[tokio::test]
async fn a_deleted_lock_lets_no_second_server_in_beside_the_first() -> anyhow::Result<()> {
    let folder = Scratch::new()?;
    let log = open(folder.path())?;
    log.append(&board()?, vec![entry(0, "words")]).await?;
    std::fs::remove_file(folder.join("lock"))?;
    // While nobody took it, the folder is locked again before the next ack.
    log.append(&board()?, vec![entry(1, "words")]).await?;
    ensure!(matches!(open(folder.path()), Err(LogError::Locked { .. })));
    // One that came in between has the folder, until it ends.
    std::fs::remove_file(folder.join("lock"))?;
    let second = open(folder.path())?;
    second.append(&board()?, vec![entry(2, "words")]).await?;
    assert_unavailable(&log, 3).await?;
    second.append(&board()?, vec![entry(3, "words")]).await?;
    second.close().await;
    drop(second);
    log.append(&board()?, vec![entry(4, "words")]).await?;
    assert_whole(&log, 5).await?;
    ensure!(log.check().await?.is_empty());
    Ok(())
}

#[tokio::test]
async fn a_file_that_was_cut_short_is_noticed_before_the_next_ack() -> anyhow::Result<()> {
    for name in ["log.sqlite-wal", "log.sqlite"] {
        let folder = Scratch::new()?;
        let log = open(folder.path())?;
        for number in 0..20 {
            log.append(&board()?, vec![entry(number, "words")]).await?;
        }
        let file = std::fs::OpenOptions::new().write(true).open(folder.join(name))?;
        file.set_len(file.metadata()?.len() / 2)?;
        assert_unavailable(&log, 20).await?;
        assert_unavailable(&log, 20).await?;
        log.close().await;
        drop(log);
        if name == "log.sqlite-wal" {
            // What is left of it was not copied halfway: each entry that is found is whole.
            let log = open(folder.path())?;
            let left = read_all(&log).await?.len();
            assert_whole(&log, left as u128).await?;
            ensure!(log.check().await?.is_empty());
            log.append(&board()?, vec![entry(left as u128, "words")]).await?;
        }
    }
    Ok(())
}

#[tokio::test]
async fn emptying_the_write_ahead_file_is_no_cut() -> anyhow::Result<()> {
    let folder = Scratch::new()?;
    let log = open(folder.path())?;
    for number in 0..20 {
        log.append(&board()?, vec![entry(number, "words")]).await?;
        log.touch(&board()?, &[traceboard_log::Touch::Erase(uuid::Uuid::from_u128(number))]).await?;
        traceboard_testkit::eventually(crate::PATIENCE, "an emptied file", async || {
            ensure!(log.erased_pending_since_ms().is_none());
            anyhow::Ok(())
        })
        .await?;
    }
    assert_whole(&log, 20).await
}
