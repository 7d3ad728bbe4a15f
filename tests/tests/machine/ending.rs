//! Which signals end the server gently, and that a second one ends it at once, whoever still waits for an answer.

use std::time::{Duration, Instant};

use anyhow::{Context, ensure};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    time::timeout,
};
use traceboard_board::EntryId;
use traceboard_client::{Api, Link, Session};
use traceboard_testkit::{Scratch, eventually};
use uuid::Uuid;

use crate::{PATIENCE, running::Running};

/// How many posts are under way.
const HELD: usize = 5;
/// What the second signal may take on a busy machine: the first alone waits seven seconds for these posts.
const AT_ONCE: Duration = Duration::from_secs(3);

/// A post whose last byte doesn't come: the server waits for it.
async fn begun(server: &Running, session: &Session) -> anyhow::Result<TcpStream> {
    let mut stream = TcpStream::connect(&server.authority).await?;
    let asked = format!(
        "POST /api/c/{}/posts HTTP/1.1\r\nHost: {}\r\nAuthorization: Bearer {}\r\nContent-Length: 100\r\n\
         Expect: 100-continue\r\n\r\n",
        session.circle, server.authority, session.token
    );
    stream.write_all(asked.as_bytes()).await?;
    // It says so once it reads the body: who asks is known by then.
    let mut answer = [0; 21];
    timeout(PATIENCE, stream.read_exact(&mut answer)).await.context("nobody reads the body")??;
    ensure!(answer.starts_with(b"HTTP/1.1 100 Continue"), "{}", String::from_utf8_lossy(&answer));
    stream.write_all(b"{\"drafts\":").await?;
    Ok(stream)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_signal_ends_it_at_once_while_posts_are_under_way() -> anyhow::Result<()> {
    for (signal, code) in [("TERM", 143), ("INT", 130)] {
        let folder = Scratch::new()?;
        let (ready, log) = (folder.join("ready"), folder.join("log"));
        let line = format!("exec \"$@\" >{} 2>{}", ready.display(), log.display());
        let mut server = Running::start(&folder.join("data"), &line, &["--json"]).await?;
        let ready: serde_json::Value = serde_json::from_str(&std::fs::read_to_string(ready)?)?;
        let link: Link = ready["host_link"].as_str().context("a link")?.parse()?;
        let session = Api::redeem(&link, EntryId(Uuid::now_v7()), None, None).await?;
        let mut held = Vec::new();
        for _ in 0..HELD {
            held.push(begun(&server, &session).await?);
        }
        server.signal(signal).await?;
        eventually(PATIENCE, "that it goes down", async || {
            let written = std::fs::read_to_string(&log)?;
            ensure!(written.contains("going down"), "{written}");
            anyhow::Ok(())
        })
        .await?;
        ensure!(server.child.try_wait()?.is_none(), "it waits for the posts");
        let again = Instant::now();
        server.signal(signal).await?;
        let status = timeout(PATIENCE, server.child.wait()).await.context("it did not end")??;
        ensure!(status.code() == Some(code), "{signal}: {status}");
        ensure!(again.elapsed() < AT_ONCE, "{signal}: it took {:?}", again.elapsed());
        drop(held);
    }
    Ok(())
}

/// Starts a server by a line of the shell, and gives the file with its log lines.
async fn started(folder: &Scratch, before: &str, env: &str) -> anyhow::Result<(Running, std::path::PathBuf)> {
    let log = folder.join("log");
    let line = format!("{before} exec env {env} \"$@\" 2>{}", log.display());
    Ok((Running::start(&folder.join("data"), &line, &[]).await?, log))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_closed_terminal_and_a_quit_end_it_gently() -> anyhow::Result<()> {
    for signal in ["HUP", "QUIT"] {
        let folder = Scratch::new()?;
        // Whoever runs the tests may ignore them, and the server would too.
        let (mut server, log) = started(&folder, "", "--default-signal=HUP,QUIT").await?;
        server.signal(signal).await?;
        let status = timeout(PATIENCE, server.child.wait()).await.context("it did not end")??;
        ensure!(status.success(), "{signal}: {status}");
        let written = std::fs::read_to_string(&log)?;
        ensure!(written.contains("going down"), "{signal}: {written}");
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn signals_that_were_ignored_at_the_start_and_those_that_mean_nothing_change_nothing() -> anyhow::Result<()> {
    let folder = Scratch::new()?;
    let (mut server, log) = started(&folder, "trap '' HUP QUIT;", "").await?;
    for signal in ["HUP", "QUIT", "USR1", "USR2"] {
        server.signal(signal).await?;
        ensure!(server.get("/readyz").await?.0 == 200, "{signal}");
    }
    ensure!(!std::fs::read_to_string(&log)?.contains("going down"));
    server.signal("TERM").await?;
    ensure!(timeout(PATIENCE, server.child.wait()).await??.success());
    Ok(())
}
