//! How far from now a gathering or a moved meeting may be when somebody sets it. The fold doesn't check this: entries that were
//! accepted once stay valid, and an import brings in gatherings that are long over.

use jiff::{Span, civil::Date};
use traceboard_board::{Board, Event, What};
use traceboard_protocol::Code;

use super::due::today;
use crate::refusal::Refused;

const DAY_MS: i64 = 86_400_000;
/// How far back a new gathering may begin: people add past ones of about the last year afterwards.
const PAST_DAYS_MAX: i64 = 366;
/// How far a meeting can be moved from the day on which its rhythm puts it.
const MOVED_DAYS_MAX: i64 = 92;
/// How many days afterwards a meeting can still be changed: one for time zones, and one so that it can be called off the day
/// after nobody came.
const LATE_DAYS_MAX: i64 = 2;

/// Refuses a gathering that begins too far back, new times for one that was ended, a change of a past meeting, and a move of a
/// meeting into the past or too far away.
pub(super) fn check(board: &Board, event: &Event, operation: &str) -> Result<(), Refused> {
    let refuse = |why: String| Err(Refused::new(Code::BadRequest, format!("cannot {operation}: {why}")));
    let now_ms = event.accepted_at_ms;
    let is_too_early = |from_ms: i64| from_ms < now_ms.saturating_sub(PAST_DAYS_MAX * DAY_MS);
    let too_early = || refuse(format!("it would begin more than {PAST_DAYS_MAX} days ago"));
    match &event.head.what {
        What::GatheringOpened { from_ms, .. } if event.head.imported.is_none() && is_too_early(*from_ms) => too_early(),
        What::GatheringChanged { gathering, from_ms, to_ms, .. } if from_ms.or(*to_ms).is_some() => {
            let row = board.gathering_number(*gathering).and_then(|n| board.gathering(n));
            if row.is_some_and(|row| row.ended) {
                return refuse("it was ended: open another".to_owned());
            }
            if from_ms.is_some_and(is_too_early) { too_early() } else { Ok(()) }
        }
        What::MeetingMoved { moved } => {
            let days = |date: Date| date.duration_until(moved.day).as_hours() / 24;
            let from = today(now_ms, None).saturating_sub(Span::new().days(LATE_DAYS_MAX));
            if moved.day < from {
                return refuse(format!("the meeting of {} is over", moved.day));
            }
            match moved.to_ms {
                Some(to_ms) if to_ms < now_ms => refuse("the time that it would be moved to is over".to_owned()),
                Some(to_ms) if days(today(to_ms, None)).abs() > MOVED_DAYS_MAX => {
                    refuse(format!("it can be moved by at most {MOVED_DAYS_MAX} days"))
                }
                _ => Ok(()),
            }
        }
        _ => Ok(()),
    }
}
