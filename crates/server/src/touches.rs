//! What deeds do to words that are in the log already.

use traceboard_board::{Board, EntryId, Head, TraceId, What};
use traceboard_log::Touch;

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
