//! A log, folded as it grows: what every answer of the server is read from.

use std::{
    sync::{Arc, PoisonError, RwLock, RwLockReadGuard},
    time::Duration,
};

use tokio::sync::watch;
use tokio_util::sync::{CancellationToken, DropGuard};
use traceboard_log::{Entry, Log, LogName, ReadError, Tailed, tail};
use traceboard_position::Position;
use traceboard_protocol::Code;
use uuid::Uuid;

use crate::refusal::{Refused, chain};

/// How long a request waits for the fold to reach a position. A fold is milliseconds behind; one that is this late has lost
/// the log.
const REACH_PATIENCE: Duration = Duration::from_secs(10);
/// The pause after a failed read, doubled up to [`RETRY_MAX`].
const RETRY_MIN: Duration = Duration::from_millis(100);
/// The longest pause between two attempts to read the log.
const RETRY_MAX: Duration = Duration::from_secs(5);

/// What a log's entries come to.
pub(crate) trait State: Default + Send + Sync + 'static {
    /// Takes in the next entry. Says whether that changed who may be here.
    fn take(&mut self, entry: &Entry) -> bool;
    /// Bodies were touched without an entry.
    fn touched(&mut self, _ids: &[Uuid]) {}
}

/// A state and the task that keeps it at the log's head. Dropping it ends the task.
pub(crate) struct Fold<S> {
    name: LogName,
    log: Arc<dyn Log>,
    shared: Arc<Shared<S>>,
    _stop: DropGuard,
}

#[derive(Debug)]
struct Shared<S> {
    state: RwLock<At<S>>,
    progress: watch::Sender<Progress>,
    admissions: watch::Sender<u64>,
}

/// A state as of a position.
#[derive(Debug, Default)]
pub(crate) struct At<S> {
    pub(crate) position: Option<Position>,
    pub(crate) state: S,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Progress {
    position: Option<Position>,
    failing: bool,
}

impl<S: State> Fold<S> {
    /// Begins to fold. `admissions` is counted up whenever who may be here changes.
    pub(crate) fn begin(log: Arc<dyn Log>, name: LogName, admissions: watch::Sender<u64>) -> Self {
        let shared = Arc::new(Shared {
            state: RwLock::new(At { position: None, state: S::default() }),
            progress: watch::Sender::default(),
            admissions,
        });
        let stop = CancellationToken::new();
        let task = run(Arc::clone(&shared), Arc::clone(&log), name.clone());
        tokio::spawn(stop.clone().run_until_cancelled_owned(task));
        Self { name, log, shared, _stop: stop.drop_guard() }
    }

    /// The state as it is now. Hold it briefly: the fold waits.
    pub(crate) fn read(&self) -> RwLockReadGuard<'_, At<S>> {
        // A panic inside a fold's `take` would be a defect; what was folded before it is still whole.
        self.shared.state.read().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether the log can't be read just now.
    pub(crate) fn is_failing(&self) -> bool {
        self.shared.progress.borrow().failing
    }

    /// Waits until a position is folded.
    pub(crate) async fn reach(&self, position: Position) -> Result<(), Refused> {
        let mut progress = self.shared.progress.subscribe();
        let reached = progress.wait_for(|progress| progress.position >= Some(position));
        match tokio::time::timeout(REACH_PATIENCE, reached).await {
            Ok(Ok(_)) => Ok(()),
            _ => Err(Refused::new(Code::LogUnavailable, format!("cannot fold {} up to {position} now", self.name))),
        }
    }

    /// Folds up to the head that the log has now, so that a refusal is true.
    pub(crate) async fn reach_head(&self) -> Result<(), Refused> {
        match self.log.head(&self.name).await? {
            Some(head) => self.reach(head).await,
            None => Ok(()),
        }
    }

    /// Waits until the fold has all that the log held when it began, or can't read it.
    pub(crate) async fn warm_up(&self) -> Result<(), Refused> {
        self.reach_head().await
    }
}

async fn run<S: State>(shared: Arc<Shared<S>>, log: Arc<dyn Log>, name: LogName) {
    let mut pause = RETRY_MIN;
    let mut entries = tail(Arc::clone(&log), name.clone(), None);
    loop {
        match entries.next().await {
            Ok(Tailed::Touched(ids)) if ids.is_empty() => {
                // News of touched bodies was lost, and any may be gone: what is remembered must be what is stored.
                if let Err(error) = refold(&shared, &log, &name).await {
                    tracing::warn!(log = %name, error = %chain(&error), "cannot fold the log anew; trying again");
                    shared.progress.send_modify(|progress| progress.failing = true);
                    tokio::time::sleep(pause).await;
                    pause = (pause * 2).min(RETRY_MAX);
                    shared.begin_anew();
                    entries = tail(Arc::clone(&log), name.clone(), None);
                }
            }
            Ok(tailed) => {
                shared.take(&tailed);
                pause = RETRY_MIN;
            }
            Err(ReadError::NotResumable { after, .. }) => {
                tracing::warn!(log = %name, log.offset = %after, "the log's history was replaced; folding it anew");
                shared.begin_anew();
                entries = tail(Arc::clone(&log), name.clone(), None);
            }
            Err(ReadError::Log(error)) => {
                tracing::warn!(log = %name, error = %chain(&error), "cannot read the log; trying again");
                shared.progress.send_modify(|progress| progress.failing = true);
                tokio::time::sleep(pause).await;
                pause = (pause * 2).min(RETRY_MAX);
                let position = shared.progress.borrow().position;
                entries = tail(Arc::clone(&log), name.clone(), position);
            }
        }
    }
}

/// Folds the log aside, up to where the state stands, and puts the outcome in its place.
async fn refold<S: State>(shared: &Shared<S>, log: &Arc<dyn Log>, name: &LogName) -> Result<(), ReadError> {
    let Some(end) = shared.progress.borrow().position else { return Ok(()) };
    let mut fresh = At { position: None, state: S::default() };
    while fresh.position < Some(end) {
        let page = log.read(name, fresh.position).await?;
        if page.entries.is_empty() {
            break;
        }
        for entry in page.entries.iter().take_while(|entry| entry.position <= end) {
            fresh.state.take(entry);
            fresh.position = Some(entry.position);
        }
        if page.entries.last().is_some_and(|last| last.position > end) {
            break;
        }
    }
    *shared.state.write().unwrap_or_else(PoisonError::into_inner) = fresh;
    shared.progress.send_modify(|progress| progress.failing = false);
    shared.admissions.send_modify(|count| *count += 1);
    Ok(())
}

impl<S: State> Shared<S> {
    fn take(&self, tailed: &Tailed) {
        let mut at = self.state.write().unwrap_or_else(PoisonError::into_inner);
        let mut changed = false;
        match tailed {
            Tailed::Entries(entries) => {
                for entry in entries {
                    changed |= at.state.take(entry);
                    at.position = Some(entry.position);
                }
            }
            Tailed::Touched(ids) => at.state.touched(ids),
        }
        let position = at.position;
        drop(at);
        self.progress.send_replace(Progress { position, failing: false });
        if changed {
            self.admissions.send_modify(|count| *count += 1);
        }
    }

    fn begin_anew(&self) {
        *self.state.write().unwrap_or_else(PoisonError::into_inner) = At { position: None, state: S::default() };
        self.progress.send_replace(Progress::default());
        self.admissions.send_modify(|count| *count += 1);
    }
}
