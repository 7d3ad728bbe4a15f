//! A board as the lines of an export.

use std::collections::HashSet;

use traceboard_board::{Board, MemberId, TraceHistory};
use traceboard_protocol::{ExportLine, HiddenMark, MemberLine, TraceLine, WarmMark};

/// The first line.
pub(super) fn circle(board: &Board) -> Option<ExportLine> {
    let circle = board.circle()?;
    Some(ExportLine::Circle { kind: "circle".to_owned(), name: circle.name.clone(), half_life_ms: circle.half_life_ms })
}

/// A trace's line, after the lines of the members whom it is the first to name.
pub(super) fn trace(board: &Board, trace: &TraceHistory<'_>, named: &mut HashSet<MemberId>) -> Vec<ExportLine> {
    let marks = trace.warmed.iter().chain(&trace.hidden).map(|mark| mark.by);
    let mut lines = Vec::new();
    for id in std::iter::once(trace.by).chain(marks) {
        if named.insert(id) {
            lines.extend(member(board, id).map(ExportLine::Member));
        }
    }
    lines.push(ExportLine::Trace(told(board, trace)));
    lines
}

fn member(board: &Board, id: MemberId) -> Option<MemberLine> {
    let history = board.member_history(id)?;
    let member = history.member;
    Some(MemberLine {
        kind: "member".to_owned(),
        id,
        at: history.joined_at_ms,
        name: member.name,
        colour: member.colour,
        role: member.role,
        state: member.state,
    })
}

fn told(board: &Board, trace: &TraceHistory<'_>) -> TraceLine {
    let words = trace.words;
    TraceLine {
        id: trace.origin.map_or_else(|| trace.id.to_string(), str::to_owned),
        at: trace.at_ms,
        member: board.member(trace.by).and_then(|member| member.name).unwrap_or_default(),
        text: words.and_then(|words| words.text.clone()).unwrap_or_default(),
        places: words.map(|words| words.places.clone()).unwrap_or_default(),
        builds_on: trace.builds_on.iter().map(|id| name_of(board, *id)).collect(),
        member_id: Some(trace.by),
        written_at: (trace.written_at_ms != trace.at_ms).then_some(trace.written_at_ms),
        open_end: words.and_then(|words| words.open_end.clone()),
        reworded_at: trace.reworded_at_ms,
        withdrawn_at: trace.withdrawn_at_ms,
        hidden: trace.hidden.map(|mark| HiddenMark { by: mark.by, at: mark.at_ms }),
        warmed: trace.warmed.iter().map(|mark| WarmMark { by: mark.by, at: mark.at_ms }).collect(),
    }
}

/// What a trace goes by in a file: what it was called in the one it came from, else its id.
pub(super) fn name_of(board: &Board, id: traceboard_board::TraceId) -> String {
    let origin = board.trace_history(id).and_then(|trace| trace.origin.map(str::to_owned));
    origin.unwrap_or_else(|| id.to_string())
}
