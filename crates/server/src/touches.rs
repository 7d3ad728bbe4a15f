//! How deeds erase, conceal or reveal words that are in the log already.

use traceboard_board::{Board, EntryId, Head, What};
use traceboard_log::Touch;

/// What is done together with a deed's entry, before the fold has judged it: words are only concealed, which can be undone.
/// They are erased, or revealed again, once the deed counts.
pub(crate) fn beforehand(board: &Board, head: &Head) -> Vec<Touch> {
    let concealed = |touch| match touch {
        Touch::Erase(id) | Touch::Conceal(id) => Some(Touch::Conceal(id)),
        Touch::Reveal(_) => None,
    };
    touches(board, head).into_iter().filter_map(concealed).collect()
}

/// What the board wants of the words that a refused deed concealed.
pub(crate) fn afterwards(board: &Board, head: &Head) -> Vec<Touch> {
    if let What::AnswerWithdrawn { round } = head.what {
        // An answer is never revealed.
        let how = |(EntryId(id), stands)| if stands { Touch::Conceal(id) } else { Touch::Erase(id) };
        return board.given_by(round, head.by).into_iter().map(how).collect();
    }
    let (What::TraceReworded { trace, .. }
    | What::StoryRetold { trace, .. }
    | What::TraceWithdrawn { trace }
    | What::TraceHidden { trace, .. }
    | What::TraceRestored { trace }) = head.what
    else {
        return touched(board, head).into_iter().map(|EntryId(id)| Touch::Reveal(id)).collect();
    };
    let Some(history) = board.trace_history(trace) else { return Vec::new() };
    let wanted = match (history.withdrawn_at_ms, history.hidden) {
        (Some(_), _) => Touch::Erase,
        (None, Some(_)) => Touch::Conceal,
        (None, None) => Touch::Reveal,
    };
    board.bodies_of(trace).into_iter().map(|EntryId(id)| wanted(id)).collect()
}

/// What a deed does to words, mostly those of earlier entries, on a board that has not seen it yet.
pub(crate) fn touches(board: &Board, head: &Head) -> Vec<Touch> {
    let how = match head.what {
        // Concealed from its first moment.
        What::RoundAnswered { passed: false, .. } => return vec![Touch::Conceal(head.id.0)],
        What::TraceHidden { .. } => Touch::Conceal,
        What::TraceRestored { .. } => Touch::Reveal,
        _ => Touch::Erase,
    };
    let mut touches: Vec<_> = touched(board, head).into_iter().map(|EntryId(id)| how(id)).collect();
    // Why is for the author and hosts, and is concealed from its first moment too.
    if matches!(head.what, What::TraceHidden { why: true, .. }) {
        touches.push(Touch::Conceal(head.id.0));
    }
    touches
}

/// The earlier entries whose words a deed replaces, takes back, hides or restores. Names too: a former name is nobody's to read.
fn touched(board: &Board, head: &Head) -> Vec<EntryId> {
    let mut entries = match head.what {
        What::TraceReworded { trace, .. }
        | What::StoryRetold { trace, .. }
        | What::TraceWithdrawn { trace }
        | What::TraceHidden { trace, .. }
        | What::TraceRestored { trace } => board.bodies_of(trace),
        What::MemberRenamed { .. } => board.names_of(head.by),
        What::CircleChanged { named: true, .. } => board.circle_names(),
        What::AnswerWithdrawn { round } => board.answer_of(round, head.by).into_iter().collect(),
        What::GatheringChanged { gathering, named: true, .. } => board.gathering_name(gathering).into_iter().collect(),
        _ => Vec::new(),
    };
    entries.retain(|id| *id != head.id);
    entries
}
