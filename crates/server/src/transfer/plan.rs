//! What a request's lines come to: which are on the board already, which can't be taken, and the entries of the rest.

mod parts;
mod settings;
mod stories;
mod together;

use std::collections::{HashMap, HashSet};

use traceboard_board::{Board, Body, EntryId, Facet, MemberId, MemberState, Role, TraceId, What, colour_of, warmth};
use traceboard_protocol::{
    Bodies, Code, GatheringLine, ImportOutcome, Limits, MemberLine, RoundLine, TraceLine, agreement_reason,
    check_photo, crossed, member_name, trace_text,
};

use super::{
    entries::{self, Part},
    import::How,
    line::{Line, bad},
};
use crate::refusal::Refused;

pub(super) use parts::Parts;
pub(super) use settings::Settings;

/// How many places a trace may name.
const PLACES_MAX: usize = 32;
/// The longest name of a place, or of a trace in a file, in bytes.
const CALLED_BYTES_MAX: usize = 256;

/// How far a file's clock may go ahead of this server's. What is later would stand above everything until its time has come.
const AHEAD_MS_MAX: i64 = 3_600_000;

/// What becomes of one line.
#[derive(Debug)]
pub(super) enum Planned {
    /// Nothing is left to do.
    Done(ImportOutcome),
    /// The fold's verdict on this entry is the line's.
    Entries(EntryId),
    /// The circle takes these settings.
    Circle(Settings),
}

/// What the board that is planned for says in words.
#[derive(Debug, Default)]
pub(super) struct Said {
    /// The circle's name.
    pub(super) circle: String,
    /// The words of traces that the lines tell of.
    pub(super) bodies: Bodies,
}

/// A plan for the lines of one request. Later lines may build on earlier ones.
pub(super) struct Plan<'a> {
    board: &'a Board,
    said: &'a Said,
    how: &'a How,
    now_ms: i64,
    members: HashSet<MemberId>,
    traces: HashMap<TraceId, TraceLine>,
    gatherings: HashMap<EntryId, GatheringLine>,
    rounds: HashMap<EntryId, RoundLine>,
    parts: Vec<Part>,
    /// Where the parts of each line end.
    ends: Vec<usize>,
}

impl<'a> Plan<'a> {
    pub(super) fn new(board: &'a Board, said: &'a Said, how: &'a How, now_ms: i64) -> Self {
        Self {
            board,
            said,
            how,
            now_ms,
            members: HashSet::new(),
            traces: HashMap::new(),
            gatherings: HashMap::new(),
            rounds: HashMap::new(),
            parts: Vec::new(),
            ends: Vec::new(),
        }
    }

    /// Adds a line.
    pub(super) fn line(&mut self, line: Result<Line, Refused>) -> Planned {
        let before = self.parts.len();
        let builds_on = line.as_ref().map(Line::builds_on).unwrap_or_default().to_vec();
        let planned = line.and_then(|line| self.add(line)).unwrap_or_else(|refused| {
            // A refused line leaves nothing behind, whatever of it was planned before its fault was found.
            for part in self.parts.drain(before..) {
                if let What::MemberJoined { member, .. } = part.what {
                    self.members.remove(&member);
                }
            }
            let missing =
                builds_on.into_iter().filter(|called| !self.knows_trace(entries::trace_id(called).0)).collect();
            Planned::Done(ImportOutcome::Refused { code: refused.code, message: refused.message, missing })
        });
        self.ends.push(self.parts.len());
        planned
    }

    /// What the lines come to, to be written.
    pub(super) fn parts(self) -> Parts {
        Parts::new(self.parts, self.ends)
    }

    fn add(&mut self, line: Line) -> Result<Planned, Refused> {
        match line {
            Line::Circle(value) => self.circle(&value),
            Line::Member(line) => self.member(&line),
            Line::Gathering(line) => self.gathering(line),
            Line::Round(line) => self.round(*line),
            Line::Trace(line) => self.trace(*line),
        }
    }

