//! The entries that a draft depends on.

use traceboard_board::EntryId;
use traceboard_protocol::{Deed, Draft};

/// The entries that must be on the board before the draft can be.
pub(super) fn needs(draft: &Draft) -> Vec<EntryId> {
    match &draft.deed {
        Deed::Leave { builds_on, round, tries, cites, .. } => {
            let tried = tries.iter().flat_map(|tried| [tried.round, tried.card.answer]);
            builds_on.iter().chain(cites).map(|trace| EntryId(trace.0)).chain(*round).chain(tried).collect()
        }
        Deed::Retell { trace, cites, .. } => cites.iter().chain([trace]).map(|trace| EntryId(trace.0)).collect(),
        Deed::PutCard { round, card, onto } => {
            [*round, card.answer].into_iter().chain(onto.map(|onto| onto.answer)).collect()
        }
        Deed::OpenRound { about, gathering, .. } => {
            about.iter().map(|trace| EntryId(trace.0)).chain(*gathering).collect()
        }
        Deed::Answer { round, .. }
        | Deed::Pass { round }
        | Deed::TakeAnswerBack { round }
        | Deed::EndRound { round } => {
            vec![*round]
        }
        Deed::ChangeGathering { gathering, .. } | Deed::EndGathering { gathering } => vec![*gathering],
        Deed::Reword { trace, .. }
        | Deed::Withdraw { trace }
        | Deed::AskToTell { trace }
        | Deed::Warm { trace }
        | Deed::Hide { trace, .. }
        | Deed::Restore { trace } => vec![EntryId(trace.0)],
        Deed::MoveFacet { trace, review, .. } => std::iter::once(EntryId(trace.0)).chain(*review).collect(),
        // A pod's id is the id of the draft that calls it.
        Deed::StepIn { pod } | Deed::DeclinePod { pod } => vec![EntryId(pod.0)],
        Deed::CallPod { .. }
        | Deed::LeavePod
        | Deed::InviteToPod { .. }
        | Deed::ExtendPod { .. }
        | Deed::RestPod { .. }
        | Deed::ClosePod
        | Deed::Rename { .. }
        | Deed::LeaveCircle
        | Deed::Rest
        | Deed::OpenGathering { .. }
        | Deed::PutOffBudding
        | Deed::SetRhythm { .. }
        | Deed::MoveMeeting { .. }
        | Deed::Remove { .. }
        | Deed::LetBack { .. }
        | Deed::GiveRole { .. }
        | Deed::ChangeCircle { .. } => Vec::new(),
    }
}
