//! The pieces of an export: read from the board under its lock, with words added afterwards.

use std::collections::{HashMap, HashSet};

use traceboard_board::{
    Audience, Board, Body, Deed, EntryId, Facet, GatheringRow, Joint, MemberHistory, MemberId, PhotoId, RoundRow,
    StoryPart, TraceHistory, TraceId,
};
use traceboard_protocol::{
    Bodies, ExportLine, HiddenMark, MemberLine, TraceLine, WarmMark, called as called_apart, first_named,
};

use super::{
    markdown::{self, Heading, Part, Step},
    together::RoundPiece,
};
use crate::byline::byline;

/// Some of a board in the order of its file, and whom and what it names.
#[derive(Default)]
pub(super) struct Pieces {
    pieces: Vec<Piece>,
    /// What the traces that these build on or cite go by in a file, and which words they have.
    others: HashMap<TraceId, Other>,
    /// The members, and the programs, whom they name.
    names: HashMap<MemberId, Named>,
}

struct Named {
    /// The entries that may hold the name.
    entries: Vec<EntryId>,
    program: bool,
}

/// Whom an export is for: a hidden trace's words are for its author and for hosts.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reader {
    pub(super) audience: Audience,
    pub(super) member: MemberId,
}

/// What becomes one line, after the members whom it is the first to name.
struct Piece {
    first_named: Vec<MemberHistory>,
    of: Of,
}

enum Of {
    Gathering(GatheringRow),
    Round(Box<RoundPiece>),
    Trace(Box<TracePiece>),
}

struct TracePiece {
    id: TraceId,
    called: String,
    by: MemberId,
    at_ms: i64,
    written_at_ms: i64,
    builds_on: Vec<TraceId>,
    takes_up: Option<Vec<TraceId>>,
    facet: Option<Facet>,
    learned: bool,
    off_wall: bool,
    joint: Option<Joint>,
    round: Option<EntryId>,
    cites: Vec<TraceId>,
    words: Option<EntryId>,
    reworded_at_ms: Option<i64>,
    withdrawn_at_ms: Option<i64>,
    hidden: Option<Deed>,
    hidden_why: Option<EntryId>,
    grew: u32,
    warmed: Vec<Deed>,
}

impl TracePiece {
    /// Why it is hidden, where the reader may know.
    fn why(&self, bodies: &Bodies) -> Option<String> {
        bodies.get(&self.hidden_why?)?.why.clone()
    }
}

/// A photo that a trace names.
#[derive(Clone, Copy, Debug)]
pub(super) struct Picture {
    pub(super) id: PhotoId,
    pub(super) trace: TraceId,
    /// When the trace was left.
    pub(super) at_ms: i64,
}

struct Other {
    called: String,
    by: MemberId,
    words: Option<EntryId>,
    promises: bool,
}

impl Pieces {
    /// Adds a gathering, and says whether there is one of that number.
    pub(super) fn gathering(&mut self, board: &Board, n: u32, named: &mut HashSet<MemberId>) -> bool {
        let Some(row) = board.gathering(n) else { return false };
        let first_named = self.first_named(board, [row.by], named);
        self.pieces.push(Piece { first_named, of: Of::Gathering(row) });
        true
    }

    pub(super) fn round(&mut self, board: &Board, row: RoundRow, named: &mut HashSet<MemberId>) {
        let first_named = self.first_named(board, [row.by], named);
        let about = row.about.and_then(|trace| board.trace_history(trace)).map(|trace| called(&trace));
        self.pieces.push(Piece { first_named, of: Of::Round(Box::new(RoundPiece { row, about })) });
    }

