//! A hall of people comes in at once, and places are kept for whoever watches the server.

use std::time::{Duration, Instant};

use anyhow::{Context, ensure};
use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    task::JoinSet,
    time::timeout,
};
use traceboard_board::{EntryId, TraceId};
use traceboard_client::{Api, Link, Mirror, Settings};
use traceboard_protocol::{Deed, Draft};
use traceboard_testkit::Scratch;
use uuid::Uuid;

use crate::{PATIENCE, running::Running};

const PEOPLE: usize = 150;
/// How many connections a browser keeps.
const KEPT: usize = 6;
/// What tells a hall from a queue, also on a machine that does much else: it was 35 s once. Two seconds are promised; on a quiet
/// machine the longest step, which is printed, takes 0.3 s.
const LONGEST: Duration = Duration::from_secs(10);
/// How many files a shell lets programs open, unless they raise it.
const FILES: usize = 1_024;

/// A server whose limits of open files are set so, and the link by which people come in.
async fn serve(folder: &Scratch, limits: &str) -> anyhow::Result<(Running, Link)> {
    raise_own_files()?;
    let ready = folder.join("ready");
    let line = format!("{limits}; exec \"$@\" >{} 2>{}", ready.display(), folder.join("log").display());
    let server = Running::start(&folder.join("data"), &line, &["--json"]).await?;
    let ready: serde_json::Value = serde_json::from_str(&std::fs::read_to_string(ready)?)?;
    let link = ready["invite_link"].as_str().context("an invite")?.parse()?;
    Ok((server, link))
}

/// This process holds the other end of each connection.
fn raise_own_files() -> anyhow::Result<()> {
    let Rlimit { maximum, .. } = getrlimit(Resource::Nofile);
    Ok(setrlimit(Resource::Nofile, Rlimit { current: maximum, maximum })?)
}

/// A connection on which something was asked and answered, and that is kept.
async fn kept(authority: &str) -> anyhow::Result<TcpStream> {
    let mut stream = TcpStream::connect(authority).await?;
    let asked = format!("GET /healthz HTTP/1.1\r\nHost: {authority}\r\n\r\n");
    stream.write_all(asked.as_bytes()).await?;
    let mut answer = [0; 12];
    stream.read_exact(&mut answer).await?;
    ensure!(answer == *b"HTTP/1.1 200", "{}", String::from_utf8_lossy(&answer));
    Ok(stream)
}

