//! Meetings as an iCalendar (RFC 5545) that calendar programs subscribe to.

use icalendar::{Calendar, Component, Event, Property};
use jiff::Timestamp;

use crate::meeting::Meeting;

/// The duration of a meeting in a calendar, in milliseconds: an hour, because a rhythm has no duration.
const LASTS_MS: i64 = 3_600_000;

/// What all meetings of a calendar have in common.
#[derive(Clone, Copy, Debug)]
pub struct Invitation<'a> {
    /// The prefix of the meetings' ids: the space's id.
    pub id: &'a str,
    /// Their name.
    pub name: &'a str,
    /// When the text is made, in Unix milliseconds.
    pub now_ms: i64,
}

/// A calendar of these meetings, each as an event of its own at an instant: a calendar that is asked for anew each day needs no rule of
/// repetition, and none can be read wrongly. A meeting keeps its id when it is moved.
#[must_use]
pub fn calendar(invitation: &Invitation<'_>, meetings: &[Meeting]) -> String {
    let mut calendar = Calendar::empty();
    calendar
        .append_property(Property::new("VERSION", "2.0").done())
        .append_property(Property::new("PRODID", "-//Traceboard//Meetings//EN").done())
        .append_property(Property::new("CALSCALE", "GREGORIAN").done())
        .append_property(Property::new("METHOD", "PUBLISH").done())
        // Not the newer NAME: the library does not escape commas in it.
        .append_property(Property::new("X-WR-CALNAME", invitation.name).done());
    for meeting in meetings {
        let (Some(stamp), Some(begins), Some(ends)) =
            (utc(invitation.now_ms), utc(meeting.at_ms), utc(meeting.at_ms.saturating_add(LASTS_MS)))
        else {
            continue;
        };
        let event = Event::new()
            .uid(&format!("{}-{}@traceboard", invitation.id, meeting.day))
            .summary(invitation.name)
            .add_property("DTSTAMP", stamp)
            .add_property("DTSTART", begins)
            .add_property("DTEND", ends)
            .done();
        calendar.push(event);
    }
    calendar.done().to_string()
}

/// An instant in the form of section 3.3.5: universal time, to the second.
fn utc(ms: i64) -> Option<String> {
    Timestamp::from_millisecond(ms).ok().map(|at| at.strftime("%Y%m%dT%H%M%SZ").to_string())
}
