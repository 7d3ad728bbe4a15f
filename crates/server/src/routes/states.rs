//! The same states as by the socket, for those who hold none: at once, or as soon as something changes.

use std::{
    future::{Future, ready},
    sync::Arc,
    time::Duration,
};

use axum::{
    extract::{Query, State},
    http::HeaderMap,
    response::Response,
};
use tokio::time::timeout;
use traceboard_hub::{Bound, Ended, FollowError, Follower, Frame, Kind, Line};
use traceboard_position::Position;
use traceboard_protocol::{CloseCode, Code, Problem, ServerFrame, SpaceId, StatesQuery, VERSION, Why};

use super::{read::Queried, unreadable};
use crate::{
    app::App,
    circle::Known,
    line::{PollLine, wait},
    packed,
    refusal::Refused,
    session::Caller,
    space::frame,
};

/// How many frames one answer holds of each space: the next question gets the rest.
const FRAMES_MAX: usize = 8;

/// What changed after a position: an array of the frames that the socket would send. With `wait_ms` it is answered as soon as
/// something changes, or empty of rows when the time is over.
#[utoipa::path(get, path = "/api/c/{circle}/states", params(("circle" = String, Path), StatesQuery),
    responses((status = 200, body = Vec<ServerFrame>), (status = "default", body = Problem)))]
pub(crate) async fn states(
    State(app): State<App>,
    caller: Caller,
    headers: HeaderMap,
    query: Queried<StatesQuery>,
) -> Result<Response, Refused> {
    let Query(query) = query.map_err(|error| unreadable(&error))?;
    if query.version.is_some_and(|version| version != VERSION) {
        return Ok(answer(&headers, &[frame(&ServerFrame::Reload)]));
    }
    let (asked, wait_ms) = query.check(caller.space.space)?;
    let changed = Arc::new(PollLine::default());
    let line: Arc<dyn Line> = Arc::clone(&changed) as _;
    caller.circle.watch_own_pods(caller.member, &line);
    let known = query.own.map_or_else(|| caller.circle.knows_own_pods(&caller.token_hash), Known::named);
    let mut poll = Poll::begin(&app, &caller, asked).await?;
    poll.tell_own_pods(&known);
    let mut draining = app.draining.subscribe();
    let over = async {
        // Whoever waits is answered when the server goes down, and comes back to another one.
        let waiting = async {
            tokio::select! {
                _ = draining.wait_for(|draining| *draining) => {}
                () = changed.woken() => {}
            }
        };
        let _ = timeout(Duration::from_millis(wait_ms), waiting).await;
    };
    poll.look(over).await?;
    poll.tell_own_pods(&known);
    Ok(answer(&headers, &poll.frames()))
}

/// The spaces of one poll.
struct Poll<'a> {
    caller: &'a Caller,
    /// Whether it told of the asker's own pods.
    told_own_pods: bool,
    line: Arc<PollLine>,
    followers: Vec<Follower>,
    /// Theirs, in the same order.
    spaces: Vec<SpaceId>,
    /// Which spaces are over.
    told: Vec<Frame>,
    /// What changed in the others.
    changed: Vec<Frame>,
}

impl<'a> Poll<'a> {
    async fn begin(app: &App, caller: &'a Caller, asked: Vec<(SpaceId, Option<Position>)>) -> Result<Self, Refused> {
        let mut poll = Self {
            caller,
            told_own_pods: false,
            line: Arc::default(),
            followers: Vec::new(),
            spaces: Vec::new(),
            told: Vec::new(),
            changed: Vec::new(),
        };
        for (space, after) in asked {
            // The path's own space was entered with the request.
            let entered = if space == caller.space.space {
                Ok(Arc::clone(&caller.space))
            } else {
                caller.circle.enter_space(space, &caller.token_hash).await
            };
            let entered = match entered {
                Ok(entered) => entered,
                Err(refused) => {
                    poll.told.push(frame(&refused.closes(space)));
                    continue;
                }
            };
            let Some(after) = after else {
                poll.told.push(frame(&ServerFrame::Anew { space, why: Why::UnknownHistory }));
                continue;
            };
            let line: Arc<dyn Line> = Arc::clone(&poll.line) as _;
            match entered.channel(&app.hub).follow(caller.who(), line, Kind::Poll, after) {
                Ok(follower) => {
                    poll.followers.push(follower);
                    poll.spaces.push(space);
                }
                Err(FollowError::Ended(ended)) => poll.over(space, ended)?,
                Err(FollowError::Full(Bound::Member)) => {
                    let message = "cannot look at the space: this member has too many connections open";
                    return Err(Refused::new(Code::TooManyRequests, message));
                }
                Err(_) => return Err(Refused::new(Code::Draining, "cannot look at the space: the server is full")),
            }
        }
        Ok(poll)
    }

