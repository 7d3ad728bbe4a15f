//! The meetings of a rhythm.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{rhythm::Rhythm, zone::Zone};

/// How many meetings one answer holds: half a year of weeks.
pub const MEETINGS_MAX: usize = 26;

/// One meeting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Meeting {
    /// The day that the rhythm gives it. This day identifies it, also after a move.
    pub day: Date,
    /// When it begins, in Unix milliseconds.
    pub at_ms: i64,
    /// Whether it was moved there.
    pub moved: bool,
}

/// *Not this time*: one meeting is held at another time, or not at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "export", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct Moved {
    /// The day that the rhythm gives it.
    #[cfg_attr(feature = "export", ts(type = "string"))]
    #[cfg_attr(feature = "export", schema(value_type = String, format = Date))]
    #[serde(deserialize_with = "crate::day::read")]
    pub day: Date,
    /// When it is held instead, in Unix milliseconds; absent, it isn't.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "export", ts(optional, type = "number"))]
    pub to_ms: Option<i64>,
}

/// The meetings that begin at an instant or later, soonest first: at most `limit`, and at most [`MEETINGS_MAX`]; those that begin at
/// `until_ms` or later aren't held any more. Of several moves of one day the last counts.
#[must_use]
pub fn meetings(
    rhythm: &Rhythm,
    zone: &Zone,
    moved: &[Moved],
    from_ms: i64,
    until_ms: Option<i64>,
    limit: usize,
) -> Vec<Meeting> {
    let limit = limit.min(MEETINGS_MAX);
    let is_to_come = |at_ms: i64| at_ms >= from_ms && until_ms.is_none_or(|until| at_ms < until);
    // A meeting that was moved may lie on either side of those that keep their day.
    let mut found: Vec<Meeting> = Vec::new();
    for one in moved
        .iter()
        .enumerate()
        .filter(|(at, one)| moved[at + 1..].iter().all(|later| later.day != one.day))
        .map(|(_, one)| one)
    {
        if let Some(at_ms) = one.to_ms.filter(|at_ms| is_to_come(*at_ms))
            && rhythm.day_from(one.day) == Some(one.day)
        {
            found.push(Meeting { day: one.day, at_ms, moved: true });
        }
    }
    // From the day before on: where clocks skip a whole day an instant's day and its meeting's differ.
    let mut day = zone.clocks_at(from_ms).and_then(|at| at.date().yesterday().ok());
    let mut kept = 0;
    while kept < limit {
        let Some(next) = day.and_then(|day| rhythm.day_from(day)) else { break };
        day = next.tomorrow().ok();
        let Some(at_ms) = zone.instant_ms(next.to_datetime(rhythm.at)) else { break };
        if until_ms.is_some_and(|until| at_ms >= until) {
            break;
        }
        if is_to_come(at_ms) && moved.iter().all(|one| one.day != next) {
            found.push(Meeting { day: next, at_ms, moved: false });
            kept += 1;
        }
    }
    found.sort_unstable_by_key(|meeting| (meeting.at_ms, meeting.day));
    found.truncate(limit);
    found
}
