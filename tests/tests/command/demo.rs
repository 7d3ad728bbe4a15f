//! The throwaway board.

use anyhow::{Context, ensure};
use serde_json::Value;
use tokio::{
    io::{AsyncBufReadExt, BufReader},
    process::Command,
    time::timeout,
};
use traceboard_board::EntryId;
use traceboard_client::{Api, Link, Mirror, Settings};
use traceboard_testkit::Scratch;
use uuid::Uuid;

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
    let invite: Link = invite.parse()?;
    let session = Api::redeem(&invite, EntryId(Uuid::now_v7()), Some("Reed".to_owned()), None).await?;
    // The retreat goes on once somebody looks at it.
    let mut newcomer = Mirror::follow(&session, Settings::default())?;
    let grown = async {
        loop {
            let board = newcomer.ready().await?;
            // More than stand before anybody looks on.
            let feed = board.feed();
            if feed.len() >= 10 && feed.iter().any(|card| !card.builds_on.is_empty()) {
                return anyhow::Ok(());
            }
            newcomer.next().await?;
        }
    };
    timeout(PATIENCE, grown).await.context("nothing grew")??;
    drop(newcomer);
    let id = demo.id().context("the demo's process id")?.to_string();
    ensure!(Command::new("kill").args(["-TERM", &id]).status().await?.success());
    let status = timeout(PATIENCE, demo.wait()).await.context("the demo did not end")??;
    ensure!(status.success(), "{status}");
    let left: Vec<_> = std::fs::read_dir(config.path())?.flatten().map(|entry| entry.file_name()).collect();
    ensure!(left.is_empty(), "something is left: {left:?}");
    Ok(())
}
