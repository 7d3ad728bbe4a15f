//! The embedded log: SQLite in one folder, one process, and a flush to the disk before every ack.

mod calls;
mod check;
mod checkpoints;
mod copy;
mod database;
mod erasing;
mod external;
mod failure;
mod folder;
mod group;
mod logs;
mod open_file;
mod photos;
mod queue;
mod read;
mod readers;
mod repair;
mod repeats;
mod request;
mod rows;
mod writer;

use std::{
    fmt,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError},
    thread::JoinHandle,
};

use bytes::Bytes;
use tokio::sync::{Semaphore, oneshot};

use self::{
    failure::Failure,
    folder::Folder,
    readers::{READERS_MAX, Readers},
    request::{Answer, Request},
    writer::{Shared, Writer},
};
use crate::{Chance, Clock, LogError, SIGNALS_MAX, SystemChance, SystemClock, channels::Channels};

/// The settings with which a log is opened.
#[derive(Clone)]
pub struct EmbeddedSettings {
    /// Stamps entries; never below the last stamp of the log.
    pub clock: Arc<dyn Clock>,
    /// Draws the nonce of the terms that this opening begins.
    pub chance: Arc<dyn Chance>,
}

impl Default for EmbeddedSettings {
    fn default() -> Self {
        Self { clock: Arc::new(SystemClock), chance: Arc::new(SystemChance) }
    }
}

/// Logs in one folder of this machine, locked by this process. Clones share it; the last one closes it.
///
/// Every opening starts a term in each log, with its first append after the opening. All terms that an opening begins
/// have the same nonce. An ack means that the entry was flushed to disk, and that the folder was still the one that was
/// opened. Publications and signals stay in this process.
///
/// Erased words are overwritten in the same commit, and a moment later they are in no file of the folder:
/// [`EmbeddedLog::erased_pending_since_ms`] shows whether another program that reads the file delays that.
#[derive(Clone)]
pub struct EmbeddedLog {
    inner: Arc<Inner>,
}

struct Inner {
    folder: PathBuf,
    shared: Arc<Shared>,
    signals: Channels<Bytes>,
    reads: Semaphore,
    writer: Mutex<Option<JoinHandle<()>>>,
}

impl EmbeddedLog {
    /// Opens the logs of a folder, or creates it. Blocks: after a crash it reads the write-ahead file.
    ///
    /// # Errors
    /// [`LogError::Locked`] where another process, or another opening in this one, has the folder; [`LogError::Former`] where
    /// it is of a former version; [`LogError::Damaged`], [`LogError::Refuses`] and [`LogError::Unavailable`].
    pub fn open(folder: impl AsRef<Path>, clock: Arc<dyn Clock>) -> Result<Self, LogError> {
        Self::open_with(folder, EmbeddedSettings { clock, ..EmbeddedSettings::default() })
    }

    /// As [`EmbeddedLog::open`], with every setting.
    ///
    /// # Errors
    /// As [`EmbeddedLog::open`].
    pub fn open_with(folder: impl AsRef<Path>, settings: EmbeddedSettings) -> Result<Self, LogError> {
        let path = folder.as_ref().to_owned();
        let failed = |failure: Failure| failure.about("open", path.display());
        let (writer, shared) = Writer::open(Folder::lock(&path)?, settings).map_err(failed)?;
        let ended = shared.ended.clone();
        let writing = std::thread::Builder::new().name("log-writer".to_owned()).spawn(move || {
            let _ended = ended.drop_guard();
            writer.run();
        });
        let writer = Mutex::new(Some(writing.map_err(|error| failed(error.into()))?));
        let (signals, reads) = (Channels::new(SIGNALS_MAX), Semaphore::new(READERS_MAX));
        Ok(Self { inner: Arc::new(Inner { folder: path, shared, signals, reads, writer }) })
    }

    /// Since when, in Unix milliseconds, erased words may still be in the write-ahead file, because another program is
    /// reading it. None where all that was erased is in no file of the folder.
    #[must_use]
    pub fn erased_pending_since_ms(&self) -> Option<i64> {
        self.inner.shared.erasing.pending_since_ms()
    }

    /// Copies all logs, as they stand now, to a new folder that [`EmbeddedLog::open`] opens. Appends and reads go on; erased
    /// words may stay in the write-ahead file until the copy is there. Checkpoints are not copied.
    ///
    /// # Errors
    /// [`LogError::Refuses`] where that folder has a log already; [`LogError`].
    pub async fn backup(&self, to: impl Into<PathBuf>) -> Result<(), LogError> {
        let to = to.into();
        self.reading("back up", "store", move |from| copy::backup(from, &to)).await
    }

    /// Reads all stored data, and returns a sentence for each fault, naming log and position; an empty list if there is
    /// none. Appends and reads go on.
    ///
    /// # Errors
    /// [`LogError`] if the file cannot be read.
    pub async fn check(&self) -> Result<Vec<String>, LogError> {
        self.reading("check", "store", check::check).await
    }

    /// Waits for room in the queue, then for the reply.
    async fn ask<T>(&self, operation: &'static str, request: impl FnOnce(Answer<T>) -> Request) -> Result<T, LogError> {
        let closed = || LogError::Closed { operation };
        let (answer, answered) = oneshot::channel();
        self.inner.shared.requests.push(request(answer)).await.map_err(|_| closed())?;
        answered.await.map_err(|_| closed())?
    }

    /// Runs on a thread that may block on the disk.
    async fn reading<T: Send + 'static>(
        &self,
        operation: &'static str,
        log: impl fmt::Display,
        read: impl FnOnce(&Readers) -> Result<T, Failure> + Send + 'static,
    ) -> Result<T, LogError> {
        self.is_open(operation)?;
        let Some(database) = self.inner.shared.database() else { return Err(LogError::Closed { operation }) };
        self.blocking(operation, log, move || read(database.readers())).await
    }

    async fn blocking<T: Send + 'static>(
        &self,
        operation: &'static str,
        log: impl fmt::Display,
        work: impl FnOnce() -> Result<T, Failure> + Send + 'static,
    ) -> Result<T, LogError> {
        let _turn = self.inner.reads.acquire().await.map_err(|_| LogError::Closed { operation })?;
        let task = tokio::task::spawn_blocking(work);
        let result = task.await.map_err(|error| Failure::from(std::io::Error::other(error)));
        result.flatten().map_err(|failure| failure.about(operation, log))
    }

    fn is_open(&self, operation: &'static str) -> Result<(), LogError> {
        if self.inner.shared.requests.is_closed() { Err(LogError::Closed { operation }) } else { Ok(()) }
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
        self.shared.requests.close();
        let writer = self.writer.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(writer) = writer {
            _ = writer.join();
        }
    }
}
