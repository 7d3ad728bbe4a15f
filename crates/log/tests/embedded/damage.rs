//! What was altered on the disk is found when it is read, and named.

use std::path::Path;

use anyhow::{Context as _, bail, ensure};
use traceboard_log::{EmbeddedLog, Log, LogError, NewEntry, ReadError, StoredBody, Touch};
use traceboard_position::Position;
use traceboard_testkit::Scratch;
use uuid::Uuid;

use crate::{board, entry, open};

/// Flips one bit where a text stands in the closed file.
fn flip(folder: &Path, text: &str) -> anyhow::Result<()> {
    let path = folder.join("log.sqlite");
    let mut bytes = std::fs::read(&path)?;
    let at = bytes.windows(text.len()).position(|bytes| bytes == text.as_bytes()).context("it isn't there")?;
    bytes[at + text.len() / 2] ^= 0x10;
    Ok(std::fs::write(path, bytes)?)
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

async fn assert_damaged_at(log: &EmbeddedLog, at: usize, positions: &[Position]) -> anyhow::Result<()> {
    let page = log.read(&board()?, None).await?;
    ensure!(page.entries.len() == at && page.more, "what comes before it is read");
    let refused = log.read(&board()?, Some(positions[at - 1])).await;
    let Err(ReadError::Log(refused @ LogError::Damaged { .. })) = refused else { bail!("{refused:?}") };
    let said = refused.to_string();
    ensure!(said.contains("circle/board") && said.contains(&positions[at].to_string()), "{said}");
    let page = log.read(&board()?, Some(positions[at])).await?;
    ensure!(page.entries.len() == 8 - at && !page.more, "what comes after it is read");
    let faults = log.check().await?;
    ensure!(faults.len() == 1 && faults[0].contains(&positions[at].to_string()), "{faults:?}");
    // And the log goes on.
    log.append(&board()?, vec![entry(100, "more")]).await?;
    Ok(())
}

#[tokio::test]
async fn a_bit_that_flipped_in_a_head_is_found_and_named() -> anyhow::Result<()> {
    let folder = Scratch::new()?;
    let positions = nine(folder.path()).await?;
    flip(folder.path(), "the head of 4")?;
    assert_damaged_at(&open(folder.path())?, 4, &positions).await
}

#[tokio::test]
async fn a_bit_that_flipped_in_a_body_is_found_and_named_and_erasing_mends_it() -> anyhow::Result<()> {
    let folder = Scratch::new()?;
    let positions = nine(folder.path()).await?;
    flip(folder.path(), "the body of 5")?;
    let log = open(folder.path())?;
    assert_damaged_at(&log, 5, &positions).await?;
    let refused = log.bodies(&board()?, &[Uuid::from_u128(5)]).await;
    ensure!(matches!(&refused, Err(LogError::Damaged { .. })), "{refused:?}");
    let others = log.bodies(&board()?, &[Uuid::from_u128(4), Uuid::from_u128(6)]).await?;
    ensure!(others == [StoredBody::Open("the body of 4".into()), StoredBody::Open("the body of 6".into())]);
    log.touch(&board()?, &[Touch::Erase(Uuid::from_u128(5))]).await?;
    ensure!(log.read(&board()?, None).await?.entries.len() == 10);
    ensure!(log.check().await?.is_empty());
    Ok(())
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
        let read = log.bodies(&board()?, &[Uuid::from_u128(3)]).await;
        ensure!(matches!(&read, Err(LogError::Damaged { .. })), "bit {bit}: {read:?}");
        file.execute_batch(&flip)?;
    }
    ensure!(log.bodies(&board()?, &[Uuid::from_u128(3)]).await? == hidden);
    Ok(())
}

#[tokio::test]
async fn an_id_that_went_astray_is_found_by_a_check() -> anyhow::Result<()> {
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
async fn a_torn_checkpoint_is_as_if_it_had_never_been_kept() -> anyhow::Result<()> {
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
