//! The websocket: hello, followed spaces, posts and their answers.

mod posting;

use std::{
    future::Future,
    ops::ControlFlow,
    pin::Pin,
    sync::Arc,
    task::{Context, Poll},
    time::Duration,
};

use axum::{
    extract::{Request, State},
    response::Response,
};
use serde::Serialize;
use tokio::time::{Sleep, sleep};
use traceboard_hub::{Bound, Ended, FollowError, Kind, Line};
use traceboard_position::Position;
use traceboard_protocol::{
    ClientFrame, CloseCode, Code, FORMER_SUBPROTOCOL, Following as FollowRequest, Limits, Problem, SUBPROTOCOL,
    ServerFrame, SpaceId, VERSION, Why,
};
use tracing::Instrument;

use self::posting::Posting;
use crate::{
    app::App,
    circle::{Known, SocketCount},
    line::{self, Flow, Following, Session, SocketLine},
    refusal::Refused,
    session::Caller,
    space::{Space, frame},
};

/// How long a client may take to send its `hello`.
const HELLO_PATIENCE: Duration = Duration::from_secs(10);
/// Why a socket is closed whose member has too many.
const TOO_MANY: &str = "too many sockets are open";
/// When to come back to a server that is full, in milliseconds.
const COME_BACK_FULL_MS: u64 = 30_000;

/// The states of a circle, live: a websocket of subprotocol `traceboard.v2`, described in docs/PROTOCOL.md.
#[utoipa::path(get, path = "/api/c/{circle}/live", params(("circle" = String, Path)),
    responses((status = 101, description = "The socket is open"), (status = "default", body = Problem)))]
pub(crate) async fn live(State(app): State<App>, caller: Caller, mut request: Request) -> Result<Response, Refused> {
    let (answer, upgrading, spoken) = line::upgrade(&mut request, [SUBPROTOCOL, FORMER_SUBPROTOCOL])
        .map_err(|error| Refused::new(Code::BadRequest, error.to_string()))?;
    // Of the level of its worst line, so that each is shown with it.
    let span = tracing::error_span!("socket", conn.id = %uuid::Uuid::now_v7(), circle.id = %caller.circle.id);
    let work = app.work.clone();
    let running = async move {
        let Some((stream, early, _open)) = upgrading.finish().await else { return };
        let beats = app.beats.clone();
        let end = line::run((stream, early), beats, |_| SocketSession::new(app, caller, spoken != SUBPROTOCOL)).await;
        tracing::debug!(end = ?end, "a socket is over");
    };
    // Boxed, so that a task that sleeps for hours holds no more than it needs.
    work.spawn(Box::pin(running.instrument(span)));
    Ok(answer)
}

/// A space that is being opened, to be followed.
struct Entering {
    space: SpaceId,
    after: Option<Position>,
    entering: Pin<Box<dyn Future<Output = Result<Arc<Space>, Refused>> + Send>>,
}

/// One open socket, and its state.
struct SocketSession {
    app: App,
    caller: Caller,
    /// Until when `hello` has to come; none once it has.
    hello: Option<Pin<Box<Sleep>>>,
    spaces: Vec<(SpaceId, Following)>,
    /// Spaces that are being opened.
    opening: Vec<Entering>,
    /// The tag of the member's own pods that were sent last.
    known: Known,
    /// Whether those may have changed.
    own_pods_due: bool,
    /// Whether the client uses the former version and was not sent `reload` yet.
    outdated: bool,
    posts: Posting,
    /// None where the member has too many sockets open.
    place: Option<SocketCount>,
}

impl SocketSession {
    fn new(app: App, caller: Caller, outdated: bool) -> Self {
        let posts = Posting::new(app.work.clone());
        let hello = Some(Box::pin(sleep(HELLO_PATIENCE)));
        let place = caller.circle.visit(caller.member, app.config.sockets_per_member);
        Self {
            app,
            caller,
            hello,
            spaces: Vec::new(),
            opening: Vec::new(),
            known: Known::nothing(),
            own_pods_due: false,
            outdated,
            posts,
            place,
        }
    }

