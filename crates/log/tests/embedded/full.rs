//! A disk without room.

use std::{
    io::{BufRead as _, BufReader},
    path::Path,
    process::{Command, Stdio},
};

use anyhow::{Context as _, ensure};
use traceboard_log::{Log as _, LogError};
use traceboard_testkit::{Scratch, eventually};

use crate::{PATIENCE, board, entry, open};

/// The disk is full for a process whose files may not grow; then there is room again.
#[tokio::test]
async fn a_full_disk_refuses_appends_loses_nothing_and_accepts_them_once_there_is_room() -> anyhow::Result<()> {
    let folder = Scratch::new()?;
    let mut child = Command::new("bash")
        .args(["-c", "trap '' XFSZ; ulimit -S -f 4096; exec \"$0\" --exact full::fills_its_disk --nocapture"])
        .arg(std::env::current_exe()?)
        .env(FILL_FOLDER, folder.path())
        .stdout(Stdio::piped())
        .spawn()?;
    let mut lines = BufReader::new(child.stdout.take().context("no stdout")?).lines();
    let mut said = Vec::new();
    for line in lines.by_ref() {
        said.push(line?);
        if said.iter().any(|line| line.ends_with("is full")) {
            break;
        }
    }
    let room =
        Command::new("prlimit").args(["--fsize=unlimited:unlimited", "--pid", &child.id().to_string()]).status()?;
    ensure!(room.success());
    said.extend(lines.map_while(Result::ok));
    ensure!(child.wait()?.success(), "{said:#?}");
    ensure!(said.iter().any(|line| line.ends_with("is whole")), "{said:#?}");
    Ok(())
}

const FILL_FOLDER: &str = "TRACEBOARD_TEST_FILL_FOLDER";

/// Not a test but the process of the one above; without its variable it does nothing.
#[tokio::test]
async fn fills_its_disk() -> anyhow::Result<()> {
    let Some(folder) = std::env::var_os(FILL_FOLDER) else { return Ok(()) };
    let log = open(Path::new(&folder))?;
    let large: &'static str = "words ".repeat(5000).leak();
    let mut acked = 0;
    let error = loop {
        match log.append(&board()?, vec![entry(acked, large)]).await {
            Ok(_) => acked += 1,
            Err(error) if log.probe().await.is_err() => break error,
            // What was in the write-ahead file may have made room.
            Err(_) => {
                log.append(&board()?, vec![entry(acked, large)]).await.context("it seems ready, and refuses")?;
                acked += 1;
            }
        }
        ensure!(acked < 10_000, "the disk is never full");
    };
    ensure!(matches!(error, LogError::Unavailable { .. } | LogError::Refuses { .. }), "{error:?}");
    println!("after {acked} appends the disk is full");
    let name = board()?;
    eventually(PATIENCE, "room", || log.append(&name, vec![entry(acked, large)])).await?;
    let mut after = None;
    let mut ids = Vec::new();
    loop {
        let page = log.read(&name, after).await?;
        after = page.entries.last().map(|entry| entry.position).or(after);
        ids.extend(page.entries.iter().map(|entry| entry.id.as_u128()));
        if !page.more {
            break;
        }
    }
    ensure!(ids.iter().copied().eq(0..=acked), "{} of {acked} acked entries", ids.len());
    println!("the log is whole");
    Ok(())
}
