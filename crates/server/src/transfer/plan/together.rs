//! What gatherings and rounds of a file come to.

use traceboard_board::{Body, EntryId, GATHERING_AHEAD_MS_MAX, GATHERING_MS_MAX, TraceId, What, is_span};
use traceboard_protocol::{Code, GatheringLine, ImportOutcome, RoundLine, gathering_name, round_prompts};

use super::{Plan, Planned, bad, unknown_member};
use crate::{
    names,
    refusal::Refused,
    transfer::entries::{self, Part},
};

impl Plan<'_> {
    pub(super) fn gathering(&mut self, line: GatheringLine) -> Result<Planned, Refused> {
        let id = line.id;
        if let Some(earlier) = self.gatherings.get(&id) {
            return known(id, *earlier == line);
        }
        if let Some(row) = self.board.gathering_number(id).and_then(|n| self.board.gathering(n)) {
            // Its times and name may have changed since, and are the board's to keep.
            return known(id, row.by == line.by);
        }
        if !self.how.check && !self.knows_member(line.by) {
            return Err(unknown_member(&format!("gathering {id}"), line.by));
        }
        let name = gathering_name(&line.name)?;
        let at_ms = self.time(line.from.min(self.now_ms))?;
        // The entry that ends it sets its end, and ends none that is over: so it is opened for a moment longer.
        let (from_ms, to_ms) = (line.from, line.to.saturating_add(i64::from(line.ended)));
        if to_ms <= from_ms {
            return Err(bad(format!("cannot import gathering {name:?}: it ends before it begins")));
        }
        if !is_span(from_ms, to_ms) {
            let days = GATHERING_MS_MAX / 86_400_000;
            return Err(bad(format!("cannot import gathering {name:?}: it lasts over {days} days")));
        }
        if from_ms > self.now_ms.saturating_add(GATHERING_AHEAD_MS_MAX) {
            return Err(bad(format!("cannot import gathering {name:?}: it begins in over a year")));
        }
        let body = Body { name: Some(name), ..Body::default() };
        self.parts.push(Part::new(id, line.by, at_ms, What::GatheringOpened { from_ms, to_ms }).saying(Some(body)));
        if line.ended {
            let end = names::derived("imported end of a gathering", id.0.as_bytes());
            // One that was called off ends as it begins, and that may be still to come.
            self.parts.push(Part::new(end, line.by, line.to, What::GatheringEnded { gathering: id }));
        }
        self.gatherings.insert(id, line);
        Ok(Planned::Entries(id))
    }

    pub(super) fn round(&mut self, line: RoundLine) -> Result<Planned, Refused> {
        let id = line.id;
        if let Some(earlier) = self.rounds.get(&id) {
            return known(id, *earlier == line);
        }
        if let Some(row) = self.board.round_number(id).and_then(|n| self.board.round(n)) {
            return known(id, row.by == line.by && row.kind == line.asks);
        }
        if !self.how.check && !self.knows_member(line.by) {
            return Err(unknown_member(&format!("round {id}"), line.by));
        }
        let (prompts, body) = round_prompts(line.asks, &line.prompts, line.about.is_some())?;
        let about = line.about.as_deref().map(|called| self.about(id, called)).transpose()?;
        if let Some(gathering) = line.gathering.filter(|gathering| !self.how.check && !self.knows_gathering(*gathering))
        {
            let message = format!("cannot import round {id}: it belongs to {gathering}: no such gathering");
            return Err(Refused::new(Code::UnknownGathering, message));
        }
        let at_ms = self.time(line.at)?;
        let ended_at_ms = line.ended_at.map(|ended_at| self.time(ended_at)).transpose()?;
        let (kind, ends_at_ms, gathering) = (line.asks, line.ends_at, line.gathering);
        let opened = What::RoundOpened { kind, prompts, ends_at_ms, about, gathering };
        self.parts.push(Part::new(id, line.by, at_ms, opened).saying(body));
        if let Some(ended_at_ms) = ended_at_ms {
            let end = names::derived("imported end of a round", id.0.as_bytes());
            self.parts.push(Part::new(end, line.by, ended_at_ms, What::RoundEnded { round: id }));
        }
        self.rounds.insert(id, line);
        Ok(Planned::Entries(id))
    }

    pub(super) fn knows_round(&self, round: EntryId) -> bool {
        self.rounds.contains_key(&round) || self.board.round_number(round).is_some()
    }

    fn knows_gathering(&self, gathering: EntryId) -> bool {
        self.gatherings.contains_key(&gathering) || self.board.gathering_number(gathering).is_some()
    }

    fn about(&self, round: EntryId, called: &str) -> Result<TraceId, Refused> {
        let (trace, _) = entries::trace_id(called);
        if self.how.check || self.knows_trace(trace) {
            return Ok(trace);
        }
        let called: String = called.chars().take(64).collect();
        let message = format!("cannot import round {round}: it is about {called:?}: no such trace");
        Err(Refused::new(Code::UnknownTrace, message))
    }
}

/// What a line comes to whose id is on the board or in an earlier line.
fn known(id: EntryId, same: bool) -> Result<Planned, Refused> {
    if same {
        return Ok(Planned::Done(ImportOutcome::Already));
    }
    Err(Refused::new(Code::IdTaken, format!("cannot import {id}: the id is taken by another")))
}
