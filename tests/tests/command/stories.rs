//! Stories, as they are typed.

use anyhow::{Context, ensure};
use serde_json::Value;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};
use traceboard_testkit::{Server, Store};

use crate::typist::Typist;

#[tokio::test(flavor = "multi_thread")]
async fn a_story_is_told_listed_retold_exported_and_shared() -> anyhow::Result<()> {
    let server = Server::start(&Store::Embedded, &[]).await?;
    let (kea, tui) = (Typist::new(&server, "Kea")?, Typist::new(&server, "Tui")?);
    let hole = kea.types(&["leave", "dug a hole"]).await?;
    let water = tui.types(&["leave", "brought *water*"]).await?;
    let story = tui.types(&["story", "tell", "The pond", "It began with mud.", &hole, "Then:", &water]).await?;
    ensure!(kea.types(&["story", "list"]).await? == format!("{story} Tui: The pond"));
    let line: Value = serde_json::from_str(&kea.types(&["story", "list", "--json"]).await?)?;
    ensure!(line["id"] == story && line["by"] == "Tui" && line["title"] == "The pond", "{line}");

    let text = kea.types(&["story", "export", &story]).await?;
    let places = ["# The pond", "It began with mud", "> dug a hole", "Then:", "> brought \\*water\\*"]
        .map(|part| text.find(part));
    ensure!(places.iter().all(Option::is_some) && places.is_sorted(), "{text}");
    let page = kea.types(&["story", "export", &story, "--format", "html"]).await?;
    ensure!(page.starts_with("<!doctype html>") && page.contains("dug a hole") && !page.contains("<script"), "{page}");

    ensure!(kea.is_refused(&["story", "retell", &story, "Mine", "Mud."]).await?.contains("author"));
    tui.types(&["story", "retell", &story, "The lake", &water, "It grew."]).await?;
    let anew = kea.types(&["story", "export", &story]).await?;
    ensure!(anew.starts_with("# The lake") && !anew.contains("dug a hole"), "{anew}");

    // Only its author or a host shares it; a second link stands in place of the first, and one that is taken back leads nowhere.
    ensure!(kea.is_refused(&["story", "share", &story]).await?.contains("only its author or a host"));
    let first = tui.types(&["story", "share", &story]).await?;
    ensure!(read(&first).await?.context("a page")?.contains("It grew."));
    let second = tui.types(&["story", "share", &story]).await?;
    ensure!(read(&first).await?.is_none() && read(&second).await?.is_some());
    tui.types(&["story", "unshare", &story]).await?;
    ensure!(read(&second).await?.is_none());
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn an_invalid_story_is_refused_with_its_reason() -> anyhow::Result<()> {
    let server = Server::start(&Store::Embedded, &[]).await?;
    let kea = Typist::new(&server, "Kea")?;
    let trace = kea.types(&["leave", "dug a hole"]).await?;
    let unknown = "019aaf00-0000-7000-8000-000000000001";
    ensure!(kea.is_refused(&["story", "tell", "The pond", unknown]).await?.contains("to cite"));
    ensure!(kea.is_refused(&["story", "tell", "The pond", &trace, &trace]).await?.contains("twice"));
    ensure!(kea.is_refused(&["story", "tell", "The pond", &"a".repeat(4_097)]).await?.contains("4096"));
    ensure!(kea.is_refused(&["story", "retell", &trace, "The pond", "Mud."]).await?.contains("no such story"));
    ensure!(kea.is_refused(&["story", "export", &trace]).await?.contains("no such story"));
    for typed in
        [&["story", "tell", "The pond"][..], &["story", "export", "pond"], &["story", "tell", &"a".repeat(300), "b"]]
    {
        let wrong = kea.comes_to(typed).await?;
        ensure!(wrong.code == Some(2) && wrong.stdout.is_empty(), "{typed:?}: {wrong:?}");
    }
    Ok(())
}

/// What whoever has a link reads; none where it leads nowhere.
async fn read(link: &str) -> anyhow::Result<Option<String>> {
    let rest = link.strip_prefix("http://").with_context(|| format!("{link} is no link here"))?;
    let (address, path) = rest.split_once('/').context("a path")?;
    let mut stream = TcpStream::connect(address).await?;
    let request = format!("GET /{path} HTTP/1.1\r\nhost: {address}\r\nconnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).await?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await?;
    let shown = answer.starts_with("HTTP/1.1 200 ");
    ensure!(shown || answer.starts_with("HTTP/1.1 404 "), "{answer}");
    Ok(shown.then_some(answer))
}
