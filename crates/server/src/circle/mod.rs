//! One circle: a space with a door, and everything that is appended to the door's log.

mod beside_door;
mod enter;
mod feeds;
mod hooks;
mod invites;
mod links;
mod pods;
mod programs;
mod pushes;
mod sessions;
mod sisters;
mod visits;
mod walls;
mod weave;

use std::{ops::Deref, sync::Arc};

use traceboard_board::{
    CircleId, EntryId, MemberId, Pattern,
    door::{DOOR_FORMAT_VERSION, Door, DoorBody, DoorHead, DoorVerdict, DoorWhat},
};
use traceboard_log::{LogName, NewEntry, Outcome, Touch};
use traceboard_protocol::{Code, SpaceId};

pub use enter::Entered;
pub use invites::MadeInvite;
pub(crate) use links::unknown as unknown_link;
pub(crate) use pods::Known;
pub(crate) use visits::SocketCount;
pub(crate) use walls::WallNow;

use crate::{
    fold::Fold,
    names,
    refusal::Refused,
    space::{Gate, Space, Store, json, new_entry},
    words::WORDS_IN_CIRCLE,
};
use beside_door::DoorHooks;

/// A circle that this server serves: the space of its board, and its door.
pub struct Circle {
    pub(crate) id: CircleId,
    pub(crate) space: Arc<Space>,
    pub(crate) door: Arc<Fold<Door>>,
    door_log: LogName,
    visits: visits::SocketCounts,
    pods: pods::Pods,
    watchers: Arc<pods::Watchers>,
    woven: weave::Woven,
    /// Walls that wait for their next picture.
    pub(crate) walls_waiting: tokio::sync::Semaphore,
    /// Serialises uses of invites: two hundred phones at one poster would otherwise race for the same use number.
    entering: tokio::sync::Mutex<()>,
}

impl Circle {
    pub(crate) fn begin(id: CircleId, store: &Store) -> Result<Self, Refused> {
        let named = |error: traceboard_log::LogNameError| Refused::internal("name a circle's logs", &error);
        let board_log = names::board(id).map_err(named)?;
        let door_log = names::door(id).map_err(named)?;
        let beside = Space::beside(store, &board_log, WORDS_IN_CIRCLE);
        let watchers = Arc::new(pods::Watchers::default());
        let beside_door = Arc::new(DoorHooks::new(Arc::clone(&beside), Arc::clone(&watchers)));
        let door = Arc::new(Fold::begin(Arc::clone(&store.log), door_log.clone(), Arc::clone(&beside_door) as _));
        beside_door.stands_beside(&door);
        let gate = Gate::Door(Arc::clone(&door));
        let space = Arc::new(Space::begin(SpaceId(id.0), board_log, store, gate, beside));
        Ok(Self {
            id,
            space,
            door,
            door_log,
            visits: visits::SocketCounts::default(),
            pods: pods::Pods::default(),
            watchers,
            woven: weave::Woven::default(),
            walls_waiting: tokio::sync::Semaphore::new(walls::WALLS_WAITING_MAX),
            entering: tokio::sync::Mutex::new(()),
        })
    }

    pub(crate) fn is_well(&self) -> bool {
        self.board.is_well() && self.door.is_well()
    }

    /// Whether the store held it, and holds it no more.
    pub(crate) fn is_gone(&self) -> bool {
        self.board.is_gone() || self.door.is_gone()
    }

    /// Looks whether a later version has written to it.
    pub(crate) async fn look_at_formats(&self) -> Result<(), Refused> {
        self.look_at_format(&self.board_log).await?;
        self.look_at_format(&self.door_log).await
    }

    /// Whether it has switched a pattern off, for itself and its pods.
    pub(crate) fn is_off(&self, pattern: Pattern) -> bool {
        self.board.read().state.is_off(pattern)
    }

    /// Refuses members who are no hosts.
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

    /// Appends to the door and waits until it is folded. None: the id is taken by other content.
    async fn append_door(
        &self,
        id: EntryId,
        by: Option<MemberId>,
        what: DoorWhat,
        body: Option<&DoorBody>,
    ) -> Result<Option<DoorVerdict>, Refused> {
        self.append_door_touching(id, by, what, body, Vec::new()).await
    }

    /// The same, with what it erases.
    async fn append_door_touching(
        &self,
        id: EntryId,
        by: Option<MemberId>,
        what: DoorWhat,
        body: Option<&DoorBody>,
        touches: Vec<Touch>,
    ) -> Result<Option<DoorVerdict>, Refused> {
        let head = json(&DoorHead { v: DOOR_FORMAT_VERSION, id, by, what })?;
        let entry = NewEntry { touches, ..new_entry(id, head, body)? };
        match self.append_one(&self.door_log, entry).await? {
            Outcome::Conflict => Ok(None),
            Outcome::Appended { position, .. } | Outcome::Repeated { position, .. } => {
                self.door.reach(position).await?;
                Ok(self.door.read().state.outcome(id))
            }
        }
    }
}

/// A circle derefs to its space.
impl Deref for Circle {
    type Target = Space;

    fn deref(&self) -> &Space {
        &self.space
    }
}

impl std::fmt::Debug for Circle {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Circle").field("id", &self.id).finish_non_exhaustive()
    }
}
