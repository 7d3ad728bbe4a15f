//! A folder that is gone: the next post is refused, and all goes on once it is back. And how little memory a start needs.

use std::time::Duration;

use anyhow::{Context, ensure};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    process::Command,
    time::timeout,
};
use traceboard_board::EntryId;
use traceboard_client::{Api, Link};
use traceboard_protocol::{Deed, Draft, EntryQuery, ServerFrame};
use traceboard_testkit::{Scratch, eventually};
use uuid::Uuid;

use crate::{PATIENCE, running::Running};

async fn start(folder: &Scratch, limit: &str) -> anyhow::Result<(Running, Api)> {
    let ready = folder.join("ready");
    let line = format!("{limit} exec \"$@\" >{}", ready.display());
    let more = ["--json", "--posts-burst", "100000", "--requests-burst", "100000"];
    let server = Running::start(&folder.join("data"), &line, &more).await?;
    let ready: serde_json::Value = serde_json::from_str(&std::fs::read_to_string(ready)?)?;
    let link: Link = ready["host_link"].as_str().context("a link")?.parse()?;
    let session = Api::redeem(&link, EntryId(Uuid::now_v7()), None, None).await?;
    Ok((server, Api::new(&session)?))
}

/// Whether it was acknowledged; else it was refused for now.
async fn leave(api: &Api) -> anyhow::Result<bool> {
    let deed = Deed::leave("fixed the leaking tap ".repeat(10).trim(), None, Vec::new());
    let draft = Draft { id: EntryId(Uuid::now_v7()), written_at_ms: 1_700_000_000_000, deed };
    match api.post(vec![draft]).await?.first() {
        Some(ServerFrame::Ack { .. }) => Ok(true),
        Some(ServerFrame::Refused { retry: true, .. }) => Ok(false),
        other => anyhow::bail!("{other:?}"),
    }
}

/// Waits until posts are taken again, and says how many traces the board's log holds.
async fn goes_on(server: &Running, api: &Api) -> anyhow::Result<usize> {
    eventually(PATIENCE, "ready", async || {
        let (status, body) = server.get("/readyz").await?;
        ensure!(status == 200, "{body}");
        anyhow::Ok(())
    })
    .await?;
    ensure!(leave(api).await?, "a post is taken again");
    let (mut after, mut traces) = (None, 0);
    loop {
        let page = api.entries(&EntryQuery { after, ..EntryQuery::default() }).await?;
        traces += page.entries.iter().filter(|entry| entry.head["type"] == "trace_left").count();
        after = page.position;
        if !page.more {
            return Ok(traces);
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn while_its_folder_is_away_posts_are_refused_and_once_it_is_back_it_goes_on() -> anyhow::Result<()> {
    let folder = Scratch::new()?;
    let (server, api) = start(&folder, "").await?;
    ensure!(leave(&api).await?);
    std::fs::rename(folder.join("data"), folder.join("away"))?;
    for _ in 0..3 {
        ensure!(!leave(&api).await?, "nothing is acknowledged that no restart would find");
        ensure!(server.get("/readyz").await?.0 == 503 && server.get("/healthz").await?.0 == 200);
    }
    std::fs::rename(folder.join("away"), folder.join("data"))?;
    // The refused ones may have been written before their folder was looked at.
    ensure!(goes_on(&server, &api).await? >= 2);
    std::fs::remove_dir_all(folder.join("data"))?;
    ensure!(!leave(&api).await? && server.get("/readyz").await?.0 == 503);
    ensure!(!folder.join("data").exists(), "nothing is begun anew behind its owner's back");
    Ok(())
}

/// How many posts in a row are refused before the disk counts as full: what can be made room by is by then.
const REFUSED_IN_A_ROW: usize = 20;

#[tokio::test(flavor = "multi_thread")]
async fn on_a_full_disk_posts_are_refused_and_it_is_not_ready_until_there_is_room() -> anyhow::Result<()> {
    let folder = Scratch::new()?;
    // Files that may not grow further are as a full disk.
    let (server, api) = start(&folder, "ulimit -S -f 1024;").await?;
    let (mut acked, mut refused) = (0, 0);
    while refused < REFUSED_IN_A_ROW {
        if leave(&api).await? {
            (acked, refused) = (acked + 1, 0);
            ensure!(acked < 20_000, "the disk is never full");
            continue;
        }
        refused += 1;
        let (ready, body) = server.get("/readyz").await?;
        ensure!(ready == 503 || leave(&api).await?, "it is ready, and refuses posts: {body}");
        ensure!(server.get("/healthz").await?.0 == 200);
    }
    ensure!(server.get("/readyz").await?.0 == 503);
    let id = server.child.id().context("it runs")?.to_string();
    ensure!(Command::new("prlimit").args(["--fsize=unlimited:unlimited", "--pid", &id]).status().await?.success());
    let traces = goes_on(&server, &api).await?;
    ensure!(traces > acked, "{acked} posts were acknowledged, and {traces} are there with one more");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn it_starts_in_64_mb_of_memory() -> anyhow::Result<()> {
    let folder = Scratch::new()?;
    let (server, api) = start(&folder, "ulimit -d 65536;").await?;
    ensure!(leave(&api).await? && server.get("/readyz").await?.0 == 200);
    let status = std::fs::read_to_string(format!("/proc/{}/status", server.child.id().context("it runs")?))?;
    let own = status.lines().find_map(|line| line.strip_prefix("RssAnon:")).context("no RssAnon")?;
    let kib: u64 = own.trim().trim_end_matches(" kB").parse()?;
    ensure!(kib < 32 * 1024, "it holds {kib} kB of its own");
    Ok(())
}

/// Addresses that are reserved are counted too here. A debug build has 64 MB more of them: its own text.
#[tokio::test(flavor = "multi_thread")]
async fn it_serves_in_a_small_address_space() -> anyhow::Result<()> {
    let folder = Scratch::new()?;
    let (server, api) = start(&folder, &format!("ulimit -v {};", (64 + 64) * 1024)).await?;
    for _ in 0..20 {
        ensure!(leave(&api).await? && server.get("/readyz").await?.0 == 200);
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn how_long_a_connection_may_idle_can_be_set() -> anyhow::Result<()> {
    let folder = Scratch::new()?;
    let more = ["--idle-within", "1", "--head-within", "1"];
    let server = Running::start(&folder.join("data"), "exec \"$@\"", &more).await?;
    for begun in ["", "GET /healthz HTTP/1.1\r\n"] {
        let mut stream = TcpStream::connect(&server.authority).await?;
        stream.write_all(begun.as_bytes()).await?;
        // Well below what holds where nothing is set.
        let ended = timeout(Duration::from_secs(20), stream.read_to_end(&mut Vec::new())).await;
        ensure!(ended.is_ok(), "{begun:?} is waited for longer than was set");
    }
    Ok(())
}
