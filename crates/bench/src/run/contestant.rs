//! The measured servers, and how each is started: new for every measurement, on the servers' core, ended on drop.

use std::{any::Any, net::SocketAddr, path::PathBuf, process::Stdio, time::Duration};

use anyhow::Context;
use tokio::{
    io::{AsyncBufReadExt, BufReader},
    process::Command,
    time::timeout,
};
use traceboard_testkit::{Scratch, Server, Store, redis::Redis};

use super::peers;
use crate::{
    load::job::{ByFrame, Peer},
    machine,
    ours::Guest,
};

/// How long a server of this crate may take to print its address.
const START_WITHIN: Duration = Duration::from_secs(10);

/// One of those that are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Contestant {
    /// The bare server.
    Limit,
    /// The server of an afternoon.
    Naive,
    /// A module of nginx.
    Nchan,
    /// A message server.
    Nats,
    /// A library for Node, on Redis.
    SocketIo,
    /// The bare command of the Redis store.
    Xadd,
    /// The bare write of the embedded store.
    Fdatasync,
    /// The bare server, that takes a post by socket, adds it and acknowledges it.
    LimitXadd,
    /// The same with a write to a file.
    LimitFdatasync,
    /// The product on its embedded log.
    Embedded,
    /// The product on Redis.
    Redis,
}

impl Running {
    /// `ends` ends with it.
    pub(crate) fn new(kind: Kind, ends: impl Any) -> Self {
        Self { kind, _ends: Box::new(ends) }
    }
}

impl Contestant {
    /// Its name in tables and plot.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Limit => "limit",
            Self::Naive => "naive axum",
            Self::Nchan => "Nchan",
            Self::Nats => "NATS",
            Self::SocketIo => "Socket.IO on Redis",
            Self::Xadd => "bare XADD",
            Self::Fdatasync => "bare write + fdatasync",
            Self::LimitXadd => "limit over XADD",
            Self::LimitFdatasync => "limit over fdatasync",
            Self::Embedded => "traceboard, embedded",
            Self::Redis => "traceboard, Redis",
        }
    }

    /// Whether it is the product.
    pub(crate) fn is_ours(self) -> bool {
        matches!(self, Self::Embedded | Self::Redis)
    }

    /// Whether others made it.
    pub(crate) fn is_peer(self) -> bool {
        matches!(self, Self::Nchan | Self::Nats | Self::SocketIo)
    }
}

/// The bytes that all servers send, captured from the product.
pub(crate) struct Captures {
    /// The payload for one new trace.
    pub(crate) template: PathBuf,
    /// The frames for one who missed [`super::measure::STORM_TRACES`].
    pub(crate) burst: PathBuf,
    /// Where the two are.
    pub(crate) _folder: Scratch,
}

/// A contestant that is up.
pub(crate) struct Running {
    /// How it is measured.
    pub(crate) kind: Kind,
    /// Processes and folders, which end when this is dropped.
    _ends: Box<dyn Any>,
}

/// How a contestant is measured.
pub(crate) enum Kind {
    /// A server, by the load generator.
    Server(Box<Peer>),
    /// A store without a server before it, by a subcommand of this binary.
    Store(Vec<String>),
}

/// Starts a contestant. `missed` traces lie between where followers stand and the end of the log.
///
/// # Errors
/// Where it can't be started, or the product refuses what is asked of it.
pub(crate) async fn start(contestant: Contestant, captures: &Captures, missed: u32) -> anyhow::Result<Running> {
    let template = captures.template.display().to_string();
    match contestant {
        Contestant::Limit if missed > 0 => {
            let burst = captures.burst.display().to_string();
            own(&["limit", "--template", &template, "--burst", &burst], BARE, ()).await
        }
        Contestant::Limit => own(&["limit", "--template", &template], BARE, ()).await,
        Contestant::Naive => own(&["naive", "--template", &template], CHAT, ()).await,
        Contestant::Nchan => peers::nchan(&captures.template).await,
        Contestant::Nats => peers::nats(&captures.template).await,
        Contestant::SocketIo => peers::socket_io(&captures.template).await,
        Contestant::LimitXadd => {
            let redis = start_redis()?;
            own(&["limit", "--redis", &redis.url()], APPENDER, redis).await
        }
        Contestant::LimitFdatasync => {
            let folder = Scratch::new()?;
            own(&["limit", "--folder", &folder.path().display().to_string()], APPENDER, folder).await
        }
        Contestant::Xadd => {
            let redis = start_redis()?;
            let arguments = vec!["xadd".to_owned(), "--redis".to_owned(), redis.url()];
            Ok(Running::new(Kind::Store(arguments), redis))
        }
        Contestant::Fdatasync => {
            let folder = Scratch::new()?;
            let arguments = ["fdatasync", "--folder", &folder.path().display().to_string()].map(str::to_owned).into();
            Ok(Running::new(Kind::Store(arguments), folder))
        }
        Contestant::Embedded => ours(None, missed).await,
        Contestant::Redis => ours(Some(start_redis()?), missed).await,
    }
}

