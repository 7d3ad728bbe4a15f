//! The worlds that the stores run in: how each is opened, crashed, emptied and disturbed.

use std::{
    future::Future,
    io::{BufRead as _, BufReader},
    path::PathBuf,
    process::{Command, Stdio},
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
    time::Duration,
};

use anyhow::{Context as _, bail};
use bytes::Bytes;
use traceboard_log::{
    Clock, EmbeddedLog, EmbeddedSettings, Entry, Log, LogName, NewEntry, Outcome, RedisLog, RedisSettings, SystemClock,
};
use traceboard_position::Position;
use traceboard_testkit::{Scratch, eventually, redis::Redis as Server};
use uuid::Uuid;

/// The bound of every test; reached only where something hangs.
const PATIENCE: Duration = Duration::from_secs(90);
/// Long, so that only the tests themselves ask for a rewrite.
const NOT_IN_A_TEST: Duration = Duration::from_secs(3600);
/// How many acks the process that is killed gives first.
const ACKS_BEFORE_KILL: usize = 40;

pub(crate) trait World: Sized {
    async fn start() -> anyhow::Result<Self>;
    /// A server's view of the store: another one with every call, as far as the store can be shared.
    async fn server(&self) -> anyhow::Result<Arc<dyn Log>>;
    /// Appends entries one by one to a log, each under the id of its number, and kills whoever promises durability
    /// with `kill -9` in the middle. Gives the acks. Servers of before are dead after it.
    async fn kill_while_appending(&mut self, log: &LogName) -> anyhow::Result<Vec<Position>>;
    /// Makes the next append begin a term. Servers of before are dead after it.
    async fn begin_term(&mut self) -> anyhow::Result<()>;
    /// Servers of before are dead after it.
    async fn delete_everything(&mut self) -> anyhow::Result<()>;
    /// Breaks connections that hear publications, where there are any.
    fn disturb(&self) -> anyhow::Result<()>;
    /// Lets the last stamp of a log lie so far in the future, and says which it is at least. The clock is right again after it.
    async fn stamp_ahead(&self, log: &LogName, by_ms: i64) -> anyhow::Result<i64>;
    /// Waits until what was erased has to be gone from the files, or does what the store does for it by itself later.
    async fn rewrite(&self) -> anyhow::Result<()>;
    /// Where its files are.
    fn folder(&self) -> PathBuf;

    /// Whether a text is found in the bytes of any file.
    fn is_at_rest(&self, text: &str) -> anyhow::Result<bool> {
        let mut folders = vec![self.folder()];
        while let Some(folder) = folders.pop() {
            for file in std::fs::read_dir(folder)? {
                let path = file?.path();
                if path.is_dir() {
                    folders.push(path);
                } else if std::fs::read(path)?.windows(text.len()).any(|bytes| bytes == text.as_bytes()) {
                    return Ok(true);
                }
            }
        }
        Ok(false)
    }
}

/// A clock that can be turned.
#[derive(Default)]
struct Turned(AtomicI64);

impl Clock for Turned {
    fn now_ms(&self) -> i64 {
        SystemClock.now_ms() + self.0.load(Ordering::SeqCst)
    }
}

pub(crate) struct Embedded {
    folder: Scratch,
    clock: Arc<Turned>,
    log: Option<EmbeddedLog>,
}

impl Embedded {
    fn log(&self) -> anyhow::Result<&EmbeddedLog> {
        self.log.as_ref().context("the log is closed")
    }

    async fn close(&mut self) {
        if let Some(log) = self.log.take() {
            log.close().await;
        }
    }

    fn open(&mut self) -> anyhow::Result<()> {
        let settings = EmbeddedSettings { clock: self.clock.clone(), ..EmbeddedSettings::default() };
        self.log = Some(EmbeddedLog::open_with(self.folder.join("log"), settings)?);
        Ok(())
    }
}

impl World for Embedded {
    async fn start() -> anyhow::Result<Self> {
        let mut world = Self { folder: Scratch::new()?, clock: Arc::default(), log: None };
        world.open()?;
        Ok(world)
    }

    async fn server(&self) -> anyhow::Result<Arc<dyn Log>> {
        Ok(Arc::new(self.log()?.clone()))
    }