    fn member(&mut self, line: &MemberLine) -> Result<Planned, Refused> {
        if self.knows_member(line.id) {
            return Ok(Planned::Done(ImportOutcome::Already));
        }
        let at_ms = self.time(line.at)?;
        let name = line.name.as_deref().map(member_name).transpose()?;
        let joining = entries::of_line(line, at_ms, name);
        let main = joining.id;
        self.members.insert(line.id);
        self.parts.push(joining);
        let departed = entries::of_trace("imported departure", TraceId(line.id.0), line.id);
        match line.state {
            MemberState::Present | MemberState::Program => {}
            MemberState::Left => self.parts.push(Part::new(departed, line.id, at_ms, What::MemberLeft)),
            MemberState::Removed => {
                self.parts.push(Part::new(departed, line.id, at_ms, What::MemberRemoved { member: line.id }));
            }
        }
        Ok(Planned::Entries(main))
    }

    fn trace(&mut self, line: TraceLine) -> Result<Planned, Refused> {
        let called: String = line.id.chars().take(64).collect();
        if line.id.is_empty() || line.id.len() > CALLED_BYTES_MAX {
            return Err(bad(format!(
                "cannot import trace {called:?}: its id is empty or over {CALLED_BYTES_MAX} bytes"
            )));
        }
        let (trace, origin) = entries::trace_id(&line.id);
        if let Some(outcome) = self.already(trace, &line) {
            return match outcome? {
                // An import that was cut off may have brought in a trace and not all of its marks.
                ImportOutcome::Already if self.came_from_a_file(trace) => self.rest_of(trace, &line),
                outcome => Ok(Planned::Done(outcome)),
            };
        }
        if let Some(round) = line.round.filter(|round| !self.how.check && !self.knows_round(*round)) {
            let message = format!("cannot import trace {called:?}: it answers {round}: no such round");
            return Err(Refused::new(Code::UnknownRound, message));
        }
        let at_ms = self.time(line.at)?;
        let written_at_ms = self.time(line.written_at.unwrap_or(line.at))?;
        let body = body(&line)?;
        let open = body.as_ref().is_some_and(|body| body.open_end.is_some());
        let has_words = body.is_some();
        let by = self.author(&line, at_ms)?;
        self.check_marks(&line)?;

        let id = EntryId(trace.0);
        let takes_up = taken_up(&line)?;
        // Last: whoever mends what is missing has nothing else to mend.
        let parents = self.parents(&line)?;
        let cites = if line.reworded_at.is_none() { stories::cited(&line)? } else { Vec::new() };
        let left = What::TraceLeft {
            builds_on: parents,
            open,
            takes_up,
            facet: line.facet,
            round: line.round,
            tries: None,
            learned: line.learned,
            joint: line.joint,
            cites,
            off_wall: line.off_wall,
        };
        let left = Part::new(id, by, at_ms, left);
        let left = left.written(written_at_ms).called(origin).hidden(line.hidden.is_some());
        // Words that are to be hidden are concealed by the very entry that brings them: they are open at no moment.
        let say = |part: Part, body| {
            let id = part.id;
            let part = part.saying(body);
            if line.hidden.is_some() && has_words { part.concealing(&[id]) } else { part }
        };
        if line.reworded_at.is_none() {
            self.parts.push(say(left, body));
        } else {
            // What it said before was erased when it was reworded; there is nothing to bring in.
            self.parts.push(left);
        }
        let marks = self.marks(trace, by, &line)?;
        self.parts.extend(marks);
        self.traces.insert(trace, line);
        Ok(Planned::Entries(id))
    }

