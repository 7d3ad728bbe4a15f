//! Outgoing webhooks: how far along the board's log each is, and how often its next step was tried.
//!
//! A server that sends says so first, by a try whose number only one server can win. So a restart, a kill and a second server neither lose
//! a message nor send it for ever, and each pause counts across all of them.

use std::collections::BTreeSet;

use traceboard_position::Position;
use uuid::Uuid;

use super::{Door, DoorHead, DoorRefusal, DoorVerdict, DoorWhat};
use crate::{EntryId, MemberId};

/// How many webhooks of a circle there are at once: each is one more request for a trace.
pub const HOOKS_MAX: usize = 4;

/// A webhook.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hook {
    /// Which: the entry whose body holds its address and its secret.
    pub id: EntryId,
    /// The host who added it. Once they aren't with the circle, nothing is sent.
    pub by: MemberId,
    /// The position of the board's log up to which all was sent; none before its first entry.
    pub after: Option<Position>,
    /// How often what comes next was tried.
    pub tries: u32,
    /// When it was tried last, in Unix milliseconds.
    pub tried_at_ms: i64,
    /// By which server.
    pub tried_by: Uuid,
    /// When it was tried first.
    pub since_ms: i64,
    /// Whether it is switched off, after it failed for long.
    pub off: bool,
    /// The entry that brought it where it is: what comes next is won under an id derived from this.
    pub step: EntryId,
}

/// The standing webhooks, oldest first.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Hooks {
    standing: Vec<Hook>,
    /// Entries whose body may still hold a secret, of those that were refused too.
    held: BTreeSet<EntryId>,
}

impl Hooks {
    /// Applies an entry about webhooks.
    pub(super) fn take(&mut self, head: &DoorHead, at_ms: i64) -> Result<(), DoorVerdict> {
        match head.what {
            DoorWhat::HookAdded { after } => match head.by {
                Some(by) => self.add(head.id, by, after).map_err(DoorVerdict::Refused),
                None => Err(DoorVerdict::Unknown),
            },
            DoorWhat::HookTried { hook, after, number, server } => {
                self.try_next(hook, after, number, (head.id, server, at_ms))
            }
            DoorWhat::HookReached { hook, after, to } => self.reached(hook, after, (head.id, to)),
            DoorWhat::HookOff { hook } => self.switch_off(hook, head.id),
            DoorWhat::HookOn { hook, after } => self.switch_on(hook, head.id, after),
            DoorWhat::HookRemoved { hook } => self.remove(hook),
            _ => Err(DoorVerdict::Unknown),
        }
    }

    fn add(&mut self, id: EntryId, by: MemberId, after: Option<Position>) -> Result<(), DoorRefusal> {
        self.held.insert(id);
        if self.standing.len() >= HOOKS_MAX {
            return Err(DoorRefusal::TooManyHooks);
        }
        let (tries, tried_at_ms, tried_by, since_ms) = (0, 0, Uuid::nil(), 0);
        self.standing.push(Hook { id, by, after, tries, tried_at_ms, tried_by, since_ms, off: false, step: id });
        Ok(())
    }

    /// A server says that it sends what comes after a position, for the so-manieth time.
    fn try_next(
        &mut self,
        id: EntryId,
        after: Option<Position>,
        number: u32,
        (step, by, at_ms): (EntryId, Uuid, i64),
    ) -> Result<(), DoorVerdict> {
        let hook = self.find(id)?;
        if hook.off || hook.after != after || hook.tries.checked_add(1) != Some(number) {
            return Err(DoorVerdict::Repeated);
        }
        if number == 1 {
            hook.since_ms = at_ms;
        }
        (hook.tries, hook.tried_at_ms, hook.tried_by, hook.step) = (number, at_ms, by, step);
        Ok(())
    }

    /// All up to a position was sent.
    fn reached(
        &mut self,
        id: EntryId,
        after: Option<Position>,
        (step, to): (EntryId, Position),
    ) -> Result<(), DoorVerdict> {
        let hook = self.find(id)?;
        if hook.after != after {
            return Err(DoorVerdict::Repeated);
        }
        (hook.after, hook.tries, hook.step) = (Some(to), 0, step);
        Ok(())
    }

    fn switch_off(&mut self, id: EntryId, step: EntryId) -> Result<(), DoorVerdict> {
        let hook = self.find(id)?;
        if hook.off {
            return Err(DoorVerdict::Repeated);
        }
        (hook.off, hook.step) = (true, step);
        Ok(())
    }

    fn switch_on(&mut self, id: EntryId, step: EntryId, after: Option<Position>) -> Result<(), DoorVerdict> {
        let hook = self.find(id)?;
        if !hook.off {
            return Err(DoorVerdict::Repeated);
        }
        (hook.off, hook.step, hook.after, hook.tries) = (false, step, after, 0);
        Ok(())
    }

    fn remove(&mut self, id: EntryId) -> Result<(), DoorVerdict> {
        self.find(id)?;
        self.standing.retain(|hook| hook.id != id);
        Ok(())
    }

    pub(super) fn erased(&mut self, id: EntryId) {
        self.held.remove(&id);
    }

    fn find(&mut self, id: EntryId) -> Result<&mut Hook, DoorVerdict> {
        let unknown = DoorVerdict::Refused(DoorRefusal::UnknownHook);
        self.standing.iter_mut().find(|hook| hook.id == id).ok_or(unknown)
    }
}

