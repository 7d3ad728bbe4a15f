//! The states that are folded: a circle's board, its door, and the registry of circles.

use std::{
    collections::{BTreeMap, HashMap},
    ops::Deref,
};

use serde::{Deserialize, Serialize};
use traceboard_board::{
    Board, CircleId, EntryId, Event, MemberId, Verdict, What,
    door::{Door, DoorHead, DoorWhat},
};
use traceboard_log::{Entry, StoredBody, Touch};
use uuid::Uuid;

use crate::{
    fold::State,
    touches::{afterwards, touches},
};

/// How many leftovers a fold remembers: they come from races of milliseconds, so more than that is no accident. What is not
/// remembered is found by the next fold.
const LEFTOVERS_MAX: usize = 10_000;

/// A board, and which words its log still holds that it should not.
#[derive(Debug, Default)]
pub(crate) struct Told {
    board: Board,
    leftovers: HashMap<Uuid, Touch>,
}

impl Told {
    /// What is still to be done to words in the log: erasing or telling again what a deed that counts speaks of, and undoing what
    /// came with one that was no longer legal when its turn came. Whoever appended it does it at once, unless they end just
    /// then; some of it may be done twice.
    pub(crate) fn leftovers(&self) -> Vec<Touch> {
        self.leftovers.values().copied().collect()
    }

    /// Those of them that are still to be done.
    pub(crate) fn still_left(&self, touches: &[Touch]) -> Vec<Touch> {
        touches.iter().copied().filter(|touch| self.leftovers.get(&touch.id()) == Some(touch)).collect()
    }

    fn leave_over(&mut self, touch: Touch) {
        if self.leftovers.len() < LEFTOVERS_MAX {
            self.leftovers.insert(touch.id(), touch);
        }
    }
}

impl Deref for Told {
    type Target = Board;

    fn deref(&self) -> &Board {
        &self.board
    }
}

impl State for Told {
    fn take(&mut self, entry: &Entry) -> bool {
        let id = EntryId(entry.id);
        let event = Event::read(id, &entry.head, entry.body.any().map(AsRef::as_ref), entry.accepted_at_ms);
        if event.head.what == What::Unknown {
            tracing::warn!(log.offset = %entry.position, "passing over an entry that this version can't read");
        }
        let admits = matches!(
            event.head.what,
            What::MemberLeft | What::MemberRemoved { .. } | What::MemberLetBack { .. } | What::RoleGiven { .. }
        );
        for id in &entry.touched {
            self.leftovers.remove(id);
        }
        let touches = touches(&self.board, &event.head);
        match self.board.check(&event) {
            Verdict::Applied => {
                for touch in touches {
                    // What came with the entry only set words aside.
                    let is_done = matches!(touch, Touch::Conceal(id) if entry.touched.contains(&id));
                    if !is_done && self.board.holds_words(EntryId(touch.id())) {
                        self.leave_over(touch);
                    }
                }
            }
            Verdict::Refused(_) => {
                for touch in afterwards(&self.board, &event.head) {
                    if entry.touched.contains(&touch.id()) && self.board.holds_words(EntryId(touch.id())) {
                        self.leave_over(touch);
                    }
                }
                if entry.body != StoredBody::None {
                    self.leave_over(Touch::Erase(entry.id));
                }
            }
            _ => {}
        }
        self.board.apply(entry.position, &event);
        admits
    }

    /// The board itself needs no telling: of what is touched without an entry it has forgotten the words already, or may
    /// still show them to those to whom it shows them.
    fn touched(&mut self, ids: &[Uuid]) {
        for id in ids {
            self.leftovers.remove(id);
        }
    }
}

impl State for Door {
    fn take(&mut self, entry: &Entry) -> bool {
        let head = DoorHead::read(EntryId(entry.id), &entry.head);
        if head.what == DoorWhat::Unknown {
            tracing::warn!(log.offset = %entry.position, "passing over a door entry that this version can't read");
        }
        self.apply(&head);
        matches!(head.what, DoorWhat::SessionClosed { .. } | DoorWhat::InviteRevoked { .. })
    }
}

/// One entry of the registry: a circle was opened. It holds all that its founding is made of, so that any server can
/// finish a founding that another began.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Opened {
    pub(crate) circle: CircleId,
    pub(crate) founder: MemberId,
    pub(crate) founder_name: String,
    pub(crate) name: String,
    pub(crate) half_life_ms: i64,
    pub(crate) written_at_ms: i64,
}

/// The circles of a store, in the order in which they were opened.
#[derive(Debug, Default)]
pub(crate) struct Registry {
    pub(crate) circles: BTreeMap<CircleId, Opened>,
    pub(crate) first: Option<CircleId>,
}

impl State for Registry {
    fn take(&mut self, entry: &Entry) -> bool {
        let Ok(opened) = serde_json::from_slice::<Opened>(&entry.head) else {
            tracing::warn!(log.offset = %entry.position, "passing over a circle that can't be read");
            return false;
        };
        self.first.get_or_insert(opened.circle);
        self.circles.entry(opened.circle).or_insert(opened);
        false
    }
}
