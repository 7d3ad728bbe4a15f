//! Carrying out: a trace takes up what one of its parents holds out, and what follows from that for the parent.

use crate::{
    Board, CardState, Event, Facet, Step, TraceId, What,
    facet::{Holds, Takes},
    traces::NONE,
};

impl Board {
    /// Which of its parents' facets a new trace carries out.
    pub(crate) fn takes(&self, event: &Event, by: u32, parents: &[u32]) -> Takes {
        let What::TraceLeft { takes_up, facet, .. } = &event.head.what else { return Takes::default() };
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
        Takes::of(takes_up.as_deref(), parents.iter().map(holds))
    }

    /// A trace was left: its parents are carried out by it, unless an earlier one does so.
    pub(crate) fn carry_out(&mut self, step: Step, n: u32) {
        for parent in self.link(n) {
            self.taken_changed(step, parent);
        }
    }

    /// A trace was withdrawn: its parents are carried out by the next one that stands, or by none.
    pub(crate) fn carry_out_no_more(&mut self, step: Step, n: u32) {
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

    /// A facet came, moved, was carried out or went: it is listed, or no more. Of a promise its author is told by a mark of theirs.
    pub(crate) fn settle_facet(&mut self, step: Step, n: u32) {
        if self.list_facet(n)
            && let Some(row) = self.traces.at(n)
        {
            self.marks.touch(step, row.by, n);
        }
    }

    /// Brings the lists of a trace's facet up to date. Says whether that changed a mark of its author's.
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

    /// Finds anew who carries out what and which lists traces are in by their facets, from the traces alone.
    pub(crate) fn restore_facets(&mut self) {
        let numbers = 0..u32::try_from(self.traces.len()).unwrap_or(NONE);
        for n in numbers.clone() {
            self.link(n);
        }
        // Once all are there, so that each stands in the place that it had.
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

    /// Adds a trace to the takers of its parents. Gives those of whom it is the first.
    fn link(&mut self, n: u32) -> Vec<u32> {
        let mut changed = Vec::new();
        for parent in self.traces.at(n).copied().into_iter().flat_map(|row| row.carries()) {
            let first = self.first_taker(parent);
            let now = self.facets.takers.add(first, n);
            changed.extend(self.set_first_taker(parent, now));
        }
        changed
    }

    /// Takes a trace from the takers of its parents. Gives those of whom it was the first.
    fn unlink(&mut self, n: u32) -> Vec<u32> {
        let mut changed = Vec::new();
        let carries = self.traces.at(n).copied().into_iter().flat_map(|row| row.carries());
        for (parent, place) in carries.zip(self.facets.takers.first_of(n)..) {
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
            // Its card says nothing of it, unless its author rewords it.
            return;
        }
        self.touch_card(step, n);
    }
}