/// One person comes in, and looks at the board. Gives the longest that they waited.
async fn comes_in(number: usize, authority: String, link: Link) -> anyhow::Result<(Duration, Mirror, Vec<TcpStream>)> {
    let mut longest = Duration::ZERO;
    let mut begun = Instant::now();
    let mut step = || longest = longest.max(std::mem::replace(&mut begun, Instant::now()).elapsed());
    let mut connections = Vec::new();
    for _ in 0..KEPT {
        connections.push(kept(&authority).await?);
        step();
    }
    Api::look(&link).await?;
    step();
    let session = Api::redeem(&link, EntryId(Uuid::now_v7()), Some(format!("Person {number}")), None).await?;
    step();
    let mut mirror = Mirror::follow(&session, Settings::default())?;
    timeout(PATIENCE, mirror.ready()).await.context("no board came")??;
    step();
    Ok((longest, mirror, connections))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hall_of_people_joins_within_seconds_and_all_receive_one_trace() -> anyhow::Result<()> {
    let folder = Scratch::new()?;
    let (server, link) = serve(&folder, &format!("ulimit -S -n {FILES}")).await?;
    let mut hall = JoinSet::new();
    for number in 0..PEOPLE {
        hall.spawn(comes_in(number, server.authority.clone(), link.clone()));
    }
    let (mut slowest, mut people, mut connections) = (Duration::ZERO, Vec::new(), Vec::new());
    while let Some(came) = hall.join_next().await {
        let (longest, mirror, kept) = came??;
        slowest = slowest.max(longest);
        people.push(mirror);
        connections.extend(kept);
    }
    println!("the longest step took {} ms", slowest.as_millis());
    let first = people.first().context("nobody came in")?;
    let deed = Deed::leave("hello, hall", None, Vec::new());
    let id = EntryId(Uuid::now_v7());
    first.post(Draft { id, written_at_ms: 1_700_000_000_000, deed })?;
    for mirror in &mut people {
        let reached = async {
            while mirror.board().and_then(|board| board.card_of(TraceId(id.0))).is_none() {
                mirror.next().await?;
            }
            anyhow::Ok(())
        };
        timeout(PATIENCE, reached).await.context("it did not reach everybody")??;
    }
    let (status, ready) = server.get("/readyz").await?;
    ensure!(status == 200, "{ready}");
    ensure!(slowest < LONGEST, "one waited {slowest:?}");
    drop(connections);
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn connections_made_while_the_server_is_busy_are_accepted_later() -> anyhow::Result<()> {
    let folder = Scratch::new()?;
    let (server, link) = serve(&folder, &format!("ulimit -S -n {FILES}")).await?;
    server.signal("STOP").await?;
    let begun = Instant::now();
    let mut come = JoinSet::new();
    for _ in 0..PEOPLE * KEPT {
        come.spawn(TcpStream::connect(server.authority.clone()));
    }
    let mut here = Vec::new();
    while let Some(stream) = timeout(PATIENCE, come.join_next()).await? {
        here.push(stream??);
    }
    let waited = begun.elapsed();
    server.signal("CONT").await?;
    ensure!(waited < LONGEST, "one of {} waited {waited:?}", here.len());
    Api::look(&link).await?;
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn health_and_metrics_are_answered_when_all_connections_are_taken() -> anyhow::Result<()> {
    let folder = Scratch::new()?;
    let (server, link) = serve(&folder, &format!("ulimit -n {FILES}")).await?;
    // Silent ones, half-said ones, and ones that were answered: all of them more than may be open.
    let mut held = Vec::new();
    for number in 0..FILES {
        let mut stream = TcpStream::connect(&server.authority).await?;
        match number % 3 {
            0 => stream.write_all(b"GET / HTTP/1.1\r\nX-Slow: ").await?,
            1 => stream = kept(&server.authority).await?,
            _ => {}
        }
        held.push(stream);
    }
    let begun = Instant::now();
    for path in ["/healthz", "/readyz", "/metrics"] {
        ensure!(server.get(path).await?.0 == 200, "{path}");
    }
    ensure!(begun.elapsed() < LONGEST, "{:?}", begun.elapsed());
    Api::look(&link).await?;
    // Now no connection is idle: each waits for the rest of what it posts.
    held.clear();
    for _ in 0..FILES {
        let mut stream = TcpStream::connect(&server.authority).await?;
        let begun = format!(
            "POST /api/c/{}/look HTTP/1.1\r\nHost: {}\r\nContent-Length: 9\r\n\r\n{{",
            link.circle(),
            server.authority
        );
        stream.write_all(begun.as_bytes()).await?;
        held.push(stream);
    }
    let full = Api::look(&link).await.map(drop).map_err(|error| error.to_string());
    ensure!(full.as_ref().is_err_and(|told| told.contains("every connection of the server is busy")), "{full:?}");
    let begun = Instant::now();
    for path in ["/healthz", "/readyz", "/metrics"] {
        ensure!(server.get(path).await?.0 == 200, "{path}");
    }
    ensure!(begun.elapsed() < LONGEST, "{:?}", begun.elapsed());
    let log = std::fs::read_to_string(folder.join("log"))?;
    ensure!(log.contains("every connection is busy") && log.contains("open_files=1024"), "{log}");
    held.clear();
    traceboard_testkit::eventually(PATIENCE, "a place", || Api::look(&link)).await?;
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn health_and_metrics_are_answered_beside_idle_connections_however_few_files_may_be_open() -> anyhow::Result<()> {
    for files in [64, 256] {
        let folder = Scratch::new()?;
        let (server, link) = serve(&folder, &format!("ulimit -n {files}")).await?;
        let mut held = Vec::new();
        for _ in 0..300 {
            held.push(TcpStream::connect(&server.authority).await?);
        }
        for path in ["/healthz", "/readyz", "/metrics"] {
            ensure!(server.get(path).await?.0 == 200, "{path}");
        }
        Api::look(&link).await?;
        let log = std::fs::read_to_string(folder.join("log"))?;
        ensure!(!log.contains("Too many open files"), "{files}: {log}");
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn the_soft_limit_of_open_files_is_raised_to_the_hard_one() -> anyhow::Result<()> {
    let folder = Scratch::new()?;
    raise_own_files()?;
    let line = format!("ulimit -S -n 256; ulimit -H -n 2048; exec \"$@\" 2>{}", folder.join("log").display());
    let server = Running::start(&folder.join("data"), &line, &[]).await?;
    let mut held = Vec::new();
    for _ in 0..1_100 {
        held.push(kept(&server.authority).await?);
    }
    ensure!(server.get("/metrics").await?.1.contains("\ntraceboard_connections 1101\n"));
    let log = std::fs::read_to_string(folder.join("log"))?;
    ensure!(log.contains("open_files=2048") && log.contains("open_connections=1840"), "{log}");
    Ok(())
}
