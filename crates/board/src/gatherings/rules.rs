//! The rules for gatherings.

use super::{GATHERING_AHEAD_MS_MAX, GATHERINGS_PLANNED_MAX, Gathering, is_span};
use crate::{Board, EntryId, Event, Refusal, Verdict, What, rules::Change};

type Judged<T> = Result<T, Verdict>;

/// Checks deeds on gatherings. The actor is already known to be a present member.
pub(crate) fn judge(board: &Board, event: &Event) -> Judged<Change> {
    match event.head.what {
        What::GatheringOpened { from_ms, to_ms } => {
            // In a pod any of its members opens one.
            let may = board.is_pod() || board.members.is_host(event.head.by);
            if event.head.imported.is_none() && !may {
                return Err(refuse(Refusal::NotAHost));
            }
            check(board, event, from_ms, to_ms, None)?;
            Ok(Change::OpenGathering)
        }
        What::GatheringChanged { gathering, from_ms, to_ms, named } => {
            let (n, row) = own(board, event, gathering)?;
            let (from_ms, to_ms) = (from_ms.unwrap_or(row.from_ms), to_ms.unwrap_or(row.to_ms));
            if (from_ms, to_ms) == (row.from_ms, row.to_ms) && !named {
                return Err(Verdict::Repeated);
            }
            if (from_ms, to_ms) != (row.from_ms, row.to_ms) {
                check(board, event, from_ms, to_ms, Some(n))?;
            }
            Ok(Change::Gathering { n, from_ms, to_ms, named })
        }
        What::GatheringEnded { gathering } => {
            let (n, row) = own(board, event, gathering)?;
            if row.to_ms <= event.at_ms() || row.ended {
                return Err(Verdict::Repeated);
            }
            Ok(Change::EndGathering(n))
        }
        _ => Err(Verdict::Unknown),
    }
}

fn check(board: &Board, event: &Event, from_ms: i64, to_ms: i64, but: Option<u32>) -> Judged<()> {
    let ahead_ms = from_ms.saturating_sub(event.accepted_at_ms);
    let in_time = (crate::warmth::TIME_MS_MIN..=crate::warmth::TIME_MS_MAX).contains(&from_ms);
    if !in_time || !is_span(from_ms, to_ms) || ahead_ms > GATHERING_AHEAD_MS_MAX {
        return Err(refuse(Refusal::BadTime));
    }
    let planned = board.gatherings.planned(event.accepted_at_ms, but);
    if to_ms > event.accepted_at_ms && planned >= GATHERINGS_PLANNED_MAX {
        return Err(refuse(Refusal::TooManyGatherings));
    }
    Ok(())
}

/// A gathering that the actor may change: they opened it, or are a host.
fn own<'a>(board: &'a Board, event: &Event, gathering: EntryId) -> Judged<(u32, &'a Gathering)> {
    let n = board.gatherings.number(gathering);
    let (n, row) = n.and_then(|n| Some((n, board.gatherings.at(n)?))).ok_or(refuse(Refusal::UnknownGathering))?;
    let opened_it = Some(row.by) == board.members.number(event.head.by);
    if opened_it || board.members.is_host(event.head.by) || event.head.imported.is_some() {
        Ok((n, row))
    } else {
        Err(refuse(Refusal::NotTheAuthor))
    }
}

fn refuse(refusal: Refusal) -> Verdict {
    Verdict::Refused(refusal)
}