/// Redis goes to any core: it is neither the server nor the load, and is the same for those who use it.
///
/// # Errors
/// Where it isn't installed.
pub(crate) fn start_redis() -> anyhow::Result<Redis> {
    machine::unpin()?;
    let redis = Redis::start_with(&["--appendfsync", "everysec"]);
    machine::pin(machine::LOAD_CORE)?;
    redis
}

/// The paths of a server of this crate: where its followers are, and where a socket is that only posts.
struct Paths {
    live: &'static str,
    post: Option<&'static str>,
}

const BARE: Paths = Paths { live: "/live", post: Some("/post") };
const CHAT: Paths = Paths { live: "/live", post: None };
const APPENDER: Paths = Paths { live: "/post", post: None };

async fn own(arguments: &[&str], paths: Paths, store: impl Any) -> anyhow::Result<Running> {
    machine::pin(machine::SERVER_CORE)?;
    let mut command = Command::new(std::env::current_exe()?);
    let spawned = command.args(arguments).stdin(Stdio::null()).stdout(Stdio::piped()).kill_on_drop(true).spawn();
    machine::pin(machine::LOAD_CORE)?;
    let mut child = spawned.context("cannot start a server of this crate")?;
    let mut lines = BufReader::new(child.stdout.take().context("no stdout")?).lines();
    let line = timeout(START_WITHIN, lines.next_line()).await.context("a server did not start in time")??;
    let address: SocketAddr = line.context("a server ended at its start")?.parse()?;
    let body = r#"{"type":"post","text":"{text}"}"#.to_owned();
    let peer = Peer {
        pids: child.id().into_iter().collect(),
        path: paths.live.to_owned(),
        ack: Some("\"ack\"".to_owned()),
        by_frame: Some(ByFrame { path: paths.post.map(str::to_owned), body }),
        ..Peer::at(address)
    };
    Ok(Running::new(Kind::Server(Box::new(peer)), (child, store)))
}

/// Starts the product with one member and raised limits.
///
/// # Errors
/// Where it doesn't start, or doesn't speak as it should.
pub(crate) async fn serve(redis: Option<&Redis>) -> anyhow::Result<(Server, Guest)> {
    let store = redis.map_or(Store::Embedded, |redis| Store::Redis(redis.url()));
    let limits = ["POSTS_BURST", "POSTS_PER_SECOND", "REQUESTS_BURST", "SOCKETS_PER_MEMBER", "CONNECTIONS"];
    let limits = limits.map(|name| format!("TRACEBOARD_{name}"));
    let environment: Vec<_> = limits.iter().map(|name| (name.as_str(), "1000000")).collect();
    machine::pin(machine::SERVER_CORE)?;
    let server = Server::start_in(&store, &[], &environment).await;
    machine::pin(machine::LOAD_CORE)?;
    let server = server?;
    let guest = Guest::join(server.authority().parse()?, &server.ready().invite_link).await?;
    Ok((server, guest))
}

async fn ours(redis: Option<Redis>, missed: u32) -> anyhow::Result<Running> {
    let (server, guest) = serve(redis.as_ref()).await?;
    let after = guest.position().await?;
    guest.leave(missed).await?;
    let peer = guest.peer(server.id().into_iter().collect(), &after);
    // The server goes before its Redis.
    Ok(Running::new(Kind::Server(Box::new(peer)), (server, redis)))
}
