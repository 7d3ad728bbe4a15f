//! Who is here: told to other servers, and to followers.

use std::{
    sync::{Arc, atomic::Ordering},
    time::Duration,
};

use bytes::Bytes;
use tokio::{sync::mpsc, time::Instant};
use uuid::Uuid;

use crate::{
    ANNOUNCE_AGAIN, ANNOUNCE_ON_CHANGE, PRESENCE_EVERY, PRESENCE_LINGER,
    channel::Inner,
    roster::{Announcement, Heard, Roster, announce},
};

/// How long the last announcement to other servers may take: they would find out by themselves.
const LEAVE_MAX: Duration = Duration::from_secs(1);

/// Something done on change, but not more often than now and then.
struct Paced {
    every: Duration,
    not_before: Instant,
    due: bool,
}

impl Paced {
    /// Due at once.
    fn new(every: Duration) -> Self {
        Self { every, not_before: Instant::now(), due: true }
    }

    fn at(&self) -> Option<Instant> {
        self.due.then_some(self.not_before)
    }

    fn take(&mut self, now: Instant) -> bool {
        let take = self.due && self.not_before <= now;
        if take {
            self.not_before = now + self.every;
            self.due = false;
        }
        take
    }
}

/// Presence of one channel.
pub(crate) struct Presence {
    channel: Arc<Inner>,
    heard: mpsc::Receiver<Bytes>,
    roster: Roster,
    announcing: Paced,
    showing: Paced,
    again_at: Instant,
    /// What was announced and shown last.
    announced: Option<Vec<Uuid>>,
    shown: Option<(u32, Vec<Uuid>)>,
}

impl Presence {
    pub(crate) fn new(channel: Arc<Inner>, heard: mpsc::Receiver<Bytes>) -> Self {
        Self {
            channel,
            heard,
            roster: Roster::default(),
            announcing: Paced::new(ANNOUNCE_ON_CHANGE),
            showing: Paced::new(PRESENCE_EVERY),
            again_at: Instant::now() + ANNOUNCE_AGAIN,
            announced: None,
            shown: None,
        }
    }

    /// Keeps presence for as long as it is polled.
    pub(crate) async fn keep(&mut self) {
        let channel = Arc::clone(&self.channel);
        let mut seats = channel.seats.subscribe();
        loop {
            let left = self.step().await;
            let soonest = [self.announcing.at(), self.showing.at(), self.roster.expires_at(), left];
            let wake_at = soonest.into_iter().flatten().min().map_or(self.again_at, |at| at.min(self.again_at));
            tokio::select! {
                // The sender lives in the channel. Who is here is looked up when it is told, not at each who comes: where it is
                // about to be told, a crowd that comes back wakes nobody.
                _ = seats.changed(), if !(self.announcing.due && self.showing.due) => {
                    (self.announcing.due, self.showing.due) = (true, true);
                }
                signal = self.heard.recv() => self.hear(signal.as_deref()),
                () = tokio::time::sleep_until(wake_at) => {}
            }
        }
    }

    /// Tells the other servers that nobody is with this one any more.
    pub(crate) async fn leave(&self) {
        if self.announced.as_ref().is_some_and(|announced| !announced.is_empty()) {
            // Above every number that was used: a late signal must not bring the members back.
            let _ = tokio::time::timeout(LEAVE_MAX, self.announce(u64::MAX, &[])).await;
        }
    }

    /// Does what is due. Gives when the next member who left stops to count.
    async fn step(&mut self) -> Option<Instant> {
        let now = Instant::now();
        self.showing.due |= self.roster.expire(now);
        let again = self.again_at <= now;
        self.announcing.due |= again;
        let (show, announce) = (self.showing.take(now), self.announcing.take(now));
        if !(show || announce) {
            return self.next_gone();
        }
        let own = self.present(now);
        if show {
            let here = self.roster.here(&own);
            if self.shown.as_ref() != Some(&here) {
                self.channel.set_presence(self.channel.source.presence(here.0, &here.1).await);
                self.shown = Some(here);
            }
        }
        if announce && (again || self.announced.as_ref() != Some(&own)) {
            // Of the whole hub, so that numbers rise over all channels of a space, one after the other.
            let number = self.channel.hub.announcements.fetch_add(1, Ordering::Relaxed) + 1;
            self.again_at = now + ANNOUNCE_AGAIN;
            self.announce(number, &own).await;
            self.announced = Some(own);
        }
        self.next_gone()
    }

    fn hear(&mut self, signal: Option<&[u8]>) {
        let said = signal.and_then(Announcement::read);
        if let Some(said) = said.filter(|said| said.server != self.channel.hub.config.server) {
            let heard = self.roster.hear(said, Instant::now());
            self.showing.due |= heard != Heard::Same;
            if heard == Heard::Stranger {
                // It doesn't know our members either.
                self.announcing.due = true;
                self.announced = None;
            }
        }
    }

    async fn announce(&self, number: u64, members: &[Uuid]) {
        for signal in announce(self.channel.hub.config.server, number, members) {
            self.channel.source.signal(signal).await;
        }
    }

    /// Who is here, and forgets who left long enough ago.
    fn present(&self, now: Instant) -> Vec<Uuid> {
        let mut own = Vec::new();
        self.channel.seats.send_if_modified(|seats| {
            seats.forget_left(now, PRESENCE_LINGER);
            own.extend(seats.members.keys().copied());
            false
        });
        own
    }

    /// When the next who left stops to count. None: nobody left, or it is due.
    fn next_gone(&mut self) -> Option<Instant> {
        let gone = self.channel.seats.borrow().first_left? + PRESENCE_LINGER;
        if gone > Instant::now() {
            return Some(gone);
        }
        (self.announcing.due, self.showing.due) = (true, true);
        None
    }
}
