//! Backing up a server's folder, and looking through it.

use std::{path::Path, process::Stdio};

use anyhow::{Context, ensure};
use tokio::time::timeout;
use traceboard_testkit::{Scratch, Server, Store};

use crate::{Came, PATIENCE, command, run};

/// A command on paths.
async fn on(config: &Path, name: &str, paths: &[&Path]) -> anyhow::Result<Came> {
    let mut typed = vec![name];
    for path in paths {
        typed.push(path.to_str().context("a path is text")?);
    }
    run(config, &typed).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_backup_of_a_running_server_serves_all_that_was_left_before_it() -> anyhow::Result<()> {
    let config = Scratch::new()?;
    let (data, copy) = (config.join("data"), config.join("copies/monday"));
    let at = data.to_str().context("a path is text")?;
    let mut server = Server::start(&Store::At(data.clone()), &[]).await?;
    let host = server.ready().host_link.clone();
    for number in 0..5 {
        let text = format!("trace {number}");
        ensure!(run(config.path(), &["leave", &text, "--circle", &host]).await?.code == Some(0));
    }
    let board = run(config.path(), &["export", "--circle", &host]).await?;

    let came = on(config.path(), "backup", &[&data, &copy]).await?;
    ensure!(came.code == Some(0) && came.stdout.is_empty() && came.stderr.contains(at), "{came:?}");
    for folder in [&data, &copy] {
        let came = on(config.path(), "check", &[folder]).await?;
        ensure!(came.code == Some(0) && came.stdout.is_empty(), "{came:?}");
    }
    // The server noticed nothing, and goes on.
    ensure!(run(config.path(), &["leave", "after the backup", "--circle", &host]).await?.code == Some(0));
    server.stop().await?;

    let restored = Server::start(&Store::At(copy.clone()), &[]).await?;
    let again = run(config.path(), &["export", "--circle", &restored.ready().host_link]).await?;
    ensure!(again.code == Some(0) && again.stdout == board.stdout, "{again:?} is not {board:?}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_check_names_each_damaged_entry_and_fails() -> anyhow::Result<()> {
    let config = Scratch::new()?;
    let data = config.join("data");
    let mut server = Server::start(&Store::At(data.clone()), &[]).await?;
    let host = server.ready().host_link.clone();
    let mut positions = Vec::new();
    for text in ["dug a pond", "laid a path", "hung a bell"] {
        let came = run(config.path(), &["leave", text, "--circle", &host, "--json"]).await?;
        let left: serde_json::Value = serde_json::from_str(&came.stdout).with_context(|| format!("{came:?}"))?;
        positions.push(left["position"].as_str().context("a position")?.to_owned());
    }
    let circle = server.ready().circle.clone();
    server.stop().await?;
    let file = data.join("log.sqlite");
    let mut bytes = std::fs::read(&file)?;
    for text in ["dug a pond", "hung a bell"] {
        let found = bytes.windows(text.len()).position(|bytes| bytes == text.as_bytes());
        bytes[found.context("its words are in the file")?] ^= 0x10;
    }
    std::fs::write(&file, bytes)?;

    let came = on(config.path(), "check", &[&data]).await?;
    let lines: Vec<_> = came.stdout.lines().collect();
    ensure!(came.code == Some(1) && lines.len() == 2, "{came:?}");
    for (line, position) in lines.iter().zip([&positions[0], &positions[2]]) {
        ensure!(line.contains(&circle) && line.contains(position), "{line:?} names no {circle} {position}");
    }
    // What is no log at all is a fault too, and what a copy that failed leaves is called that.
    std::fs::write(&file, "")?;
    let came = on(config.path(), "check", &[&data]).await?;
    ensure!(came.code == Some(1) && came.stdout.contains("is empty, as a copy that failed leaves it"), "{came:?}");
    std::fs::write(&file, "these are notes, and no log")?;
    let came = on(config.path(), "check", &[&data]).await?;
    ensure!(came.code == Some(1) && came.stdout.lines().count() == 1, "{came:?}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refused_backup_writes_nothing() -> anyhow::Result<()> {
    let config = Scratch::new()?;
    let data = config.join("data");
    let server = Server::start(&Store::At(data.clone()), &[]).await?;
    let (nowhere, link) = (config.join("nowhere"), config.join("link"));
    std::os::unix::fs::symlink(&data, &link)?;
    let before = std::fs::read_dir(&data)?.count();
    for within in
        [data.join("copies/monday"), link.join("copy"), config.join("new/../data/copy"), link.join("x/../copy")]
    {
        let came = on(config.path(), "backup", &[&data, &within]).await?;
        let told = came.stderr.contains("TO ") && came.stderr.contains("it is in the folder that is backed up");
        ensure!(came.code == Some(2) && told && came.stderr.lines().count() == 1, "{came:?}");
    }
    let came = on(config.path(), "backup", &[&link, &data.join("copy")]).await?;
    ensure!(came.code == Some(2) && std::fs::read_dir(&data)?.count() == before, "{came:?}");
    for (name, paths, told) in [
        ("check", &[nowhere.as_path()][..], "FOLDER"),
        ("backup", &[&nowhere, &config.join("copy")], "FOLDER"),
        ("backup", &[&data, &data], "TO"),
    ] {
        let came = on(config.path(), name, paths).await?;
        ensure!(came.code == Some(2) && came.stderr.contains(told), "{came:?}");
    }
    ensure!(!nowhere.exists() && !config.join("copy").exists());
    // A place that can't be written to is a failure, and no misuse.
    let came = on(config.path(), "backup", &[&data, Path::new("/dev/null/copy")]).await?;
    ensure!(came.code == Some(1) && came.stderr.contains("cannot back up"), "{came:?}");
    let mut help = command(config.path(), &["backup", "--help"])?;
    let help = timeout(PATIENCE, help.stdout(Stdio::piped()).output()).await??;
    ensure!(String::from_utf8(help.stdout)?.contains("traceboard backup ~"), "its help has an example");
    drop(server);
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_folder_whose_tilde_no_shell_wrote_out_is_not_made() -> anyhow::Result<()> {
    let config = Scratch::new()?;
    let told = "no shell wrote the ~ out";
    for typed in [&["serve", "--data", "~/board"][..], &["backup", "~/board", "~/copy"], &["check", "~/board"]] {
        let mut command = command(config.path(), typed)?;
        let came = timeout(PATIENCE, command.current_dir(config.path()).stderr(Stdio::piped()).output()).await??;
        let stderr = String::from_utf8(came.stderr)?;
        ensure!(came.status.code() == Some(2) && stderr.contains(told), "{typed:?}: {stderr}");
    }
    let mut command = command(config.path(), &["serve"])?;
    command.env("TRACEBOARD_DATA", "~/board").current_dir(config.path());
    let came = timeout(PATIENCE, command.stderr(Stdio::piped()).output()).await??;
    ensure!(came.status.code() == Some(2) && String::from_utf8(came.stderr)?.contains(told));
    ensure!(!config.join("~").exists());
    Ok(())
}
