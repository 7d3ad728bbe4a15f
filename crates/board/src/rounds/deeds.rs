//! How valid deeds change rounds.

use super::{Given, Round};
use crate::{
    Board, EntryId, Event, RoundKind, Step, What,
    members::Member,
    order::RowKey::{Member as MemberKey, Round as RoundKey},
    traces::NONE,
};

impl Board {
    pub(crate) fn open_round(&mut self, step: Step, event: &Event) {
        let What::RoundOpened { kind, prompts, ends_at_ms, about, gathering } = event.head.what else { return };
        let Some(by) = self.members.number(event.head.by) else { return };
        let (at_ms, imported) = (event.at_ms(), event.head.imported.is_some());
        let gathering = gathering.and_then(|gathering| self.gatherings.number(gathering));
        let n = self.rounds.add(Round {
            id: event.head.id,
            by,
            kind,
            prompts,
            at_ms,
            ends_at_ms,
            // A round from a file is over: its members were asked elsewhere.
            ended_at_ms: imported.then_some(at_ms),
            about: about.and_then(|trace| self.traces.number(trace)).unwrap_or(NONE),
            gathering: gathering.unwrap_or(NONE),
            waits_for: self.members.awaited(),
            stirred: 0,
            given: Vec::new(),
        });
        if let Some(gathering) = gathering {
            self.gatherings.add_round(gathering, n);
        }
        if kind == RoundKind::Review && !imported {
            self.review_opened(step, event.head.id, about);
        }
        self.rows.touch(step, RoundKey(n));
        self.rows.touch(step, MemberKey(by));
    }

    pub(crate) fn give(&mut self, step: Step, event: &Event, n: u32, passed: bool) {
        let Some(by) = self.members.number(event.head.by) else { return };
        let given = Given { id: event.head.id, by, at_ms: event.at_ms(), answered: !passed, trace: NONE };
        self.rounds.give(n, given);
        self.round_marks.touch(step, by, n);
        // A pass must stay unseen: no row changes.
        if !passed {
            self.rows.touch(step, RoundKey(n));
            self.rows.touch(step, MemberKey(by));
        }
        // A resting member was not waited for, so the count stays.
        if self.members.at(by).is_some_and(Member::is_awaited) {
            self.rounds.wait(n, false);
        }
        self.end_what_is_complete(step, event.at_ms(), n);
    }

    pub(crate) fn take_back(&mut self, step: Step, event: &Event, n: u32) {
        let Some(by) = self.members.number(event.head.by) else { return };
        self.rounds.change_given(n, by, |given| given.answered = false);
        self.round_marks.touch(step, by, n);
        self.rows.touch(step, RoundKey(n));
        self.cards_gone(step, n, by);
    }

    pub(crate) fn end_round(&mut self, step: Step, at_ms: i64, n: u32) {
        self.rounds.end(n, at_ms);
        self.rows.touch(step, RoundKey(n));
    }

    /// A trace publishes its author's answer. A trace from a file keeps its own note of that: the answer itself is in
    /// no file.
    pub(crate) fn let_out(&mut self, round: EntryId, author: u32, trace: u32, from_a_file: bool) {
        let Some(n) = self.rounds.number(round) else { return };
        if !from_a_file {
            if !self.has_answered(round, author) {
                return;
            }
            self.rounds.change_given(n, author, |given| given.trace = trace);
        }
        self.traces.change_rare(trace, |rare| rare.round = Some(round));
    }

    /// Whether a member answered a round in words that weren't taken back.
    fn has_answered(&self, round: EntryId, member: u32) -> bool {
        let n = self.rounds.number(round);
        n.and_then(|n| self.rounds.given(n, member)).is_some_and(|given| given.answered)
    }

    /// A member became awaited or no longer is: open rounds wait for one more, or one less.
    pub(crate) fn awaited_changed(&mut self, step: Step, at_ms: i64, member: u32, awaited: bool) {
        for n in self.rounds.open().clone() {
            if self.rounds.given(n, member).is_none() {
                self.rounds.wait(n, awaited);
                self.end_what_is_complete(step, at_ms, n);
            }
        }
    }

    /// Ends a round that waits for nobody. Not before the first answer or pass: if all rest, it stays open for those
    /// who wake up.
    fn end_what_is_complete(&mut self, step: Step, at_ms: i64, n: u32) {
        let complete = |row: &Round| row.ended_at_ms.is_none() && row.waits_for == 0 && !row.given.is_empty();
        if self.rounds.at(n).is_some_and(complete) {
            self.end_round(step, at_ms, n);
        }
    }
}
