//! What is typed, and what can't be asked for.

use anyhow::{Context, ensure};
use serde_json::Value;
use tokio::time::timeout;
use traceboard_testkit::{Scratch, Server, Store};

use crate::{PATIENCE, command, run};

#[tokio::test(flavor = "multi_thread")]
async fn an_empty_variable_counts_as_unset() -> anyhow::Result<()> {
    let server = Server::start(&Store::Embedded, &[]).await?;
    let config = Scratch::new()?;
    let mut leave = command(config.path(), &["leave", "from a compose file", "--circle", &server.ready().invite_link])?;
    leave.env("TRACEBOARD_OPEN_END", "").env("TRACEBOARD_LOG_FORMAT", "").env("TRACEBOARD_JSON", "1");
    let came = timeout(PATIENCE, leave.output()).await??;
    ensure!(came.status.success() && came.stdout.starts_with(b"{"), "{came:?}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn mistakes_on_the_command_line_exit_with_code_two() -> anyhow::Result<()> {
    let config = Scratch::new()?;
    for (typed, told) in [
        (&["leave", "x", "--circle", "nobody"][..], "no such profile"),
        (&["leave", "x", "--circle", "http://host/#x"], "cannot read the link"),
        (&["tail", "--circle", "nobody", "--after", "here"], "--after"),
        (&["import", "-", "--circle", "nobody", "--live", "--speed", "0"], "--speed"),
        (&["demo", "--listen", "nowhere"], "--listen"),
    ] {
        let came = run(config.path(), typed).await?;
        ensure!(came.code == Some(2) && came.stderr.contains(told), "{typed:?}: {came:?}");
    }
    for (typed, told) in [
        (
            &[
                "serve",
                "--listen",
                "nowhere",
                "--redis",
                "here",
                "--public-url",
                "board",
                "--log",
                "a=b=c",
                "--posts-burst",
                "0",
            ][..],
            &["--listen", "--redis", "--public-url", "--log", "--posts-burst"][..],
        ),
        (
            &["leave", "", "--open-end", " ", "--builds-on", "it", "--circle", "a b", "--save-as", "/"],
            &["the text", "--open-end", "--builds-on", "--circle", "--save-as"],
        ),
        (
            &["leave", "", "--promise", "soon", "--takes-up", "it", "--circle", "a b"],
            &["the text", "--promise \"soon\": expected a day", "--takes-up", "--circle"],
        ),
        (
            &["leave", "", "--builds-on", "it", "--circle", "nobody"],
            &["3 mistakes", "the text", "--builds-on", "--circle nobody: no such profile"],
        ),
        (
            &["leave", "x", "--promise", "2026-12-04", "--open-end", "y", "--circle", "a-b"],
            &["--promise and --open-end: give only one of them"],
        ),
        (
            &["serve", "--port", "x", "--bogus", "--listen", "nowhere", "--posts-burst"],
            &[
                "4 mistakes",
                "--port: traceboard serve has no such flag",
                "--bogus",
                "--listen \"nowhere\"",
                "--posts-burst: expected a value",
            ],
        ),
        (&["tail", "--after", "here"], &["2 mistakes", "--circle <LINK> is missing", "--after: cannot read position"]),
    ] {
        let came = run(config.path(), typed).await?;
        ensure!(came.code == Some(2) && came.stdout.is_empty(), "{typed:?}: {came:?}");
        for mistake in told {
            ensure!(came.stderr.contains(mistake), "{mistake} is not told with the others: {came:?}");
        }
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn every_flag_can_be_a_variable() -> anyhow::Result<()> {
    let server = Server::start(&Store::Embedded, &[]).await?;
    let config = Scratch::new()?;
    let mut leave = command(config.path(), &["leave", "by variables"])?;
    // Those of `serve` are for `serve` alone.
    leave.env("TRACEBOARD_LISTEN", "nowhere").env("TRACEBOARD_JSON", "true").env("TRACEBOARD_OPEN_END", "and so on");
    let came = leave.env("TRACEBOARD_CIRCLE", &server.ready().invite_link).output().await?;
    let left: Value = serde_json::from_slice(&came.stdout).with_context(|| format!("{came:?}"))?;
    ensure!(came.status.success() && left["id"].is_string(), "{came:?}");
    let mut serve = command(config.path(), &[])?;
    let came = serve.env("TRACEBOARD_LISTEN", "nowhere").output().await?;
    ensure!(came.status.code() == Some(2), "without a command it serves: {came:?}");
    Ok(())
}
