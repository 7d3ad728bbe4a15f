//! The one thread that writes: it takes what waits, commits it as one group, and only then answers.

use std::{
    sync::{Arc, PoisonError, RwLock},
    time::Duration,
};

use redb::Database;
use tokio::{
    runtime::Handle,
    sync::{mpsc, oneshot},
};

use super::{
    EmbeddedSettings, Failure,
    file::{Folder, begin},
    write::{Done, Group, News},
};
use crate::{LogError, LogName, NewEntry, Outcome, Publication, Touch, channels::Channels};

/// How many entries go into one commit, about: a call's entries stay together.
const GROUP_ENTRIES_MAX: usize = 1024;

pub(super) type Answer<T> = oneshot::Sender<Result<T, LogError>>;

pub(super) enum Request {
    Append {
        log: LogName,
        entries: Vec<NewEntry>,
        runtime: Handle,
        answer: Answer<Vec<Outcome>>,
    },
    Touch {
        log: LogName,
        touches: Vec<Touch>,
        runtime: Handle,
        answer: Answer<()>,
    },
    /// Nobody waits, where it is the time after an erasure that asks.
    Rewrite {
        answer: Option<Answer<bool>>,
    },
    Close {
        answer: oneshot::Sender<()>,
    },
}

/// What the writer and the readers share.
pub(super) struct Shared {
    /// None once closed, or while the file could not be opened again after a failure.
    pub(super) database: RwLock<Option<Arc<Database>>>,
    pub(super) publications: Channels<Publication>,
}

impl Shared {
    pub(super) fn database(&self) -> Option<Arc<Database>> {
        self.database.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn set(&self, database: Option<Database>) {
        *self.database.write().unwrap_or_else(PoisonError::into_inner) = database.map(Arc::new);
    }
}

pub(super) struct Writer {
    pub(super) folder: Folder,
    pub(super) settings: EmbeddedSettings,
    pub(super) nonce: u64,
    pub(super) shared: Arc<Shared>,
    pub(super) requests: mpsc::Receiver<Request>,
    /// For the time after an erasure; weak, so that it doesn't keep a dropped log open.
    pub(super) again: mpsc::WeakSender<Request>,
    pub(super) rewrite_is_due: bool,
}

impl Writer {
    /// Writes until the log is closed or dropped.
    pub(super) fn run(mut self) {
        let mut closed = None;
        while let Some(first) = self.requests.blocking_recv() {
            if let Some(answer) = self.serve(first) {
                closed = Some(answer);
                break;
            }
        }
        self.shared.set(None);
        self.shared.publications.clear();
        self.requests.close();
        // Whoever still waits is answered by the drop of their channel.
        drop(self);
        if let Some(answer) = closed {
            _ = answer.send(());
        }
    }

    /// Serves a request and those that wait behind it; gives back whom to tell, if one of them is the last.
    fn serve(&mut self, first: Request) -> Option<oneshot::Sender<()>> {
        let mut group = Vec::new();
        let mut entries = 0;
        let mut next = Some(first);
        let mut last = None;
        while let Some(request) = next {
            match request {
                Request::Append { .. } | Request::Touch { .. } => {
                    entries += if let Request::Append { entries, .. } = &request { entries.len() } else { 1 };
                    group.push(request);
                }
                other => {
                    last = Some(other);
                    break;
                }
            }
            next = if entries < GROUP_ENTRIES_MAX { self.requests.try_recv().ok() } else { None };
        }
        if !group.is_empty() {
            self.commit(group);
        }
        match last {
            Some(Request::Close { answer }) => return Some(answer),
            Some(Request::Rewrite { answer }) => self.rewrite(answer),
            _ => {}
        }
        None
    }

