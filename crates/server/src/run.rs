//! Serving, from the first request to the last close frame.

use std::{future::Future, io, sync::Arc};

use tokio::net::TcpListener;
use traceboard_hub::Hub;
use traceboard_log::{Clock, Log};
use uuid::Uuid;

use crate::{app::App, circles::Circles, config::Config, encode::encode, limits, routes};

/// Serves until `shutdown` is done; then refuses what is new, closes sockets with a hint when to come back, and returns once
/// requests under way are answered. The log stays open: it is its opener's to close.
///
/// # Errors
/// Where the listener fails.
pub async fn run(
    listener: TcpListener,
    config: Config,
    log: Arc<dyn Log>,
    circles: Arc<Circles>,
    shutdown: impl Future<Output = ()> + Send + 'static,
) -> io::Result<()> {
    let server = Uuid::now_v7();
    let hub_config = traceboard_hub::Config {
        server,
        subscriptions_per_member_max: config.sockets_per_member,
        ..traceboard_hub::Config::default()
    };
    let hub = Hub::new(Arc::clone(&log), Arc::new(encode), hub_config);
    let port = listener.local_addr()?.port();
    let drain = config.drain;
    let app = App::new(circles, hub.clone(), log, config, server, port);

    let forgetting = tokio::spawn(forget_idle(app.clone()));
    let router = routes::router(app.clone());
    let served = axum::serve(listener, router).with_graceful_shutdown(async move {
        shutdown.await;
        app.draining.send_replace(true);
        tracing::info!("going down: closing sockets");
        hub.drain(drain).await;
    });
    let result = served.await;
    forgetting.abort();
    result
}

async fn forget_idle(app: App) {
    let mut rounds = tokio::time::interval(limits::FORGET_EVERY);
    loop {
        rounds.tick().await;
        app.limits.forget_idle();
    }
}

/// Opens the circles of a store, before it is served.
///
/// # Errors
/// As [`Circles::begin`].
pub fn circles(log: &Arc<dyn Log>, clock: &Arc<dyn Clock>) -> Result<Arc<Circles>, crate::Refused> {
    Circles::begin(log, clock).map(Arc::new)
}
