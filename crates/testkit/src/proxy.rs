//! A bad network: a TCP proxy on 127.0.0.1 with switches.

use std::{
    net::SocketAddr,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use anyhow::Context;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream, tcp::OwnedReadHalf, tcp::OwnedWriteHalf},
    sync::watch,
    task::{JoinHandle, JoinSet},
};

/// The most connections that one proxy carries at a time; a test that needs more is a load, and has its own tool.
const CONNECTIONS_MAX: usize = 2_000;
/// How many bytes go over in one piece.
const PIECE_BYTES: usize = 16 * 1024;

/// What the network does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Network {
    /// Passes everything on.
    Good,
    /// Passes each piece on after this long.
    Slow(Duration),
    /// Keeps connections open and passes nothing on.
    Stalled,
    /// Ends every connection, and takes no new one.
    Cut,
}

#[derive(Clone, Debug)]
struct Switches {
    network: Network,
    upstream: String,
}

/// A proxy. Dropping it ends its connections.
#[derive(Debug)]
pub struct Proxy {
    address: SocketAddr,
    switches: watch::Sender<Switches>,
    connections: Arc<AtomicU64>,
    task: JoinHandle<()>,
}

impl Proxy {
    /// Listens on a free port and passes connections on to `upstream` (`127.0.0.1:port`).
    ///
    /// # Errors
    /// Where no port can be had.
    pub async fn start(upstream: &str) -> anyhow::Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await.context("cannot listen for the proxy")?;
        let address = listener.local_addr()?;
        let (switches, seen) = watch::channel(Switches { network: Network::Good, upstream: upstream.to_owned() });
        let connections = Arc::new(AtomicU64::new(0));
        let task = tokio::spawn(accept(listener, seen, Arc::clone(&connections)));
        Ok(Self { address, switches, connections, task })
    }

    /// Its host and port.
    #[must_use]
    pub fn authority(&self) -> String {
        self.address.to_string()
    }

    /// Changes what the network does, for the connections that are open too.
    pub fn set(&self, network: Network) {
        self.switches.send_modify(|switches| switches.network = network);
    }

    /// Passes new connections on to another address; open ones stay where they are.
    pub fn switch_to(&self, upstream: &str) {
        self.switches.send_modify(|switches| switches.upstream = upstream.to_owned());
    }

    /// How many connections it has taken since its start.
    #[must_use]
    pub fn connections(&self) -> u64 {
        self.connections.load(Ordering::Relaxed)
    }
}

impl Drop for Proxy {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn accept(listener: TcpListener, switches: watch::Receiver<Switches>, connections: Arc<AtomicU64>) {
    // Dropping the set ends the connections together with this task.
    let mut carried = JoinSet::new();
    loop {
        tokio::select! {
            Ok((client, _)) = listener.accept() => {
                let taken = switches.borrow().network != Network::Cut && carried.len() < CONNECTIONS_MAX;
                if taken {
                    connections.fetch_add(1, Ordering::Relaxed);
                    carried.spawn(carry(client, switches.clone()));
                }
            }
            Some(_) = carried.join_next() => {}
        }
    }
}

async fn carry(client: TcpStream, mut switches: watch::Receiver<Switches>) {
    let upstream = switches.borrow_and_update().upstream.clone();
    let Ok(server) = TcpStream::connect(&upstream).await else { return };
    let _ = (client.set_nodelay(true), server.set_nodelay(true));
    let (from_client, to_client) = client.into_split();
    let (from_server, to_server) = server.into_split();
    let up = pass(from_client, to_server, switches.clone());
    let down = pass(from_server, to_client, switches.clone());
    let cut = async {
        // The sender lives as long as the proxy, whose end aborts this task.
        let _ = switches.wait_for(|switches| switches.network == Network::Cut).await;
    };
    tokio::select! {
        () = async { tokio::join!(up, down); } => {}
        () = cut => {}
    }
}

async fn pass(mut from: OwnedReadHalf, mut to: OwnedWriteHalf, mut switches: watch::Receiver<Switches>) {
    let mut piece = vec![0; PIECE_BYTES];
    loop {
        let Ok(length @ 1..) = from.read(&mut piece).await else { break };
        let flowing = switches.wait_for(|switches| switches.network != Network::Stalled).await;
        let delay = match flowing.map(|switches| switches.network.clone()) {
            Ok(Network::Slow(delay)) => Some(delay),
            Ok(_) => None,
            Err(_) => break,
        };
        if let Some(delay) = delay {
            tokio::time::sleep(delay).await;
        }
        if to.write_all(&piece[..length]).await.is_err() {
            break;
        }
    }
    // Half a connection may end before the other: the other direction goes on.
    let _ = to.shutdown().await;
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn echo() -> String {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap().to_string();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(async move {
                    let (mut from, mut to) = stream.into_split();
                    let _ = tokio::io::copy(&mut from, &mut to).await;
                });
            }
        });
        address
    }

    #[tokio::test]
    async fn a_good_network_passes_bytes_and_a_cut_ends_connections() {
        let proxy = Proxy::start(&echo().await).await.unwrap();
        let mut client = TcpStream::connect(proxy.authority()).await.unwrap();
        client.write_all(b"hello").await.unwrap();
        let mut answer = [0; 5];
        client.read_exact(&mut answer).await.unwrap();
        assert_eq!(&answer, b"hello");
        proxy.set(Network::Cut);
        assert!(matches!(client.read(&mut answer).await, Ok(0) | Err(_)), "the connection ended");
        assert_eq!(proxy.connections(), 1);
    }

    #[tokio::test]
    async fn a_stalled_network_keeps_bytes_until_it_is_good_again() {
        let proxy = Proxy::start(&echo().await).await.unwrap();
        let mut client = TcpStream::connect(proxy.authority()).await.unwrap();
        proxy.set(Network::Stalled);
        client.write_all(b"later").await.unwrap();
        let mut answer = [0; 5];
        let silence = tokio::time::timeout(Duration::from_millis(100), client.read_exact(&mut answer)).await;
        assert!(silence.is_err(), "nothing comes while the network is stalled");
        proxy.set(Network::Good);
        let _ = client.read(&mut answer).await.unwrap();
        assert_eq!(&answer[..1], b"l");
    }
}
