//! Taking up: a trace takes up the open end, promise or agreement of a parent, which changes the parent's state.

use crate::{
    Board, CardState, Event, Facet, Step, TraceId, What,
    facet::{Holds, TakenUp},
    traces::NONE,
};

impl Board {
    /// Which of its parents' facets a new trace takes up.
    pub(crate) fn taken_up(&self, event: &Event, by: u32, parents: &[u32]) -> TakenUp {
        let What::TraceLeft { takes_up, facet, .. } = &event.head.what else { return TakenUp::default() };
        let agrees = matches!(facet, Some(Facet::Agreement { .. }));
        let holds = |n: &u32| {
            let row = self.traces.at(*n);
            let holds = match self.facets.get(*n) {
                None => Holds::OpenEnd,
                Some(Facet::Promise { .. }) if row.is_some_and(|row| row.by == by) => Holds::ForNamed,
                Some(Facet::Agreement { .. }) if agrees => Holds::ForNamed,
                Some(Facet::Promise { .. } | Facet::Agreement { .. } | Facet::Wording { .. } | Facet::Story) => {
                    Holds::Nothing
                }
            };
            (row.map_or(TraceId(uuid::Uuid::nil()), |row| row.id), holds)
        };
        TakenUp::of(takes_up.as_deref(), parents.iter().map(holds))
    }

    /// A trace was left: it takes up its parents, unless an earlier one did.
    pub(crate) fn take_up_parents(&mut self, step: Step, n: u32) {
        for parent in self.link(n) {
            self.taken_changed(step, parent);
        }
    }

    /// A trace was withdrawn: the next standing taker counts for its parents, if there is one.
    pub(crate) fn release_parents(&mut self, step: Step, n: u32) {
        for parent in self.unlink(n) {
            self.taken_changed(step, parent);
        }
    }

    /// A promise gets another day, or an agreement another stage.
    pub(crate) fn move_facet(&mut self, step: Step, n: u32, to: Facet) {
        match self.facets.get(n) {
            Some(Facet::Promise { due }) => {
                let by = self.traces.at(n).map_or(NONE, |row| row.by);
                self.facets.promises.list(by, due, n, false);
            }
            Some(before @ Facet::Agreement { .. }) => self.facets.agreements.let_go_of(before, n),
            Some(Facet::Wording { .. } | Facet::Story) | None => return,
        }
        self.facets.set(n, to);
        if self.traces.rare(n).is_some_and(|rare| rare.review.is_some()) {
            // A review concludes once.
            self.traces.change_rare(n, |rare| rare.review = None);
        }
        self.settle_facet(step, n);
        self.touch_card(step, n);
    }

    /// A facet was added, moved, taken up or removed: updates its lists, and the author's own mark for a promise.
    pub(crate) fn settle_facet(&mut self, step: Step, n: u32) {
        if self.list_facet(n)
            && let Some(row) = self.traces.at(n)
        {
            self.marks.touch(step, row.by, n);
        }
    }

    /// Updates the lists of a trace's facet; true if that changed a mark of its author.
    fn list_facet(&mut self, n: u32) -> bool {
        match self.facets.get(n) {
            None => false,
            Some(Facet::Promise { .. }) => self.list_promise(n),
            Some(Facet::Agreement { .. } | Facet::Wording { .. }) => {
                self.list_agreement(n);
                false
            }
            Some(Facet::Story) => {
                self.list_story(n);
                false
            }
        }
    }

    /// Recomputes takers and lists of facets, from the traces alone.
    pub(crate) fn restore_facets(&mut self) {
        let numbers = 0..u32::try_from(self.traces.len()).unwrap_or(NONE);
        for n in numbers.clone() {
            self.link(n);
        }
        // After all were added, so that each has the same index as before.
        for n in numbers {
            if self.traces.at(n).is_some_and(|row| row.state == CardState::Withdrawn) {
                self.unlink(n);
            }
        }
        let with_facet: Vec<_> = self.facets.all().keys().copied().collect();
        for n in with_facet {
            self.list_facet(n);
        }
    }

    /// Adds a trace to the takers of its parents. Returns those whose first taker it is.
    fn link(&mut self, n: u32) -> Vec<u32> {
        let mut changed = Vec::new();
        for parent in self.traces.at(n).copied().into_iter().flat_map(|row| row.taken_up_parents()) {
            let first = self.first_taker(parent);
            let now = self.facets.takers.add(first, n);
            changed.extend(self.set_first_taker(parent, now));
        }
        changed
    }

    /// Removes a trace from the takers of its parents. Returns those whose first taker it was.
    fn unlink(&mut self, n: u32) -> Vec<u32> {
        let mut changed = Vec::new();
        let taken_up_parents = self.traces.at(n).copied().into_iter().flat_map(|row| row.taken_up_parents());
        for (parent, place) in taken_up_parents.zip(self.facets.takers.first_of(n)..) {
            let first = self.first_taker(parent);
            let now = self.facets.takers.remove(first, place);
            changed.extend(self.set_first_taker(parent, now));
        }
        changed
    }

    fn first_taker(&self, n: u32) -> u32 {
        self.traces.at(n).map_or(NONE, |row| row.takers)
    }

    fn set_first_taker(&mut self, n: u32, place: u32) -> Option<u32> {
        if self.first_taker(n) == place {
            return None;
        }
        self.traces.change(n, |row| row.takers = place);
        Some(n)
    }

    fn taken_changed(&mut self, step: Step, n: u32) {
        let open = self.traces.at(n).is_some_and(|row| row.open);
        if self.facets.get(n).is_some() {
            self.settle_facet(step, n);
        } else if !open {
            // Its card does not show it, unless its author rewords it.
            return;
        }
        self.touch_card(step, n);
    }
}
