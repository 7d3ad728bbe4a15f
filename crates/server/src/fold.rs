//! A log, folded as it grows: the state from which every answer is read.

use std::{
    sync::{Arc, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard},
    time::Duration,
};

use tokio::sync::watch;
use tokio_util::sync::{CancellationToken, DropGuard};
use traceboard_log::{Entry, Log, LogError, LogName, ReadError, Tail, Tailed};
use traceboard_position::Position;
use traceboard_protocol::Code;
use tracing::Instrument;
use uuid::Uuid;

mod progress;
mod whole;

use self::{
    progress::{Progress, replaced},
    whole::fold_whole,
};
use crate::refusal::Refused;

/// How long a request waits for the fold to reach a position, and how long a log may fail before those who wait for it are
/// told. A fold is milliseconds behind; one that is this late has lost the log.
const REACH_PATIENCE: Duration = Duration::from_secs(10);
/// How long a fold is used whose log can't be read: words may have been erased or hidden meanwhile.
const TRUSTED_FOR: Duration = Duration::from_secs(5);
/// The pause after a failed read, doubled up to [`RETRY_MAX`].
const RETRY_MIN: Duration = Duration::from_millis(100);
/// The longest pause between two attempts to read the log.
const RETRY_MAX: Duration = Duration::from_secs(5);
/// After how many entries a checkpoint is kept: folding them again takes a fraction of a second.
const CHECKPOINT_ENTRIES: u64 = 20_000;

/// The state that a log is folded into.
pub(crate) trait State: Default + Send + Sync + 'static {
    /// Applies the next entry; true if that changed read rights.
    fn apply(&mut self, entry: &Entry) -> bool;
    /// Bodies were touched without an entry.
    fn touched(&mut self, _ids: &[Uuid]) {}
    /// Entries before the next one of this log can't be read any more.
    fn lost(&mut self, _log: &LogName) {}
    /// The state as bytes that [`State::restore`] reads; none where it keeps no checkpoints.
    fn checkpoint(&self) -> Option<Vec<u8>> {
        None
    }
    /// Whether this state can continue the former one; false if it is from another store.
    fn goes_on_from(&self, _before: &Self) -> bool {
        true
    }
    /// A state and the position that it was made at; none where the bytes are of another version, or damaged.
    fn restore(_checkpoint: &[u8]) -> Option<(Self, Position)> {
        None
    }
}

/// Hooks of a fold. They must be quick: the fold waits.
pub(crate) trait Hooks: Send + Sync + 'static {
    /// An entry is about to be applied by a fold that keeps up with its log.
    fn entry(&self, _entry: &Entry) {}
    /// Bodies were touched. No ids: any may have been.
    fn touched(&self, _ids: &[Uuid]) {}
    /// Read rights have changed. Called before any later entry can be read.
    fn rights(&self) {}
    /// Entries were applied, and can be read.
    fn changed(&self) {}
}

/// No hooks.
impl Hooks for () {}

/// A state and the task that keeps it at the log's head. Dropping it ends the task.
pub(crate) struct Fold<S> {
    name: LogName,
    log: Arc<dyn Log>,
    shared: Arc<Shared<S>>,
    _stop: DropGuard,
}

struct Shared<S> {
    state: RwLock<At<S>>,
    progress: watch::Sender<Progress>,
    hooks: Arc<dyn Hooks>,
}

/// A state as of a position.
#[derive(Debug, Default)]
pub(crate) struct At<S> {
    pub(crate) position: Option<Position>,
    pub(crate) state: S,
    /// How many entries were applied since the last checkpoint.
    since_checkpoint: u64,
}

impl<S: State> Fold<S> {
    /// Begins to fold.
    pub(crate) fn begin(log: Arc<dyn Log>, name: LogName, hooks: Arc<dyn Hooks>) -> Self {
        let shared = Arc::new(Shared { state: RwLock::default(), progress: watch::Sender::default(), hooks });
        let stop = CancellationToken::new();
        // Of the level of its worst line, so that each names the log.
        let span = tracing::error_span!("fold", log.name = %name);
        let task = run(Arc::clone(&shared), Arc::clone(&log), name.clone()).instrument(span);
        tokio::spawn(stop.clone().run_until_cancelled_owned(task));
        Self { name, log, shared, _stop: stop.drop_guard() }
    }

