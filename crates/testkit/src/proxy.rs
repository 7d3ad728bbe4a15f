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
    net::{
        TcpListener, TcpStream,
        tcp::{OwnedReadHalf, OwnedWriteHalf},
    },
    sync::watch,
    task::{JoinHandle, JoinSet},
};

/// The most connections that one proxy carries at a time; a test that needs more is a load, and has its own tool.
const CONNECTIONS_MAX: usize = 2_000;
/// How many bytes go over in one piece.
const PIECE_BYTES: usize = 16 * 1024;

/// One end of a connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Who connected to the proxy.
    Client,
    /// What the proxy connects to.
    Upstream,
}

#[derive(Clone, Debug)]
struct Switches {
    upstream: SocketAddr,
    cut: bool,
    stalled: bool,
    delay: Option<Duration>,
    /// The side that was told that the other has ended.
    ended: Option<Side>,
    /// Counted up to end all open connections.
    generation: u64,
}

/// A proxy. Dropping it ends its connections.
#[derive(Debug)]
pub struct Proxy {
    address: SocketAddr,
    switches: watch::Sender<Switches>,
    counts: Arc<Counts>,
    task: JoinHandle<()>,
}

#[derive(Debug, Default)]
struct Counts {
    accepted: AtomicU64,
    open: AtomicU64,
}

impl Proxy {
    /// Listens on a free port and passes connections on to `upstream`.
    ///
    /// # Errors
    /// Where no port can be had.
    pub async fn start(upstream: SocketAddr) -> anyhow::Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await.context("cannot listen for the proxy")?;
        let address = listener.local_addr()?;
        let (switches, seen) =
            watch::channel(Switches { upstream, cut: false, stalled: false, delay: None, ended: None, generation: 0 });
        let counts = Arc::new(Counts::default());
        let task = tokio::spawn(accept(listener, seen, Arc::clone(&counts)));
        Ok(Self { address, switches, counts, task })
    }

    /// Where it listens.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Ends every connection, and each new one at once, until [`Proxy::mend`].
    pub fn cut(&self) {
        self.change(|switches| {
            switches.cut = true;
            switches.generation += 1;
        });
    }

    /// Holds every byte back, and loses none, until [`Proxy::mend`].
    pub fn stall(&self) {
        self.change(|switches| switches.stalled = true);
    }

    /// Holds each piece back for so long, each way.
    pub fn delay(&self, delay: Duration) {
        self.change(|switches| switches.delay = Some(delay));
    }

    /// Tells one side of every open connection that the other has ended, while the way back stays open.
    pub fn half_close(&self, told: Side) {
        self.change(|switches| switches.ended = Some(told));
    }

    /// Makes the network good again, for connections that are open and for new ones.
    pub fn mend(&self) {
        self.change(|switches| {
            *switches = Switches { cut: false, stalled: false, delay: None, ended: None, ..*switches };
        });
    }

    /// Passes new connections on to another address; open ones stay where they are.
    pub fn switch(&self, upstream: SocketAddr) {
        self.change(|switches| switches.upstream = upstream);
    }

    /// Ends every open connection; new ones are accepted.
    pub fn drop_connections(&self) {
        self.change(|switches| switches.generation += 1);
    }

    /// How many connections it has accepted since its start, including those it ended at once.
    #[must_use]
    pub fn accepted(&self) -> u64 {
        self.counts.accepted.load(Ordering::Relaxed)
    }

    /// How many connections it carries now.
    #[must_use]
    pub fn open(&self) -> u64 {
        self.counts.open.load(Ordering::Relaxed)
    }

    fn change(&self, change: impl FnOnce(&mut Switches)) {
        self.switches.send_modify(change);
    }
}

impl Drop for Proxy {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn accept(listener: TcpListener, switches: watch::Receiver<Switches>, counts: Arc<Counts>) {
    // Dropping the set ends the connections together with this task.
    let mut carried = JoinSet::new();
    loop {
        tokio::select! {
            Ok((client, _)) = listener.accept() => {
                counts.accepted.fetch_add(1, Ordering::Relaxed);
                if !switches.borrow().cut && carried.len() < CONNECTIONS_MAX {
                    carried.spawn(carry(client, switches.clone(), Arc::clone(&counts)));
                }
            }
            Some(_) = carried.join_next() => {}
        }
    }
}

async fn carry(client: TcpStream, mut switches: watch::Receiver<Switches>, counts: Arc<Counts>) {
    let (upstream, generation) = {
        let now = switches.borrow_and_update();
        (now.upstream, now.generation)
    };
    let Ok(server) = TcpStream::connect(upstream).await else { return };
    let _open = Open::new(counts);
    let _ = (client.set_nodelay(true), server.set_nodelay(true));
    let (from_client, to_client) = client.into_split();
    let (from_server, to_server) = server.into_split();
    let up = pass(from_client, to_server, Side::Upstream, switches.clone());
    let down = pass(from_server, to_client, Side::Client, switches.clone());
    let ended = async {
        // The sender lives as long as the proxy, whose end aborts this task.
        let _ = switches.wait_for(|switches| switches.generation != generation).await;
    };
    tokio::select! {
        () = async { tokio::join!(up, down); } => {}
        () = ended => {}
    }
}

/// Passes bytes on to one side until the other has ended, or that side is told so.
async fn pass(mut from: OwnedReadHalf, mut to: OwnedWriteHalf, side: Side, mut switches: watch::Receiver<Switches>) {
    let mut told = switches.clone();
    let pieces = async {
        let mut piece = vec![0; PIECE_BYTES];
        while let Ok(length @ 1..) = from.read(&mut piece).await {
            let Ok(delay) = switches.wait_for(|switches| !switches.stalled).await.map(|switches| switches.delay) else {
                return;
            };
            if let Some(delay) = delay {
                tokio::time::sleep(delay).await;
            }
            if to.write_all(&piece[..length]).await.is_err() {
                return;
            }
        }
    };
    tokio::select! {
        () = pieces => {}
        _ = told.wait_for(|switches| switches.ended == Some(side)) => {}
    }
    // Half a connection may end before the other: the other direction goes on.
    let _ = to.shutdown().await;
}

/// Counts a connection as open while it lives, however it ends.
#[derive(Debug)]
struct Open(Arc<Counts>);

impl Open {
    fn new(counts: Arc<Counts>) -> Self {
        counts.open.fetch_add(1, Ordering::Relaxed);
        Self(counts)
    }
}

impl Drop for Open {
    fn drop(&mut self) {
        self.0.open.fetch_sub(1, Ordering::Relaxed);
    }
}