impl Door {
    /// The webhooks, oldest first; at most [`HOOKS_MAX`].
    pub fn hooks(&self) -> impl Iterator<Item = Hook> {
        self.hooks.standing.iter().copied()
    }

    /// One of them.
    #[must_use]
    pub fn hook(&self, id: EntryId) -> Option<Hook> {
        self.hooks().find(|hook| hook.id == id)
    }

    /// Entries that hold the secret of a webhook that was removed or refused: whoever reads this erases their bodies.
    #[must_use]
    pub fn hooks_to_erase(&self) -> Vec<EntryId> {
        let standing: BTreeSet<_> = self.hooks().map(|hook| hook.id).collect();
        self.hooks.held.difference(&standing).copied().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::door::DOOR_FORMAT_VERSION;

    const HOST: MemberId = MemberId(Uuid::from_u128(3));
    const ONE: Uuid = Uuid::from_u128(11);
    const OTHER: Uuid = Uuid::from_u128(12);

    fn id(n: u128) -> EntryId {
        EntryId(Uuid::from_u128(n))
    }

    fn place(seq: u64) -> Option<Position> {
        Some(Position { term: 1, seq, nonce: 9 })
    }

    fn take(door: &mut Door, n: u128, at_ms: i64, what: DoorWhat) -> DoorVerdict {
        door.apply(&DoorHead { v: DOOR_FORMAT_VERSION, id: id(n), by: Some(HOST), what }, at_ms)
    }

    fn tried(after: Option<Position>, number: u32, server: Uuid) -> DoorWhat {
        DoorWhat::HookTried { hook: id(1), after, number, server }
    }

    #[test]
    fn of_two_servers_one_wins_a_try_and_what_was_sent_begins_the_count_anew() {
        let mut door = Door::new();
        assert_eq!(take(&mut door, 1, 5, DoorWhat::HookAdded { after: None }), DoorVerdict::Applied);
        assert_eq!(take(&mut door, 2, 10, tried(None, 1, ONE)), DoorVerdict::Applied);
        assert_eq!(take(&mut door, 3, 11, tried(None, 1, OTHER)), DoorVerdict::Repeated, "lost");
        assert_eq!(take(&mut door, 4, 12, tried(None, 3, OTHER)), DoorVerdict::Repeated, "one too many");
        assert_eq!(take(&mut door, 5, 20, tried(None, 2, OTHER)), DoorVerdict::Applied);
        let hook = door.hook(id(1)).unwrap();
        assert_eq!((hook.tries, hook.tried_at_ms, hook.tried_by, hook.since_ms), (2, 20, OTHER, 10));
        let reached = |after, to: u64| DoorWhat::HookReached { hook: id(1), after, to: place(to).unwrap() };
        assert_eq!(take(&mut door, 6, 30, reached(None, 7)), DoorVerdict::Applied);
        assert_eq!(take(&mut door, 7, 31, reached(None, 5)), DoorVerdict::Repeated, "by a server that was late");
        assert_eq!(take(&mut door, 8, 32, tried(None, 3, ONE)), DoorVerdict::Repeated);
        let hook = door.hook(id(1)).unwrap();
        assert_eq!((hook.after, hook.tries), (place(7), 0));
        assert_eq!(take(&mut door, 9, 40, tried(place(7), 1, ONE)), DoorVerdict::Applied);
        assert_eq!(door.hook(id(1)).unwrap().since_ms, 40);
    }

    #[test]
    fn one_that_is_off_is_not_tried_and_goes_on_from_where_it_is_switched_on() {
        let mut door = Door::new();
        take(&mut door, 1, 0, DoorWhat::HookAdded { after: place(1) });
        take(&mut door, 2, 0, tried(place(1), 1, ONE));
        let off = DoorWhat::HookOff { hook: id(1) };
        assert_eq!(take(&mut door, 3, 0, off.clone()), DoorVerdict::Applied);
        assert_eq!(take(&mut door, 4, 0, off), DoorVerdict::Repeated);
        assert_eq!(take(&mut door, 5, 0, tried(place(1), 2, ONE)), DoorVerdict::Repeated);
        let on = DoorWhat::HookOn { hook: id(1), after: place(9) };
        assert_eq!(take(&mut door, 6, 0, on), DoorVerdict::Applied);
        let hook = door.hook(id(1)).unwrap();
        assert_eq!((hook.after, hook.tries, hook.off), (place(9), 0, false));
    }

    #[test]
    fn webhooks_are_bounded_and_the_secrets_of_others_are_to_be_erased() {
        let mut door = Door::new();
        for n in 0..HOOKS_MAX as u128 {
            assert_eq!(take(&mut door, 1 + n, 0, DoorWhat::HookAdded { after: None }), DoorVerdict::Applied);
        }
        let more = take(&mut door, 50, 0, DoorWhat::HookAdded { after: None });
        assert_eq!(more, DoorVerdict::Refused(DoorRefusal::TooManyHooks));
        assert_eq!(take(&mut door, 51, 0, DoorWhat::HookRemoved { hook: id(2) }), DoorVerdict::Applied);
        let unknown = DoorVerdict::Refused(DoorRefusal::UnknownHook);
        assert_eq!(take(&mut door, 52, 0, DoorWhat::HookRemoved { hook: id(2) }), unknown);
        assert_eq!(door.hooks_to_erase(), [id(2), id(50)]);
        door.erased([id(50)]);
        assert_eq!((door.hooks_to_erase(), door.hooks().count()), (vec![id(2)], HOOKS_MAX - 1));
    }
}
