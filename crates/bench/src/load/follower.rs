//! A socket that counts what it gets.

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
    time::Instant,
};

use tokio::{net::TcpStream, sync::Semaphore};

use super::{
    connect::Opened,
    job::Peer,
    ledger::{Arrival, Ledger},
};
use crate::{
    histogram::Histogram,
    stamp::{Stamp, stamps},
    wire::{FrameReader, Kind, pong},
};

/// How much is read at a time, into one buffer for all sockets: a follower keeps only incomplete frames.
const READ_BYTES: usize = 64 * 1024;

thread_local! {
    static BUFFER: RefCell<Vec<u8>> = RefCell::new(vec![0; READ_BYTES]);
}

/// The counts of all followers of a job.
pub(crate) struct Tally {
    began: Instant,
    ready: Option<memchr::memmem::Finder<'static>>,
    ack: Option<memchr::memmem::Finder<'static>>,
    troubles: Vec<memchr::memmem::Finder<'static>>,
    /// How many follow.
    pub(crate) followers: Cell<u32>,
    /// How many stamps arrived, without duplicates.
    pub(crate) deliveries: Cell<u64>,
    pub(crate) doubled: Cell<u64>,
    pub(crate) out_of_order: Cell<u64>,
    /// From writing to reading.
    pub(crate) latencies: RefCell<Histogram>,
    /// Whether latencies are counted just now.
    pub(crate) recording: Cell<bool>,
    trouble: RefCell<Option<String>>,
    closing: Cell<bool>,
}

impl Tally {
    pub(crate) fn new(peer: &Peer) -> Rc<Self> {
        let finder = |words: &String| memchr::memmem::Finder::new(words).into_owned();
        Rc::new(Self {
            began: Instant::now(),
            ready: peer.ready.as_ref().map(finder),
            ack: peer.ack.as_ref().map(finder),
            troubles: peer.trouble.iter().map(finder).collect(),
            followers: Cell::new(0),
            deliveries: Cell::new(0),
            doubled: Cell::new(0),
            out_of_order: Cell::new(0),
            latencies: RefCell::new(Histogram::new()),
            recording: Cell::new(false),
            trouble: RefCell::new(None),
            closing: Cell::new(false),
        })
    }

    /// The generator's clock.
    pub(crate) fn now_us(&self) -> u64 {
        u64::try_from(self.began.elapsed().as_micros()).unwrap_or(u64::MAX)
    }

    /// Keeps the first error; it ends every wait.
    pub(crate) fn complain(&self, trouble: impl Into<String>) {
        if !self.closing.get() {
            self.trouble.borrow_mut().get_or_insert_with(|| trouble.into());
        }
    }

    /// The first error.
    pub(crate) fn trouble(&self) -> Option<String> {
        self.trouble.borrow().clone()
    }

    /// From now on a connection that ends is no error.
    pub(crate) fn close(&self) {
        self.closing.set(true);
    }
}

/// One socket. Cheap to clone.
#[derive(Clone)]
pub(crate) struct Follower(Rc<Inner>);

struct Inner {
    stream: TcpStream,
    tally: Rc<Tally>,
    ledger: RefCell<Ledger>,
    ready: Cell<bool>,
    /// The number that this socket posts by; its own posts give permits back.
    poster: Cell<Option<u32>>,
    /// Given back by each own post that came back, or by each ack where `by_ack`.
    permits: Semaphore,
    by_ack: Cell<bool>,
}

impl Follower {
    /// Reads a socket until the job ends.
    pub(crate) fn start(opened: Opened, tally: &Rc<Tally>) -> Self {
        let follower = Self(Rc::new(Inner {
            stream: opened.stream,
            tally: Rc::clone(tally),
            ledger: RefCell::default(),
            ready: Cell::new(false),
            poster: Cell::new(None),
            permits: Semaphore::new(0),
            by_ack: Cell::new(false),
        }));
        if tally.ready.is_none() {
            follower.0.become_ready();
        }
        let inner = Rc::clone(&follower.0);
        tokio::task::spawn_local(async move { inner.read(opened.first).await });
        follower
    }

    /// As [`Follower::start`], for a socket that only posts: it isn't counted among those that follow.
    pub(crate) fn poster_only(opened: Opened, tally: &Rc<Tally>) -> Self {
        let follower = Self::start(opened, tally);
        tally.followers.set(tally.followers.get() - u32::from(follower.0.ready.replace(true)));
        follower
    }

