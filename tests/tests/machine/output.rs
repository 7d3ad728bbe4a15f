//! A log that nobody reads, or that can't be written, is no reason to refuse anybody.

use std::{fs::File, path::Path, process::Command};

use anyhow::{Context, ensure};
use tokio::time::timeout;
use traceboard_testkit::Scratch;

use crate::{PATIENCE, running::Running};

/// More than a pipe holds, at a line each.
const REQUESTS: usize = 1_000;

/// Opens a pipe that has a reader which never reads; as long as the file is held.
fn unread(path: &Path) -> anyhow::Result<File> {
    ensure!(Command::new("mkfifo").arg(path).status()?.success());
    Ok(File::options().read(true).write(true).open(path)?)
}

/// Asks so often, and ends it.
async fn serves_on(data: &Path, line: &str, more: &[&str], requests: usize) -> anyhow::Result<()> {
    let mut server = Running::start(data, line, more).await?;
    for _ in 0..requests {
        let (status, body) = server.get("/readyz").await?;
        ensure!((status, body.as_str()) == (200, "ready\n"), "{line}: {status} {body}");
    }
    server.signal("TERM").await?;
    let status = timeout(PATIENCE, server.child.wait()).await.context("it did not end")??;
    ensure!(status.success(), "{line}: {status}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn serving_goes_on_when_stderr_is_closed_unread_or_full() -> anyhow::Result<()> {
    let folder = Scratch::new()?;
    let pipe = folder.join("unread");
    let held = unread(&pipe)?;
    let gone = "exec \"$@\" 2> >(exec true)";
    let unread = format!("exec \"$@\" 2>{}", pipe.display());
    for (number, line) in ["exec \"$@\" 2>/dev/full", "exec \"$@\" 2>&-", gone, &unread].into_iter().enumerate() {
        serves_on(&folder.join(&format!("stderr-{number}")), line, &["--log", "debug"], REQUESTS).await?;
    }
    drop(held);
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn serving_goes_on_when_stdout_is_closed_unread_or_full() -> anyhow::Result<()> {
    let folder = Scratch::new()?;
    let pipe = folder.join("unread");
    let _held = unread(&pipe)?;
    // A page of words is larger than the room that is left.
    let filled = format!("dd if=/dev/zero of={0} bs=65536 count=1 2>&-; exec \"$@\" >{0}", pipe.display());
    for (number, line) in
        ["exec \"$@\" >/dev/full", "exec \"$@\" >&-", "exec \"$@\" > >(exec true)", &filled].into_iter().enumerate()
    {
        serves_on(&folder.join(&format!("stdout-{number}")), line, &[], 1).await?;
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn dropped_log_lines_are_counted_once_the_log_can_be_written_again() -> anyhow::Result<()> {
    let folder = Scratch::new()?;
    let pipe = folder.join("pipe");
    let held = unread(&pipe)?;
    let line = format!("exec \"$@\" 2>{}", pipe.display());
    let mut server = Running::start(&folder.join("data"), &line, &["--log", "debug"]).await?;
    // What waits is bounded: more than that is written.
    for _ in 0..8 {
        for _ in 0..REQUESTS {
            server.get("/healthz").await?;
        }
    }
    let reading = tokio::task::spawn_blocking(move || {
        use std::io::{BufRead as _, BufReader};
        let found = BufReader::new(held).lines().map_while(Result::ok).any(|line| line.contains("lines were dropped"));
        anyhow::ensure!(found);
        Ok(())
    });
    timeout(PATIENCE, reading).await.context("nothing was said of dropped lines")???;
    server.signal("TERM").await?;
    ensure!(timeout(PATIENCE, server.child.wait()).await??.success());
    Ok(())
}