    fn take(&mut self, line: &Arc<SocketLine>, received: ClientFrame) -> Flow {
        match received {
            ClientFrame::Hello { version, .. } if version != VERSION => send_frame(line, &ServerFrame::Reload),
            ClientFrame::Hello { spaces, .. } if self.hello.is_some() => self.welcome(line, spaces),
            ClientFrame::Hello { .. } => send_error(line, Code::BadRequest, "cannot take a second hello"),
            ClientFrame::Beat => send_frame(line, &ServerFrame::Beat { now_ms: self.caller.circle.now_ms() }),
            _ if self.hello.is_some() => send_error(line, Code::BadRequest, "the first frame must be a hello"),
            ClientFrame::Follow { following } => match self.app.limits.request(self.caller.member) {
                Ok(()) => self.follow(line, following),
                // Each is answered with as many rows as a request, so it counts as one.
                Err(refused) => send_frame(line, &refused.closes(following.space)),
            },
            ClientFrame::Unfollow { space } => {
                self.unfollow(space);
                ControlFlow::Continue(())
            }
            ClientFrame::Post { space, draft } => {
                // More than may wait is not read from the network until some are answered.
                self.posts.add(space.unwrap_or(self.caller.space.space), *draft);
                ControlFlow::Continue(())
            }
        }
    }

    fn welcome(&mut self, line: &Arc<SocketLine>, spaces: Vec<FollowRequest>) -> Flow {
        self.hello = None;
        send_frame(
            line,
            &ServerFrame::Welcome {
                server: self.app.server.to_string(),
                member: self.caller.member,
                now_ms: self.caller.circle.now_ms(),
            },
        )?;
        for following in spaces {
            self.follow(line, following)?;
        }
        let line_of_it: Arc<dyn Line> = Arc::clone(line) as _;
        self.caller.circle.watch_own_pods(self.caller.member, &line_of_it);
        self.tell_own_pods(line)
    }

    /// Sends the member's own pods, if they changed since the last time.
    fn tell_own_pods(&mut self, line: &SocketLine) -> Flow {
        let Some((frame, known)) = self.caller.circle.own_pods_unless(&self.caller.token_hash, &self.known) else {
            return ControlFlow::Continue(());
        };
        self.known = known;
        send_frame(line, &frame)
    }

    fn unfollow(&mut self, space: SpaceId) {
        self.spaces.retain(|(followed, _)| *followed != space);
        self.opening.retain(|entering| entering.space != space);
    }

    fn follow(&mut self, line: &Arc<SocketLine>, FollowRequest { space, after }: FollowRequest) -> Flow {
        self.unfollow(space);
        if self.spaces.len() + self.opening.len() >= Limits::SPACES_MAX {
            let (code, message) = (Code::TooManyRequests, "cannot look at more spaces on one connection".to_owned());
            return send_frame(line, &ServerFrame::Closed { space, code, message });
        }
        if space == self.caller.space.space {
            return self.follow_in(line, &Arc::clone(&self.caller.space), after);
        }
        let (circle, token_hash) = (Arc::clone(&self.caller.circle), self.caller.token_hash.clone());
        let entering = Box::pin(async move { circle.enter_space(space, &token_hash).await });
        self.opening.push(Entering { space, after, entering });
        ControlFlow::Continue(())
    }

    fn follow_in(&mut self, line: &Arc<SocketLine>, entered: &Arc<Space>, after: Option<Position>) -> Flow {
        let space = entered.space;
        let Some(after) = after else {
            return send_frame(line, &ServerFrame::Anew { space, why: Why::UnknownHistory });
        };
        let line_of_it: Arc<dyn Line> = Arc::clone(line) as _;
        match entered.channel(&self.app.hub).follow(self.caller.who(), line_of_it, Kind::Stream, after) {
            Ok(follower) => {
                self.spaces.push((space, Following::new(follower)));
                ControlFlow::Continue(())
            }
            Err(FollowError::Ended(ended)) => self.space_ended(line, space, ended),
            Err(FollowError::Full(Bound::Member)) => close(CloseCode::TooManySockets, TOO_MANY),
            Err(_) => close(CloseCode::Draining, &COME_BACK_FULL_MS.to_string()),
        }
    }
}