    /// How many posts did not arrive.
    pub(crate) fn lost(&self, posted: &[u32]) -> u64 {
        self.0.ledger.borrow().lost(posted)
    }

    /// Makes it a poster that may have so many posts in flight, until each comes back or, `by_ack`, is acknowledged.
    pub(crate) fn post_as(&self, poster: u32, in_flight: u32, by_ack: bool) {
        self.0.poster.set(Some(poster));
        self.0.by_ack.set(by_ack);
        self.0.permits.add_permits(in_flight as usize);
    }

    /// Waits until one more post may be in flight.
    pub(crate) async fn may_post(&self) {
        // The semaphore is never closed.
        if let Ok(permit) = self.0.permits.acquire().await {
            permit.forget();
        }
    }

    /// Writes bytes, all of them.
    pub(crate) async fn write(&self, bytes: &[u8]) {
        let mut rest = bytes;
        while !rest.is_empty() {
            match self.0.stream.try_write(rest) {
                Ok(written) => rest = &rest[written..],
                Err(error) if error.kind() == std::io::ErrorKind::WouldBlock => {
                    _ = self.0.stream.writable().await;
                }
                Err(error) => return self.0.tally.complain(format!("cannot write to a socket: {error}")),
            }
        }
    }
}

impl Inner {
    fn become_ready(&self) {
        if !self.ready.replace(true) {
            self.tally.followers.set(self.tally.followers.get() + 1);
        }
    }

    async fn read(&self, first: Vec<u8>) {
        let mut reader = FrameReader::default();
        let mut read = reader.feed(&first, |kind, payload| self.on_frame(kind, payload));
        drop(first);
        while read.is_ok() {
            if let Err(error) = self.stream.readable().await {
                return self.tally.complain(format!("cannot read a socket: {error}"));
            }
            read = BUFFER.with_borrow_mut(|buffer| match self.stream.try_read(buffer) {
                Ok(0) => anyhow::bail!("the server hung up"),
                Ok(length) => reader.feed(&buffer[..length], |kind, payload| self.on_frame(kind, payload)),
                Err(error) if error.kind() == std::io::ErrorKind::WouldBlock => Ok(()),
                Err(error) => Err(error.into()),
            });
        }
        if let Err(error) = read {
            self.tally.complain(format!("a follower lost its socket: {error:#}"));
        }
    }

    fn on_frame(&self, kind: Kind, payload: &[u8]) {
        match kind {
            Kind::Message => self.on_message(payload),
            Kind::Ping => _ = self.stream.try_write(&pong(payload)),
            Kind::Pong => {}
            Kind::Close => {
                let reason = String::from_utf8_lossy(payload.get(2..).unwrap_or_default()).into_owned();
                let code = payload.first_chunk().map_or(0, |code| u16::from_be_bytes(*code));
                self.tally.complain(format!("the server closed a socket with {code}: {reason}"));
            }
        }
    }

    fn on_message(&self, payload: &[u8]) {
        let tally = &self.tally;
        if !self.ready.get() && tally.ready.as_ref().is_some_and(|ready| ready.find(payload).is_some()) {
            self.become_ready();
        }
        let mut any = false;
        let now_us = tally.now_us();
        for stamp in stamps(payload) {
            any = true;
            self.on_stamp(stamp, now_us);
        }
        if any {
            return;
        }
        if self.by_ack.get() && tally.ack.as_ref().is_some_and(|ack| ack.find(payload).is_some()) {
            self.permits.add_permits(1);
        } else if tally.troubles.iter().any(|trouble| trouble.find(payload).is_some()) {
            tally.complain(format!("the server sent {}", String::from_utf8_lossy(payload)));
        }
    }

    fn on_stamp(&self, stamp: Stamp, now_us: u64) {
        let tally = &self.tally;
        match self.ledger.borrow_mut().enter(stamp) {
            Arrival::Doubled => return tally.doubled.set(tally.doubled.get() + 1),
            Arrival::OutOfOrder => tally.out_of_order.set(tally.out_of_order.get() + 1),
            Arrival::New => {}
        }
        tally.deliveries.set(tally.deliveries.get() + 1);
        if tally.recording.get() {
            tally.latencies.borrow_mut().count(now_us.saturating_sub(stamp.at_us));
        }
        if self.poster.get() == Some(stamp.poster) && !self.by_ack.get() {
            self.permits.add_permits(1);
        }
    }
}
