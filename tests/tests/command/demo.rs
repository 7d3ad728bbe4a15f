//! The throwaway board.

use anyhow::{Context, ensure};
use serde_json::Value;
use tokio::{
    io::{AsyncBufReadExt, BufReader},
    process::Command,
    time::timeout,
};
use traceboard_testkit::Scratch;

use crate::{PATIENCE, command};

#[tokio::test(flavor = "multi_thread")]
async fn a_newcomer_to_the_demo_sees_traces_arrive_and_grow_and_nothing_is_left_of_it() -> anyhow::Result<()> {
    let config = Scratch::new()?;
    let mut demo = command(config.path(), &["demo", "--listen", "127.0.0.1:0", "--speed", "5", "--json"])?;
    let mut demo = demo.env("TMPDIR", config.path()).spawn()?;
    let mut ready = BufReader::new(demo.stdout.take().context("stdout")?).lines();
    let ready = timeout(PATIENCE, ready.next_line()).await??.context("the ready line")?;
    let ready: Value = serde_json::from_str(&ready)?;
    let invite = ready["invite_link"].as_str().context("an invite link")?;
    let mut tail = command(config.path(), &["tail", "--circle", invite, "--json"])?.spawn()?;
    let mut entries = BufReader::new(tail.stdout.take().context("stdout")?).lines();
    let grown = async {
        let mut traces = 0;
        while let Some(line) = entries.next_line().await? {
            let entry: Value = serde_json::from_str(&line)?;
            traces += usize::from(entry["head"]["type"] == "trace_left");
            let builds_on = entry["head"]["builds_on"].as_array().is_some_and(|parents| !parents.is_empty());
            // More than stand before anybody looks on.
            if traces >= 10 && builds_on {
                return Ok(());
            }
        }
        anyhow::bail!("the tail ended")
    };
    timeout(PATIENCE, grown).await.context("nothing grew")??;
    tail.kill().await?;
    let id = demo.id().context("the demo's process id")?.to_string();
    ensure!(Command::new("kill").args(["-TERM", &id]).status().await?.success());
    let status = timeout(PATIENCE, demo.wait()).await.context("the demo did not end")??;
    ensure!(status.success(), "{status}");
    let left: Vec<_> = std::fs::read_dir(config.path())?.flatten().map(|entry| entry.file_name()).collect();
    ensure!(left == ["traceboard"], "only the profiles are left: {left:?}");
    Ok(())
}
