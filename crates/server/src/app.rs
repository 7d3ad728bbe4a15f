//! The state that all requests share.

use std::sync::Arc;

use tokio::sync::watch;
use tokio_util::{sync::CancellationToken, task::TaskTracker};
use traceboard_hub::Hub;
use traceboard_log::Log;
use tracing::Instrument;
use uuid::Uuid;

use crate::{
    circles::Circles, config::Config, hooks::Hooks, limits::Limits, line::Beats, metrics::Metrics, photos::Darkroom,
    push::Pushes, readiness::Readiness, refusal::Refused, sisters::Sisters, slots::ConnectionSlots,
};

/// Everything that a server's requests share. Clones are the same app.
#[derive(Clone)]
pub(crate) struct App {
    shared: Arc<Shared>,
}

pub(crate) struct Shared {
    pub(crate) circles: Arc<Circles>,
    pub(crate) hub: Hub,
    pub(crate) log: Arc<dyn Log>,
    pub(crate) config: Config,
    pub(crate) limits: Limits,
    pub(crate) metrics: Metrics,
    pub(crate) sisters: Sisters,
    pub(crate) pushes: Pushes,
    pub(crate) hooks: Hooks,
    pub(crate) slots: ConnectionSlots,
    pub(crate) darkroom: Darkroom,
    pub(crate) readiness: Readiness,
    /// All sockets, for their pings.
    pub(crate) beats: Beats,
    /// This server's id, new at each start.
    pub(crate) server: Uuid,
    /// Whether the server is going down.
    pub(crate) draining: watch::Sender<bool>,
    /// Cancelled near the end of going down: requests that still wait, for their body or for the log, are refused then, while there
    /// is time left to send the refusal.
    pub(crate) last_answers: CancellationToken,
    /// Deeds and sockets under way: the server waits for them before it exits.
    pub(crate) work: TaskTracker,
    listens_on: u16,
}

impl App {
    pub(crate) fn new(
        circles: Arc<Circles>,
        hub: Hub,
        log: Arc<dyn Log>,
        config: Config,
        server: Uuid,
        listens_on: u16,
    ) -> Result<Self, Refused> {
        let limits = Limits::new(&config);
        let (metrics, beats, draining, work) =
            (Metrics::new(), Beats::default(), watch::Sender::new(false), TaskTracker::new());
        let sisters = Sisters::new(config.elsewhere)?;
        let pushes = Pushes::new(&config)?;
        let hooks = Hooks::new(&config)?;
        let darkroom = Darkroom::new(&config);
        let slots = ConnectionSlots::new(config.open_connections, config.connections);
        let shared = Shared {
            circles,
            hub,
            log,
            config,
            limits,
            metrics,
            sisters,
            pushes,
            hooks,
            slots,
            darkroom,
            readiness: Readiness::default(),
            beats,
            server,
            draining,
            last_answers: CancellationToken::new(),
            work,
            listens_on,
        };
        Ok(Self { shared: Arc::new(shared) })
    }

    /// Runs work to its end, also if its client disconnects; the server waits for it before it exits.
    ///
    /// # Errors
    /// That of the work.
    pub(crate) async fn run_to_end<T: Send + 'static>(
        &self,
        operation: &str,
        work: impl Future<Output = Result<T, Refused>> + Send + 'static,
    ) -> Result<T, Refused> {
        let done = self.work.spawn(work.in_current_span()).await;
        done.unwrap_or_else(|error| Err(Refused::internal(operation, &error)))
    }

    /// The port by which people reach this server.
    pub(crate) fn port(&self) -> u16 {
        self.config.public_url.as_ref().map_or(self.listens_on, crate::PublicUrl::port)
    }
}

impl std::ops::Deref for App {
    type Target = Shared;

    fn deref(&self) -> &Shared {
        &self.shared
    }
}
