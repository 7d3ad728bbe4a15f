//! When gatherings and moved meetings can be, as of when somebody sets them. The fold takes more: what was once taken stands, and files
//! tell of what is long over.

use jiff::{Span, civil::Date};
use traceboard_board::{Board, Event, What};
use traceboard_protocol::Code;

use super::due::today;
use crate::refusal::Refused;

const DAY_MS: i64 = 86_400_000;
/// How far back a gathering that is set now may begin: who adds one that is over remembers the last year's.
const BEHIND_DAYS_MAX: i64 = 366;
/// How far from the day that its rhythm gives it a meeting can be moved.
const MOVED_DAYS_MAX: i64 = 92;
/// Days that are already over, in whatever time zone: a meeting can be called off the day after nobody came.
const LATE_DAYS_MAX: i64 = 2;

/// Refuses a gathering of another age, times for one that was ended, and a meeting that is over, or that is moved to a time that is.
pub(super) fn check(board: &Board, event: &Event, operation: &str) -> Result<(), Refused> {
    let refuse = |why: String| Err(Refused::new(Code::BadRequest, format!("cannot {operation}: {why}")));
    let now_ms = event.accepted_at_ms;
    let behind = |from_ms: i64| from_ms < now_ms.saturating_sub(BEHIND_DAYS_MAX * DAY_MS);
    let too_old = || refuse(format!("it would begin more than {BEHIND_DAYS_MAX} days ago"));
    match &event.head.what {
        What::GatheringOpened { from_ms, .. } if event.head.imported.is_none() && behind(*from_ms) => too_old(),
        What::GatheringChanged { gathering, from_ms, to_ms, .. } if from_ms.or(*to_ms).is_some() => {
            let row = board.gathering_number(*gathering).and_then(|n| board.gathering(n));
            if row.is_some_and(|row| row.ended) {
                return refuse("it was ended: open another".to_owned());
            }
            if from_ms.is_some_and(behind) { too_old() } else { Ok(()) }
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