    async fn kill_while_appending(&mut self, log: &LogName) -> anyhow::Result<Vec<Position>> {
        self.close().await;
        let mut child = Command::new(std::env::current_exe()?)
            .args(["--exact", "world::appends_until_it_is_killed", "--nocapture"])
            .env(APPEND_TO_FOLDER, self.folder.join("log"))
            .env(APPEND_TO_LOG, log.name())
            .stdout(Stdio::piped())
            .spawn()?;
        let mut lines = BufReader::new(child.stdout.take().context("no stdout")?).lines();
        let mut acks = Vec::new();
        while acks.len() < ACKS_BEFORE_KILL {
            let line = lines.next().context("the appending process ended")??;
            acks.extend(ack(&line));
        }
        child.kill()?;
        child.wait()?;
        // What was acked before the kill arrived.
        for line in lines {
            acks.extend(ack(&line?));
        }
        self.open()?;
        Ok(acks)
    }

    async fn begin_term(&mut self) -> anyhow::Result<()> {
        self.close().await;
        self.open()
    }

    async fn delete_everything(&mut self) -> anyhow::Result<()> {
        self.close().await;
        std::fs::remove_dir_all(self.folder.join("log"))?;
        self.open()
    }

    fn disturb(&self) -> anyhow::Result<()> {
        Ok(())
    }

    async fn stamp_ahead(&self, log: &LogName, by_ms: i64) -> anyhow::Result<i64> {
        self.clock.0.store(by_ms, Ordering::SeqCst);
        let wrong = NewEntry { id: Uuid::now_v7(), ..entry(9_000, None) };
        let Outcome::Appended { accepted_at_ms, .. } = append(self.log()?, log, wrong).await? else {
            bail!("not appended")
        };
        self.clock.0.store(0, Ordering::SeqCst);
        Ok(accepted_at_ms)
    }

    async fn rewrite(&self) -> anyhow::Result<()> {
        let log = self.log()?;
        eventually(PATIENCE, "erased words to leave", async || match log.erased_pending_since_ms() {
            None => Ok(()),
            since => Err(since),
        })
        .await?;
        Ok(())
    }

    fn folder(&self) -> PathBuf {
        self.folder.join("log")
    }
}

/// The test harness may write before it on the same line.
fn ack(line: &str) -> Option<Position> {
    line.rsplit_once("ack ")?.1.parse().ok()
}

const APPEND_TO_FOLDER: &str = "TRACEBOARD_TEST_APPEND_TO_FOLDER";
const APPEND_TO_LOG: &str = "TRACEBOARD_TEST_APPEND_TO_LOG";

/// Not a test but the process that [`Embedded::kill_while_appending`] kills; without its variables it does nothing.
#[tokio::test]
async fn appends_until_it_is_killed() -> anyhow::Result<()> {
    let Some(folder) = std::env::var_os(APPEND_TO_FOLDER) else { return Ok(()) };
    let log = LogName::new("circle", &std::env::var(APPEND_TO_LOG)?)?;
    let store = EmbeddedLog::open(PathBuf::from(folder), Arc::new(SystemClock))?;
    for number in 0..100_000 {
        let Outcome::Appended { position, .. } = append(&store, &log, entry(number, Some("word"))).await? else {
            bail!("not appended")
        };
        println!("ack {position}");
    }
    Ok(())
}

pub(crate) struct Redis {
    server: Server,
}

impl Redis {
    async fn connect(&self) -> anyhow::Result<RedisLog> {
        let settings = RedisSettings { erased_at_rest_after: NOT_IN_A_TEST, ..RedisSettings::default() };
        // A Redis that has just answered may still be reading its file for others.
        let url = self.server.url();
        let connect = || RedisLog::connect_with(&url, settings.clone());
        eventually(PATIENCE, "a connection to Redis", connect).await
    }
}

impl World for Redis {
    async fn start() -> anyhow::Result<Self> {
        Ok(Self { server: Server::start_with(&["--appendfsync", "always"])? })
    }

    async fn server(&self) -> anyhow::Result<Arc<dyn Log>> {
        Ok(Arc::new(self.connect().await?))
    }

    async fn kill_while_appending(&mut self, log: &LogName) -> anyhow::Result<Vec<Position>> {
        let store = self.connect().await?;
        let (acked, mut acks) = tokio::sync::mpsc::unbounded_channel();
        let log = log.clone();
        let appending = tokio::spawn(async move {
            for number in 0.. {
                let Ok(Outcome::Appended { position, .. }) = append(&store, &log, entry(number, Some("word"))).await
                else {
                    return;
                };
                _ = acked.send(position);
            }
        });
        let mut positions = Vec::new();
        while positions.len() < ACKS_BEFORE_KILL {
            positions.push(acks.recv().await.context("appending ended")?);
        }
        self.server.kill9()?;
        appending.await?;
        while let Some(position) = acks.recv().await {
            positions.push(position);
        }
        self.server.restart()?;
        Ok(positions)
    }

