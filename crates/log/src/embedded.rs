//! The embedded log: one folder, one process, and an fsync before every ack.

mod file;
mod read;
mod rows;
mod write;
mod writer;

use std::{
    fmt,
    path::Path,
    sync::{Arc, Mutex, PoisonError, RwLock},
    thread::JoinHandle,
    time::Duration,
};

use async_trait::async_trait;
use bytes::Bytes;
use redb::Database;
use tokio::{
    runtime::Handle,
    sync::{broadcast, mpsc, oneshot},
};
use traceboard_position::Position;

use self::{
    file::Folder,
    writer::{Answer, Request, Shared, Writer},
};
use crate::{
    Chance, Clock, Log, LogError, LogName, NewEntry, Outcome, PUBLICATIONS_MAX, Page, Publication, ReadError,
    SIGNALS_MAX, SystemChance, SystemClock, Touch, Worth, bounds, channels::Channels,
};

/// How many calls wait for the writer before the next ones wait for room.
const REQUESTS_MAX: usize = 256;

/// What a log is opened with.
#[derive(Clone)]
pub struct EmbeddedSettings {
    /// Stamps entries; never below the last stamp of the log.
    pub clock: Arc<dyn Clock>,
    /// Draws the nonce of the terms that this opening begins.
    pub chance: Arc<dyn Chance>,
    /// How long after an erasure the words may still be in the file. Then it is rewritten, which holds up appends (not
    /// reads) for as long as a copy of the log takes.
    pub erased_at_rest_after: Duration,
}

impl Default for EmbeddedSettings {
    fn default() -> Self {
        Self {
            clock: Arc::new(SystemClock),
            chance: Arc::new(SystemChance),
            erased_at_rest_after: Duration::from_secs(5 * 60),
        }
    }
}

/// Logs in one folder of this machine, held by this process alone. Clones share it; the last one closes it.
///
/// Every opening starts a term in each log, with its first append after the opening. All terms that an opening begins
/// have the same nonce. An ack means that the entry was flushed to disk. Publications and signals stay in this process.
#[derive(Clone)]
pub struct EmbeddedLog {
    inner: Arc<Inner>,
}

struct Inner {
    folder: String,
    shared: Arc<Shared>,
    signals: Channels<Bytes>,
    requests: Mutex<Option<mpsc::Sender<Request>>>,
    writer: Mutex<Option<JoinHandle<()>>>,
}

impl EmbeddedLog {
    /// Opens the logs of a folder, or makes it. Blocks: it reads the file, and where words were erased lately it
    /// rewrites it.
    ///
    /// # Errors
    /// [`LogError::Locked`] where another process, or another opening in this one, has the folder;
    /// [`LogError::Damaged`] and [`LogError::Unavailable`].
    pub fn open(folder: impl AsRef<Path>, clock: Arc<dyn Clock>) -> Result<Self, LogError> {
        Self::open_with(folder, EmbeddedSettings { clock, ..EmbeddedSettings::default() })
    }

    /// As [`EmbeddedLog::open`], with every setting.
    ///
    /// # Errors
    /// As [`EmbeddedLog::open`].
    pub fn open_with(folder: impl AsRef<Path>, settings: EmbeddedSettings) -> Result<Self, LogError> {
        let folder = Folder::lock(folder.as_ref())?;
        let path = folder.path().display().to_string();
        let failed = |failure: Failure| failure.about("open", &path);
        let mut database = folder.open().map_err(failed)?;
        if Folder::erased_since(&database).map_err(failed)?.is_some() {
            match folder.rewrite(&database) {
                Ok(fresh) => database = fresh,
                // A full disk is no reason to stay away. The next erasure or opening tries again.
                Err(failure) => {
                    tracing::error!(log.folder = path, error = %failure, "erased words stay in the file until it can be rewritten");
                }
            }
        }
        let nonce = settings.chance.draw().map_err(|error| failed(error.into()))?;
        let shared = Arc::new(Shared {
            database: RwLock::new(Some(Arc::new(database))),
            publications: Channels::new(PUBLICATIONS_MAX),
        });
        let (sender, requests) = mpsc::channel(REQUESTS_MAX);
        let writer = Writer {
            folder,
            settings,
            nonce,
            shared: shared.clone(),
            requests,
            again: sender.downgrade(),
            rewrite_is_due: false,
        };
        let writer = std::thread::Builder::new().name("log-writer".to_owned()).spawn(move || writer.run());
        let writer = writer.map_err(|error| failed(error.into()))?;
        Ok(Self {
            inner: Arc::new(Inner {
                folder: path.clone(),
                shared,
                signals: Channels::new(SIGNALS_MAX),
                requests: Mutex::new(Some(sender)),
                writer: Mutex::new(Some(writer)),
            }),
        })
    }

