//! Presence: which members are here, sent to other servers and to followers.

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
    roster::{Announcement, Roster, RosterChange, announce},
};

/// How long the last announcement to other servers may take. Without it they notice after [`crate::SERVER_GONE`].
const LEAVE_MAX: Duration = Duration::from_secs(1);

/// Does something on change, but at most once in `every`.
struct Throttle {
    every: Duration,
    not_before: Instant,
    due: bool,
}

impl Throttle {
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
    signals_in: mpsc::Receiver<Bytes>,
    roster: Roster,
    announcing: Throttle,
    showing: Throttle,
    again_at: Instant,
    /// What was announced and shown last.
    announced: Option<Vec<Uuid>>,
    shown: Option<(u32, Vec<Uuid>)>,
}

impl Presence {
    pub(crate) fn new(channel: Arc<Inner>, signals_in: mpsc::Receiver<Bytes>) -> Self {
        Self {
            channel,
            signals_in,
            roster: Roster::default(),
            announcing: Throttle::new(ANNOUNCE_ON_CHANGE),
            showing: Throttle::new(PRESENCE_EVERY),
            again_at: Instant::now() + ANNOUNCE_AGAIN,
            announced: None,
            shown: None,
        }
    }

    /// Keeps presence for as long as it is polled.
    pub(crate) async fn keep(&mut self) {
        let channel = Arc::clone(&self.channel);
        let mut occupancy = channel.occupancy.subscribe();
        loop {
            let left = self.step().await;
            let soonest = [self.announcing.at(), self.showing.at(), self.roster.expires_at(), left];
            let wake_at = soonest.into_iter().flatten().min().map_or(self.again_at, |at| at.min(self.again_at));
            tokio::select! {
                // The sender lives in the channel, so this never fails. While both are due already, arrivals need not
                // wake this task: a crowd that reconnects causes one lookup.
                _ = occupancy.changed(), if !(self.announcing.due && self.showing.due) => {
                    (self.announcing.due, self.showing.due) = (true, true);
                }
                signal = self.signals_in.recv() => self.receive(signal.as_deref()),
                () = tokio::time::sleep_until(wake_at) => {}
            }
        }
    }

    /// Announces to the other servers that this one has no members any more.
    pub(crate) async fn leave(&self) {
        if self.announced.as_ref().is_some_and(|announced| !announced.is_empty()) {
            // The highest number: a late signal must not bring the members back.
            let _ = tokio::time::timeout(LEAVE_MAX, self.announce(u64::MAX, &[])).await;
        }
    }

    /// Does what is due. Returns when the next departed member stops counting as present.
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
            // Counted by the hub, so that numbers still rise when a space's channel is closed and opened again.
            let number = self.channel.hub.announcements.fetch_add(1, Ordering::Relaxed) + 1;
            self.again_at = now + ANNOUNCE_AGAIN;
            self.announce(number, &own).await;
            self.announced = Some(own);
        }
        self.next_gone()
    }

    fn receive(&mut self, signal: Option<&[u8]>) {
        let announcement = signal.and_then(Announcement::read);
        if let Some(announcement) =
            announcement.filter(|announcement| announcement.server != self.channel.hub.config.server)
        {
            let change = self.roster.apply(announcement, Instant::now());
            self.showing.due |= change != RosterChange::None;
            if change == RosterChange::NewServer {
                // It does not know this server's members yet.
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

    /// The members on this server. Removes those whose time to linger is over.
    fn present(&self, now: Instant) -> Vec<Uuid> {
        let mut own = Vec::new();
        self.channel.occupancy.send_if_modified(|occupancy| {
            occupancy.forget_left(now, PRESENCE_LINGER);
            own.extend(occupancy.members.keys().copied());
            false
        });
        own
    }

    /// When the next departed member stops counting as present. `None`: there is none, or it is due.
    fn next_gone(&mut self) -> Option<Instant> {
        let gone = self.channel.occupancy.borrow().first_left? + PRESENCE_LINGER;
        if gone > Instant::now() {
            return Some(gone);
        }
        (self.announcing.due, self.showing.due) = (true, true);
        None
    }
}
