//! Connections: how many there are at a time, and how long one may take to say what it wants.

use std::{sync::Arc, time::Duration};

use axum::{Router, serve::Listener};
use hyper_util::{
    rt::{TokioExecutor, TokioIo, TokioTimer},
    server::{conn::auto, graceful::GracefulShutdown},
    service::TowerToHyperService,
};
use tokio::sync::Semaphore;
use tokio_util::sync::CancellationToken;

use crate::line::Patient;

/// What no client may take more of.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Bounds {
    /// How many connections carry requests at a time.
    pub(crate) connections: usize,
    /// How long the head of a request may take, or its beginning after the one before.
    pub(crate) head_within: Duration,
    /// How long a client may take nothing of what is sent to it.
    pub(crate) read_within: Duration,
}

/// Serves until `stop`, and returns once the requests under way are answered.
pub(crate) async fn accept(mut listener: impl Listener, router: Router, bounds: Bounds, stop: CancellationToken) {
    let room = Arc::new(Semaphore::new(bounds.connections));
    let mut http = auto::Builder::new(TokioExecutor::new()).http1_only();
    http.http1().timer(TokioTimer::new()).header_read_timeout(bounds.head_within);
    let under_way = GracefulShutdown::new();
    let connections = async {
        // Nobody closes the semaphore.
        while let Ok(place) = Arc::clone(&room).acquire_owned().await {
            let (stream, _) = listener.accept().await;
            let service = TowerToHyperService::new(router.clone());
            let stream = TokioIo::new(Patient::new(stream, bounds.read_within));
            let connection = http.serve_connection_with_upgrades(stream, service).into_owned();
            let connection = under_way.watch(connection);
            tokio::spawn(async move {
                if let Err(error) = connection.await {
                    tracing::debug!(error = %error, "a connection ended early");
                }
                drop(place);
            });
        }
    };
    stop.run_until_cancelled(connections).await;
    drop(listener);
    under_way.shutdown().await;
}
