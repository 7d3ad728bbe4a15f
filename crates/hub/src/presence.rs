//! Presence of one log: tells other servers who is with this one, and subscribers who is here.

use std::{convert::Infallible, sync::atomic::Ordering, time::Duration};

use bytes::Bytes;
use tokio::{
    sync::broadcast::{Receiver, error::RecvError},
    time::Instant,
};
use uuid::Uuid;

use crate::{
    ANNOUNCE_AGAIN, ANNOUNCE_ON_CHANGE, PRESENCE_EVERY,
    channel::Channel,
    hub::Inner,
    roster::{Announcement, Heard, Roster, announce},
};

/// How long the last word to other servers may take: they would find out by themselves.
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

/// Keeps presence for as long as it is polled.
pub(crate) async fn keep(hub: &Inner, channel: &Channel) -> Infallible {
    let mut seats = channel.seats.subscribe();
    let mut own = members(channel);
    let mut signals = None;
    let mut roster = Roster::default();
    let mut shown = None;
    let mut telling = Paced::new(ANNOUNCE_ON_CHANGE);
    let mut showing = Paced::new(PRESENCE_EVERY);
    let mut again_at = Instant::now() + ANNOUNCE_AGAIN;
    let mut listen_at = Instant::now();
    loop {
        let now = Instant::now();
        if signals.is_none() && listen_at <= now {
            signals = listen(hub, channel).await;
            listen_at = Instant::now() + ANNOUNCE_ON_CHANGE;
        }
        showing.due |= roster.expire(now);
        telling.due |= again_at <= now;
        if showing.take(now) {
            let here = roster.here(&own);
            if shown.as_ref() != Some(&here) {
                channel.publish_presence(hub, here.0, &here.1);
                shown = Some(here);
            }
        }
        if telling.take(now) {
            // Of the whole hub, so that rounds rise over all channels that follow the log one after the other.
            let round = hub.rounds.fetch_add(1, Ordering::Relaxed) + 1;
            again_at = now + ANNOUNCE_AGAIN;
            tell(hub, channel, round, &own).await;
        }
        let listen = signals.is_none().then_some(listen_at);
        let soonest = [telling.at(), showing.at(), roster.expires_at(), listen].into_iter().flatten().min();
        let wake_at = soonest.map_or(again_at, |at| at.min(again_at));
        tokio::select! {
            _ = seats.changed() => {
                let now_here = members(channel);
                if now_here != own {
                    own = now_here;
                    (telling.due, showing.due) = (true, true);
                }
            }
            signal = next(&mut signals) => {
                let said = signal.and_then(|signal| Announcement::read(&signal));
                if let Some(said) = said.filter(|said| said.server != hub.config.server) {
                    let heard = roster.hear(said, Instant::now());
                    showing.due |= heard != Heard::Same;
                    telling.due |= heard == Heard::Stranger;
                }
            }
            () = tokio::time::sleep_until(wake_at) => {}
        }
    }
}

/// Tells the other servers that nobody is with this one any more.
pub(crate) async fn leave(hub: &Inner, channel: &Channel) {
    // Above every round that `keep` can have told: a late signal of that must not bring the members back.
    let _ = tokio::time::timeout(LEAVE_MAX, tell(hub, channel, u64::MAX, &[])).await;
}

async fn tell(hub: &Inner, channel: &Channel, round: u64, members: &[Uuid]) {
    for signal in announce(hub.config.server, round, members) {
        if let Err(error) = hub.log.signal(&channel.name, signal).await {
            tracing::debug!(log.name = %channel.name, %error, "other servers were not told who is here");
            return;
        }
    }
}

async fn listen(hub: &Inner, channel: &Channel) -> Option<Receiver<Bytes>> {
    match hub.log.signals(&channel.name).await {
        Ok(signals) => Some(signals),
        Err(error) => {
            tracing::debug!(log.name = %channel.name, %error, "other servers can't be heard; trying again");
            None
        }
    }
}

/// The next signal. None where some were lost, or the channel closed: then it is listened to anew.
async fn next(signals: &mut Option<Receiver<Bytes>>) -> Option<Bytes> {
    let Some(receiver) = signals else { return std::future::pending().await };
    match receiver.recv().await {
        Ok(signal) => Some(signal),
        Err(RecvError::Lagged(_)) => None,
        Err(RecvError::Closed) => {
            *signals = None;
            None
        }
    }
}

fn members(channel: &Channel) -> Vec<Uuid> {
    channel.seats.borrow().members.keys().copied().collect()
}
