//! The folded states: a circle's board, its door, and the registry of circles.

use std::{
    collections::{BTreeMap, HashMap},
    ops::Deref,
    sync::{Mutex, MutexGuard, PoisonError},
};

use serde::{Deserialize, Serialize};
use traceboard_board::{
    Board, CircleId, EntryId, Event, Head, MemberId, Verdict, What,
    door::{Door, DoorHead, DoorWhat},
};
use traceboard_log::{Entry, LogName, StoredBody, Touch};
use traceboard_position::Position;
use uuid::Uuid;

use crate::{
    fold::State,
    names,
    seeding::{Seed, SeedWords},
    touches::{afterwards, touches},
};

/// How many leftovers a fold remembers: they come from races of milliseconds, so more than that is no accident. What is not
/// remembered is found by the next fold.
const LEFTOVERS_MAX: usize = 10_000;

/// A board, and which words its log still holds that it should not.
#[derive(Debug, Default)]
pub(crate) struct BoardState {
    board: Board,
    leftovers: Mutex<HashMap<Uuid, Touch>>,
}

impl BoardState {
    /// What is still to be done to words in the log: erasing or revealing what a deed that counts speaks of, and undoing what came
    /// with one that was no longer legal when its turn came. Whoever appended it does it at once, unless they end just then;
    /// some of it may be done twice.
    pub(crate) fn leftovers(&self) -> Vec<Touch> {
        self.held().values().copied().collect()
    }

    /// Those of them that are still to be done.
    pub(crate) fn still_left(&self, touches: &[Touch]) -> Vec<Touch> {
        let held = self.held();
        touches.iter().copied().filter(|touch| held.get(&touch.id()) == Some(touch)).collect()
    }

    /// The log says that what deeds speak of was done before this fold began. What a refused entry brought is still there: that
    /// was seen when it was read.
    pub(crate) fn settled(&self) {
        self.held().retain(|_, touch| matches!(touch, Touch::Erase(id) if matches!(self.board.outcome(EntryId(*id)), Verdict::Refused(_))));
    }

    fn leave_over(&self, touch: Touch) {
        let mut held = self.held();
        if held.len() < LEFTOVERS_MAX {
            held.insert(touch.id(), touch);
        }
    }

    fn done(&self, ids: &[Uuid]) {
        let mut held = self.held();
        for id in ids {
            held.remove(id);
        }
    }

    fn held(&self) -> MutexGuard<'_, HashMap<Uuid, Touch>> {
        self.leftovers.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Deref for BoardState {
    type Target = Board;

    fn deref(&self) -> &Board {
        &self.board
    }
}

impl State for BoardState {
    fn apply(&mut self, entry: &Entry) -> bool {
        let event = Event::read(EntryId(entry.id), &entry.head, entry.accepted_at_ms);
        if event.head.what == What::Unknown {
            tracing::warn!(log.offset = %entry.position, "passing over an entry that this version can't read");
        }
        self.done(&entry.touched);
        let wanted = touches(&self.board, &event.head);
        match self.board.apply(entry.position, &event) {
            Verdict::Applied => {
                for touch in wanted {
                    // What came with the entry only concealed words.
                    let is_done = matches!(touch, Touch::Conceal(id) if entry.touched.contains(&id));
                    if !is_done {
                        self.leave_over(touch);
                    }
                }
            }
            Verdict::Refused(_) => {
                for touch in afterwards(&self.board, &event.head) {
                    if entry.touched.contains(&touch.id()) {
                        self.leave_over(touch);
                    }
                }
                if entry.body != StoredBody::None {
                    self.leave_over(Touch::Erase(entry.id));
                }
            }
            _ => {}
        }
        matches!(
            event.head.what,
            What::MemberLeft
                | What::MemberRemoved { .. }
                | What::MemberLetBack { .. }
                | What::RoleGiven { .. }
                | What::PodMemberGone { .. }
        )
    }

    /// The board itself needs no word of it: it holds no words.
    fn touched(&mut self, ids: &[Uuid]) {
        self.done(ids);
    }

    fn lost(&mut self, log: &LogName) {
        self.board.lose_entries(names::circle_of_board(log).is_some());
    }

    /// None while something is left over, or where entries are lost: a fold that begins at the checkpoint would not find it.
    fn checkpoint(&self) -> Option<Vec<u8>> {
        (self.held().is_empty() && !self.board.has_lost_entries()).then(|| self.board.checkpoint())
    }

