//! Web Push: tells the browsers of those on whose traces somebody built.
//!
//! A push is a hint, not a record: a queue that is full, a server that goes down and a push service that stays away lose it, and the page shows the
//! same when it is opened.

mod key;
mod send;
mod tell;

use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::{OnceCell, Semaphore, mpsc};
use traceboard_board::{CircleId, PodId, TraceId};
use traceboard_push::VapidKey;

use crate::{app::App, config::Config, refusal::Refused};
use send::PushClient;
pub(crate) use send::Target;

/// How many traces wait to be told. A person leaves one in seconds, so more is a burst, of which the newest are no loss.
const QUEUE_MAX: usize = 1_024;
/// How many messages are under way at once.
const SENDING_MAX: usize = 32;
/// How many messages wait to be sent again. Further ones are forgotten: so many fail only where a push service is away.
const RETRYING_MAX: usize = 256;

/// A trace that builds on others, and whose authors are told.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Notice {
    pub(crate) circle: CircleId,
    /// In which of its pods.
    pub(crate) pod: Option<PodId>,
    pub(crate) trace: TraceId,
}

/// What sends pushes.
pub(crate) struct Pushes {
    /// None where the operator has switched them off.
    client: Option<PushClient>,
    key: OnceCell<VapidKey>,
    queue: mpsc::Sender<Notice>,
    waiting: Mutex<Option<mpsc::Receiver<Notice>>>,
    sending: Arc<Semaphore>,
    retrying: Semaphore,
}

impl Pushes {
    pub(crate) fn new(config: &Config) -> Result<Self, Refused> {
        let (queue, waiting) = mpsc::channel(QUEUE_MAX);
        Ok(Self {
            client: config.push.map(|trusts| PushClient::new(trusts, config)).transpose()?,
            key: OnceCell::new(),
            queue,
            waiting: Mutex::new(Some(waiting)),
            sending: Arc::new(Semaphore::new(SENDING_MAX)),
            retrying: Semaphore::new(RETRYING_MAX),
        })
    }

    /// Tells whom it concerns, soon. Where too many wait already, nobody.
    pub(crate) fn note(&self, notice: Notice) {
        if self.client.is_some() && self.queue.try_send(notice).is_err() {
            tracing::warn!(circle.id = %notice.circle, "too many pushes wait: nobody is told of this trace");
        }
    }
}

/// Tells of what is noted, in order, until it is dropped.
pub(crate) async fn run(app: App) {
    let waiting = app.pushes.waiting.lock().unwrap_or_else(PoisonError::into_inner).take();
    let Some(mut waiting) = waiting else { return };
    while let Some(notice) = waiting.recv().await {
        tell::tell(&app, notice).await;
    }
}
