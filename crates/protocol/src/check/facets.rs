//! Facets of a trace, as far as they can be checked without the board.

use traceboard_board::{EntryId, Facet, Stage, TraceId};

use super::{Checked, refuse};

/// A trace has one facet; only an agreement says why, and it begins as one that is only noticed.
pub(super) fn leave(id: EntryId, facet: Option<Facet>, open: bool, says_why: bool) -> Checked<()> {
    match facet {
        Some(_) if open => {
            refuse(format!("cannot leave trace {id}: it is {}, and holds out an open end", called(facet)))
        }
        Some(Facet::Agreement { stage: Stage::Awareness, review_on: None }) => Ok(()),
        Some(Facet::Agreement { .. }) => {
            refuse(format!("cannot leave trace {id}: an agreement begins at the stage of awareness, without a review"))
        }
        _ if says_why => refuse(format!("cannot leave trace {id}: it says why, and is no agreement")),
        _ => Ok(()),
    }
}

/// A facet can't move back to awareness; stories and other facets don't move at all.
pub(super) fn may_move(trace: TraceId, to: Facet, review: Option<EntryId>) -> Checked<()> {
    match to {
        Facet::Promise { .. } if review.is_some() => {
            refuse(format!("cannot move trace {trace}: a promise is moved without a review"))
        }
        Facet::Agreement { stage: Stage::Awareness, .. } => {
            refuse(format!("cannot move trace {trace}: an agreement doesn't go back to awareness"))
        }
        Facet::Wording { .. } => refuse(format!("cannot move trace {trace}: other words are another trace")),
        Facet::Story => refuse(format!("cannot move trace {trace}: a story is told anew")),
        Facet::Promise { .. } | Facet::Agreement { .. } => Ok(()),
    }
}

fn called(facet: Option<Facet>) -> &'static str {
    match facet {
        None => "a trace",
        Some(Facet::Promise { .. }) => "a promise",
        Some(Facet::Agreement { .. }) => "an agreement",
        Some(Facet::Wording { .. }) => "a wording",
        Some(Facet::Story) => "a story",
    }
}
