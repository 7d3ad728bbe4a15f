//! The [`Log`](crate::Log) trait for the embedded log.

use async_trait::async_trait;
use bytes::Bytes;
use traceboard_position::Position;
use uuid::Uuid;

use super::{EmbeddedLog, checkpoints, read, repeats, request::Request};
use crate::{
    Log, LogError, LogName, NewEntry, Outcome, Page, Publication, Publishing, ReadError, StoredBody, Subscription,
    Touch, Unsettled, Worth, bounds,
    error::{BEGIN_ANEW, not_empty},
};

#[async_trait]
impl Log for EmbeddedLog {
    async fn append(&self, log: &LogName, entries: Vec<NewEntry>) -> Result<Vec<Outcome>, LogError> {
        bounds::check_append(log, &entries)?;
        if entries.is_empty() {
            return Ok(Vec::new());
        }
        let log = log.clone();
        self.ask("append", |answer| Request::Append { log, entries, answer }).await
    }

    async fn find(&self, log: &LogName, entry: &NewEntry) -> Result<Option<Outcome>, LogError> {
        let (name, entry) = (log.clone(), entry.clone());
        let found =
            self.reading("look for an entry in", log, move |file| file.read(|from| repeats::find(from, &name, &entry)));
        found.await
    }

    async fn head(&self, log: &LogName) -> Result<Option<Position>, LogError> {
        let name = log.clone();
        self.reading("read the head of", log, move |file| file.read(|from| read::head(from, &name))).await
    }

    async fn read(&self, log: &LogName, after: Option<Position>) -> Result<Page, ReadError> {
        let name = log.clone();
        let page = self.reading("read", log, move |file| file.read(|from| read::page(from, &name, after)));
        Page::found(page.await?, log, after)
    }

    async fn bodies(&self, log: &LogName, ids: &[Uuid]) -> Result<Vec<StoredBody>, LogError> {
        bounds::check_bodies(log, ids)?;
        let (name, ids) = (log.clone(), ids.to_vec());
        let bodies = self.reading("read bodies of", log, move |file| file.read(|from| read::bodies(from, &name, &ids)));
        bodies.await
    }

    async fn format(&self, log: &LogName) -> Result<u16, LogError> {
        let name = log.clone();
        let known = self.reading("read the format of", log, move |file| file.read(|from| read::known(from, &name)));
        Ok(known.await?.map_or(0, |known| known.format))
    }

    async fn unsettled(&self) -> Result<Vec<Unsettled>, LogError> {
        self.reading("read what is unsettled in", "store", |file| file.read(read::unsettled)).await
    }

    async fn settle(&self, log: &LogName, position: Position) -> Result<(), LogError> {
        let log = log.clone();
        self.ask("settle", |answer| Request::Settle { log, position, answer }).await
    }

    async fn keep_checkpoint(&self, log: &LogName, checkpoint: Bytes) -> Result<(), LogError> {
        bounds::check_checkpoint(log, &checkpoint)?;
        self.is_open("keep a checkpoint")?;
        let (folder, name) = (self.inner.folder.clone(), log.clone());
        let keep = move || Ok(checkpoints::keep(&folder, &name, &checkpoint)?);
        self.blocking("keep a checkpoint of", log, keep).await
    }

    async fn checkpoint(&self, log: &LogName) -> Result<Option<Bytes>, LogError> {
        self.is_open("read a checkpoint")?;
        let (folder, name) = (self.inner.folder.clone(), log.clone());
        self.blocking("read the checkpoint of", log, move || Ok(checkpoints::find(&folder, &name)?)).await
    }

    async fn probe(&self) -> Result<(), LogError> {
        self.ask("try the log", |answer| Request::Probe { answer }).await
    }

    async fn require_empty(&self) -> Result<(), LogError> {
        let Some(database) = self.inner.shared.database() else {
            return Err(LogError::Closed { operation: BEGIN_ANEW });
        };
        // Where its structure is damaged, logs may be there that a search does not find.
        database.require_writable().map_err(|failure| failure.about(BEGIN_ANEW, "store"))?;
        let any = self.reading(BEGIN_ANEW, "store", |file| file.read(read::any_log)).await?;
        any.map_or(Ok(()), |log| Err(not_empty(log)))
    }

    fn publishing(&self) -> Publishing {
        Publishing::Arrives
    }

    async fn touch(&self, log: &LogName, touches: &[Touch]) -> Result<(), LogError> {
        bounds::check_touches(log, touches)?;
        if touches.is_empty() {
            return Ok(());
        }
        let (log, touches) = (log.clone(), touches.to_vec());
        self.ask("touch bodies", |answer| Request::Touch { log, touches, answer }).await
    }

    async fn watch(&self, log: &LogName) -> Result<Subscription<Publication>, LogError> {
        self.is_open("watch")?;
        let watched = self.inner.shared.publications.subscribe(log);
        // Closed meanwhile: nothing else would end this channel.
        self.is_open("watch")?;
        Ok(watched)
    }

    async fn signal(&self, log: &LogName, signal: Bytes) -> Result<(), LogError> {
        bounds::check_signal(log, &signal)?;
        self.is_open("signal")?;
        self.inner.signals.send(log, signal);
        Ok(())
    }

    async fn signals(&self, log: &LogName) -> Result<Subscription<Bytes>, LogError> {
        self.is_open("listen")?;
        let heard = self.inner.signals.subscribe(log);
        self.is_open("listen")?;
        Ok(heard)
    }

    async fn worth(&self) -> Result<Worth, LogError> {
        Ok(Worth {
            sentence: format!("an ack means: flushed to the disk of this machine, in {}", self.inner.folder.display()),
            warnings: Vec::new(),
            evictable: false,
        })
    }

    async fn close(&self) {
        self.inner.shared.requests.close();
        self.inner.shared.ended.cancelled().await;
        self.inner.signals.clear();
    }
}
