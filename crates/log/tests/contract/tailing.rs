//! Following a log: in order, each entry once, whatever happens to publications.

use std::{
    sync::{Arc, Mutex},
    time::Duration,
};

use anyhow::{bail, ensure};
use async_trait::async_trait;
use bytes::Bytes;
use tokio::sync::broadcast;
use traceboard_log::{
    Entry, Log, LogError, LogName, NewEntry, NewPhoto, Outcome, PUBLICATIONS_MAX, Page, PhotoAbout, PhotoForm,
    PhotoKept, Photos, Publication, Publishing, ReadError, StoredBody, Subscription, Tail, Tailed, Touch, Unsettled,
    Worth, tail,
};
use traceboard_position::Position;

use uuid::Uuid;

use crate::world::{World, append, append_numbers, assert_whole, board, entry, id};

/// The next entries, `count` of them.
async fn take(tail: &mut Tail, count: usize) -> anyhow::Result<Vec<Entry>> {
    let mut taken = Vec::new();
    while taken.len() < count {
        if let Tailed::Entries(entries) = tail.next().await? {
            taken.extend(entries.iter().map(|entry| Entry::clone(entry)));
        }
    }
    ensure!(taken.len() == count, "{} entries, expected {count}", taken.len());
    Ok(taken)
}

pub(crate) async fn a_tail_yields_history_and_then_new_entries_each_once(world: &mut impl World) -> anyhow::Result<()> {
    let store = world.server().await?;
    let history = append_numbers(&*store, &board(), 0..10).await?;
    let mut all = tail(world.server().await?, board(), None);
    let mut some = tail(world.server().await?, board(), Some(history[6]));
    ensure!(take(&mut all, 10).await?.len() == 10);
    assert_whole(&take(&mut some, 3).await?, Some(history[6]));
    let mut previous = history[9];
    for number in 10..30 {
        let position = append_numbers(&*store, &board(), number..number + 1).await?[0];
        for tail in [&mut all, &mut some] {
            let new = take(tail, 1).await?;
            assert_whole(&new, Some(previous));
            ensure!(new[0].position == position && tail.position() == Some(position));
        }
        previous = position;
    }
    store.touch(&board(), &[Touch::Erase(id(3))]).await?;
    loop {
        if let Tailed::Touched(ids) = all.next().await?
            && !ids.is_empty()
        {
            ensure!(ids == [id(3)]);
            return Ok(());
        }
    }
}

pub(crate) async fn a_tail_is_complete_across_lag_and_lost_connections(world: &mut impl World) -> anyhow::Result<()> {
    let store = world.server().await?;
    append_numbers(&*store, &board(), 0..1).await?;
    let mut tail = tail(world.server().await?, board(), None).head_every(Duration::ZERO);
    let first = take(&mut tail, 1).await?;
    let last = u32::try_from(PUBLICATIONS_MAX)? + 500;
    for start in (1..last).step_by(100) {
        if start % 400 == 1 {
            world.disturb()?;
        }
        append_numbers(&*store, &board(), start..(start + 100).min(last)).await?;
    }
    world.disturb()?;
    append_numbers(&*store, &board(), last..last + 1).await?;
    let rest = take(&mut tail, usize::try_from(last)?).await?;
    assert_whole(&rest, Some(first[0].position));
    ensure!(rest.iter().map(|entry| entry.id).eq((1..=last).map(id)));
    Ok(())
}

pub(crate) async fn a_lost_last_publication_is_found(world: &mut impl World) -> anyhow::Result<()> {
    let deaf = Arc::new(Deaf { log: world.server().await?, channels: Mutex::default() });
    let mut tail = tail(deaf, board(), None).head_every(Duration::from_millis(20));
    for number in 0..3 {
        let position = append_numbers(&*world.server().await?, &board(), number..number + 1).await?[0];
        ensure!(take(&mut tail, 1).await?[0].position == position);
    }
    Ok(())
}

pub(crate) async fn a_cancelled_wait_loses_nothing(world: &mut impl World) -> anyhow::Result<()> {
    let store = world.server().await?;
    let mut tail = tail(world.server().await?, board(), None).head_every(Duration::from_millis(5));
    let appending = tokio::spawn(async move {
        for number in 0..200 {
            append(&*store, &board(), entry(number, Some("word"))).await?;
        }
        anyhow::Ok(())
    });
    let mut taken = Vec::new();
    let mut attempt = 0;
    while taken.len() < 200 {
        attempt += 1;
        // From at once to 3 ms, so that it is cancelled at every step.
        let patience = Duration::from_micros(attempt * 70 % 3000);
        match tokio::time::timeout(patience, tail.next()).await {
            Err(_) => {}
            Ok(Ok(Tailed::Entries(entries))) => taken.extend(entries.iter().map(|entry| Entry::clone(entry))),
            Ok(Ok(Tailed::Touched(_))) => {}
            Ok(Ok(lost @ Tailed::Lost(_))) => bail!("{lost:?}"),
            Ok(Err(error)) => bail!(error),
        }
    }
    appending.await??;
    assert_whole(&taken, None);
    Ok(())
}

