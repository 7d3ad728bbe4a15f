//! The command as people and scripts use it: exit codes, kept links, closed pipes, the throwaway board.

use std::{os::unix::fs::PermissionsExt, path::Path, process::Stdio, time::Duration};

use anyhow::{Context, ensure};
use serde_json::Value;
use tokio::{
    io::{AsyncBufReadExt, AsyncReadExt, BufReader},
    process::Command,
    time::timeout,
};
use traceboard_testkit::{Scratch, Server, Store, binary};

/// Generous, because test machines are shared.
const PATIENCE: Duration = Duration::from_secs(60);

/// What a command came to.
#[derive(Debug)]
struct Came {
    code: Option<i32>,
    stdout: String,
    stderr: String,
}

fn command(config: &Path, arguments: &[&str]) -> anyhow::Result<Command> {
    let mut command = Command::new(binary()?);
    for (name, _) in std::env::vars_os() {
        if name.to_str().is_some_and(|name| name.starts_with("TRACEBOARD_")) {
            command.env_remove(name);
        }
    }
    command.args(arguments).env("XDG_CONFIG_HOME", config).env("USER", "Reed");
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).kill_on_drop(true);
    Ok(command)
}

async fn run(config: &Path, arguments: &[&str]) -> anyhow::Result<Came> {
    let output = timeout(PATIENCE, command(config, arguments)?.output()).await.context("it did not end")??;
    Ok(Came {
        code: output.status.code(),
        stdout: String::from_utf8(output.stdout)?,
        stderr: String::from_utf8(output.stderr)?,
    })
}

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
async fn an_import_that_is_stopped_says_how_far_it_came() -> anyhow::Result<()> {
    let server = Server::start(&Store::Embedded, &[]).await?;
    let config = Scratch::new()?;
    let mut import =
        command(config.path(), &["import", "-", "--circle", &server.ready().host_link, "--live", "--speed", "1"])?;
    let mut import = import.stdin(Stdio::piped()).spawn()?;
    let mut lines = import.stdin.take().context("its input")?;
    // The second line's time is an hour later.
    for (id, at) in [("t1", 1), ("t2", 3_600_001)] {
        let line = format!(r#"{{"id":"{id}","at":{at},"member":"Moss","text":"{id}","places":[],"builds_on":[]}}"#);
        tokio::io::AsyncWriteExt::write_all(&mut lines, format!("{line}\n").as_bytes()).await?;
    }
    let host = server.ready().host_link.as_str();
    let arrived = async {
        while !run(config.path(), &["export", "--circle", host]).await?.stdout.contains("\"t1\"") {}
        anyhow::Ok(())
    };
    timeout(PATIENCE, arrived).await??;
    let id = import.id().context("it runs")?.to_string();
    ensure!(Command::new("kill").args(["-INT", &id]).status().await?.success());
    let came = timeout(PATIENCE, import.wait_with_output()).await??;
    let told = String::from_utf8(came.stderr)?;
    ensure!(came.status.code() == Some(1), "{told}");
    ensure!(told.contains("1 imported, 0 already there") && told.contains("stopped after line 1"), "{told}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_variable_that_is_set_to_nothing_is_not_set() -> anyhow::Result<()> {
    let server = Server::start(&Store::Embedded, &[]).await?;
    let config = Scratch::new()?;
    let mut leave = command(config.path(), &["leave", "from a compose file", "--circle", &server.ready().invite_link])?;
    leave.env("TRACEBOARD_OPEN_END", "").env("TRACEBOARD_LOG_FORMAT", "").env("TRACEBOARD_JSON", "1");
    let came = timeout(PATIENCE, leave.output()).await??;
    ensure!(came.status.success() && came.stdout.starts_with(b"{"), "{came:?}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn what_an_import_refuses_is_named_by_line_and_the_rest_is_in() -> anyhow::Result<()> {
    let server = Server::start(&Store::Embedded, &[]).await?;
    let config = Scratch::new()?;
    let host = server.ready().host_link.as_str();
    let file = config.join("file.jsonl");
    let good = r#"{"id":"t1","at":1,"member":"Moss","text":"dug","places":[],"builds_on":[]}"#;
    let orphan = r#"{"id":"t2","at":2,"member":"Moss","text":"on","places":[],"builds_on":["t0099"]}"#;
    let lines = [format!("{good}\n\n{orphan}\nnot json\n").as_bytes(), b"\xff\xfe\n"].concat();
    std::fs::write(&file, lines)?;
    let file = file.to_string_lossy().into_owned();
    let came = run(config.path(), &["import", &file, "--circle", host, "--json"]).await?;
    ensure!(came.code == Some(1), "{came:?}");
    ensure!(came.stderr.contains("line 3: ") && came.stderr.contains("t0099"), "{came:?}");
    ensure!(came.stderr.contains("line 4: ") && came.stderr.contains("line 5: it is not UTF-8"), "{came:?}");
    let count: Value = serde_json::from_str(&came.stdout)?;
    ensure!(count == serde_json::json!({ "imported": 1, "already": 0, "refused": 3 }), "{count}");
    std::fs::write(&file, format!("{good}\n"))?;
    let again = run(config.path(), &["import", &file, "--circle", host, "--live", "--speed", "1000", "--json"]).await?;
    ensure!(again.code == Some(0) && again.stdout.contains("\"already\":1"), "{again:?}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_asked_for_is_told_with_code_two() -> anyhow::Result<()> {
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
async fn a_full_disk_under_the_output_is_told() -> anyhow::Result<()> {
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
    ensure!(came.status.code() == Some(1) && told.contains("the trace is left, as "), "{told}");
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