    fn restore(checkpoint: &[u8]) -> Option<(Self, Position)> {
        let board = Board::from_checkpoint(checkpoint)
            .inspect_err(
                |error| tracing::info!(error = %error, "a checkpoint is of no use; folding from the first entry"),
            )
            .ok()?;
        let position = board.position()?;
        Some((Self { board, leftovers: Mutex::default() }, position))
    }
}

impl State for Door {
    fn apply(&mut self, entry: &Entry) -> bool {
        let head = DoorHead::read(EntryId(entry.id), &entry.head);
        if head.what == DoorWhat::Unknown {
            tracing::warn!(log.offset = %entry.position, "passing over a door entry that this version can't read");
        }
        Self::apply(self, &head, entry.accepted_at_ms);
        if entry.body == StoredBody::None {
            self.erased([head.id]);
        }
        self.erased(entry.touched.iter().copied().map(EntryId));
        matches!(head.what, DoorWhat::SessionClosed { .. } | DoorWhat::InviteRevoked { .. })
    }

    fn touched(&mut self, ids: &[Uuid]) {
        self.erased(ids.iter().copied().map(EntryId));
    }
}

/// One entry of the registry: a circle was opened. With its body it holds all that its founding is made of, so that any server
/// can finish a founding that another began.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Opened {
    pub(crate) circle: CircleId,
    pub(crate) founder: MemberId,
    pub(crate) half_life_ms: i64,
    pub(crate) written_at_ms: i64,
    /// The circle whose host founded it; none for the first one, and for those of before this was written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) from: Option<CircleId>,
    /// What the circle that seeded it gave along.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) seed: Option<Seed>,
    /// The names, where the entry is of the first format, which kept them here. Else they are in its body.
    #[serde(flatten)]
    pub(crate) names: Option<OpenedNames>,
}

/// The names that a circle begins with: erased here as soon as it is founded.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct OpenedNames {
    pub(crate) name: String,
    pub(crate) founder_name: String,
    /// The words of what it was given along.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) seed_words: Option<SeedWords>,
}

impl Opened {
    /// The head of an entry with which the circle begins, in its founder's name.
    pub(crate) fn head(&self, id: EntryId, what: What) -> Head {
        Head::new(id, self.founder, self.written_at_ms, what)
    }
}

impl Registered {
    /// In the place of an entry that can't be read any more.
    pub(crate) fn lost(circle: CircleId) -> Self {
        let founder = MemberId(Uuid::nil());
        let opened = Opened { circle, founder, half_life_ms: 0, written_at_ms: 0, from: None, seed: None, names: None };
        Self { entry: Uuid::nil(), opened, holds_names: false }
    }

    pub(crate) fn is_lost(&self) -> bool {
        self.entry.is_nil()
    }
}

/// A circle of the registry.
#[derive(Clone, Debug)]
pub(crate) struct Registered {
    /// The entry that opened it.
    pub(crate) entry: Uuid,
    pub(crate) opened: Opened,
    /// Whether the entry's body was there when it was read.
    pub(crate) holds_names: bool,
}

/// The circles of a store, in the order in which they were opened.
#[derive(Debug, Default)]
pub(crate) struct Registry {
    pub(crate) circles: BTreeMap<CircleId, Registered>,
    pub(crate) first: Option<CircleId>,
    /// Whether entries can't be read any more: there may be circles that it doesn't name.
    pub(crate) has_lost: bool,
}

impl Registry {
    /// The circle that a circle goes back to, founding by founding.
    pub(crate) fn ancestor(&self, circle: CircleId) -> CircleId {
        // A founding names a circle that was there before it, so this ends.
        let mut ancestor = circle;
        for _ in 0..self.circles.len() {
            match self.circles.get(&ancestor).and_then(|registered| registered.opened.from) {
                Some(from) => ancestor = from,
                None => break,
            }
        }
        ancestor
    }
}

impl State for Registry {
    fn lost(&mut self, _: &LogName) {
        self.has_lost = true;
    }

    fn apply(&mut self, entry: &Entry) -> bool {
        let Ok(opened) = serde_json::from_slice::<Opened>(&entry.head) else {
            tracing::warn!(log.offset = %entry.position, "passing over a circle that can't be read");
            return false;
        };
        self.first.get_or_insert(opened.circle);
        let holds_names = entry.body != StoredBody::None;
        self.circles.entry(opened.circle).or_insert(Registered { entry: entry.id, opened, holds_names });
        false
    }

    /// Whoever begins anew in an emptied store founds another first circle.
    fn goes_on_from(&self, before: &Self) -> bool {
        before.first.is_none() || self.first == before.first
    }

    fn touched(&mut self, ids: &[Uuid]) {
        for circle in self.circles.values_mut().filter(|circle| ids.contains(&circle.entry)) {
            circle.holds_names = false;
        }
    }
}
