//! One space: a board's log, folded, and everything that reads or posts it. A circle is one, with a door; a pod is one in a circle.

mod append;
mod beside;
mod due;
mod follow;
mod gate;
mod look_alikes;
mod meetings;
mod names;
mod photos;
mod post;
mod retro;
mod rounds;
mod rows;
mod search;
mod snapshot;
mod time_bounds;

use std::sync::{
    Arc,
    atomic::{AtomicBool, AtomicI64, Ordering},
};

use traceboard_board::{FORMAT_VERSION, MemberId, door::Session};
use traceboard_log::{Clock, Log, LogName};
use traceboard_protocol::SpaceId;

pub(crate) use append::{json, new_entry};
pub(crate) use beside::SpaceHooks;
pub(crate) use follow::frame;
pub(crate) use gate::Gate;
pub(crate) use look_alikes::Naming;
pub(crate) use photos::held_by;
pub(crate) use post::Acked;

use crate::{
    circle::Circle, fold::Fold, indexes::Indexes, refusal::Refused, settling::Settling, state::BoardState, words::Words,
};

/// A board that this server has open.
pub struct Space {
    pub(crate) space: SpaceId,
    pub(crate) board: Fold<BoardState>,
    pub(crate) board_log: LogName,
    pub(crate) log: Arc<dyn Log>,
    pub(crate) clock: Arc<dyn Clock>,
    /// Who may be here.
    gate: Gate,
    /// What is kept beside the fold: words, snapshots, followers.
    beside: Arc<SpaceHooks>,
    /// Set where a later version has written to one of the store's logs: then this one writes no more, and isn't ready.
    outdated: Arc<AtomicBool>,
    settling: Arc<Settling>,
    indexes: Arc<Indexes>,
    /// When somebody asked for it last, in Unix milliseconds.
    asked_at_ms: AtomicI64,
}

/// What all spaces of a server share.
#[derive(Clone)]
pub(crate) struct Store {
    pub(crate) log: Arc<dyn Log>,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) outdated: Arc<AtomicBool>,
    pub(crate) settling: Arc<Settling>,
    pub(crate) indexes: Arc<Indexes>,
}

impl Space {
    /// Begins to fold a board. `beside` is handed in, since the logs that decide who may be here tell it of changes too.
    pub(crate) fn begin(
        space: SpaceId,
        board_log: LogName,
        store: &Store,
        gate: Gate,
        beside: Arc<SpaceHooks>,
    ) -> Self {
        let Store { log, clock, outdated, settling, indexes } = store.clone();
        Self {
            space,
            board: Fold::begin(Arc::clone(&log), board_log.clone(), Arc::clone(&beside) as _),
            board_log,
            log,
            asked_at_ms: clock.now_ms().into(),
            clock,
            gate,
            beside,
            outdated,
            settling,
            indexes,
        }
    }

    /// What is kept beside a board of this log, with room for so many bodies.
    pub(crate) fn beside(store: &Store, board_log: &LogName, words_expected: usize) -> Arc<SpaceHooks> {
        Arc::new(SpaceHooks::new(Words::new(Arc::clone(&store.log), board_log.clone(), words_expected)))
    }

    /// What a space within this one is opened with.
    pub(crate) fn store(&self) -> Store {
        let (log, clock, outdated) = (Arc::clone(&self.log), Arc::clone(&self.clock), Arc::clone(&self.outdated));
        Store { log, clock, outdated, settling: Arc::clone(&self.settling), indexes: Arc::clone(&self.indexes) }
    }

    /// From now on, who may be here decides about a space within this one too.
    pub(crate) fn holds(&self, within: &Arc<SpaceHooks>) {
        self.beside.hold(within);
    }

    /// Whether it was followed since it was opened: its channel holds it.
    pub(crate) fn has_channel(&self) -> bool {
        self.beside.followed_ago().is_some()
    }

    /// The circle of a pod; none for a circle's own space.
    pub(crate) fn pod_of(&self) -> Option<&Arc<Circle>> {
        self.gate.circle()
    }

    /// Refuses where nobody knows what became of the words, here or in what it lends names from.
    pub(crate) fn require_trusted(&self) -> Result<(), Refused> {
        self.board.require_trusted()?;
        self.gate.require_trusted()
    }

    pub(crate) fn now_ms(&self) -> i64 {
        self.clock.now_ms()
    }

    /// Whether a session ended because nobody used it for a year. A clock that is a year ahead for a minute ends none.
    pub(crate) fn is_unused(&self, session: &Session) -> bool {
        let now_ms = self.now_ms();
        session.is_over(now_ms) && self.settling.has_settled(now_ms)
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

    /// Keeps what opening it again begins with, and lets its followers go.
    pub(crate) async fn close(&self) {
        self.beside.close();
        self.indexes.let_go(self.space);
        self.keep_checkpoint(true).await;
    }

    /// Keeps a checkpoint, where much was applied since the last one, or (`always`) anything was.
    pub(crate) async fn keep_checkpoint(&self, always: bool) {
        if let Err(error) = self.board.keep_checkpoint(always).await {
            tracing::warn!(log.name = %self.board_log, error = %error, "cannot keep a checkpoint");
        }
    }

    /// Who a session's token belongs to, if they may be here, after folding to the head.
    pub(crate) async fn member_of(&self, token_hash: &str) -> Result<MemberId, Refused> {
        self.gate.reach_head().await?;
        self.board.reach_head().await?;
        self.member_now(token_hash)
    }

    /// As [`Space::member_of`], by what is folded now.
    pub(crate) fn member_now(&self, token_hash: &str) -> Result<MemberId, Refused> {
        self.gate.member_now(self, token_hash)
    }

    /// Looks whether a later version has written to a log.
    pub(crate) async fn look_at_format(&self, log: &LogName) -> Result<(), Refused> {
        if self.log.format(log).await? > u16::from(FORMAT_VERSION) {
            self.note_outdated(log);
        }
        Ok(())
    }
}

impl std::fmt::Debug for Space {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Space").field("space", &self.space).finish_non_exhaustive()
    }
}