    /// What became of a trace after it was left.
    fn marks(&self, trace: TraceId, by: MemberId, line: &TraceLine) -> Result<Vec<Part>, Refused> {
        let mut parts = Vec::new();
        if let Some(reworded_at) = line.reworded_at {
            let id = entries::of_trace("imported rewording", trace, by);
            let body = body(line)?;
            let open = body.as_ref().is_some_and(|body| body.open_end.is_some());
            let has_words = body.is_some();
            let what = match line.facet {
                Some(Facet::Story) => What::StoryRetold { trace, cites: stories::cited(line)? },
                _ => What::TraceReworded { trace, open },
            };
            let part = Part::new(id, by, self.time(reworded_at)?, what).saying(body);
            parts.push(if line.hidden.is_some() && has_words { part.concealing(&[id]) } else { part });
        }
        for mark in &line.warmed {
            let id = entries::of_trace("imported warmth", trace, mark.by);
            parts.push(Part::new(id, mark.by, self.time(mark.at)?, What::TraceWarmed { trace }));
        }
        if let Some(mark) = &line.hidden {
            parts.push(entries::hiding(trace, mark, self.time(mark.at)?)?);
        }
        if let Some(withdrawn_at) = line.withdrawn_at {
            let id = entries::of_trace("imported withdrawal", trace, by);
            parts.push(Part::new(id, by, self.time(withdrawn_at)?, What::TraceWithdrawn { trace }));
        }
        Ok(parts)
    }

    fn came_from_a_file(&self, trace: TraceId) -> bool {
        !self.traces.contains_key(&trace) && self.board.trace_history(trace).is_some_and(|known| known.imported)
    }

    /// The marks of a trace from a file that no entry has brought in yet.
    fn rest_of(&mut self, trace: TraceId, line: &TraceLine) -> Result<Planned, Refused> {
        self.check_marks(line)?;
        let by = line.member_id.unwrap_or_else(|| entries::member_named(&line.member));
        let marks = self.marks(trace, by, line)?;
        let missing: Vec<_> = marks.into_iter().filter(|part| self.is_missing(trace, part)).collect();
        let Some(first) = missing.first().map(|part| part.id) else {
            return Ok(Planned::Done(ImportOutcome::Already));
        };
        self.parts.extend(missing);
        Ok(Planned::Entries(first))
    }

    /// Whether what a mark says isn't so on the board yet.
    fn is_missing(&self, trace: TraceId, part: &Part) -> bool {
        let Some(known) = self.board.trace_history(trace) else { return true };
        match part.what {
            What::TraceReworded { .. } | What::StoryRetold { .. } => known.reworded_at_ms.is_none(),
            What::TraceWarmed { .. } => known.warmed.iter().all(|mark| mark.by != part.by),
            What::TraceHidden { .. } => known.hidden.is_none() && known.withdrawn_at_ms.is_none(),
            What::TraceWithdrawn { .. } => known.withdrawn_at_ms.is_none(),
            _ => true,
        }
    }

    /// Whether the trace is on the board, or in an earlier line: then with the same content or not at all.
    fn already(&self, trace: TraceId, line: &TraceLine) -> Option<Result<ImportOutcome, Refused>> {
        let same = match (self.traces.get(&trace), self.board.trace_history(trace)) {
            (Some(earlier), _) => earlier == line,
            (None, Some(known)) => {
                let parents: HashSet<_> = line.builds_on.iter().map(|parent| entries::trace_id(parent).0).collect();
                let by = line.member_id.unwrap_or_else(|| entries::member_named(&line.member));
                let words = known.words.and_then(|entry| self.said.bodies.get(&entry));
                let text = words.and_then(|words| words.text.as_deref());
                // Words that were reworded or taken back since are the board's to keep.
                let changed = known.reworded_at_ms.is_some() || known.withdrawn_at_ms.is_some();
                known.by == by
                    && known.builds_on.iter().copied().collect::<HashSet<_>>() == parents
                    && (changed || text.is_none() || trace_text(&line.text).ok().as_deref() == text)
            }
            (None, None) => return None,
        };
        let message = || format!("cannot import trace {:?}: the id is taken by another trace", line.id);
        Some(if same { Ok(ImportOutcome::Already) } else { Err(Refused::new(Code::IdTaken, message())) })
    }

    /// The traces that a line builds on, each once.
    fn parents(&self, line: &TraceLine) -> Result<Vec<TraceId>, Refused> {
        if line.builds_on.len() > Limits::PARENTS_MAX {
            let (id, count, max) = (&line.id, line.builds_on.len(), Limits::PARENTS_MAX);
            return Err(bad(format!("cannot import trace {id:?}: it builds on {count} traces, over {max}")));
        }
        let mut parents = Vec::new();
        for called in &line.builds_on {
            let (parent, _) = entries::trace_id(called);
            if !self.knows_trace(parent) {
                let message = format!("cannot import trace {:?}: builds_on {called:?}: no such trace", line.id);
                return Err(Refused::new(Code::UnknownTrace, message));
            }
            if !parents.contains(&parent) {
                parents.push(parent);
            }
        }
        Ok(parents)
    }