pub(crate) async fn a_tail_continues_across_a_new_term(world: &mut impl World) -> anyhow::Result<()> {
    let old = append_numbers(&*world.server().await?, &board(), 0..2).await?;
    world.begin_term().await?;
    let store = world.server().await?;
    let mut tail = tail(store.clone(), board(), Some(old[0]));
    assert_whole(&take(&mut tail, 1).await?, Some(old[0]));
    append_numbers(&*store, &board(), 2..4).await?;
    assert_whole(&take(&mut tail, 2).await?, Some(old[1]));
    Ok(())
}

pub(crate) async fn a_tail_ends_after_everything_was_deleted(world: &mut impl World) -> anyhow::Result<()> {
    let old = append_numbers(&*world.server().await?, &board(), 0..2).await?;
    world.delete_everything().await?;
    let store = world.server().await?;
    append_numbers(&*store, &board(), 0..1).await?;
    let refused = tail(store, board(), Some(old[0])).next().await;
    ensure!(matches!(refused, Err(ReadError::NotResumable { .. })), "{refused:?}");
    Ok(())
}

pub(crate) async fn signals_reach_every_server(world: &mut impl World) -> anyhow::Result<()> {
    let servers = [world.server().await?, world.server().await?];
    let mut heard = [servers[0].signals(&board()).await?, servers[1].signals(&board()).await?];
    let mut elsewhere = servers[0].signals(&LogName::new("circle", "door")?).await?;
    servers[0].signal(&board(), Bytes::from_static(b"\x00here\xff")).await?;
    for signals in &mut heard {
        ensure!(signals.recv().await? == b"\x00here\xff".as_slice());
    }
    ensure!(elsewhere.try_recv().is_err());
    ensure!(servers[0].head(&board()).await?.is_none(), "a signal is not logged");
    Ok(())
}

#[async_trait]
impl Photos for Deaf {
    async fn keep_photo(&self, log: &LogName, photo: NewPhoto) -> Result<PhotoKept, LogError> {
        self.log.keep_photo(log, photo).await
    }
    async fn photo(&self, log: &LogName, id: Uuid) -> Result<Option<PhotoAbout>, LogError> {
        self.log.photo(log, id).await
    }
    async fn photo_form(&self, log: &LogName, id: Uuid, form: PhotoForm) -> Result<Option<Bytes>, LogError> {
        self.log.photo_form(log, id, form).await
    }
    async fn sweep_photos(&self, waited_ms: i64) -> Result<usize, LogError> {
        self.log.sweep_photos(waited_ms).await
    }
}

/// A log whose publications are all lost.
struct Deaf {
    log: Arc<dyn Log>,
    channels: Mutex<Vec<broadcast::Sender<Publication>>>,
}

#[async_trait]
impl Log for Deaf {
    async fn append(&self, log: &LogName, entries: Vec<NewEntry>) -> Result<Vec<Outcome>, LogError> {
        self.log.append(log, entries).await
    }
    async fn find(&self, log: &LogName, entry: &NewEntry) -> Result<Option<Outcome>, LogError> {
        self.log.find(log, entry).await
    }
    async fn head(&self, log: &LogName) -> Result<Option<Position>, LogError> {
        self.log.head(log).await
    }
    async fn read(&self, log: &LogName, after: Option<Position>) -> Result<Page, ReadError> {
        self.log.read(log, after).await
    }
    async fn touch(&self, log: &LogName, touches: &[Touch]) -> Result<(), LogError> {
        self.log.touch(log, touches).await
    }
    async fn bodies(&self, log: &LogName, ids: &[Uuid]) -> Result<Vec<StoredBody>, LogError> {
        self.log.bodies(log, ids).await
    }
    async fn format(&self, log: &LogName) -> Result<u16, LogError> {
        self.log.format(log).await
    }
    async fn unsettled(&self) -> Result<Vec<Unsettled>, LogError> {
        self.log.unsettled().await
    }
    async fn settle(&self, log: &LogName, position: Position) -> Result<(), LogError> {
        self.log.settle(log, position).await
    }
    async fn keep_checkpoint(&self, log: &LogName, checkpoint: Bytes) -> Result<(), LogError> {
        self.log.keep_checkpoint(log, checkpoint).await
    }
    async fn checkpoint(&self, log: &LogName) -> Result<Option<Bytes>, LogError> {
        self.log.checkpoint(log).await
    }
    async fn probe(&self) -> Result<(), LogError> {
        self.log.probe().await
    }
    async fn require_empty(&self) -> Result<(), LogError> {
        self.log.require_empty().await
    }
    fn publishing(&self) -> Publishing {
        self.log.publishing()
    }
    async fn watch(&self, _: &LogName) -> Result<Subscription<Publication>, LogError> {
        let (sender, receiver) = broadcast::channel(1);
        self.channels.lock().unwrap().push(sender);
        Ok(receiver.into())
    }
    async fn signal(&self, log: &LogName, signal: Bytes) -> Result<(), LogError> {
        self.log.signal(log, signal).await
    }
    async fn signals(&self, log: &LogName) -> Result<Subscription<Bytes>, LogError> {
        self.log.signals(log).await
    }
    async fn worth(&self) -> Result<Worth, LogError> {
        self.log.worth().await
    }
    async fn close(&self) {
        self.log.close().await;
    }
}
