//! What deeds do to words that are in the log already.

use traceboard_board::{Board, EntryId, Head, TraceId, What};
use traceboard_log::Touch;

/// What is done together with a deed's entry, before the fold has judged it: words are only set out of sight, which can be
/// undone. They are erased, or told again, once the deed counts.
pub(crate) fn beforehand(board: &Board, head: &Head) -> Vec<Touch> {
    let set_aside = |touch| match touch {
        Touch::Erase(id) | Touch::Conceal(id) => Some(Touch::Conceal(id)),
        Touch::Reveal(_) => None,
    };
    touches(board, head).into_iter().filter_map(set_aside).collect()
}

/// What the board wants of the words that a refused deed set aside.
pub(crate) fn afterwards(board: &Board, head: &Head) -> Vec<Touch> {
    let (What::TraceReworded { trace, .. }
    | What::TraceWithdrawn { trace }
    | What::TraceHidden { trace }
    | What::TraceRestored { trace }) = head.what
    else {
        return Vec::new();
    };
    let Some(history) = board.trace_history(trace) else { return Vec::new() };
    let wanted = match (history.withdrawn_at_ms, history.hidden) {
        (Some(_), _) => Touch::Erase,
        (None, Some(_)) => Touch::Conceal,
        (None, None) => Touch::Reveal,
    };
    board.bodies_of(trace).into_iter().map(|EntryId(id)| wanted(id)).collect()
}

/// What a deed does to the words of earlier entries, on a board that has not seen it yet.
pub(crate) fn touches(board: &Board, head: &Head) -> Vec<Touch> {
    let bodies = |trace: TraceId| board.bodies_of(trace).into_iter().filter(|id| *id != head.id).map(|EntryId(id)| id);
    match head.what {
        What::TraceReworded { trace, .. } | What::TraceWithdrawn { trace } => bodies(trace).map(Touch::Erase).collect(),
        What::TraceHidden { trace } => bodies(trace).map(Touch::Conceal).collect(),
        What::TraceRestored { trace } => bodies(trace).map(Touch::Reveal).collect(),
        _ => Vec::new(),
    }
}
