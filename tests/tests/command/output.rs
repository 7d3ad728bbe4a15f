//! Where the output goes.

use anyhow::{Context, ensure};
use serde_json::Value;
use tokio::{
    io::{AsyncBufReadExt, AsyncReadExt, BufReader},
    time::timeout,
};
use traceboard_testkit::{Scratch, Server, Store};

use crate::{PATIENCE, command, run};

#[tokio::test(flavor = "multi_thread")]
async fn a_reader_that_closes_the_pipe_is_no_failure() -> anyhow::Result<()> {
    let server = Server::start(&Store::Embedded, &[]).await?;
    let config = Scratch::new()?;
    let invite = server.ready().invite_link.as_str();
    ensure!(run(config.path(), &["leave", "one", "--circle", invite]).await?.code == Some(0));
    let mut tail = command(config.path(), &["tail", "--circle", invite, "--json"])?.spawn()?;
    let mut lines = BufReader::new(tail.stdout.take().context("stdout")?).lines();
    let entry = timeout(PATIENCE, lines.next_line()).await??.context("an entry")?;
    ensure!(serde_json::from_str::<Value>(&entry)?["type"] == "entry", "{entry}");
    drop(lines);
    // It needs no other entry to learn of it.
    let status = timeout(PATIENCE, tail.wait()).await.context("it did not end")??;
    let mut said = String::new();
    tail.stderr.take().context("stderr")?.read_to_string(&mut said).await?;
    ensure!(status.code() == Some(0), "{status}: {said}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_full_disk_under_stdout_is_an_error() -> anyhow::Result<()> {
    let server = Server::start(&Store::Embedded, &[]).await?;
    let config = Scratch::new()?;
    let mut export = command(config.path(), &["export", "--circle", &server.ready().host_link])?;
    let full = std::fs::OpenOptions::new().write(true).open("/dev/full")?;
    let came = timeout(PATIENCE, export.stdout(full).spawn()?.wait_with_output()).await??;
    let told = String::from_utf8(came.stderr)?;
    ensure!(came.status.code() == Some(1) && told.contains("cannot write to stdout: "), "{told}");
    let full = std::fs::OpenOptions::new().write(true).open("/dev/full")?;
    let mut leave = command(config.path(), &["leave", "told to nobody", "--circle", &server.ready().host_link])?;
    let came = timeout(PATIENCE, leave.stdout(full).spawn()?.wait_with_output()).await??;
    let told = String::from_utf8(came.stderr)?;
    ensure!(came.status.code() == Some(1) && told.contains("it is in the log, as "), "{told}");
    Ok(())
}
