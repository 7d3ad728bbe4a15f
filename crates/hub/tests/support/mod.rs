//! A circle's log on a real store, and a hub over it whose frames tests can read.
#![allow(
    dead_code,
    unreachable_pub,
    clippy::unwrap_used,
    reason = "each test file takes what it needs, and all fail by panicking"
)]

use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use bytes::Bytes;
use tempfile::TempDir;
use traceboard_hub::{Batch, Closed, Config, Encoder, Feed, Hub, Subscription};
use traceboard_log::{EmbeddedLog, EmbeddedSettings, Log, LogName, NewEntry, Outcome, StoredBody, Touch};
use traceboard_position::Position;
use uuid::Uuid;

/// How long something may take that must happen.
pub const SOON: Duration = Duration::from_secs(20);

mod faulty;

pub use faulty::Faulty;

pub struct House {
    pub log: Arc<Faulty>,
    pub name: LogName,
    pub encoded: Arc<AtomicUsize>,
    folder: TempDir,
}

impl House {
    pub fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let log = Arc::new(Faulty::new(open(&folder)));
        let name = LogName::new("circle", "board").unwrap();
        Self { log, name, encoded: Arc::default(), folder }
    }

    /// Closes the store and opens it again, which begins a term.
    pub async fn reopen(&self) {
        self.log.take().close().await;
        self.log.put(open(&self.folder));
    }

    /// Opens the store again after it was taken away and closed.
    pub fn reopen_after_loss(&self) {
        self.log.put(open(&self.folder));
    }

    pub fn hub(&self) -> Hub {
        self.hub_with(Config::default())
    }

    pub fn hub_with(&self, config: Config) -> Hub {
        let log: Arc<dyn Log> = Arc::clone(&self.log) as _;
        Hub::new(log, encoder(&self.encoded), config)
    }

    /// Appends a trace of this text, and tells where it stands.
    pub async fn leave(&self, text: &str) -> Position {
        self.append(text, Vec::new()).await.1
    }

    pub async fn append(&self, text: &str, touches: Vec<Touch>) -> (Uuid, Position) {
        let id = Uuid::now_v7();
        let entry = NewEntry {
            id,
            head: Bytes::from(id.to_string()),
            body: Some(text.to_owned().into()),
            touches,
            format: 1,
            unsettles: false,
        };
        match self.log.append(&self.name, vec![entry]).await.unwrap()[0] {
            Outcome::Appended { position, .. } => (id, position),
            other => panic!("expected an append, got {other:?}"),
        }
    }

    /// Appends `count` traces whose texts are their numbers.
    pub async fn leave_many(&self, numbers: std::ops::Range<usize>) -> Vec<Position> {
        let mut positions = Vec::new();
        let numbers: Vec<usize> = numbers.collect();
        for chunk in numbers.chunks(traceboard_log::APPEND_ENTRIES_MAX) {
            let entries = chunk.iter().map(|number| NewEntry {
                id: Uuid::now_v7(),
                head: Bytes::from_static(b"head"),
                body: Some(number.to_string().into()),
                touches: Vec::new(),
                format: 1,
                unsettles: false,
            });
            for outcome in self.log.append(&self.name, entries.collect()).await.unwrap() {
                match outcome {
                    Outcome::Appended { position, .. } => positions.push(position),
                    other => panic!("expected an append, got {other:?}"),
                }
            }
        }
        positions
    }
}

fn open(folder: &TempDir) -> Arc<dyn Log> {
    Arc::new(EmbeddedLog::open_with(folder.path(), EmbeddedSettings::default()).unwrap())
}

/// Frames are lines that tell what they are about.
pub fn encoder(encoded: &Arc<AtomicUsize>) -> Encoder {
    let encoded = Arc::clone(encoded);
    Arc::new(move |feed| match feed {
        Feed::Entry(entry) => {
            encoded.fetch_add(1, Ordering::Relaxed);
            match &entry.body {
                StoredBody::Open(body) => Bytes::from([b"entry ", body.as_ref()].concat()),
                StoredBody::None | StoredBody::Concealed(_) => Bytes::from_static(b"entry without words"),
            }
        }
        Feed::Touched(ids) => Bytes::from(format!("touched {}", ids.len())),
        Feed::Presence { count, here } => {
            let here: Vec<String> = here.iter().map(|id| id.as_u128().to_string()).collect();
            Bytes::from(format!("presence {count}: {}", here.join(" ")))
        }
    })
}

/// A subscriber that keeps what it was told.
pub struct Reader {
    pub subscription: Subscription,
    pub entries: Vec<String>,
    pub others: Vec<String>,
    pub position: Option<Position>,
    pub caught_up: usize,
    /// All entries there were when the reader was told that it had caught up.
    pub entries_at_catch_up: usize,
}

impl Reader {
    pub async fn new(hub: &Hub, name: &LogName, after: Option<Position>) -> Self {
        Self::of(hub, name, after, None).await
    }

    pub async fn of(hub: &Hub, name: &LogName, after: Option<Position>, member: Option<Uuid>) -> Self {
        let subscription = hub.subscribe(name, after, member).await.unwrap();
        let (entries, others) = (Vec::new(), Vec::new());
        Self { subscription, entries, others, position: after, caught_up: 0, entries_at_catch_up: 0 }
    }

    pub async fn batch(&mut self) -> Result<Batch, Closed> {
        let batch = tokio::time::timeout(SOON, self.subscription.next()).await.expect("a batch in time")?;
        assert!(batch.caught_up || !batch.frames.is_empty(), "a batch tells something");
        for frame in &batch.frames {
            let text = String::from_utf8(frame.to_vec()).unwrap();
            match text.strip_prefix("entry ") {
                Some(entry) => self.entries.push(entry.to_owned()),
                None => self.others.push(text),
            }
        }
        self.position = batch.position;
        if batch.caught_up {
            self.caught_up += 1;
            self.entries_at_catch_up = self.entries.len();
        }
        Ok(batch)
    }

    /// Reads until it is told that it has caught up and has so many entries.
    pub async fn until(&mut self, count: usize) -> Result<(), Closed> {
        while self.caught_up == 0 || self.entries.len() < count {
            self.batch().await?;
        }
        Ok(())
    }

    /// Reads until something else than an entry is told, by its text.
    pub async fn until_told(&mut self, text: &str) {
        while !self.others.iter().any(|other| other == text) {
            self.batch().await.unwrap();
        }
    }

    pub fn has(&self, numbers: std::ops::Range<usize>) {
        let expected: Vec<String> = numbers.map(|number| number.to_string()).collect();
        assert_eq!(self.entries, expected);
    }
}
