//! Starting on a log that holds nothing.

use std::process::Stdio;

use anyhow::{Context, ensure};
use tokio::{
    io::{AsyncBufReadExt, BufReader},
    time::timeout,
};
use traceboard_testkit::{Scratch, redis::Redis};

use crate::{PATIENCE, command, run};

/// What a start prints until it says how to end it.
async fn start(config: &Scratch, more: &[&str]) -> anyhow::Result<String> {
    let arguments = [&["serve", "--listen", "127.0.0.1:0"], more].concat();
    let mut child = command(config.path(), &arguments)?.stderr(Stdio::null()).spawn()?;
    let mut lines = BufReader::new(child.stdout.take().context("no stdout")?).lines();
    let mut told = String::new();
    while let Some(line) = timeout(PATIENCE, lines.next_line()).await.context("it says nothing more")?? {
        told = told + &line + "\n";
        if line.starts_with("Ctrl-C") || line.starts_with('{') {
            break;
        }
    }
    child.kill().await?;
    Ok(told)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_start_on_an_empty_log_says_so_and_no_found_refuses_it() -> anyhow::Result<()> {
    let config = Scratch::new()?;
    let (data, redis) = (config.join("data").display().to_string(), Redis::start()?);
    let url = redis.url();
    for store in [["--data", &data], ["--redis", &url]] {
        let no_found = [&["serve", "--listen", "127.0.0.1:0", "--no-found"], store.as_slice()].concat();
        let refused = run(config.path(), &no_found).await?;
        ensure!(refused.code == Some(1) && refused.stdout.is_empty(), "{refused:?}");
        ensure!(refused.stderr.contains("holds no circle") && refused.stderr.contains("--no-found"), "{refused:?}");
        // It founded nothing.
        let told = start(&config, &store).await?;
        ensure!(told.contains("The log held nothing, so a first circle was founded."), "{told}");
        for more in [&[][..], &["--no-found"]] {
            let told = start(&config, &[store.as_slice(), more].concat()).await?;
            ensure!(told.contains("Invite link") && !told.contains("founded."), "{told}");
        }
        let told = start(&config, &[store.as_slice(), &["--json"]].concat()).await?;
        ensure!(told.contains("\"founded\":false"), "{told}");
    }
    redis.command(&["FLUSHALL"])?;
    let told = start(&config, &["--redis", &url, "--json"]).await?;
    ensure!(told.contains("\"founded\":true"), "{told}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn where_the_list_of_circles_is_gone_and_circles_are_there_nothing_is_founded() -> anyhow::Result<()> {
    let (config, redis) = (Scratch::new()?, Redis::start()?);
    let url = redis.url();
    start(&config, &["--redis", &url]).await?;
    for key in ["log", "entries", "ids", "bodies", "terms"] {
        redis.command(&["DEL", &format!("tb:{{circles}}:opened:{key}")])?;
    }
    for more in [&[][..], &["--no-found"]] {
        let arguments = [&["serve", "--listen", "127.0.0.1:0", "--redis", &url], more].concat();
        let refused = run(config.path(), &arguments).await?;
        ensure!(refused.code == Some(1) && refused.stdout.is_empty(), "{refused:?}");
        ensure!(refused.stderr.contains("the store is not empty"), "{refused:?}");
        ensure!(!refused.stderr.contains("is founded"), "{refused:?}");
    }
    ensure!(redis.command(&["EXISTS", "tb:{circles}:opened:entries"])? == ":0\r\n");
    Ok(())
}
