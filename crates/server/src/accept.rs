//! Connections: how many there are at a time, and how long one may take to say what it wants.

use std::{pin::pin, sync::Arc, time::Duration};

use axum::{Router, serve::Listener};
use hyper::{
    server::conn::http1,
    service::{Service, service_fn},
};
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    service::TowerToHyperService,
};
use tokio::{net::TcpStream, sync::Semaphore};
use tokio_util::{sync::CancellationToken, task::TaskTracker};

use crate::line::Patient;

/// What no client may take more of.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Bounds {
    /// How many connections carry requests at a time.
    pub(crate) connections: usize,
    /// How long the head of a request may take, from its first byte on.
    pub(crate) head_within: Duration,
    /// How long a connection may idle between two requests.
    pub(crate) idle_within: Duration,
    /// How long a client may take nothing of what is sent to it.
    pub(crate) read_within: Duration,
}

/// Serves until `stop`, and returns once the requests under way are answered.
pub(crate) async fn accept(
    mut listener: impl Listener<Io = TcpStream>,
    router: Router,
    bounds: Bounds,
    stop: CancellationToken,
) {
    let room = Arc::new(Semaphore::new(bounds.connections));
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new()).header_read_timeout(bounds.idle_within.max(bounds.head_within));
    let (under_way, last_requests) = (TaskTracker::new(), CancellationToken::new());
    let connections = async {
        // Nobody closes the semaphore.
        while let Ok(place) = Arc::clone(&room).acquire_owned().await {
            let (stream, _) = listener.accept().await;
            let stream = Patient::new(stream, bounds.read_within, bounds.head_within);
            let asked = stream.asked();
            let router = TowerToHyperService::new(router.clone());
            let service = service_fn(move |request| {
                let answering = asked.begin();
                let answer = router.call(request);
                async move {
                    let answer = answer.await;
                    drop(answering);
                    answer
                }
            });
            let stream = TokioIo::new(stream);
            let connection = http.serve_connection(stream, service).with_upgrades();
            let last_requests = last_requests.clone();
            under_way.spawn(async move {
                let mut connection = pin!(connection);
                let ended = tokio::select! {
                    ended = &mut connection => ended,
                    () = last_requests.cancelled() => {
                        connection.as_mut().graceful_shutdown();
                        connection.await
                    }
                };
                if let Err(error) = ended {
                    tracing::debug!(error = %error, "a connection ended early");
                }
                drop(place);
            });
        }
    };
    stop.run_until_cancelled(connections).await;
    drop(listener);
    last_requests.cancel();
    under_way.close();
    under_way.wait().await;
}