    /// Writes a fresh file without what was erased, and puts it in the old one's place; says whether there was reason
    /// to. This happens by itself [`EmbeddedSettings::erased_at_rest_after`] an erasure, and at the next opening. The
    /// blocks of the old file go back to the file system, which may overwrite them later.
    ///
    /// # Errors
    /// [`LogError`]; then the old file is still in place.
    pub async fn rewrite(&self) -> Result<bool, LogError> {
        self.ask("rewrite", |answer| Request::Rewrite { answer: Some(answer) }).await
    }

    async fn ask<T>(&self, operation: &'static str, request: impl FnOnce(Answer<T>) -> Request) -> Result<T, LogError> {
        let closed = || LogError::Closed { operation };
        let requests = lock(&self.inner.requests).clone().ok_or_else(closed)?;
        let (answer, answered) = oneshot::channel();
        requests.send(request(answer)).await.map_err(|_| closed())?;
        answered.await.map_err(|_| closed())?
    }

    /// Runs on a thread that may wait for the disk.
    async fn reading<T: Send + 'static>(
        &self,
        operation: &'static str,
        log: &LogName,
        read: impl FnOnce(&Database, &LogName) -> Result<T, Failure> + Send + 'static,
    ) -> Result<T, LogError> {
        if lock(&self.inner.requests).is_none() {
            return Err(LogError::Closed { operation });
        }
        if self.inner.shared.database().is_none() {
            // After a failed write the writer opens the file anew: asked to here too, where nobody else writes.
            let _ = self.rewrite().await;
        }
        let Some(database) = self.inner.shared.database() else {
            return Err(Failure::Io(Arc::new(std::io::Error::other("the file is closed after a failed write")))
                .about(operation, log));
        };
        let name = log.clone();
        let task = tokio::task::spawn_blocking(move || read(&database, &name));
        let result = task.await.map_err(|error| Failure::from(std::io::Error::other(error)));
        result.flatten().map_err(|failure| failure.about(operation, log))
    }
}

#[async_trait]
impl Log for EmbeddedLog {
    async fn append(&self, log: &LogName, entries: Vec<NewEntry>) -> Result<Vec<Outcome>, LogError> {
        bounds::check_append(log, &entries)?;
        if entries.is_empty() {
            return Ok(Vec::new());
        }
        let log = log.clone();
        let runtime = Handle::current();
        self.ask("append", |answer| Request::Append { log, entries, runtime, answer }).await
    }

    async fn head(&self, log: &LogName) -> Result<Option<Position>, LogError> {
        self.reading("read the head of", log, read::head).await
    }

    async fn read(&self, log: &LogName, after: Option<Position>) -> Result<Page, ReadError> {
        let page = self.reading("read", log, move |database, log| read::page(database, log, after)).await?;
        Page::found(page, log, after)
    }

    async fn bodies(&self, log: &LogName, _ids: &[uuid::Uuid]) -> Result<Vec<crate::StoredBody>, LogError> {
        Err(LogError::Misuse { operation: "read bodies of", log: log.clone(), reason: "not built yet".to_owned() })
    }

    async fn format(&self, _log: &LogName) -> Result<u16, LogError> {
        Ok(0)
    }

    async fn unsettled(&self) -> Result<Vec<crate::Unsettled>, LogError> {
        Ok(Vec::new())
    }

    async fn settle(&self, _log: &LogName, _position: Position) -> Result<(), LogError> {
        Ok(())
    }

    async fn keep_checkpoint(&self, _log: &LogName, _checkpoint: Bytes) -> Result<(), LogError> {
        Ok(())
    }