    /// The state as it is now. Hold it briefly: the fold waits. Never hold two guards at once: with the fold waiting
    /// between them, that is a deadlock.
    pub(crate) fn read(&self) -> RwLockReadGuard<'_, At<S>> {
        // A panic inside a fold's `apply` would be a defect; what was folded before it is still whole.
        self.shared.read()
    }

    /// Whether answers can be read from it: it has folded the log once, and can read what follows.
    pub(crate) fn is_well(&self) -> bool {
        let progress = self.shared.progress.borrow();
        progress.settled && progress.failing.is_none()
    }

    /// Whether the log held what is folded here, and holds it no more.
    pub(crate) fn is_gone(&self) -> bool {
        self.shared.progress.borrow().gone
    }

    fn require_there(&self) -> Result<(), Refused> {
        if !self.is_gone() {
            return Ok(());
        }
        Err(Refused::new(
            Code::LogUnavailable,
            format!("cannot read {} now: its history is gone from the store", self.name),
        ))
    }

    /// Refuses if the log can't be read for longer than [`TRUSTED_FOR`]: words may have been erased or hidden
    /// meanwhile.
    pub(crate) fn require_trusted(&self) -> Result<(), Refused> {
        self.require_there()?;
        let failing = self.shared.progress.borrow().failing;
        match failing {
            Some(since) if since.elapsed() > TRUSTED_FOR => {
                Err(Refused::new(Code::LogUnavailable, format!("cannot read {} now", self.name)))
            }
            _ => Ok(()),
        }
    }

    /// Waits until a position is folded.
    pub(crate) async fn reach(&self, position: Position) -> Result<(), Refused> {
        // A position of another history may have the same numbers.
        let reaches = |at: Position| at >= position && (at.term > position.term || at.nonce == position.nonce);
        let is_there = |progress: &Progress| progress.settled && progress.position.is_some_and(reaches);
        if is_there(&self.shared.progress.borrow()) {
            return Ok(());
        }
        let mut progress = self.shared.progress.subscribe();
        match tokio::time::timeout(REACH_PATIENCE, progress.wait_for(is_there)).await {
            Ok(Ok(_)) => Ok(()),
            _ => Err(Refused::new(Code::LogUnavailable, format!("cannot fold {} up to {position} now", self.name))),
        }
    }

    /// Applies entries that were just appended here, in order, if they directly follow the folded ones, so that their
    /// sender need not wait for the publication. Others come from the log as usual.
    pub(crate) fn offer(&self, entries: &[Entry]) {
        if self.is_well() {
            self.shared.offer(entries);
        }
    }

    /// Waits until something after a position is folded, at most so long.
    pub(crate) async fn pass(&self, position: Option<Position>, at_most: Duration) {
        let mut progress = self.shared.progress.subscribe();
        let passed = progress.wait_for(|progress| progress.position != position);
        // Whether or not something came, the caller looks again.
        let _ = tokio::time::timeout(at_most, passed).await;
    }

    /// Folds up to the head that the log has now, so that a refusal is true.
    pub(crate) async fn reach_head(&self) -> Result<(), Refused> {
        self.settle().await?;
        match self.log.head(&self.name).await? {
            Some(head) => self.reach(head).await,
            None => Ok(()),
        }
    }

    /// Waits until the log was folded once, however long that takes while it can be read.
    pub(crate) async fn settle(&self) -> Result<(), Refused> {
        self.require_there()?;
        let mut progress = self.shared.progress.subscribe();
        loop {
            let settled = progress.wait_for(|progress| progress.settled);
            if tokio::time::timeout(REACH_PATIENCE, settled).await.is_ok() {
                return Ok(());
            }
            if progress.borrow().failing.is_some() {
                return Err(Refused::new(Code::LogUnavailable, format!("cannot fold {} now", self.name)));
            }
        }
    }

    /// Keeps a checkpoint, where enough was applied since the last one, or (`always`) anything was.
    pub(crate) async fn keep_checkpoint(&self, always: bool) -> Result<(), LogError> {
        let made = {
            let at = self.read();
            let due = at.since_checkpoint > if always { 0 } else { CHECKPOINT_ENTRIES };
            due.then(|| at.state.checkpoint()).flatten()
        };
        let Some(made) = made else { return Ok(()) };
        self.shared.write().since_checkpoint = 0;
        self.log.keep_checkpoint(&self.name, made.into()).await
    }
}

async fn run<S: State>(shared: Arc<Shared<S>>, log: Arc<dyn Log>, name: LogName) {
    let mut pause = RETRY_MIN;
    loop {
        // The former state stays readable until the new one is complete, so that members are not refused meanwhile.
        let error = match fold_whole::<S>(&log, &name).await {
            Ok((_, at)) if !at.state.goes_on_from(&shared.read().state) => {
                ReadError::Log(LogError::Gone { operation: "fold", log: name.to_string() })
            }
            Ok((entries, at)) => {
                shared.replace(at);
                pause = RETRY_MIN;
                follow(&shared, &log, &name, entries).await
            }
            Err(error) => error,
        };
        match error {
            ReadError::NotResumable { after, .. } => {
                tracing::warn!(log.offset = %after, "the log's history was replaced; folding it anew");
                shared.unsettle();
            }
            ReadError::Log(error) => {
                shared.fail(&error);
                if matches!(error, LogError::Damaged { .. }) {
                    replaced(&log, &name).await;
                }
            }
        }
        tokio::time::sleep(pause).await;
        pause = (pause * 2).min(RETRY_MAX);
    }
}

