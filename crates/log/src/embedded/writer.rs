//! The one thread that writes: it takes what waits, commits it as one group, and only then answers.

use std::{
    sync::{Arc, PoisonError, RwLock},
    time::Instant,
};

use rusqlite::Connection;
use tokio::sync::oneshot;
use tokio_util::sync::CancellationToken;
use traceboard_position::Position;

use super::{
    EmbeddedSettings,
    database::{Database, empty_write_ahead},
    erasing::Erasing,
    failure::Failure,
    folder::Folder,
    group::{Group, Placed, Retold, told},
    logs::Logs,
    queue::{Queue, Taken},
};
use crate::{Entry, LogError, LogName, NewEntry, Outcome, Publication, StoredBody, Touch, bounds, channels::Channels};

/// How many entries go into one commit, about: a call's entries stay together.
const GROUP_ENTRIES_MAX: usize = 1024;

pub(super) type Answer<T> = oneshot::Sender<Result<T, LogError>>;

pub(super) enum Request {
    Append { log: LogName, entries: Vec<NewEntry>, answer: Answer<Vec<Outcome>> },
    Touch { log: LogName, touches: Vec<Touch>, answer: Answer<()> },
    Settle { log: LogName, position: Position, answer: Answer<()> },
    Probe { answer: Answer<()> },
}

/// What the writer and the readers share.
pub(super) struct Shared {
    /// None once closed.
    pub(super) database: RwLock<Option<Arc<Database>>>,
    pub(super) publications: Channels<Publication>,
    pub(super) requests: Queue<Request>,
    pub(super) erasing: Erasing,
    /// The folder is free again.
    pub(super) ended: CancellationToken,
}

impl Shared {
    pub(super) fn database(&self) -> Option<Arc<Database>> {
        self.database.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn set(&self, database: Option<Arc<Database>>) {
        *self.database.write().unwrap_or_else(PoisonError::into_inner) = database;
    }
}

/// The file as the writer holds it.
struct Held {
    database: Arc<Database>,
    write: Connection,
    logs: Logs,
    /// Something failed below SQLite, or the folder is another: opened again before the next commit.
    shaken: bool,
}

pub(super) struct Writer {
    held: Held,
    folder: Folder,
    settings: EmbeddedSettings,
    nonce: u64,
    shared: Arc<Shared>,
    /// When the write-ahead file is emptied next, after an erasure.
    empties_at: Option<Instant>,
}

/// What a request will be answered.
enum Done {
    Appended(Result<Vec<Placed>, LogError>),
    Other,
}

impl Writer {
    /// Opens what a folder holds, and gives what reads it.
    pub(super) fn open(folder: Folder, settings: EmbeddedSettings) -> Result<(Self, Arc<Shared>), Failure> {
        let nonce = settings.chance.draw()?;
        let (held, is_whole) = hold(&folder, true)?;
        let shared = Arc::new(Shared {
            database: RwLock::new(Some(held.database.clone())),
            publications: Channels::new(crate::PUBLICATIONS_MAX),
            requests: Queue::new(),
            erasing: Erasing::new(folder.path()),
            ended: CancellationToken::new(),
        });
        let mut writer = Self { held, folder, settings, nonce, shared: shared.clone(), empties_at: None };
        if !is_whole {
            writer.erased();
        }
        Ok((writer, shared))
    }

    /// Writes until the log is closed or dropped.
    pub(super) fn run(mut self) {
        loop {
            match self.shared.requests.take(self.empties_at) {
                Taken::Some(requests) => self.serve(requests),
                Taken::Nothing => {}
                Taken::Closed => break,
            }
            if self.empties_at.is_some_and(|at| at <= Instant::now()) {
                self.empty_write_ahead();
            }
        }
        if self.shared.erasing.pending_since_ms().is_some() {
            self.empty_write_ahead();
        }
    }

    fn serve(&mut self, requests: Vec<Request>) {
        let mut group = Vec::with_capacity(requests.len());
        let mut entries = 0;
        for request in requests {
            entries += if let Request::Append { entries, .. } = &request { entries.len() } else { 1 };
            group.push(request);
            if entries >= GROUP_ENTRIES_MAX {
                self.commit(std::mem::take(&mut group));
                entries = 0;
            }
        }
        if !group.is_empty() {
            self.commit(group);
        }
    }

    fn commit(&mut self, group: Vec<Request>) {
        match self.try_commit(&group) {
            Ok((done, retold)) => {
                for (request, done) in group.into_iter().zip(done) {
                    answer(&self.shared.publications, request, done, &retold);
                }
            }
            // What can't be read of one log must not hold up the others.
            Err(Failure::Damaged(_)) if group.len() > 1 => {
                for request in group {
                    self.commit(vec![request]);
                }
            }
            Err(failure) => {
                for request in group {
                    refuse(request, &failure);
                }
            }
        }
    }

    fn try_commit(&mut self, group: &[Request]) -> Result<(Vec<Done>, Retold), Failure> {
        self.mend()?;
        let now_ms = self.settings.clock.now_ms();
        let result = self.held.commit(group, now_ms, self.nonce);
        match result {
            // What was written to a folder that is no longer there is on no disk that a restart would look at.
            Ok(_) if !self.folder.holds(self.held.database.identity()) => {
                self.held.shaken = true;
                Err(Failure::unavailable("its folder was moved, removed or replaced"))
            }
            Ok((done, retold, erased)) => {
                if erased {
                    self.erased();
                }
                Ok((done, retold))
            }
            Err(failure) => {
                self.held.forget(&failure);
                Err(failure)
            }
        }
    }