    async fn checkpoint(&self, _log: &LogName) -> Result<Option<Bytes>, LogError> {
        Ok(None)
    }

    async fn probe(&self) -> Result<(), LogError> {
        Ok(())
    }

    fn publishing(&self) -> crate::Publishing {
        crate::Publishing::Arrives
    }

    async fn touch(&self, log: &LogName, touches: &[Touch]) -> Result<(), LogError> {
        bounds::check_touches(log, touches)?;
        if touches.is_empty() {
            return Ok(());
        }
        let (log, touches, runtime) = (log.clone(), touches.to_vec(), Handle::current());
        self.ask("touch bodies", |answer| Request::Touch { log, touches, runtime, answer }).await
    }

    async fn watch(&self, log: &LogName) -> Result<broadcast::Receiver<Publication>, LogError> {
        let requests = lock(&self.inner.requests);
        if requests.is_none() {
            return Err(LogError::Closed { operation: "watch" });
        }
        Ok(self.inner.shared.publications.subscribe(log))
    }

    async fn signal(&self, log: &LogName, signal: Bytes) -> Result<(), LogError> {
        bounds::check_signal(log, &signal)?;
        if lock(&self.inner.requests).is_none() {
            return Err(LogError::Closed { operation: "signal" });
        }
        self.inner.signals.send(log, signal);
        Ok(())
    }

    async fn signals(&self, log: &LogName) -> Result<broadcast::Receiver<Bytes>, LogError> {
        let requests = lock(&self.inner.requests);
        if requests.is_none() {
            return Err(LogError::Closed { operation: "listen" });
        }
        Ok(self.inner.signals.subscribe(log))
    }

    async fn worth(&self) -> Result<Worth, LogError> {
        Ok(Worth {
            sentence: format!("an ack means: flushed to the disk of this machine, in {}", self.inner.folder),
            warnings: Vec::new(),
            evictable: false,
        })
    }

    async fn close(&self) {
        let Some(requests) = lock(&self.inner.requests).take() else { return };
        let (answer, answered) = oneshot::channel();
        if requests.send(Request::Close { answer }).await.is_ok() {
            _ = answered.await;
        }
        self.inner.signals.clear();
    }
}

impl fmt::Debug for EmbeddedLog {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("EmbeddedLog").field("folder", &self.inner.folder).finish_non_exhaustive()
    }
}

impl Drop for Inner {
    /// Waits for the writer, so that the folder can be opened again right after.
    fn drop(&mut self) {
        lock(&self.requests).take();
        if let Some(writer) = lock(&self.writer).take() {
            _ = writer.join();
        }
    }
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// What went wrong in the file, before it is known what for.
#[derive(Clone, Debug, thiserror::Error)]
enum Failure {
    #[error(transparent)]
    Io(Arc<std::io::Error>),
    #[error("{0}")]
    Damaged(String),
}

impl Failure {
    fn damaged(reason: impl Into<String>) -> Self {
        Self::Damaged(reason.into())
    }

    fn about(self, operation: &'static str, log: impl fmt::Display) -> LogError {
        let log = log.to_string();
        match self {
            Self::Io(error) => LogError::Unavailable { operation, log, source: Box::new(error) },
            Self::Damaged(reason) => LogError::Damaged { operation, log, reason },
        }
    }
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        Self::Io(Arc::new(error))
    }
}

impl From<redb::Error> for Failure {
    fn from(error: redb::Error) -> Self {
        match error {
            redb::Error::Io(error) => error.into(),
            redb::Error::Corrupted(reason) => Self::Damaged(reason),
            error @ (redb::Error::UpgradeRequired(_)
            | redb::Error::TableTypeMismatch { .. }
            | redb::Error::TableDoesNotExist(_)) => Self::Damaged(error.to_string()),
            error => std::io::Error::other(error).into(),
        }
    }
}

macro_rules! from_redb {
    ($($error:ident),*) => {
        $(impl From<redb::$error> for Failure {
            fn from(error: redb::$error) -> Self {
                redb::Error::from(error).into()
            }
        })*
    };
}

from_redb!(DatabaseError, TransactionError, TableError, StorageError, CommitError);
