//! A calendar as two independent readers understand it, and the rules of RFC 5545 that programs are strict about.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on says where")]

use calcard::{
    Entry, Parser,
    icalendar::{ICalendarComponentType, ICalendarProperty},
};
use traceboard_rhythm::{Date, Every, Invitation, Meeting, Rhythm, Time, Weekday, calendar, meetings};

/// 2026-12-01T00:00:00Z.
const NOW_MS: i64 = 1_796_083_200_000;
const NAME: &str =
    "Tend the garden; hold the hall, and \\ eat – together, whoever comes, again and again until the winter is over";

fn some_meetings() -> Vec<Meeting> {
    let rhythm = Rhythm {
        every: Every::Week,
        on: Weekday::Thursday,
        at: Time::constant(19, 30, 0, 0),
        time_zone: "Europe/Berlin".to_owned(),
        from: Date::constant(2026, 12, 1),
    };
    meetings(&rhythm, &rhythm.zone().unwrap(), &[], NOW_MS, None, 3)
}

fn text() -> String {
    calendar(&Invitation { id: "0190", name: NAME, now_ms: NOW_MS }, &some_meetings())
}

#[test]
fn two_readers_find_every_meeting_at_its_instant() {
    let text = text();
    let begins = ["20261203T183000Z", "20261210T183000Z", "20261217T183000Z"];
    let read = vobject::parse_component(&text).unwrap();
    let of = |event: &vobject::Component, name: &str| event.get_only(name).unwrap().value_as_string();
    assert_eq!(read.subcomponents.iter().map(|event| of(event, "DTSTART")).collect::<Vec<_>>(), begins);
    assert_eq!(of(&read.subcomponents[0], "UID"), "0190-2026-12-03@traceboard");
    assert_eq!(of(&read.subcomponents[0], "SUMMARY"), NAME);

    let read = Parser::new(&text).entry();
    let Entry::ICalendar(read) = read else { panic!("no calendar but {read:?} in {text}") };
    let events: Vec<_> =
        read.components.iter().filter(|one| one.component_type == ICalendarComponentType::VEvent).collect();
    assert_eq!(events.len(), 3);
    for (event, begins) in events.iter().zip([1_796_322_600, 1_796_927_400, 1_797_532_200]) {
        let first = |name: &ICalendarProperty| event.property(name).and_then(|one| one.values.first()).unwrap();
        let at = first(&ICalendarProperty::Dtstart).as_partial_date_time().unwrap();
        assert_eq!(at.to_timestamp(), Some(begins));
        assert_eq!(first(&ICalendarProperty::Summary).as_text(), Some(NAME));
    }
}

#[test]
fn a_validator_finds_no_fault() {
    let parsed = aetolia::prelude::load_ical(text().as_bytes()).unwrap();
    assert_eq!(parsed.len(), 1);
    let faults = aetolia::prelude::validate_model(&parsed[0]).unwrap();
    assert!(faults.is_empty(), "{}", faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"));
}

#[test]
fn the_calendar_keeps_the_rules_that_programs_check() {
    let text = text();
    assert!(text.ends_with("END:VCALENDAR\r\n"), "{text:?}");
    assert_eq!(text.matches('\n').count(), text.matches("\r\n").count(), "each line ends with CRLF (3.1)");
    assert!(text.split("\r\n").all(|line| line.len() <= 75), "no line is over 75 bytes (3.1)");
    for once in ["VERSION:2.0", "PRODID:"] {
        assert_eq!(text.matches(once).count(), 1, "{once} once a calendar (3.6)");
    }
    for each in ["\r\nUID:", "\r\nDTSTAMP:", "\r\nDTSTART:"] {
        assert_eq!(text.matches(each).count(), 3, "{each} once an event (3.6.1)");
    }
}
