//! One audience's rows in a round of the publisher.

use std::sync::{Arc, atomic::Ordering};

use traceboard_position::Position;

use crate::{
    AHEAD_PLACES_MAX, Ended, READS_MAX, States,
    cursor::Cursor,
    offer::Rows,
    publisher::{Next, Publisher},
};

impl Publisher {
    /// Publishes an audience's rows.
    pub(crate) async fn publish(&mut self, cursor: Cursor) -> Next {
        let channel = Arc::clone(&self.channel);
        let Some(newest) = channel.source.position() else { return Next::Wait };
        let from = match cursor.from {
            Some(from) if from == newest => {
                self.wake_awaiting(cursor, newest).await;
                return Next::Wait;
            }
            Some(from) if from > newest => {
                // The history was replaced by one that ends earlier or differs there: each follower is handled by its
                // own position.
                channel.reset_cursor(cursor.audience, newest);
                self.end_beyond(cursor, newest).await;
                self.fall_behind(cursor, None).await;
                return Next::Wait;
            }
            Some(from) if self.has_audience(cursor, 0) => from,
            _ => {
                // No follower to publish to: frames for the next one begin here.
                channel.advance_cursor(cursor.audience, newest);
                let known = self.add_joined();
                if self.has_audience(cursor, known) {
                    self.fall_behind(cursor, Some(newest)).await;
                }
                return Next::Wait;
            }
        };
        let states = match self.read(cursor, from).await {
            Ok(Some(states)) => states,
            // Rights change faster than rows can be read: each follower reads and is checked by itself.
            Ok(None) => {
                channel.advance_cursor(cursor.audience, newest);
                self.fall_behind(cursor, Some(newest)).await;
                return Next::Wait;
            }
            Err(Ended::Unavailable) => return Next::Retry,
            Err(ended) => {
                tracing::debug!(space = %channel.space, %ended, "followers catch up by themselves");
                channel.advance_cursor(cursor.audience, newest);
                self.fall_behind(cursor, Some(newest)).await;
                return Next::Wait;
            }
        };
        let Some(frame) = &states.frame else {
            // The cursor stays: positions without rows set no follower behind.
            self.wake_awaiting(cursor, states.to).await;
            return Next::Wait;
        };
        channel.advance_cursor(cursor.audience, states.to);
        self.add_joined();
        channel.writing.store(true, Ordering::Release);
        self.publish_ahead(cursor, from, states.to).await;
        let rows = Rows { from, to: states.to, rights: states.rights, frame: Some(frame) };
        let mut written = 0;
        self.for_each(|channel, follower| {
            if follower.audience == cursor.audience {
                written += u64::from(follower.offer_rows(&*channel.source, &rows));
            }
        })
        .await;
        channel.hub.deliveries.fetch_add(written, Ordering::Relaxed);
        if states.more { Next::Again } else { Next::Wait }
    }

    /// Offers the followers between the published and the new position the rows that they do not have yet.
    async fn publish_ahead(&self, cursor: Cursor, from: Position, to: Position) {
        let (channel, audience) = (&*self.channel, cursor.audience);
        let mut ahead = Vec::new();
        for follower in channel.take_ahead(audience) {
            match follower.position_beyond(from) {
                Some(at) if at < to => ahead.push((at, follower)),
                // Ahead of this round too.
                Some(at) if at > to => channel.note_ahead(&follower),
                _ => {}
            }
        }
        ahead.sort_by_key(|(at, _)| *at);
        for same in ahead.chunk_by(|one, other| one.0 == other.0).take(AHEAD_PLACES_MAX) {
            let from = same[0].0;
            // If the states cannot be read, or are older than the rights, the followers get some rows twice.
            let Ok(states) = channel.cache.states(&*channel.source, (from, audience, false)).await else { continue };
            if states.rights < self.authorized_at {
                continue;
            }
            let rows = Rows { from, to: states.to, rights: states.rights, frame: states.frame.as_ref() };
            for (_, follower) in same {
                if follower.offer_rows(&*channel.source, &rows) && rows.to > to {
                    channel.note_ahead(follower);
                }
            }
        }
    }

    /// Reads rows under rights by which all followers were checked. `None`: rights changed too often.
    async fn read(&mut self, cursor: Cursor, from: Position) -> Result<Option<States>, Ended> {
        let channel = Arc::clone(&self.channel);
        for _ in 0..READS_MAX {
            let newest = channel.source.position();
            // Reserved before the reading, so that states with words erased meanwhile are not cached.
            let cell = channel.cache.reserve(newest, (from, cursor.audience, false));
            let states = channel.source.states(from, cursor.audience, false).await?;
            self.authorize().await;
            if states.rights >= self.authorized_at {
                channel.cache.insert(&cell, &states);
                return Ok(Some(states));
            }
        }
        Ok(None)
    }

    async fn wake_awaiting(&mut self, cursor: Cursor, newest: Position) {
        if self.channel.awaiting.load(Ordering::Acquire) > 0 {
            self.add_joined();
            self.for_each(|_, follower| {
                if follower.audience == cursor.audience {
                    follower.wake_awaiting(newest);
                }
            })
            .await;
        }
    }

    /// Ends the followers that are ahead of a replaced history. For states after their position the source would wait
    /// until that is folded.
    async fn end_beyond(&mut self, cursor: Cursor, newest: Position) {
        self.add_joined();
        self.for_each(|_, follower| {
            if follower.audience == cursor.audience && follower.progress().at > newest {
                follower.end(Ended::Anew("unknown_history"));
            }
        })
        .await;
    }

    /// Leaves the followers of an audience that are before a position (`None`: all) to their own tasks.
    async fn fall_behind(&mut self, cursor: Cursor, before: Option<Position>) {
        self.add_joined();
        self.for_each(|_, follower| {
            if follower.audience == cursor.audience {
                follower.fall_behind(before);
            }
        })
        .await;
    }

    fn has_audience(&self, cursor: Cursor, known: usize) -> bool {
        self.followers[known..].iter().any(|follower| follower.audience == cursor.audience)
    }
}
