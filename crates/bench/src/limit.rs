//! The limit: the least that a server on tokio can do for the same bytes.
//!
//! It handles upgrades by hand, keeps the sockets in one list without a task for each, and writes one shared, prepared
//! frame to each with `try_write`. A socket whose buffer is full is closed: this server promises nothing.
//!
//! With a store it is also the limit of an append over a socket: the bare command, then an ack.

use std::{cell::RefCell, fs, path::Path, rc::Rc};

use anyhow::{Context, ensure};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    task::LocalSet,
};
use tokio_tungstenite::tungstenite::handshake::derive_accept_key;

use crate::{
    bare::Store,
    serving,
    stamp::{Stamp, stamps},
    template::Template,
    wire::{FrameReader, server_frame},
};

/// The longest head of a request.
const HEAD_BYTES_MAX: usize = 8 * 1024;

/// The answer to one post, if there is a store.
const ACK: &[u8] = br#"{"type":"ack"}"#;

struct Limit {
    template: Template,
    store: Store,
    /// Written to each new socket: what a reconnecting page would get.
    burst: Vec<u8>,
    sockets: RefCell<Vec<TcpStream>>,
}

/// Serves for a fixed time.
///
/// # Errors
/// Where a file can't be read or no port can be had.
pub(crate) fn serve(
    template: Option<&Path>,
    burst: Option<&Path>,
    redis: Option<&str>,
    folder: Option<&Path>,
) -> anyhow::Result<()> {
    let burst = burst.map(|file| fs::read(file).with_context(|| format!("cannot read {}", file.display())));
    let burst = burst.transpose()?.unwrap_or_default();
    let template = Template::load(template)?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let serving = async {
        let store = Store::open(redis, folder).await?;
        listen(Rc::new(Limit { template, store, burst, sockets: RefCell::default() })).await
    };
    LocalSet::new().block_on(&runtime, serving::bounded(serving))
}

async fn listen(limit: Rc<Limit>) -> anyhow::Result<()> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    serving::print_address(listener.local_addr()?)?;
    loop {
        let (stream, _) = listener.accept().await?;
        let limit = Rc::clone(&limit);
        tokio::task::spawn_local(async move {
            // A client that disconnects during the upgrade is dropped.
            _ = upgrade(&limit, stream).await;
        });
    }
}

async fn upgrade(limit: &Limit, mut stream: TcpStream) -> anyhow::Result<()> {
    stream.set_nodelay(true)?;
    let mut head = Vec::with_capacity(512);
    while memchr::memmem::find(&head, b"\r\n\r\n").is_none() {
        ensure!(head.len() < HEAD_BYTES_MAX && stream.read_buf(&mut head).await? > 0, "no upgrade");
    }
    let head = String::from_utf8_lossy(&head);
    let key = head.lines().find_map(|line| line.strip_prefix("sec-websocket-key: ")).context("no key")?;
    let answer = format!(
        "HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: websocket\r\n\
         sec-websocket-accept: {}\r\n\r\n",
        derive_accept_key(key.as_bytes())
    );
    if head.starts_with("GET /post ") {
        stream.write_all(answer.as_bytes()).await?;
        return read_posts(limit, stream).await;
    }
    if limit.burst.is_empty() {
        // Without an await before the socket is listed: no frame comes before the answer, and none is missed after it.
        ensure!(stream.try_write(answer.as_bytes())? == answer.len(), "no room for the answer");
    } else {
        stream.write_all(answer.as_bytes()).await?;
        stream.write_all(&limit.burst).await?;
    }
    limit.sockets.borrow_mut().push(stream);
    Ok(())
}

async fn read_posts(limit: &Limit, mut stream: TcpStream) -> anyhow::Result<()> {
    let mut reader = FrameReader::default();
    let mut bytes = vec![0; 4 * 1024];
    loop {
        let length = stream.read(&mut bytes).await?;
        ensure!(length > 0, "the poster is gone");
        let mut posts = Vec::new();
        reader.feed(&bytes[..length], |_, payload| posts.extend(stamps(payload)))?;
        for stamp in posts {
            if limit.store.append().await? {
                stream.write_all(&server_frame(ACK)).await?;
            } else {
                limit.publish(stamp);
            }
        }
    }
}

impl Limit {
    fn publish(&self, stamp: Stamp) {
        let frame = server_frame(&self.template.stamped(stamp));
        self.sockets.borrow_mut().retain(|socket| socket.try_write(&frame).is_ok_and(|length| length == frame.len()));
    }
}
