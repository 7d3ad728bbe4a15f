//! One circle: its board and its door, folded, and everything that is appended to them.

mod beside;
mod enter;
mod follow;
mod invites;
mod post;
mod rows;
mod snapshot;
mod visits;

use std::sync::{
    Arc,
    atomic::{AtomicBool, AtomicI64, Ordering},
};

use bytes::Bytes;
use serde::Serialize;
use traceboard_board::{
    CircleId, EntryId, FORMAT_VERSION, MemberId,
    door::{DOOR_FORMAT_VERSION, Door, DoorBody, DoorHead, DoorVerdict, DoorWhat},
};
use traceboard_log::{Clock, Log, LogError, LogName, NewEntry, Outcome};
use traceboard_protocol::{Code, SpaceId};

pub use enter::Entered;
pub(crate) use follow::frame;
pub use invites::MadeInvite;
pub(crate) use post::Acked;
pub(crate) use visits::Place;

use self::beside::{Beside, BesideDoor};
use crate::{fold::Fold, names, refusal::Refused, state::Told, words::Words};

/// A circle that this server serves.
pub struct Circle {
    pub(crate) id: CircleId,
    pub(crate) board: Fold<Told>,
    pub(crate) door: Fold<Door>,
    pub(crate) board_log: LogName,
    door_log: LogName,
    pub(crate) log: Arc<dyn Log>,
    pub(crate) clock: Arc<dyn Clock>,
    /// What is kept beside the folds: words, snapshots, followers.
    beside: Arc<Beside>,
    visits: visits::Visits,
    /// Set where a later version has written to one of its logs: then this one writes no more, and isn't ready.
    outdated: Arc<AtomicBool>,
    /// When somebody asked for it last, in Unix milliseconds.
    asked_at_ms: AtomicI64,
    /// One use of an invite at a time: two hundred phones at one poster would else race for the same use, and all but one of
    /// them in vain.
    entering: tokio::sync::Mutex<()>,
}

impl Circle {
    pub(crate) fn begin(
        id: CircleId,
        log: &Arc<dyn Log>,
        clock: &Arc<dyn Clock>,
        outdated: &Arc<AtomicBool>,
    ) -> Result<Self, Refused> {
        let named = |error: traceboard_log::LogNameError| Refused::internal("name a circle's logs", &error);
        let board_log = names::board(id).map_err(named)?;
        let door_log = names::door(id).map_err(named)?;
        let beside = Arc::new(Beside::new(Words::new(Arc::clone(log), board_log.clone())));
        let beside_door = Arc::new(BesideDoor(Arc::clone(&beside)));
        Ok(Self {
            id,
            board: Fold::begin(Arc::clone(log), board_log.clone(), Arc::clone(&beside) as _),
            door: Fold::begin(Arc::clone(log), door_log.clone(), beside_door),
            board_log,
            door_log,
            log: Arc::clone(log),
            outdated: Arc::clone(outdated),
            asked_at_ms: clock.now_ms().into(),
            clock: Arc::clone(clock),
            beside,
            visits: visits::Visits::default(),
            entering: tokio::sync::Mutex::new(()),
        })
    }

    pub(crate) fn now_ms(&self) -> i64 {
        self.clock.now_ms()
    }

    /// The space of its board.
    pub(crate) fn space(&self) -> SpaceId {
        SpaceId(self.id.0)
    }

    pub(crate) fn is_well(&self) -> bool {
        self.board.is_well() && self.door.is_well()
    }

    /// Somebody asks for it.
    pub(crate) fn touch(&self) {
        self.asked_at_ms.store(self.now_ms(), Ordering::Relaxed);
    }

    /// For how long nobody has asked for it or followed it, in milliseconds; 0 while somebody follows.
    pub(crate) fn idle_ms(&self) -> i64 {
        let asked_ms = self.now_ms().saturating_sub(self.asked_at_ms.load(Ordering::Relaxed));
        let followed = self.beside.followed_ago();
        followed.map_or(asked_ms, |ago| asked_ms.min(i64::try_from(ago.as_millis()).unwrap_or(i64::MAX)))
    }