    /// Waits for what changed, and takes it as far as one answer holds it.
    async fn look(&mut self, over: impl Future<Output = ()>) -> Result<(), Refused> {
        if self.followers.is_empty() {
            return Ok(());
        }
        // Where there is something to tell of one space, the others keep it waiting no longer.
        let mut answers = if self.told.is_empty() {
            wait(&self.line, &mut self.followers, over).await
        } else {
            wait(&self.line, &mut self.followers, ready(())).await
        };
        for _ in 0..FRAMES_MAX {
            let mut over = Vec::new();
            for (index, answer) in answers {
                match answer {
                    Ok(caught_up) => self.changed.extend(caught_up.frames().cloned()),
                    Err(ended) => over.push((index, ended)),
                }
            }
            // From the end, so that the indices before it stay.
            for (index, ended) in over.into_iter().rev() {
                self.followers.remove(index);
                let space = self.spaces.remove(index);
                self.over(space, ended)?;
            }
            // What is there already comes with it.
            answers = wait(&self.line, &mut self.followers, ready(())).await;
            if answers.is_empty() {
                break;
            }
        }
        Ok(())
    }

    fn over(&mut self, space: SpaceId, ended: Ended) -> Result<(), Refused> {
        match ended {
            Ended::Anew(why) => {
                self.told.push(frame(&ServerFrame::Anew { space, why: Why::named(why) }));
                Ok(())
            }
            Ended::Closed { .. } if space != self.caller.circle.space.space && self.is_in_circle() => {
                let (code, message) = (Code::NotInPod, Code::NotInPod.row().meaning.to_owned());
                self.told.push(frame(&ServerFrame::Closed { space, code, message }));
                Ok(())
            }
            Ended::Closed { code, reason } => {
                let left = code == CloseCode::NotAMember as u16;
                let code = if left { Code::NotAMember } else { Code::NotSignedIn };
                Err(Refused::new(code, format!("cannot look at the space: {reason}")))
            }
            Ended::Draining { come_back_ms } => {
                let mut refused = Refused::new(Code::Draining, "cannot look at the space: the server is going down");
                refused.retry_after_ms = Some(come_back_ms);
                Err(refused)
            }
            _ => Err(Refused::new(Code::LogUnavailable, "cannot look at the space: the log can't be read just now")),
        }
    }

    fn is_in_circle(&self) -> bool {
        self.caller.circle.member_now(&self.caller.token_hash).is_ok()
    }

    /// Tells the asker of their own pods, once, where they know otherwise.
    fn tell_own_pods(&mut self, known: &Known) {
        let own = self.caller.circle.own_pods_unless(&self.caller.token_hash, known).filter(|_| !self.told_own_pods);
        if let Some((own, _)) = own {
            self.told_own_pods = true;
            self.told.push(frame(&own));
        }
    }

    /// The answer: what changed, and up to where each other space is complete.
    fn frames(self) -> Vec<Frame> {
        let mut frames = self.told;
        if !self.changed.is_empty() {
            frames.extend(self.changed);
        } else {
            frames.extend(self.spaces.iter().zip(&self.followers).map(|(space, follower)| {
                let states =
                    traceboard_protocol::States { to: follower.position(), more: false, rows: Default::default() };
                frame(&ServerFrame::States { space: *space, states })
            }));
        }
        frames
    }
}

/// Frames as a JSON array, each as it was encoded once for all.
fn answer(headers: &HeaderMap, frames: &[Frame]) -> Response {
    let mut text = vec![b'['];
    for (index, frame) in frames.iter().enumerate() {
        if index > 0 {
            text.push(b',');
        }
        text.extend_from_slice(&frame.payload());
    }
    text.push(b']');
    packed::text(headers, text)
}
