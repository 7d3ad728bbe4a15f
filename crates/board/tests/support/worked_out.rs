//! What a board answers, worked out from the history alone.

use traceboard_board::{Board, Facet, MemberId, TraceHistory, TraceId};

/// The first standing trace that carries out another's facet.
pub fn taken_of(board: &Board, of: &TraceHistory<'_>) -> Option<u32> {
    let carries = |trace: &TraceHistory<'_>| match (&trace.takes_up, of.facet) {
        (None, None) => trace.builds_on.contains(&of.id),
        (Some(named), None) => named.contains(&of.id),
        (None, Some(_)) => false,
        (Some(named), Some(Facet::Promise { .. })) => named.contains(&of.id) && trace.by == of.by,
        (Some(named), Some(Facet::Agreement { .. })) => {
            named.contains(&of.id) && matches!(trace.facet, Some(Facet::Agreement { .. }))
        }
        (Some(_), Some(Facet::Wording { .. } | Facet::Story)) => false,
    };
    board.history(0).find(|trace| trace.withdrawn_at_ms.is_none() && carries(trace)).map(|trace| trace.n)
}

/// What each trace is to a member: warmed, grew, promised.
pub fn marks_of(board: &Board, member: MemberId) -> Vec<(bool, bool, bool)> {
    let mark = |trace: TraceHistory<'_>| {
        let of_theirs = |parent: &TraceId| board.trace_history(*parent).unwrap().by == member;
        let grew = trace.withdrawn_at_ms.is_none() && trace.by != member && trace.builds_on.iter().any(of_theirs);
        let shown = trace.withdrawn_at_ms.is_none() && trace.hidden.is_none();
        let is_promise = matches!(trace.facet, Some(Facet::Promise { .. }));
        let promised = trace.by == member && is_promise && shown && taken_of(board, &trace).is_none();
        (trace.warmed.iter().any(|deed| deed.by == member), grew, promised)
    };
    board.history(0).map(mark).collect()
}