    async fn begin_term(&mut self) -> anyhow::Result<()> {
        self.server.restart()
    }

    async fn delete_everything(&mut self) -> anyhow::Result<()> {
        let answer = self.server.command(&["FLUSHALL"])?;
        anyhow::ensure!(answer == "+OK\r\n", "{answer}");
        Ok(())
    }

    fn disturb(&self) -> anyhow::Result<()> {
        let killed = self.server.command(&["CLIENT", "KILL", "TYPE", "pubsub"])?;
        anyhow::ensure!(killed.starts_with(':'), "{killed}");
        Ok(())
    }

    async fn stamp_ahead(&self, log: &LogName, by_ms: i64) -> anyhow::Result<i64> {
        let ahead = SystemClock.now_ms() + by_ms;
        let key = format!("tb:{{{}}}:{}:log", log.group(), log.name());
        let answer = self.server.command(&["HSET", &key, "stamp", &ahead.to_string()])?;
        anyhow::ensure!(answer == ":0\r\n", "the log remembers its stamp elsewhere: {answer}");
        Ok(ahead)
    }

    async fn rewrite(&self) -> anyhow::Result<()> {
        self.connect().await?.rewrite().await?;
        Ok(())
    }

    fn folder(&self) -> PathBuf {
        self.server.folder().to_owned()
    }
}

pub(crate) async fn within<T>(test: impl Future<Output = anyhow::Result<T>>) -> anyhow::Result<T> {
    tokio::time::timeout(PATIENCE, test).await.context("the test hangs")?
}

pub(crate) fn board() -> LogName {
    LogName::new("circle", "board").unwrap()
}

pub(crate) fn id(number: u32) -> Uuid {
    Uuid::from_u128(u128::from(number) + 1)
}

/// An entry whose head tells its number.
pub(crate) fn entry(number: u32, body: Option<&str>) -> NewEntry {
    NewEntry {
        id: id(number),
        head: format!(r#"{{"n":{number}}}"#).into(),
        body: body.map(|body| Bytes::copy_from_slice(body.as_bytes())),
        touches: Vec::new(),
        format: 1,
        unsettles: false,
        photo: None,
    }
}

pub(crate) async fn append(store: &(impl Log + ?Sized), log: &LogName, entry: NewEntry) -> anyhow::Result<Outcome> {
    store.append(log, vec![entry]).await?.pop().context("no outcome")
}

pub(crate) async fn append_numbers(
    store: &dyn Log,
    log: &LogName,
    numbers: std::ops::Range<u32>,
) -> anyhow::Result<Vec<Position>> {
    let outcomes = store.append(log, numbers.map(|number| entry(number, Some("word"))).collect()).await?;
    outcomes.iter().map(position_of).collect()
}

pub(crate) fn position_of(outcome: &Outcome) -> anyhow::Result<Position> {
    match outcome {
        Outcome::Appended { position, .. } | Outcome::Repeated { position, .. } => Ok(*position),
        Outcome::Conflict => bail!("a conflict"),
    }
}

/// The whole log, page by page.
pub(crate) async fn read_all(
    store: &dyn Log,
    log: &LogName,
    mut after: Option<Position>,
) -> anyhow::Result<Vec<Entry>> {
    let mut entries = Vec::new();
    loop {
        let page = store.read(log, after).await?;
        after = page.entries.last().map(|entry| entry.position).or(after);
        entries.extend(page.entries);
        if !page.more {
            return Ok(entries);
        }
    }
}

/// Entries follow on from each other, and their sequence numbers are dense within a term.
pub(crate) fn assert_whole(entries: &[Entry], mut previous: Option<Position>) {
    for entry in entries {
        assert_eq!(entry.previous, previous);
        let begins = previous.is_none_or(|previous| previous.term < entry.position.term && entry.position.seq == 0);
        assert!(begins || previous.is_some_and(|previous| entry.position.follows(&previous)), "{entry:?} leaves a gap");
        previous = Some(entry.position);
    }
}
