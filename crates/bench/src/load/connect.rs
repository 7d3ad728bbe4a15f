//! Opens sockets: a few at a time, so that no listen queue overflows.

use std::time::Duration;

use anyhow::{Context, bail, ensure};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    time::timeout,
};

use super::job::Peer;
use crate::wire::{client_frame, upgrade_request};

/// How many connections are being opened at a time. Tokio listens with a queue of 1,024; a connection that finds it full
/// is tried again by the kernel a second later, and the measurement would be of that second.
pub(crate) const AT_ONCE: usize = 512;
/// How long one connection may take.
const CONNECT_WITHIN: Duration = Duration::from_secs(20);
/// The longest head of an answer.
const HEAD_BYTES_MAX: usize = 8 * 1024;

/// An open socket, and the bytes that came after its upgrade response.
pub(crate) struct Opened {
    pub(crate) stream: TcpStream,
    pub(crate) first: Vec<u8>,
}

/// Opens one socket and sends the hello.
///
/// # Errors
/// Where it is refused, with the first line of the answer, or takes too long.
pub(crate) async fn open(peer: &Peer, path: &str, hello: Option<&str>) -> anyhow::Result<Opened> {
    timeout(CONNECT_WITHIN, upgrade(peer, path, hello))
        .await
        .with_context(|| format!("no socket at {path} within {CONNECT_WITHIN:?}"))?
}

async fn upgrade(peer: &Peer, path: &str, hello: Option<&str>) -> anyhow::Result<Opened> {
    let mut stream = TcpStream::connect(peer.address).await.context("cannot connect")?;
    stream.set_nodelay(true)?;
    let request = upgrade_request(&peer.address.to_string(), path, &peer.headers);
    stream.write_all(request.as_bytes()).await?;
    let mut head = Vec::with_capacity(1024);
    let end = loop {
        ensure!(head.len() < HEAD_BYTES_MAX, "the answer to the upgrade has no end");
        ensure!(stream.read_buf(&mut head).await? > 0, "the server hung up on the upgrade");
        if let Some(end) = memchr::memmem::find(&head, b"\r\n\r\n") {
            break end + 4;
        }
    };
    if !head.starts_with(b"HTTP/1.1 101") {
        let answer = String::from_utf8_lossy(&head).into_owned();
        let (status, body) = (answer.lines().next().unwrap_or_default(), answer.get(end..).unwrap_or_default());
        bail!("the upgrade was refused: {status} {body}");
    }
    if let Some(hello) = hello {
        stream.write_all(&client_frame(hello.as_bytes())).await?;
    }
    Ok(Opened { stream, first: head.split_off(end) })
}
