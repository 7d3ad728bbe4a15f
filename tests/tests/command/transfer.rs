//! Importing: what is refused, and what is stopped.

use std::process::Stdio;

use anyhow::{Context, ensure};
use serde_json::Value;
use tokio::{process::Command, time::timeout};
use traceboard_testkit::{Scratch, Server, Store};

use crate::{PATIENCE, command, run};

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