    fn commit(&mut self, group: Vec<Request>) {
        let mut appends = Vec::new();
        let mut touches = Vec::new();
        let mut runtime = None;
        let result = self.database().and_then(|database| {
            let write = begin(&database)?;
            let mut commit = Group::begin(&write, self.settings.clock.now_ms(), self.nonce)?;
            for request in &group {
                match request {
                    Request::Append { log, entries, runtime: handle, .. } => {
                        // A clone of shared bytes: should the commit fail, the request is still there to be answered.
                        appends.push(commit.append(log, entries.clone())?);
                        runtime = Some(handle.clone());
                    }
                    Request::Touch { log, touches: each, runtime: handle, .. } => {
                        touches.push(commit.touch(log, each)?);
                        runtime = Some(handle.clone());
                    }
                    Request::Rewrite { .. } | Request::Close { .. } => {}
                }
            }
            let done = commit.finish()?;
            write.commit()?;
            Ok(done)
        });
        match result {
            Ok(Done { news, erased }) => {
                for (log, news) in news {
                    let publication = match news {
                        News::Entry(entry) => Publication::Entry(Arc::new(entry)),
                        News::Touched(ids) => Publication::Touched(ids),
                    };
                    self.shared.publications.send(&log, publication);
                }
                if let (true, Some(runtime)) = (erased, runtime) {
                    self.rewrite_later(&runtime);
                }
                answer(group, Ok((appends, touches)));
            }
            // What can't be read of one log must not hold up the others.
            Err(Failure::Damaged(_)) if group.len() > 1 => {
                for request in group {
                    self.commit(vec![request]);
                }
            }
            Err(failure) => {
                if let Failure::Io(_) = failure {
                    // After a failed write redb answers nothing but the failure, until the file is opened again.
                    self.shared.set(None);
                }
                answer(group, Err(&failure));
            }
        }
    }

    /// The open file; opened again, and with a new term, after a failure.
    fn database(&mut self) -> Result<Arc<Database>, Failure> {
        if let Some(database) = self.shared.database() {
            return Ok(database);
        }
        self.nonce = self.settings.chance.draw()?;
        self.shared.set(Some(self.folder.open()?));
        self.shared.publications.send_all(&Publication::Missed);
        self.shared.database().ok_or_else(|| Failure::damaged("the file is closed"))
    }

    fn rewrite_later(&mut self, runtime: &Handle) {
        if std::mem::replace(&mut self.rewrite_is_due, true) {
            return;
        }
        let after: Duration = self.settings.erased_at_rest_after;
        let again = self.again.clone();
        runtime.spawn(async move {
            tokio::time::sleep(after).await;
            if let Some(again) = again.upgrade() {
                _ = again.send(Request::Rewrite { answer: None }).await;
            }
        });
    }

    fn rewrite(&mut self, answer: Option<Answer<bool>>) {
        self.rewrite_is_due = false;
        let path = self.folder.path().display().to_string();
        let result = self.database().and_then(|database| {
            if Folder::erased_since(&database)?.is_none() {
                return Ok(false);
            }
            let fresh = self.folder.rewrite(&database)?;
            self.shared.set(Some(fresh));
            Ok(true)
        });
        match (result, answer) {
            (Err(failure), Some(answer)) => _ = answer.send(Err(failure.about("rewrite", path))),
            (Err(failure), None) => {
                tracing::error!(log.folder = path, error = %failure, "erased words stay in the file until it can be rewritten");
            }
            (Ok(rewritten), Some(answer)) => _ = answer.send(Ok(rewritten)),
            (Ok(_), None) => {}
        }
    }
}

/// Answers in the order of the requests.
fn answer(group: Vec<Request>, result: Result<(Vec<Vec<Outcome>>, Vec<()>), &Failure>) {
    let (mut appends, failed) = match result {
        Ok((appends, _)) => (appends.into_iter(), None),
        Err(failure) => (Vec::new().into_iter(), Some(failure)),
    };
    for request in group {
        match (request, failed) {
            (Request::Append { answer, .. }, None) => _ = answer.send(Ok(appends.next().unwrap_or_default())),
            (Request::Append { answer, log, .. }, Some(failure)) => {
                _ = answer.send(Err(failure.clone().about("append to", log)));
            }
            (Request::Touch { answer, .. }, None) => _ = answer.send(Ok(())),
            (Request::Touch { answer, log, .. }, Some(failure)) => {
                _ = answer.send(Err(failure.clone().about("touch bodies of", log)));
            }
            (Request::Rewrite { .. } | Request::Close { .. }, _) => {}
        }
    }
}
