//! The rules for rounds.

use super::{PROMPTS_MAX, ROUND_MS_MAX, ROUNDS_BY_ONE_MAX, ROUNDS_OPEN_MAX, Round};
use crate::{
    Board, EntryId, Event, Refusal, RoundKind, Verdict, What,
    patterns::{agreement, retro},
    rules::Change,
};

pub(crate) type Judged<T> = Result<T, Verdict>;

/// Checks members' deeds in rounds. The actor is already known to be a present member.
pub(crate) fn judge(board: &Board, event: &Event) -> Judged<Change> {
    match &event.head.what {
        What::RoundOpened { .. } => opening(board, event),
        What::RoundAnswered { round, passed } => answer(board, event, *round, *passed),
        What::AnswerWithdrawn { round } => {
            let (n, _) = known(board, *round)?;
            let member = own_number(board, event)?;
            let answered = board.rounds.given(n, member).filter(|given| given.answered);
            answered.map(|_| Change::TakeBack(n)).ok_or(refuse(Refusal::UnknownAnswer))
        }
        What::RoundEnded { round } => {
            let (n, row) = known(board, *round)?;
            let opened_it = Some(row.by) == board.members.number(event.head.by);
            match row.ended_at_ms {
                // A round from a file can't be answered here; its end comes from the file.
                _ if event.head.imported.is_some() => Ok(Change::EndRound(n)),
                Some(_) => Err(Verdict::Repeated),
                None if opened_it || board.members.is_host(event.head.by) => Ok(Change::EndRound(n)),
                None => Err(refuse(Refusal::NotTheAuthor)),
            }
        }
        What::CardPut { round, card, onto } => retro::putting(board, event, *round, *card, *onto),
        _ => Err(Verdict::Unknown),
    }
}

/// The end of a round whose time has come counts from any server, also in the name of a member who left. `None`: the
/// event is something else.
pub(crate) fn due(board: &Board, event: &Event) -> Option<Judged<Change>> {
    let What::RoundEnded { round } = &event.head.what else { return None };
    let (n, row) = known(board, *round).ok()?;
    let due = event.head.imported.is_none() && row.is_due(event.accepted_at_ms);
    due.then(|| if row.ended_at_ms.is_some() { Err(Verdict::Repeated) } else { Ok(Change::EndRound(n)) })
}

fn opening(board: &Board, event: &Event) -> Judged<Change> {
    let What::RoundOpened { kind, prompts, ends_at_ms, about, gathering } = &event.head.what else {
        return Err(Verdict::Unknown);
    };
    if !(1..=PROMPTS_MAX).contains(&usize::from(*prompts)) {
        return Err(Verdict::Unknown);
    }
    if about.is_some_and(|trace| board.traces.number(trace).is_none()) {
        return Err(refuse(Refusal::UnknownTrace));
    }
    if gathering.is_some_and(|gathering| board.gatherings.number(gathering).is_none()) {
        return Err(refuse(Refusal::UnknownGathering));
    }
    if event.head.imported.is_some() {
        return Ok(Change::OpenRound);
    }
    if let (RoundKind::Review, Some(trace)) = (*kind, about) {
        agreement::may_be_reviewed(board, *trace)?;
    }
    let lasts_ms = ends_at_ms.map(|ends_at_ms| ends_at_ms.saturating_sub(event.accepted_at_ms));
    if lasts_ms.is_some_and(|lasts_ms| !(1..=ROUND_MS_MAX).contains(&lasts_ms)) {
        return Err(refuse(Refusal::BadTime));
    }
    let member = own_number(board, event)?;
    let open = board.rounds.open();
    let by_them = open.iter().filter(|n| board.rounds.at(**n).is_some_and(|row| row.by == member)).count();
    if open.len() >= ROUNDS_OPEN_MAX || by_them >= ROUNDS_BY_ONE_MAX {
        return Err(refuse(Refusal::TooManyRounds));
    }
    Ok(Change::OpenRound)
}

/// A member's first answer or pass counts, from any device. Passing stays possible after the end, because only then
/// they may read the answers.
fn answer(board: &Board, event: &Event, round: EntryId, passed: bool) -> Judged<Change> {
    let (n, row) = known(board, round)?;
    if event.head.imported.is_some() {
        return Err(refuse(Refusal::NotTheAuthor));
    }
    match board.rounds.given(n, own_number(board, event)?) {
        Some(given) if passed && !given.answered => Err(Verdict::Repeated),
        Some(_) => Err(refuse(Refusal::AnsweredAlready)),
        None if !passed && row.is_over(event.accepted_at_ms) => Err(refuse(Refusal::RoundEnded)),
        None => Ok(Change::Give { round: n, passed }),
    }
}

pub(crate) fn known(board: &Board, round: EntryId) -> Judged<(u32, &Round)> {
    let n = board.rounds.number(round);
    n.and_then(|n| Some((n, board.rounds.at(n)?))).ok_or(refuse(Refusal::UnknownRound))
}

pub(crate) fn own_number(board: &Board, event: &Event) -> Judged<u32> {
    board.members.number(event.head.by).ok_or(refuse(Refusal::NotAMember))
}

pub(crate) fn refuse(refusal: Refusal) -> Verdict {
    Verdict::Refused(refusal)
}
