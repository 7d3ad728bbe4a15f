//! A real log that can be made unreachable, slow to read, or exchanged for itself opened anew.

use std::sync::{
    Arc, Mutex,
    atomic::{AtomicUsize, Ordering},
};

use async_trait::async_trait;
use bytes::Bytes;
use tokio::sync::{broadcast, watch};
use traceboard_log::{
    Log, LogError, LogName, NewEntry, Outcome, Page, Publication, Publishing, ReadError, StoredBody, Touch, Unsettled,
    Worth,
};
use traceboard_position::Position;
use uuid::Uuid;

pub struct Faulty {
    inner: Mutex<Option<Arc<dyn Log>>>,
    held: watch::Sender<bool>,
    reads: AtomicUsize,
    heads: AtomicUsize,
}

impl Faulty {
    pub fn new(inner: Arc<dyn Log>) -> Self {
        Self { inner: Mutex::new(Some(inner)), held: watch::Sender::new(false), reads: 0.into(), heads: 0.into() }
    }

    /// Makes it unreachable.
    pub fn take(&self) -> Arc<dyn Log> {
        self.inner.lock().unwrap().take().expect("a log that is reachable")
    }

    pub fn put(&self, log: Arc<dyn Log>) {
        *self.inner.lock().unwrap() = Some(log);
    }

    /// Lets answers of reads wait, or go.
    pub fn hold_reads(&self, held: bool) {
        self.held.send_replace(held);
    }

    /// How many reads of pages were begun.
    pub fn reads(&self) -> usize {
        self.reads.load(Ordering::SeqCst)
    }

    /// How often the head was asked for.
    pub fn heads(&self) -> usize {
        self.heads.load(Ordering::SeqCst)
    }

    fn inner(&self, operation: &'static str) -> Result<Arc<dyn Log>, LogError> {
        let inner = self.inner.lock().unwrap().clone();
        inner.ok_or_else(|| LogError::Unavailable { operation, log: "all".into(), source: "taken away".into() })
    }
}

#[async_trait]
impl Log for Faulty {
    async fn append(&self, log: &LogName, entries: Vec<NewEntry>) -> Result<Vec<Outcome>, LogError> {
        self.inner("append")?.append(log, entries).await
    }

    async fn head(&self, log: &LogName) -> Result<Option<Position>, LogError> {
        self.heads.fetch_add(1, Ordering::SeqCst);
        self.inner("head")?.head(log).await
    }

    async fn read(&self, log: &LogName, after: Option<Position>) -> Result<Page, ReadError> {
        self.reads.fetch_add(1, Ordering::SeqCst);
        let page = self.inner("read")?.read(log, after).await;
        let _ = self.held.subscribe().wait_for(|held| !held).await;
        page
    }

    async fn touch(&self, log: &LogName, touches: &[Touch]) -> Result<(), LogError> {
        self.inner("touch")?.touch(log, touches).await
    }

    async fn bodies(&self, log: &LogName, ids: &[Uuid]) -> Result<Vec<StoredBody>, LogError> {
        self.inner("use")?.bodies(log, ids).await
    }
    async fn format(&self, log: &LogName) -> Result<u16, LogError> {
        self.inner("use")?.format(log).await
    }
    async fn unsettled(&self) -> Result<Vec<Unsettled>, LogError> {
        self.inner("use")?.unsettled().await
    }
    async fn settle(&self, log: &LogName, position: Position) -> Result<(), LogError> {
        self.inner("use")?.settle(log, position).await
    }
    async fn keep_checkpoint(&self, log: &LogName, checkpoint: Bytes) -> Result<(), LogError> {
        self.inner("use")?.keep_checkpoint(log, checkpoint).await
    }
    async fn checkpoint(&self, log: &LogName) -> Result<Option<Bytes>, LogError> {
        self.inner("use")?.checkpoint(log).await
    }
    async fn probe(&self) -> Result<(), LogError> {
        self.inner("use")?.probe().await
    }
    fn publishing(&self) -> Publishing {
        Publishing::Arrives
    }
    async fn watch(&self, log: &LogName) -> Result<broadcast::Receiver<Publication>, LogError> {
        self.inner("watch")?.watch(log).await
    }

    async fn signal(&self, log: &LogName, signal: Bytes) -> Result<(), LogError> {
        self.inner("signal")?.signal(log, signal).await
    }

    async fn signals(&self, log: &LogName) -> Result<broadcast::Receiver<Bytes>, LogError> {
        self.inner("signals")?.signals(log).await
    }

    async fn worth(&self) -> Result<Worth, LogError> {
        self.inner("worth")?.worth().await
    }

    async fn close(&self) {
        if let Ok(inner) = self.inner("close") {
            inner.close().await;
        }
    }
}
