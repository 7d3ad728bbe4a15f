//! The bad network does what its switches say.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::{net::SocketAddr, time::Duration};

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    time::{Instant, timeout},
};
use traceboard_testkit::{Proxy, Side, eventually};

const SOON: Duration = Duration::from_secs(5);
/// How long nothing has to happen to count as nothing.
const QUIET: Duration = Duration::from_millis(100);

/// Answers each chunk with its name and that chunk, and with `end` when the client's stream has ended.
async fn echo(name: &'static str) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            tokio::spawn(async move {
                let mut chunk = [0; 64];
                while let Ok(read @ 1..) = stream.read(&mut chunk).await {
                    let answer = [name.as_bytes(), &chunk[..read]].concat();
                    if stream.write_all(&answer).await.is_err() {
                        return;
                    }
                }
                let _ = stream.write_all(b"end").await;
            });
        }
    });
    address
}

async fn say(stream: &mut TcpStream, text: &str) -> String {
    stream.write_all(text.as_bytes()).await.unwrap();
    hear(stream).await
}

async fn hear(stream: &mut TcpStream) -> String {
    let mut chunk = [0; 64];
    let read = timeout(SOON, stream.read(&mut chunk)).await.expect("an answer in time").unwrap_or(0);
    String::from_utf8_lossy(&chunk[..read]).into_owned()
}

#[tokio::test]
async fn bytes_pass_and_a_closed_side_still_receives() {
    let proxy = Proxy::start(echo("a").await).await.unwrap();
    let mut stream = TcpStream::connect(proxy.address()).await.unwrap();
    assert_eq!(say(&mut stream, "1").await, "a1");
    stream.shutdown().await.unwrap();
    assert_eq!(hear(&mut stream).await, "end");
    assert_eq!(hear(&mut stream).await, "");
}

#[tokio::test]
async fn a_cut_closes_open_and_new_connections_until_it_is_mended() {
    let proxy = Proxy::start(echo("a").await).await.unwrap();
    let mut stream = TcpStream::connect(proxy.address()).await.unwrap();
    assert_eq!(say(&mut stream, "1").await, "a1");
    proxy.cut();
    assert_eq!(hear(&mut stream).await, "");
    let mut refused = TcpStream::connect(proxy.address()).await.unwrap();
    assert_eq!(hear(&mut refused).await, "");
    proxy.mend();
    let mut stream = TcpStream::connect(proxy.address()).await.unwrap();
    assert_eq!(say(&mut stream, "2").await, "a2");
    assert_eq!(proxy.accepted(), 3);
    eventually(SOON, "one open connection", || async {
        match proxy.open() {
            1 => Ok(()),
            other => Err(other),
        }
    })
    .await
    .unwrap();
}

#[tokio::test]
async fn a_stall_holds_bytes_back_and_loses_none() {
    let proxy = Proxy::start(echo("a").await).await.unwrap();
    let mut stream = TcpStream::connect(proxy.address()).await.unwrap();
    assert_eq!(say(&mut stream, "1").await, "a1");
    proxy.stall();
    stream.write_all(b"2").await.unwrap();
    let mut chunk = [0; 64];
    assert!(timeout(QUIET, stream.read(&mut chunk)).await.is_err(), "a stalled network is silent");
    proxy.mend();
    assert_eq!(hear(&mut stream).await, "a2");
}

#[tokio::test]
async fn a_delay_applies_in_both_directions() {
    let proxy = Proxy::start(echo("a").await).await.unwrap();
    let mut stream = TcpStream::connect(proxy.address()).await.unwrap();
    proxy.delay(QUIET);
    let start = Instant::now();
    assert_eq!(say(&mut stream, "1").await, "a1");
    assert!(start.elapsed() >= 2 * QUIET);
}

#[tokio::test]
async fn half_closing_ends_one_direction() {
    let proxy = Proxy::start(echo("a").await).await.unwrap();
    let mut stream = TcpStream::connect(proxy.address()).await.unwrap();
    assert_eq!(say(&mut stream, "1").await, "a1");
    proxy.half_close(Side::Upstream);
    assert_eq!(hear(&mut stream).await, "end", "the upstream saw the end, and the client hears its last word");
    proxy.mend();
    let mut stream = TcpStream::connect(proxy.address()).await.unwrap();
    assert_eq!(say(&mut stream, "2").await, "a2");
}

#[tokio::test]
async fn a_switched_upstream_gets_the_new_connections() {
    let proxy = Proxy::start(echo("a").await).await.unwrap();
    let mut old = TcpStream::connect(proxy.address()).await.unwrap();
    assert_eq!(say(&mut old, "1").await, "a1");
    proxy.switch(echo("b").await);
    let mut new = TcpStream::connect(proxy.address()).await.unwrap();
    assert_eq!(say(&mut new, "2").await, "b2");
    assert_eq!(say(&mut old, "3").await, "a3");
    proxy.drop_connections();
    assert_eq!(hear(&mut old).await, "");
}