    /// Whether it was followed since it was opened: its channel holds it.
    pub(crate) fn has_channel(&self) -> bool {
        self.beside.followed_ago().is_some()
    }

    /// Keeps what opening it again begins with, and lets its followers go.
    pub(crate) async fn close(&self) {
        self.beside.close();
        self.keep_checkpoint(true).await;
    }

    /// Keeps a checkpoint, where much was applied since the last one, or (`always`) anything was.
    pub(crate) async fn keep_checkpoint(&self, always: bool) {
        if let Err(error) = self.board.keep_checkpoint(always).await {
            tracing::warn!(circle.id = %self.id, error = %error, "cannot keep a checkpoint");
        }
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
    pub(crate) async fn sign_out(&self, token_hash: &str) -> Result<(), Refused> {
        let what = DoorWhat::SessionClosed { session_hash: token_hash.to_owned() };
        let id = names::derived("sign-out", token_hash.as_bytes());
        self.append_door(id, None, what, None).await.map(|_| ())
    }

    /// Appends to the door and waits until it is folded. None: the id is taken by other content.
    async fn append_door(
        &self,
        id: EntryId,
        by: Option<MemberId>,
        what: DoorWhat,
        body: Option<&DoorBody>,
    ) -> Result<Option<DoorVerdict>, Refused> {
        let head = json(&DoorHead { v: DOOR_FORMAT_VERSION, id, by, what })?;
        let entry = new_entry(id, head, body)?;
        match self.append_one(&self.door_log, entry).await? {
            Outcome::Conflict => Ok(None),
            Outcome::Appended { position, .. } | Outcome::Repeated { position, .. } => {
                self.door.reach(position).await?;
                Ok(self.door.read().state.outcome(id))
            }
        }
    }

    pub(crate) async fn append_one(&self, log: &LogName, entry: NewEntry) -> Result<Outcome, Refused> {
        let outcomes = self.append(log, vec![entry]).await?;
        outcomes
            .into_iter()
            .next()
            .ok_or_else(|| Refused::internal("append an entry", &"the log gave no answer for it"))
    }

    pub(crate) async fn append(&self, log: &LogName, entries: Vec<NewEntry>) -> Result<Vec<Outcome>, Refused> {
        let appended = self.log.append(log, entries).await;
        Ok(appended.inspect_err(|error| self.note(error))?)
    }

    /// Looks whether a later version has written to it.
    pub(crate) async fn look_at_format(&self) -> Result<(), Refused> {
        for log in [&self.board_log, &self.door_log] {
            if self.log.format(log).await? > u16::from(FORMAT_VERSION) {
                self.note_outdated(log);
            }
        }
        Ok(())
    }

    fn note(&self, error: &LogError) {
        if matches!(error, LogError::Newer { .. }) {
            self.note_outdated(&self.board_log);
        }
    }

    fn note_outdated(&self, log: &LogName) {
        if !self.outdated.swap(true, Ordering::Relaxed) {
            tracing::error!(log = %log, "a later version has written to the log: this one writes no more, and isn't ready");
        }
    }
}

impl std::fmt::Debug for Circle {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Circle").field("id", &self.id).finish_non_exhaustive()
    }
}

/// An entry of today's format that touches nothing.
pub(crate) fn new_entry<B: Serialize>(id: EntryId, head: Bytes, body: Option<&B>) -> Result<NewEntry, Refused> {
    let body = body.map(json).transpose()?;
    Ok(NewEntry { id: id.0, head, body, touches: Vec::new(), format: FORMAT_VERSION.into(), unsettles: false })
}

/// An entry's part as it is stored.
pub(crate) fn json<T: Serialize>(part: &T) -> Result<Bytes, Refused> {
    let bytes = serde_json::to_vec(part).map_err(|error| Refused::internal("write an entry", &error))?;
    Ok(Bytes::from(bytes))
}