impl SocketSession {
    /// Handles the end of a followed space. The end of the circle closes the connection; a pod ends alone.
    fn space_ended(&self, line: &SocketLine, space: SpaceId, ended: Ended) -> Flow {
        match ended {
            Ended::Anew(why) => send_frame(line, &ServerFrame::Anew { space, why: Why::named(why) }),
            Ended::Closed { .. } if space != self.caller.space.space && self.is_in_circle() => {
                let (code, message) = (Code::NotInPod, Code::NotInPod.row().meaning.to_owned());
                send_frame(line, &ServerFrame::Closed { space, code, message })
            }
            Ended::Closed { code, reason } => ControlFlow::Break((code, reason)),
            Ended::Draining { come_back_ms } => close(CloseCode::Draining, &come_back_ms.to_string()),
            _ => close(CloseCode::LogUnavailable, "the log can't be read just now"),
        }
    }

    fn is_in_circle(&self) -> bool {
        self.caller.circle.member_now(&self.caller.token_hash).is_ok()
    }
}

impl Session for SocketSession {
    fn message(&mut self, line: &Arc<SocketLine>, text: &str) -> Flow {
        match ClientFrame::read(text) {
            Ok(received) => self.take(line, received),
            Err(unreadable) => {
                // Unreadable frames count as posts, or a flood of them would be free.
                if let Err(refused) = self.app.limits.post(self.caller.member) {
                    return send_error(line, refused.code, &refused.message);
                }
                let (code, message) = (unreadable.code, unreadable.fault.0);
                match unreadable.id {
                    Some(id) => send_frame(
                        line,
                        &ServerFrame::Refused { id, code, message, retry: false, retry_after_ms: None },
                    ),
                    None => send_error(line, code, &message),
                }
            }
        }
    }

    /// The reason for the wake-up is found when it is polled.
    fn woken(&mut self, _line: &Arc<SocketLine>) -> Flow {
        self.own_pods_due = self.hello.is_none();
        ControlFlow::Continue(())
    }

    fn poll(&mut self, line: &Arc<SocketLine>, cx: &mut Context<'_>) -> Flow {
        if self.place.is_none() {
            return close(CloseCode::TooManySockets, TOO_MANY);
        }
        if let Some(hello) = &mut self.hello
            && hello.as_mut().poll(cx).is_ready()
        {
            return close(CloseCode::Silent, "no hello came");
        }
        if std::mem::take(&mut self.outdated) {
            send_frame(line, &ServerFrame::Reload)?;
        }
        if std::mem::take(&mut self.own_pods_due) {
            self.tell_own_pods(line)?;
        }
        let mut index = 0;
        while let Some(entering) = self.opening.get_mut(index) {
            let Poll::Ready(entered) = entering.entering.as_mut().poll(cx) else {
                index += 1;
                continue;
            };
            let Entering { space, after, .. } = self.opening.swap_remove(index);
            match entered {
                Ok(entered) => self.follow_in(line, &entered, after)?,
                Err(refused) => send_frame(line, &refused.closes(space))?,
            }
        }
        while let Poll::Ready(Some((posted_in, answers))) = self.posts.poll(&self.app, &self.caller, cx) {
            for answer in answers {
                send_frame(line, &answer)?;
                let ServerFrame::Ack { position, .. } = answer else { continue };
                for (_, following) in self.spaces.iter_mut().filter(|(space, _)| *space == posted_in) {
                    following.reach(position);
                }
            }
        }
        let mut index = 0;
        while let Some((space, following)) = self.spaces.get_mut(index) {
            match following.poll(line, cx) {
                Poll::Pending => index += 1,
                Poll::Ready(ended) => {
                    let space = *space;
                    self.spaces.swap_remove(index);
                    self.space_ended(line, space, ended)?;
                }
            }
        }
        ControlFlow::Continue(())
    }

    fn is_answered(&self) -> bool {
        self.posts.is_idle()
    }

    fn reads(&self) -> bool {
        self.posts.has_room()
    }
}

/// Sends a frame.
fn send_frame<T: Serialize>(line: &SocketLine, told: &T) -> Flow {
    // If the line is closed, its task finds that out by itself.
    line.send(&frame(told));
    ControlFlow::Continue(())
}

fn send_error(line: &SocketLine, code: Code, message: &str) -> Flow {
    send_frame(line, &ServerFrame::Error { code, message: message.to_owned() })
}

fn close(code: CloseCode, reason: &str) -> Flow {
    ControlFlow::Break((code as u16, reason.to_owned()))
}
