//! The days for which something can be promised or planned, by the circle's own time zone.

use jiff::{Span, Timestamp, civil::Date, tz::TimeZone};
use traceboard_board::{Event, Facet, What};
use traceboard_protocol::{Code, Limits};

use crate::refusal::Refused;

/// Refuses a promise for a day before today, or more than six weeks ahead; likewise the last day of a pod, half a year ahead, and an
/// agreement's review, from tomorrow on. The fold, which knows no time zones, takes a day more on each
/// side, so that a day which is taken here stands also where the log's clock goes otherwise.
pub(super) fn check(zone: Option<&str>, event: &Event, operation: &str) -> Result<(), Refused> {
    let (due, days_min, days_max) = match &event.head.what {
        What::TraceLeft { facet: Some(Facet::Promise { due }), .. }
        | What::FacetMoved { to: Facet::Promise { due }, .. } => (due, 0, Limits::PROMISE_DAYS_MAX),
        What::FacetMoved { to: Facet::Agreement { review_on: Some(day), .. }, .. } => (day, 1, Limits::REVIEW_DAYS_MAX),
        What::PodCalled { ends_on, .. } | What::PodExtended { ends_on } => (ends_on, 0, Limits::POD_DAYS_MAX),
        _ => return Ok(()),
    };
    let today = today(event.accepted_at_ms, zone);
    let first = today.saturating_add(Span::new().days(days_min));
    let last = today.saturating_add(Span::new().days(days_max));
    if (first..=last).contains(due) {
        return Ok(());
    }
    let from = if days_min == 0 { "today" } else { "tomorrow" };
    let message = format!("cannot {operation}: {due} is not within the days from {from}, {first}, to {last}");
    Err(Refused::new(Code::BadRequest, message))
}

/// The day that a time is in. A zone that this version's data doesn't have, as one that a later version took, counts as UTC.
pub(super) fn today(now_ms: i64, zone: Option<&str>) -> Date {
    let zone = zone.and_then(|name| TimeZone::get(name).ok()).unwrap_or(TimeZone::UTC);
    Timestamp::from_millisecond(now_ms).unwrap_or_default().to_zoned(zone).date()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_begins_where_the_circle_is() {
        // 2026-12-03T23:30Z.
        let late = 1_796_340_600_000;
        for (zone, day) in [
            (None, 3),
            (Some("Europe/Vienna"), 4),
            (Some("America/New_York"), 3),
            (Some("Pacific/Kiritimati"), 4),
            (Some("Nowhere/At_all"), 3),
        ] {
            assert_eq!(today(late, zone), jiff::civil::date(2026, 12, day), "{zone:?}");
        }
    }
}