    /// After a failure the file is opened again, and with a new term: what stands there now may be another history.
    fn mend(&mut self) -> Result<(), Failure> {
        if !self.held.shaken {
            return Ok(());
        }
        self.folder.lock_again()?;
        if self.folder.holds_file(self.held.database.identity()) {
            // What is only in a write-ahead file that lost its name would be gone with the last who has it open.
            empty_write_ahead(&self.held.write)?;
        }
        let (held, is_whole) = hold(&self.folder, false)?;
        self.nonce = self.settings.chance.draw()?;
        self.shared.set(Some(held.database.clone()));
        self.held = held;
        if !is_whole {
            self.erased();
        }
        self.shared.publications.send_all(&Publication::Missed);
        Ok(())
    }

    fn erased(&mut self) {
        let at = self.shared.erasing.begins(self.settings.clock.now_ms());
        self.empties_at.get_or_insert(at);
    }

    fn empty_write_ahead(&mut self) {
        let emptied = empty_write_ahead(&self.held.write);
        self.empties_at = self.shared.erasing.tried(emptied);
    }
}

impl Drop for Writer {
    /// Also where the thread panics: whoever waits is answered by the drop of their channel.
    fn drop(&mut self) {
        self.shared.requests.close();
        drop(self.shared.requests.take(None));
        self.shared.set(None);
        self.shared.publications.clear();
    }
}

fn hold(folder: &Folder, make: bool) -> Result<(Held, bool), Failure> {
    let (database, write, is_whole) = Database::open(folder, make)?;
    let logs = Logs::read(&write)?;
    Ok((Held { database: Arc::new(database), write, logs, shaken: false }, is_whole))
}

impl Held {
    /// On disk when it returns.
    fn commit(&mut self, group: &[Request], now_ms: i64, nonce: u64) -> Result<(Vec<Done>, Retold, bool), Failure> {
        self.write.prepare_cached("BEGIN IMMEDIATE")?.execute([])?;
        let began_at = self.logs.last_entry() + 1;
        let (write, logs, retold) = (&self.write, &mut self.logs, Retold::new());
        let mut commit = Group { write, logs, now_ms, nonce, began_at, retold, erased: false };
        let mut done = Vec::with_capacity(group.len());
        for request in group {
            done.push(match request {
                Request::Append { log, entries, .. } => Done::Appended(commit.append(log, entries)?),
                Request::Touch { log, touches, .. } => {
                    commit.touch(log, touches)?;
                    Done::Other
                }
                Request::Settle { log, position, .. } => {
                    commit.settle(log, position)?;
                    Done::Other
                }
                Request::Probe { .. } => {
                    commit.probe()?;
                    Done::Other
                }
            });
        }
        let Group { retold, erased, .. } = commit;
        self.write.prepare_cached("COMMIT")?.execute([])?;
        Ok((done, retold, erased))
    }

    /// Takes back what a failed commit did.
    fn forget(&mut self, failure: &Failure) {
        self.shaken |= matches!(failure, Failure::Unavailable(_));
        if !self.write.is_autocommit() && self.write.execute_batch("ROLLBACK").is_err() {
            self.shaken = true;
        }
        match Logs::read(&self.write) {
            Ok(logs) => self.logs = logs,
            Err(_) => self.shaken = true,
        }
    }
}

/// Tells those who watch, then the one who asked.
fn answer(publications: &Channels<Publication>, request: Request, done: Done, retold: &Retold) {
    match (request, done) {
        (Request::Append { answer, .. }, Done::Appended(Err(error))) => _ = answer.send(Err(error)),
        (Request::Append { log, entries, answer }, Done::Appended(Ok(placed))) => {
            let outcomes = placed.iter().map(|placed| placed.outcome).collect();
            if publications.is_watched(&log) {
                for (new, placed) in entries.into_iter().zip(placed) {
                    publish(publications, &log, new, &placed, retold);
                }
            }
            _ = answer.send(Ok(outcomes));
        }
        (Request::Touch { log, touches, answer }, _) => {
            publications.send(&log, Publication::Touched(bounds::touched(&touches)));
            _ = answer.send(Ok(()));
        }
        (Request::Settle { answer, .. } | Request::Probe { answer }, _) => _ = answer.send(Ok(())),
        (Request::Append { .. }, Done::Other) => {}
    }
}

fn publish(publications: &Channels<Publication>, log: &LogName, new: NewEntry, placed: &Placed, retold: &Retold) {
    let Outcome::Appended { position, accepted_at_ms } = placed.outcome else { return };
    let entry = Entry {
        position,
        previous: placed.previous,
        accepted_at_ms,
        id: new.id,
        head: new.head,
        body: new.body.map_or(StoredBody::None, |words| told(retold, placed, words)),
        touched: bounds::touched(&new.touches),
    };
    publications.send(log, Publication::Entry(Arc::new(entry)));
}

fn refuse(request: Request, failure: &Failure) {
    let failure = failure.clone();
    match request {
        Request::Append { answer, log, .. } => _ = answer.send(Err(failure.about("append to", log))),
        Request::Touch { answer, log, .. } => _ = answer.send(Err(failure.about("touch bodies of", log))),
        Request::Settle { answer, log, .. } => _ = answer.send(Err(failure.about("settle", log))),
        Request::Probe { answer } => _ = answer.send(Err(failure.about("try", "store"))),
    }
}