/// Keeps the state at the log's head, until its history is replaced.
async fn follow<S: State>(shared: &Shared<S>, log: &Arc<dyn Log>, name: &LogName, mut entries: Tail) -> ReadError {
    let mut pause = RETRY_MIN;
    loop {
        match entries.next().await {
            Ok(tailed) => {
                shared.apply(&tailed, name);
                pause = RETRY_MIN;
            }
            Err(damaged @ ReadError::Log(LogError::Damaged { .. })) => return damaged,
            Err(ReadError::Log(error)) => {
                shared.fail(&error);
                // A quiet log has no next entry, so its head shows whether it can be read again.
                loop {
                    tokio::time::sleep(pause).await;
                    pause = (pause * 2).min(RETRY_MAX);
                    match log.head(name).await {
                        Ok(_) => break,
                        // It may be unreachable first, and empty when it is back.
                        Err(error @ LogError::Gone { .. }) => shared.fail(&error),
                        Err(_) => {}
                    }
                }
                shared.recover();
            }
            Err(replaced @ ReadError::NotResumable { .. }) => return replaced,
        }
    }
}

impl<S: State> At<S> {
    /// Says whether that changed who may see what.
    fn apply(&mut self, tailed: &Tailed, name: &LogName, hooks: &dyn Hooks) -> bool {
        let mut changed = false;
        match tailed {
            Tailed::Entries(entries) => {
                // Entries that were appended here may have been applied already.
                for entry in entries {
                    if self.position < Some(entry.position) {
                        // Those in between are damaged: the program's log names them.
                        if entry.previous != self.position {
                            self.state.lost(name);
                        }
                        changed |= self.apply_entry(entry, hooks);
                    }
                }
            }
            Tailed::Touched(ids) => {
                hooks.touched(ids);
                self.state.touched(ids);
            }
            // What they did is not done here; what comes after them is.
            Tailed::Lost(position) => {
                self.state.lost(name);
                self.position = self.position.max(Some(*position));
            }
        }
        changed
    }

    fn apply_entry(&mut self, entry: &Entry, hooks: &dyn Hooks) -> bool {
        hooks.entry(entry);
        if !entry.touched.is_empty() {
            hooks.touched(&entry.touched);
        }
        self.position = Some(entry.position);
        self.since_checkpoint += 1;
        self.state.apply(entry)
    }
}

impl<S: State> Shared<S> {
    fn apply(&self, tailed: &Tailed, name: &LogName) {
        let mut at = self.write();
        if at.apply(tailed, name, &*self.hooks) {
            // Still under the lock: whoever reads what comes after it knows of it.
            self.hooks.rights();
        }
        // Under the lock as well: of two who apply, none may tell of less than the other has told already.
        self.progress.send_replace(Progress { position: at.position, settled: true, ..Progress::default() });
        drop(at);
        self.hooks.changed();
    }

    /// Applies entries that were appended here, as far as they follow on what is applied.
    fn offer(&self, entries: &[Entry]) {
        let mut at = self.write();
        let (mut applied, mut rights) = (false, false);
        for entry in entries {
            if !at.position.is_some_and(|position| entry.position.follows(&position)) {
                break;
            }
            rights |= at.apply_entry(entry, &*self.hooks);
            applied = true;
        }
        if !applied {
            return;
        }
        if rights {
            self.hooks.rights();
        }
        self.progress.send_modify(|progress| progress.position = at.position);
        drop(at);
        self.hooks.changed();
    }

    fn replace(&self, at: At<S>) {
        let position = at.position;
        let mut held = self.write();
        *held = at;
        self.hooks.touched(&[]);
        self.hooks.rights();
        self.progress.send_replace(Progress { position, settled: true, ..Progress::default() });
        drop(held);
        self.hooks.changed();
    }

    fn unsettle(&self) {
        self.progress.send_modify(|progress| progress.settled = false);
    }

    fn fail(&self, error: &LogError) {
        self.progress.send_modify(|progress| progress.fail(error));
    }

    fn read(&self) -> RwLockReadGuard<'_, At<S>> {
        self.state.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn recover(&self) {
        self.progress.send_modify(|progress| (progress.failing, progress.gone) = (None, false));
    }

    fn write(&self) -> RwLockWriteGuard<'_, At<S>> {
        self.state.write().unwrap_or_else(PoisonError::into_inner)
    }
}
