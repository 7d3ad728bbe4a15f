//! One circle: its board and its door, folded, and everything that is appended to them.

mod enter;
mod invites;
mod post;

use std::sync::Arc;

use bytes::Bytes;
use serde::Serialize;
use tokio::sync::watch;
use traceboard_board::{
    CircleId, EntryId, FORMAT_VERSION, MemberId,
    door::{Door, DoorHead, DoorVerdict, DoorWhat},
};
use traceboard_log::{Clock, Log, LogName, NewEntry, Outcome};
use traceboard_protocol::Code;

pub use enter::Entered;
pub use invites::MadeInvite;

use crate::{fold::Fold, names, refusal::Refused, secret, state::Told};

/// A circle that this server serves.
pub struct Circle {
    pub(crate) id: CircleId,
    pub(crate) board: Fold<Told>,
    pub(crate) door: Fold<Door>,
    pub(crate) board_log: LogName,
    door_log: LogName,
    pub(crate) log: Arc<dyn Log>,
    pub(crate) clock: Arc<dyn Clock>,
    /// Counts up when who may be here changes; sockets look at their session then.
    pub(crate) admissions: watch::Sender<u64>,
    /// One use of an invite at a time: two hundred phones at one poster would else race for the same use, and all but one of
    /// them in vain.
    entering: tokio::sync::Mutex<()>,
}

impl Circle {
    pub(crate) fn begin(id: CircleId, log: &Arc<dyn Log>, clock: &Arc<dyn Clock>) -> Result<Self, Refused> {
        let named = |error: traceboard_log::LogNameError| Refused::internal("name a circle's logs", &error);
        let board_log = names::board(id).map_err(named)?;
        let door_log = names::door(id).map_err(named)?;
        let admissions = watch::Sender::default();
        Ok(Self {
            id,
            board: Fold::begin(Arc::clone(log), board_log.clone(), admissions.clone()),
            door: Fold::begin(Arc::clone(log), door_log.clone(), admissions.clone()),
            board_log,
            door_log,
            log: Arc::clone(log),
            clock: Arc::clone(clock),
            admissions,
            entering: tokio::sync::Mutex::new(()),
        })
    }

    pub(crate) fn now_ms(&self) -> i64 {
        self.clock.now_ms()
    }

    pub(crate) fn is_well(&self) -> bool {
        self.board.is_well() && self.door.is_well()
    }

    /// Who a session's token belongs to, if they may be here, after folding to the head.
    pub(crate) async fn member_of(&self, token_hash: &str) -> Result<MemberId, Refused> {
        self.door.reach_head().await?;
        self.board.reach_head().await?;
        self.member_now(token_hash)
    }

    /// As [`Circle::member_of`], by what is folded now.
    pub(crate) fn member_now(&self, token_hash: &str) -> Result<MemberId, Refused> {
        let session = self.door.read().state.session(token_hash);
        let Some(session) = session else {
            return Err(Refused::new(Code::NotSignedIn, format!("cannot enter circle {}: no such session", self.id)));
        };
        if self.board.read().state.is_present(session.member) {
            Ok(session.member)
        } else {
            let message = format!("cannot enter circle {}: member {} is not with it", self.id, session.member);
            Err(Refused::new(Code::NotAMember, message))
        }
    }

    /// Refuses who is no host.
    pub(crate) async fn require_host(&self, member: MemberId, operation: &str) -> Result<(), Refused> {
        if self.board.read().state.is_host(member) {
            return Ok(());
        }
        self.board.reach_head().await?;
        if self.board.read().state.is_host(member) {
            return Ok(());
        }
        Err(Refused::new(Code::NotAHost, format!("cannot {operation}: only a host may")))
    }

    /// Closes a session; its sockets close too, on every server.
    pub(crate) async fn sign_out(&self, token: &str) -> Result<(), Refused> {
        let what = DoorWhat::SessionClosed { session_hash: secret::hash(token) };
        let id = names::derived("sign-out", secret::hash(token).as_bytes());
        self.append_door(id, None, what).await.map(|_| ())
    }

    /// Appends to the door and waits until it is folded. None: the id is taken by other content.
    async fn append_door(
        &self,
        id: EntryId,
        by: Option<MemberId>,
        what: DoorWhat,
    ) -> Result<Option<DoorVerdict>, Refused> {
        let head = json(&DoorHead { v: FORMAT_VERSION, id, by, what })?;
        let entry = NewEntry { id: id.0, head, body: None, touches: Vec::new() };
        match self.append_one(&self.door_log, entry).await? {
            Outcome::Conflict => Ok(None),
            Outcome::Appended { position, .. } | Outcome::Repeated { position, .. } => {
                self.door.reach(position).await?;
                Ok(self.door.read().state.outcome(id))
            }
        }
    }

    pub(crate) async fn append_one(&self, log: &LogName, entry: NewEntry) -> Result<Outcome, Refused> {
        let outcomes = self.log.append(log, vec![entry]).await?;
        outcomes
            .into_iter()
            .next()
            .ok_or_else(|| Refused::internal("append an entry", &"the log gave no answer for it"))
    }
}

impl std::fmt::Debug for Circle {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Circle").field("id", &self.id).finish_non_exhaustive()
    }
}

/// An entry's part as it is stored.
pub(crate) fn json<T: Serialize>(part: &T) -> Result<Bytes, Refused> {
    let bytes = serde_json::to_vec(part).map_err(|error| Refused::internal("write an entry", &error))?;
    Ok(Bytes::from(bytes))
}
