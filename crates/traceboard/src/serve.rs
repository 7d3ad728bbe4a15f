//! `serve`: serves boards until Ctrl-C or a signal that asks for an end.

use std::{net::SocketAddr, sync::Arc, time::Duration};

use anyhow::Context;
use tokio::net::{TcpListener, TcpSocket};
use traceboard_log::Log;
use traceboard_server::{Circles, FreshLinks};

use crate::{cli::ServeArgs, files, greeting::Greeting, misuse::Mistakes, settings::Settings, signals, store};

/// How long the log may take to finish its last operations. The whole shutdown takes ten seconds at most.
const LOG_CLOSES_WITHIN: Duration = Duration::from_secs(1);

/// How many connections may wait to be accepted, as far as the system allows (`somaxconn`): 150 people in one hall join at once, and
/// each browser opens six. With the usual 128, the others would be dropped and try again only after one second, then after three.
const BACKLOG: u32 = 4_096;

/// Listens on an address, with a long backlog.
pub(crate) fn listen(address: SocketAddr) -> std::io::Result<TcpListener> {
    let socket = if address.is_ipv4() { TcpSocket::new_v4() } else { TcpSocket::new_v6() }?;
    // So that a restarted server can bind the port at once.
    socket.set_reuseaddr(true)?;
    socket.bind(address)?;
    socket.listen(BACKLOG)
}

/// Serves until Ctrl-C or a signal that asks for an end.
pub(crate) async fn serve(args: &ServeArgs, mistakes: Mistakes) -> anyhow::Result<()> {
    let mut settings = Settings::read(args, mistakes)?;
    signals::survive();
    let files = files::raise();
    let config = &mut settings.config;
    config.open_connections = traceboard_server::ordinary_connections(files.connections);
    config.connections = config.connections.min(config.open_connections);
    tracing::info!(
        open_files = files.limit,
        open_connections = config.open_connections,
        carrying_requests = config.connections,
        "connections are bounded"
    );
    let log = store::open(&settings.store).await?;
    let result = serve_log(&settings, &log).await;
    if tokio::time::timeout(LOG_CLOSES_WITHIN, log.close()).await.is_err() {
        tracing::warn!("the log was not closed in time; what was acknowledged is in it");
        // Dropping it would block until its writer is done.
        std::mem::forget(log);
    }
    result
}

async fn serve_log(settings: &Settings, log: &Arc<dyn Log>) -> anyhow::Result<()> {
    // Bind first: a start that fails because the port is taken must not have founded a circle.
    let listener = listen(settings.listen).with_context(|| format!("cannot listen on {}", settings.listen))?;
    let circles = traceboard_server::circles(log, &store::clock())?;
    let founded = holds_nothing(&circles, log).await?;
    if founded {
        // The store may have been emptied, or be the wrong one, so the operator has to learn of it.
        anyhow::ensure!(settings.founds, "cannot start: the log holds no circle, and --no-found is set");
        tracing::warn!("the log held nothing: a first circle is founded");
    }
    let links = if circles.are_nameless() {
        tracing::error!(
            "the list of circles is damaged: run `traceboard check`; circles are served by the links that people have"
        );
        None
    } else {
        Some(first_links(&circles, settings).await?)
    };
    let worth = log.worth().await?;
    let address = listener.local_addr()?;
    let greeting = Greeting { command: "serve", settings, address, links: links.as_ref(), founded, worth: &worth };
    greeting.print()?;
    let config = settings.config.clone();
    traceboard_server::run(listener, config, Arc::clone(log), circles, signals::stop_signal())
        .await
        .context("cannot serve")
}

/// Whether no circle was ever founded in the store. An error where its list of circles is gone, and other things are there: another
/// first circle would stand beside those that people are in.
async fn holds_nothing(circles: &Circles, log: &Arc<dyn Log>) -> anyhow::Result<bool> {
    let hold_any = async || circles.hold_any().await.context("cannot look for circles");
    if hold_any().await? {
        return Ok(false);
    }
    let Err(error) = log.require_empty().await else { return Ok(true) };
    // Another server may just have founded one.
    if hold_any().await? {
        return Ok(false);
    }
    let told = "cannot start: no circle is found, although the store is not empty; restore its backup, or keep the log elsewhere";
    Err(anyhow::Error::new(error).context(told))
}

async fn first_links(circles: &Circles, settings: &Settings) -> anyhow::Result<FreshLinks> {
    let circle = circles.first(settings.circle.clone()).await.context("cannot found the first circle")?;
    circles.fresh_links(&circle).await.context("cannot make links")
}
