//! A log, folded as it grows: what every answer of the server is read from.

use std::{
    sync::{Arc, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard},
    time::Duration,
};

use tokio::sync::watch;
use tokio_util::sync::{CancellationToken, DropGuard};
use traceboard_log::{Entry, Log, LogName, ReadError, Tail, Tailed, tail};
use traceboard_position::Position;
use traceboard_protocol::Code;
use uuid::Uuid;

use crate::refusal::{Refused, chain};

/// How long a request waits for the fold to reach a position, and how long a log may fail before those who wait for it are
/// told. A fold is milliseconds behind; one that is this late has lost the log.
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

/// How far the fold is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Progress {
    position: Option<Position>,
    /// Whether the state is that of the log; not while it is folded from the first entry.
    settled: bool,
    /// Whether the last read of the log failed.
    failing: bool,
}

impl<S: State> Fold<S> {
    /// Begins to fold. `admissions` is counted up whenever who may be here changes.
    pub(crate) fn begin(log: Arc<dyn Log>, name: LogName, admissions: watch::Sender<u64>) -> Self {
        let shared = Arc::new(Shared { state: RwLock::default(), progress: watch::Sender::default(), admissions });
        let stop = CancellationToken::new();
        let task = run(Arc::clone(&shared), Arc::clone(&log), name.clone());
        tokio::spawn(stop.clone().run_until_cancelled_owned(task));
        Self { name, log, shared, _stop: stop.drop_guard() }
    }

    /// The state as it is now. Hold it briefly: the fold waits. Never take it twice at once: with the fold waiting in
    /// between, that would be for ever.
    pub(crate) fn read(&self) -> RwLockReadGuard<'_, At<S>> {
        // A panic inside a fold's `take` would be a defect; what was folded before it is still whole.
        self.shared.state.read().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether answers can be read from it: it has folded the log once, and can read what follows.
    pub(crate) fn is_well(&self) -> bool {
        let progress = self.shared.progress.borrow();
        progress.settled && !progress.failing
    }

    /// Waits until a position is folded.
    pub(crate) async fn reach(&self, position: Position) -> Result<(), Refused> {
        let mut progress = self.shared.progress.subscribe();
        let reached = progress.wait_for(|progress| progress.settled && progress.position >= Some(position));
        match tokio::time::timeout(REACH_PATIENCE, reached).await {
            Ok(Ok(_)) => Ok(()),
            _ => Err(Refused::new(Code::LogUnavailable, format!("cannot fold {} up to {position} now", self.name))),
        }
    }

    /// Folds up to the head that the log has now, so that a refusal is true.
    pub(crate) async fn reach_head(&self) -> Result<(), Refused> {
        self.settle().await?;
        match self.log.head(&self.name).await? {
            Some(head) => self.reach(head).await,
            None => Ok(()),
        }
    }

    /// Waits until the log was folded once from its first entry, however long that takes while it can be read.
    pub(crate) async fn settle(&self) -> Result<(), Refused> {
        let mut progress = self.shared.progress.subscribe();
        loop {
            let settled = progress.wait_for(|progress| progress.settled);
            if tokio::time::timeout(REACH_PATIENCE, settled).await.is_ok() {
                return Ok(());
            }
            if progress.borrow().failing {
                return Err(Refused::new(Code::LogUnavailable, format!("cannot fold {} now", self.name)));
            }
        }
    }
}

async fn run<S: State>(shared: Arc<Shared<S>>, log: Arc<dyn Log>, name: LogName) {
    let mut pause = RETRY_MIN;
    loop {
        // What was folded before stays readable until the new state is whole: nobody is taken for a stranger meanwhile.
        let error = match fold_whole(&log, &name).await {
            Ok((entries, at)) => {
                shared.replace(at);
                pause = RETRY_MIN;
                follow(&shared, &log, &name, entries).await
            }
            Err(error) => error,
        };
        match error {
            ReadError::NotResumable { after, .. } => {
                tracing::warn!(log = %name, log.offset = %after, "the log's history was replaced; folding it anew");
                shared.unsettle();
            }
            ReadError::Log(error) => {
                tracing::warn!(log = %name, error = %chain(&error), "cannot fold the log; trying again");
                shared.fail();
            }
        }
        tokio::time::sleep(pause).await;
        pause = (pause * 2).min(RETRY_MAX);
    }
}

/// Folds a log from its first entry up to the head that it has now.
async fn fold_whole<S: State>(log: &Arc<dyn Log>, name: &LogName) -> Result<(Tail, At<S>), ReadError> {
    let head = log.head(name).await?;
    let mut entries = tail(Arc::clone(log), name.clone(), None);
    let mut at = At::default();
    while at.position < head {
        at.take(&entries.next().await?);
    }
    Ok((entries, at))
}

/// Keeps the state at the log's head, until its history is replaced.
async fn follow<S: State>(shared: &Shared<S>, log: &Arc<dyn Log>, name: &LogName, mut entries: Tail) -> ReadError {
    let mut pause = RETRY_MIN;
    loop {
        match entries.next().await {
            Ok(tailed) => {
                shared.take(&tailed);
                pause = RETRY_MIN;
            }
            Err(ReadError::Log(error)) => {
                tracing::warn!(log = %name, error = %chain(&error), "cannot read the log; trying again");
                shared.fail();
                // A quiet log has no next entry that would tell that it can be read again: its head does.
                loop {
                    tokio::time::sleep(pause).await;
                    pause = (pause * 2).min(RETRY_MAX);
                    if log.head(name).await.is_ok() {
                        break;
                    }
                }
                shared.recover();
            }
            Err(replaced @ ReadError::NotResumable { .. }) => return replaced,
        }
    }
}

impl<S: State> At<S> {
    /// Says whether that changed who may be here.
    fn take(&mut self, tailed: &Tailed) -> bool {
        let mut changed = false;
        match tailed {
            Tailed::Entries(entries) => {
                for entry in entries {
                    changed |= self.state.take(entry);
                    self.position = Some(entry.position);
                }
            }
            Tailed::Touched(ids) => self.state.touched(ids),
        }
        changed
    }
}

impl<S: State> Shared<S> {
    fn take(&self, tailed: &Tailed) {
        let mut at = self.write();
        let changed = at.take(tailed);
        let position = at.position;
        drop(at);
        self.progress.send_replace(Progress { position, settled: true, failing: false });
        if changed {
            self.admissions.send_modify(|count| *count += 1);
        }
    }

    fn replace(&self, at: At<S>) {
        let position = at.position;
        *self.write() = at;
        self.progress.send_replace(Progress { position, settled: true, failing: false });
        self.admissions.send_modify(|count| *count += 1);
    }

    fn unsettle(&self) {
        self.progress.send_modify(|progress| progress.settled = false);
    }

    fn fail(&self) {
        self.progress.send_modify(|progress| progress.failing = true);
    }

    fn recover(&self) {
        self.progress.send_modify(|progress| progress.failing = false);
    }

    fn write(&self) -> RwLockWriteGuard<'_, At<S>> {
        self.state.write().unwrap_or_else(PoisonError::into_inner)
    }
}