    pub(super) fn trace(
        &mut self,
        board: &Board,
        trace: TraceHistory<'_>,
        reader: Reader,
        named: &mut HashSet<MemberId>,
    ) {
        let readable = |trace: &TraceHistory<'_>| {
            reader.audience == Audience::Host || trace.hidden.is_none() || trace.by == reader.member
        };
        let marks = trace.warmed.iter().chain(&trace.hidden).map(|mark| mark.by);
        let first_named = self.first_named(board, std::iter::once(trace.by).chain(marks), named);
        let (shown, own) = (readable(&trace), called(&trace));
        let cites = if shown { trace.cites } else { Vec::new() };
        for other in trace.builds_on.iter().chain(&cites) {
            if let Some(history) = board.trace_history(*other) {
                self.name(board, history.by);
                let called = called(&history);
                let words = history.words.filter(|_| readable(&history));
                let promises = matches!(history.facet, Some(Facet::Promise { .. }));
                self.others.insert(*other, Other { called, by: history.by, words, promises });
            }
        }
        let told = TracePiece {
            id: trace.id,
            called: own,
            by: trace.by,
            at_ms: trace.at_ms,
            written_at_ms: trace.written_at_ms,
            builds_on: trace.builds_on,
            takes_up: trace.takes_up,
            facet: trace.facet.filter(|_| shown),
            learned: trace.learned && shown,
            off_wall: trace.off_wall,
            joint: trace.joint.filter(|_| shown),
            round: trace.round,
            cites,
            words: trace.words.filter(|_| shown),
            reworded_at_ms: trace.reworded_at_ms,
            withdrawn_at_ms: trace.withdrawn_at_ms,
            hidden: trace.hidden,
            hidden_why: board.hidden_why(trace.id).filter(|_| shown),
            grew: trace.grew,
            warmed: trace.warmed,
        };
        self.pieces.push(Piece { first_named, of: Of::Trace(Box::new(told)) });
    }

    pub(super) fn is_empty(&self) -> bool {
        self.pieces.is_empty()
    }

    pub(super) fn len(&self) -> usize {
        self.pieces.len()
    }

    fn first_named(
        &mut self,
        board: &Board,
        people: impl IntoIterator<Item = MemberId>,
        named: &mut HashSet<MemberId>,
    ) -> Vec<MemberHistory> {
        let mut first = Vec::new();
        for id in people {
            self.name(board, id);
            if named.insert(id) {
                first.extend(board.member_history(id));
            }
        }
        first
    }

    fn name(&mut self, board: &Board, member: MemberId) {
        let named = || Named { entries: board.names_of(member), program: board.is_program(member) };
        self.names.entry(member).or_insert_with(named);
    }

    /// The members whom they name, and the entries that may hold their names.
    pub(super) fn names(&self) -> impl Iterator<Item = (MemberId, &[EntryId])> {
        self.names.iter().map(|(member, named)| (*member, named.entries.as_slice()))
    }

    /// The entries whose bodies they are told with.
    pub(super) fn words(&self) -> Vec<EntryId> {
        let own = self.pieces.iter().flat_map(|piece| match &piece.of {
            Of::Gathering(row) => [Some(row.name), None],
            Of::Round(round) => [round.row.words, None],
            Of::Trace(trace) => [trace.words, trace.hidden_why],
        });
        let others = self.others.values().filter_map(|other| other.words);
        let names = self.names.values().flat_map(|named| &named.entries).copied();
        own.flatten().chain(others).chain(names).collect()
    }

    /// The lines of a file that `import` takes.
    pub(super) fn lines(&self, bodies: &Bodies) -> Vec<ExportLine> {
        let mut lines = Vec::new();
        for piece in &self.pieces {
            lines.extend(piece.first_named.iter().map(|history| {
                let member = &history.member;
                ExportLine::Member(MemberLine {
                    kind: "member".to_owned(),
                    id: member.id,
                    at: history.joined_at_ms,
                    name: self.name_of(member.id, bodies),
                    colour: member.colour,
                    role: member.role,
                    state: member.state,
                })
            }));
            lines.push(match &piece.of {
                Of::Gathering(row) => ExportLine::Gathering(super::together::gathering_line(row, bodies)),
                Of::Round(round) => ExportLine::Round(Box::new(round.line(bodies))),
                Of::Trace(trace) => ExportLine::Trace(Box::new(self.line(trace, bodies))),
            });
        }
        lines
    }

    fn line(&self, trace: &TracePiece, bodies: &Bodies) -> TraceLine {
        let words = trace.words.and_then(|entry| bodies.get(&entry));
        let other = |id: &TraceId| self.others.get(id).map_or_else(|| id.to_string(), |other| other.called.clone());
        let warm = |mark: &Deed| WarmMark { by: mark.by, at: mark.at_ms };
        TraceLine {
            id: trace.called.clone(),
            at: trace.at_ms,
            member: self.name_of(trace.by, bodies).unwrap_or_default(),
            text: words.and_then(|words| words.text.clone()).unwrap_or_default(),
            places: words.map(|words| words.places.clone()).unwrap_or_default(),
            builds_on: trace.builds_on.iter().map(other).collect(),
            member_id: Some(trace.by),
            written_at: (trace.written_at_ms != trace.at_ms).then_some(trace.written_at_ms),
            open_end: words.and_then(|words| words.open_end.clone()),
            why: words.and_then(|words| words.why.clone()),
            crossed: words.and_then(|words| words.crossed.clone()),
            photo: words.and_then(|words| words.photo.clone()),
            takes_up: trace.takes_up.as_ref().map(|taken| taken.iter().map(other).collect()),
            facet: trace.facet,
            learned: trace.learned,
            off_wall: trace.off_wall,
            joint: trace.joint,
            round: trace.round,
            cites: trace.cites.iter().map(other).collect(),
            told: words.map(|words| words.told.clone()).unwrap_or_default(),
            reworded_at: trace.reworded_at_ms,
            withdrawn_at: trace.withdrawn_at_ms,
            hidden: trace.hidden.map(|mark| HiddenMark { by: mark.by, at: mark.at_ms, why: trace.why(bodies) }),
            warmed: trace.warmed.iter().map(warm).collect(),
        }
    }

    /// The photos that they name.
    pub(super) fn pictures(&self, bodies: &Bodies) -> impl Iterator<Item = Picture> {
        self.pieces.iter().filter_map(|piece| {
            let Of::Trace(trace) = &piece.of else { return None };
            let photo = bodies.get(&trace.words?)?.photo.as_ref()?;
            Some(Picture { id: photo.id, trace: trace.id, at_ms: trace.at_ms })
        })
    }

    /// A text to read, with or without pictures.
    pub(super) fn markdown(&self, bodies: &Bodies, pictures: bool, under: &mut Option<Heading>) -> String {
        let text = |entry: Option<EntryId>| entry.and_then(|entry| bodies.get(&entry)?.text.clone());
        let tell = |piece: &Piece| match &piece.of {
            Of::Gathering(row) => markdown::gathering(row, &self.byline_of(row.by, bodies), bodies, under),
            Of::Round(round) => round.markdown(&self.byline_of(round.row.by, bodies), bodies, under),
            // What was taken back is told for the sake of what grew from it, and of nothing else.
            Of::Trace(trace) if trace.withdrawn_at_ms.is_some() && trace.grew == 0 => String::new(),
            Of::Trace(trace) => {
                let said = |id: &TraceId| {
                    let other = self.others.get(id)?;
                    Some((self.byline_of(other.by, bodies), text(other.words)))
                };
                let part = |part: &StoryPart| match part {
                    StoryPart::Words(words) => Part::Words(words.clone()),
                    StoryPart::Cite(at) => {
                        trace.cites.get(usize::from(*at)).and_then(said).map_or(Part::Gap, Part::Cited)
                    }
                };
                let body = trace.words.and_then(|entry| bodies.get(&entry));
                let told = markdown::TraceText {
                    by: self.byline_of(trace.by, bodies),
                    at_ms: trace.at_ms,
                    text: text(trace.words),
                    open_end: body.and_then(|body| body.open_end.clone()),
                    withdrawn: trace.withdrawn_at_ms.is_some(),
                    hidden: trace.hidden.map(|_| trace.why(bodies)),
                    facet: trace.facet,
                    learned: trace.learned,
                    builds_on: trace
                        .builds_on
                        .iter()
                        .filter_map(|id| Some((self.step(trace, id), said(id)?)))
                        .collect(),
                    why: body.and_then(|body| body.why.clone()),
                    photo: body.and_then(|body| body.photo.as_deref()).cloned(),
                    pictures,
                    parts: body.map(|body| body.told.iter().map(part).collect()).unwrap_or_default(),
                };
                markdown::trace(&told, under)
            }
        };
        self.pieces.iter().map(tell).collect()
    }

    /// How a trace builds on another, where it says so.
    fn step(&self, trace: &TracePiece, onto: &TraceId) -> Step {
        if !trace.takes_up.as_ref().is_some_and(|taken| taken.contains(onto)) {
            return Step::BuildsOn;
        }
        let keeps = self.others.get(onto).is_some_and(|other| other.promises && other.by == trace.by);
        if keeps { Step::Keeps } else { Step::TakesUp }
    }

    fn byline_of(&self, member: MemberId, bodies: &Bodies) -> String {
        let program = self.names.get(&member).is_some_and(|named| named.program);
        let body = self.body_of_name(member, bodies);
        let name = body.and_then(|body| Some(called_apart(body.name.as_deref()?, body.twin)));
        byline(name.as_deref(), program)
    }

    fn name_of(&self, member: MemberId, bodies: &Bodies) -> Option<String> {
        self.body_of_name(member, bodies)?.name.clone()
    }

    fn body_of_name<'a>(&self, member: MemberId, bodies: &'a Bodies) -> Option<&'a Body> {
        first_named(&self.names.get(&member)?.entries, bodies)
    }
}

/// What a trace goes by in a file: what it was called in the one it came from, else its id.
fn called(trace: &TraceHistory<'_>) -> String {
    trace.origin.map_or_else(|| trace.id.to_string(), str::to_owned)
}
