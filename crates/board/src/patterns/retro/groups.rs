//! The groups of a retro's cards, each with a head.

use std::collections::{BTreeMap, BTreeSet};

use super::{CARD_LINES_MAX, CardPlace};
use crate::PROMPTS_MAX;

/// How many cards can be put together: moving a group costs as much as it has cards.
pub const GROUP_CARDS_MAX: usize = 64;

/// The groups of one retro. Each card of a group but its head knows the head, which is never put onto another.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Groups {
    onto: BTreeMap<CardPlace, CardPlace>,
    /// The same by head.
    of: BTreeSet<(CardPlace, CardPlace)>,
}

impl Groups {
    pub(super) fn restore(put: Vec<(CardPlace, CardPlace)>) -> Self {
        let of = put.iter().map(|(card, head)| (*head, *card)).collect();
        Self { onto: put.into_iter().collect(), of }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.onto.is_empty()
    }

    /// Each card that is put onto another, and that one.
    pub(super) fn put_onto(&self) -> impl Iterator<Item = (CardPlace, CardPlace)> + '_ {
        self.onto.iter().map(|(card, head)| (*card, *head))
    }

    /// The head of a card's group: itself where it stands alone.
    pub(super) fn head(&self, card: CardPlace) -> CardPlace {
        self.onto.get(&card).copied().unwrap_or(card)
    }

    /// Whether a card is in a group of two or more.
    pub(super) fn is_put(&self, card: CardPlace) -> bool {
        self.onto.contains_key(&card) || self.with(card).next().is_some()
    }

    /// How many cards move where one moves: itself, and those that it is the head of.
    pub(super) fn size(&self, card: CardPlace) -> usize {
        1 + self.with(card).count()
    }

    /// Puts a card onto a head, with those that it is the head of itself.
    pub(super) fn put(&mut self, card: CardPlace, head: CardPlace) {
        let with: Vec<_> = self.with(card).collect();
        for one in std::iter::once(card).chain(with) {
            if let Some(before) = self.onto.insert(one, head) {
                self.of.remove(&(before, one));
            }
            self.of.insert((head, one));
        }
    }

    /// Removes a card from its group. If it was the head, the first of the others becomes the head. True if it was in
    /// one.
    pub(super) fn take_out(&mut self, card: CardPlace) -> bool {
        if let Some(head) = self.onto.remove(&card) {
            return self.of.remove(&(head, card));
        }
        let with: Vec<_> = self.with(card).collect();
        let Some(next) = with.first() else { return false };
        for one in &with {
            self.of.remove(&(card, *one));
            self.onto.remove(one);
        }
        for one in &with[1..] {
            self.onto.insert(*one, *next);
            self.of.insert((*next, *one));
        }
        true
    }

    /// Removes all cards of an answer; true if any was in a group.
    pub(super) fn forget(&mut self, given: u32) -> bool {
        let mut changed = false;
        for prompt in 0..PROMPTS_MAX as u8 {
            for line in 0..CARD_LINES_MAX as u8 {
                changed |= self.take_out(CardPlace { given, prompt, line });
            }
        }
        changed
    }

    fn with(&self, head: CardPlace) -> impl Iterator<Item = CardPlace> + '_ {
        self.of.range((head, CardPlace::FIRST)..=(head, CardPlace::LAST)).map(|(_, card)| *card)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn card(given: u32) -> CardPlace {
        CardPlace { given, prompt: 0, line: 0 }
    }

    #[test]
    fn a_head_moves_its_group_and_is_replaced_once_it_is_taken_out() {
        let mut groups = Groups::default();
        groups.put(card(2), card(1));
        groups.put(card(3), card(1));
        groups.put(card(5), card(4));
        groups.put(card(1), card(4));
        assert!([1, 2, 3, 5].iter().all(|n| groups.head(card(*n)) == card(4)));
        assert_eq!((groups.size(card(4)), groups.size(card(1))), (5, 1));
        assert!(groups.take_out(card(4)) && !groups.take_out(card(4)));
        assert!([1, 2, 3, 5].iter().all(|n| groups.head(card(*n)) == card(1)) && !groups.is_put(card(4)));
        assert!(groups.forget(1) && groups.head(card(5)) == card(2) && groups.take_out(card(5)));
        assert!(groups.take_out(card(2)) && groups.is_empty() && groups == Groups::default());
        assert!(Groups::restore(groups.put_onto().collect()) == groups);
    }
}
