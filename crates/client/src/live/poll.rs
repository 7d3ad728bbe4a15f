//! Follows by long polls, for networks that block websockets.

use std::{convert::Infallible, time::Duration};

use futures_util::future::BoxFuture;
use tokio::time::{Instant, sleep};
use traceboard_protocol::{Following, Limits, ServerFrame, SpaceId, StatesQuery, VERSION};

use super::{
    End,
    run::{Progress, Run},
    socket::{Lost, lost},
};
use crate::{Api, ClientError};

/// The pause before the next poll, if the last one ended early without frames: a server or proxy that does not wait
/// would be asked in a busy loop.
const PAUSE: Duration = Duration::from_secs(1);

type Answer = BoxFuture<'static, Result<Vec<ServerFrame>, ClientError>>;

/// The poll under way.
struct Poll {
    of: Vec<Following>,
    since: Instant,
    wait_ms: u64,
    answer: Answer,
}

impl Run {
    /// Polls and posts until an answer shows that the server is away.
    pub(super) async fn poll(&mut self, progress: &mut Progress) -> Result<Infallible, Lost> {
        let api = Api::new(&self.session).map_err(|error| failed(&error))?;
        self.shared.begin();
        let mut may_post = !self.shared.awaits_term();
        let (mut polling, mut posting): (Option<Poll>, Option<Answer>) = (None, None);
        // The first poll does not wait: its answer shows that the server is there.
        let (mut wait_ms, mut pause) = (0, Duration::ZERO);
        loop {
            let followed = self.shared.spaces().followed();
            if polling.as_ref().is_none_or(|poll| poll.of != followed) {
                let known = self.shared.known();
                polling = (!followed.is_empty()).then(|| Poll::begin(&api, followed, known, wait_ms, pause));
            }
            if may_post && posting.is_none() {
                let drafts = self.shared.to_post();
                if !drafts.is_empty() {
                    let api = api.clone();
                    posting = Some(Box::pin(async move { api.post(drafts).await }));
                }
            }
            let (frames, is_poll) = tokio::select! {
                frames = answer(polling.as_mut().map(|poll| &mut poll.answer)) => (frames, true),
                frames = answer(posting.as_mut()) => (frames, false),
                () = self.shared.changed.notified() => continue,
                () = self.shared.put_off(), if may_post && posting.is_none() => continue,
            };
            let frames = frames.map_err(|error| failed(&error))?;
            progress.good_since.get_or_insert_with(Instant::now);
            if is_poll {
                let early = polling.take().is_some_and(|poll| frames.is_empty() && poll.is_early());
                (wait_ms, pause) = (Limits::WAIT_MS_MAX, if early { PAUSE } else { Duration::ZERO });
                may_post = true;
            } else {
                posting = None;
            }
            for frame in frames {
                let room = self.tell.reserve().await.map_err(|_| Lost::CallerGone)?;
                self.shared.pass_on(room, Box::new(frame))?;
            }
        }
    }
}

impl Poll {
    fn begin(api: &Api, of: Vec<Following>, known: String, wait_ms: u64, pause: Duration) -> Self {
        let query = StatesQuery { own: Some(known), ..query(api.space(), &of, wait_ms) };
        let api = api.clone();
        let answer = Box::pin(async move {
            sleep(pause).await;
            api.states(&query).await
        });
        Self { of, since: Instant::now() + pause, wait_ms, answer }
    }

    /// Whether it was answered long before its waiting time was over.
    fn is_early(&self) -> bool {
        self.wait_ms > 0 && self.since.elapsed() < Duration::from_millis(self.wait_ms / 2)
    }
}

/// The circle's own position is in `after`, those of other spaces in `spaces`.
fn query(circle: SpaceId, of: &[Following], wait_ms: u64) -> StatesQuery {
    let own = of.iter().find(|following| following.space == circle);
    let others = of.iter().filter(|following| following.space != circle);
    let others = others.map(|Following { space, after }| match after {
        Some(after) => format!("{}@{after}", space.0),
        None => space.0.to_string(),
    });
    let others = others.collect::<Vec<_>>().join(",");
    StatesQuery {
        version: Some(VERSION),
        after: own.and_then(|own| own.after),
        spaces: (!others.is_empty()).then_some(others),
        own: None,
        wait_ms: Some(wait_ms),
    }
}

/// Waits for an answer; for ever if no poll is under way.
async fn answer(on_its_way: Option<&mut Answer>) -> Result<Vec<ServerFrame>, ClientError> {
    match on_its_way {
        Some(answer) => answer.await,
        None => std::future::pending().await,
    }
}

fn failed(error: &ClientError) -> Lost {
    match End::of(error) {
        Some(end) => Lost::Ended(end),
        None => match lost(error) {
            Lost::For { why, .. } => Lost::For { why, retry_after: error.retry_after() },
            ended => ended,
        },
    }
}

#[cfg(test)]
mod tests {
    use traceboard_position::Position;
    use uuid::Uuid;

    use super::*;

    #[test]
    fn a_poll_names_the_circle_by_its_position_and_other_spaces_by_their_ids() {
        let [circle, other, new] = [1, 2, 3].map(|number| SpaceId(Uuid::from_u128(number)));
        let after = Some(Position { term: 1, seq: 2, nonce: 3 });
        let of = [
            Following { space: circle, after },
            Following { space: other, after },
            Following { space: new, after: None },
        ];
        let asked = query(circle, &of, 7);
        assert_eq!((asked.after, asked.wait_ms, asked.version), (after, Some(7), Some(VERSION)));
        let spaces = format!("{}@1-2-0000000000000003,{}", other.0, new.0);
        assert_eq!(asked.spaces, Some(spaces));
        assert_eq!(query(circle, &of[..1], 0).spaces, None);
    }
}