    /// The line's author, who joins with it where nobody knows them yet.
    fn author(&mut self, line: &TraceLine, at_ms: i64) -> Result<MemberId, Refused> {
        let author = line.member_id.unwrap_or_else(|| entries::member_named(&line.member));
        if !self.knows_member(author) {
            let name = member_name(&line.member)?;
            self.parts.push(entries::joining(author, at_ms, Some(name), colour_of(author), Role::Member));
            self.members.insert(author);
        }
        Ok(author)
    }

    fn check_marks(&self, line: &TraceLine) -> Result<(), Refused> {
        let marked = line.warmed.iter().map(|mark| mark.by).chain(line.hidden.iter().map(|mark| mark.by));
        for member in marked {
            if !self.how.check && !self.knows_member(member) {
                return Err(unknown_member(&format!("trace {:?}", line.id), member));
            }
        }
        Ok(())
    }

    fn knows_trace(&self, trace: TraceId) -> bool {
        self.traces.contains_key(&trace) || self.board.knows(trace)
    }

    fn knows_member(&self, member: MemberId) -> bool {
        self.members.contains(&member) || self.board.member_row(member).is_some()
    }

    fn time(&self, ms: i64) -> Result<i64, Refused> {
        if self.how.live {
            return Ok(self.now_ms);
        }
        if ms > self.now_ms.saturating_add(AHEAD_MS_MAX) {
            return Err(bad(format!("cannot import a line at {ms} ms: that is still to come")));
        }
        if (warmth::TIME_MS_MIN..=warmth::TIME_MS_MAX).contains(&ms) {
            return Ok(ms);
        }
        Err(bad(format!("cannot import a line at {ms} ms: outside the years 1 to 9999")))
    }
}

fn unknown_member(what: &str, member: MemberId) -> Refused {
    Refused::new(Code::UnknownMember, format!("cannot import {what}: no line tells who {member} is"))
}

/// Which of those that it builds on a line says that it takes up.
fn taken_up(line: &TraceLine) -> Result<Option<Vec<TraceId>>, Refused> {
    let Some(taken) = &line.takes_up else { return Ok(None) };
    if let Some(other) = taken.iter().find(|called| !line.builds_on.contains(called)) {
        let other: String = other.chars().take(64).collect();
        let message = format!("cannot import trace {:?}: takes_up {other:?}: it doesn't build on it", line.id);
        return Err(bad(message));
    }
    Ok(Some(taken.iter().map(|called| entries::trace_id(called).0).collect()))
}

/// The words of a line; none where the trace was withdrawn.
fn body(line: &TraceLine) -> Result<Option<Body>, Refused> {
    // What its author took back isn't written down again, also where a file still has the words.
    // What was hidden from whoever wrote the file isn't in it: a pod's members export what the page shows them.
    if line.withdrawn_at.is_some() || (line.hidden.is_some() && line.text.is_empty()) {
        return Ok(None);
    }
    let too_long = |place: &String| place.is_empty() || place.len() > CALLED_BYTES_MAX;
    if line.places.len() > PLACES_MAX || line.places.iter().any(too_long) {
        return Err(bad(format!(
            "cannot import trace {:?}: over {PLACES_MAX} places, or one that is empty or over {CALLED_BYTES_MAX} bytes",
            line.id
        )));
    }
    let open_end = line.open_end.as_deref().map(trace_text).transpose()?;
    let why = line.why.as_deref().map(agreement_reason).transpose()?;
    let told = stories::told(line)?;
    let crossed = line.crossed.as_deref().map(|it| crossed(it).map(Box::new)).transpose()?;
    let photo = line.photo.as_deref().map(check_photo).transpose()?;
    let text = Some(trace_text(&line.text)?);
    Ok(Some(Body { text, open_end, why, places: line.places.clone(), told, crossed, photo, ..Body::default() }))
}
