//! Whose session a link or a name means, and where it is kept.

use std::{os::unix::fs::PermissionsExt, path::Path};

use anyhow::{Context, ensure};
use serde_json::Value;
use tokio::time::timeout;
use traceboard_testkit::{Scratch, Server, Store};

use crate::{PATIENCE, command, run};

#[tokio::test(flavor = "multi_thread")]
async fn a_link_is_redeemed_once_and_kept_where_only_its_owner_reads() -> anyhow::Result<()> {
    let server = Server::start(&Store::Embedded, &[]).await?;
    let config = Scratch::new()?;
    let invite = server.ready().invite_link.as_str();
    let first = run(config.path(), &["leave", "one", "--circle", invite]).await?;
    ensure!(first.code == Some(0), "{first:?}");
    let id = first.stdout.trim();
    let second =
        run(config.path(), &["leave", "two", "--builds-on", id, "--open-end", "three", "--circle", invite, "--json"])
            .await?;
    let left: Value = serde_json::from_str(&second.stdout).with_context(|| format!("{second:?}"))?;
    ensure!(left["position"].is_string() && left["at_ms"].is_i64(), "{left}");

    let folder = config.join("traceboard");
    let profiles: Vec<_> = std::fs::read_dir(&folder)?.collect::<Result<_, _>>()?;
    let [profile] = &profiles[..] else { anyhow::bail!("one link made {} profiles", profiles.len()) };
    let mode = |path: &Path| Ok::<_, std::io::Error>(std::fs::metadata(path)?.permissions().mode() & 0o777);
    ensure!(mode(&profile.path())? == 0o600 && mode(&folder)? == 0o700);
    let called = profile.path().file_stem().context("a name")?.to_string_lossy().into_owned();
    let third = run(config.path(), &["leave", "four", "--circle", &called]).await?;
    ensure!(third.code == Some(0), "the saved name works: {third:?}");

    let host = server.ready().host_link.as_str();
    let board = run(config.path(), &["export", "--circle", host]).await?;
    ensure!(board.stdout.matches("\"type\":\"member\"").count() == 1, "the link brought in one member: {board:?}");
    ensure!(board.stdout.contains("\"open_end\":\"three\""), "{board:?}");
    let refused = run(config.path(), &["export", "--circle", invite]).await?;
    ensure!(refused.code == Some(1) && refused.stderr.contains("only a host"), "{refused:?}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_script_needs_no_name_where_nobody_is_signed_in() -> anyhow::Result<()> {
    let server = Server::start(&Store::Embedded, &[]).await?;
    let config = Scratch::new()?;
    let invite = server.ready().invite_link.as_str();
    let mut leave = command(config.path(), &["leave", "by a script", "--circle", invite])?;
    let left = timeout(PATIENCE, leave.env_remove("USER").env_remove("LOGNAME").output()).await??;
    ensure!(left.status.success(), "{left:?}");
    let board = run(config.path(), &["export", "--circle", &server.ready().host_link]).await?;
    ensure!(board.stdout.contains("\"name\":\"traceboard\""), "{board:?}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_name_says_whose_session_a_link_means() -> anyhow::Result<()> {
    let server = Server::start(&Store::Embedded, &[]).await?;
    let config = Scratch::new()?;
    let (host, invite) = (server.ready().host_link.as_str(), server.ready().invite_link.as_str());
    for (text, name, saved) in [("by the first", "Kea", "kea"), ("by the second", "Tui", "tui")] {
        let came = run(config.path(), &["leave", text, "--circle", invite, "--name", name, "--save-as", saved]).await?;
        ensure!(came.code == Some(0), "{came:?}");
    }
    let again = run(config.path(), &["leave", "by the first again", "--circle", invite, "--name", "Kea"]).await?;
    ensure!(again.code == Some(0) && !again.stderr.contains("signed in"), "{again:?}");
    let board = run(config.path(), &["export", "--circle", host]).await?.stdout;
    ensure!(board.matches("\"type\":\"member\"").count() == 2, "each name is one member: {board}");
    for (text, name) in [("by the first again", "Kea"), ("by the second", "Tui")] {
        let told = format!("\"member\":\"{name}\",\"text\":\"{text}\"");
        ensure!(board.lines().any(|line| line.contains(&told)), "{told} is not in {board}");
    }
    for (typed, told) in [
        (&["leave", "x", "--circle", "kea", "--name", "Tui"][..], "is Kea's"),
        (&["leave", "x", "--circle", invite, "--name", "Tui", "--save-as", "other"], "is kept as tui"),
    ] {
        let came = run(config.path(), typed).await?;
        ensure!(came.code == Some(2) && came.stderr.contains(told), "{typed:?}: {came:?}");
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn another_circle_is_founded_and_its_links_open_it() -> anyhow::Result<()> {
    let server = Server::start(&Store::Embedded, &[]).await?;
    let config = Scratch::new()?;
    let host = server.ready().host_link.as_str();
    let founded = run(config.path(), &["circle", "new", "Kitchen crew", "--circle", host, "--json"]).await?;
    let links: Value = serde_json::from_str(&founded.stdout).with_context(|| format!("{founded:?}"))?;
    ensure!(links["circle"] != server.ready().circle.as_str(), "{links}");
    let host = links["host_link"].as_str().context("a host link")?;
    let markdown = run(config.path(), &["export", "--format", "md", "--circle", host]).await?;
    ensure!(markdown.stdout.starts_with("# Kitchen crew"), "{markdown:?}");
    Ok(())
}
