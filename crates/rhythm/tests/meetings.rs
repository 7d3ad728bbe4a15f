//! Meetings against an independent library (chrono with chrono-tz), and where clocks skip or repeat an hour.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on says where")]

use chrono::{
    DateTime, Datelike, Days, LocalResult, NaiveDate, NaiveDateTime, NaiveTime, Offset, TimeDelta, TimeZone, Utc,
};
use proptest::prelude::*;
use traceboard_rhythm::{
    Date, Every, MEETINGS_MAX, Moved, Rhythm, Time, Weekday, Which, Zone, day_of, first_ms_of, meetings,
};

const ZONES: [&str; 9] = [
    "Europe/Berlin",
    "America/New_York",
    "America/St_Johns",
    "Australia/Lord_Howe",
    "Asia/Kathmandu",
    "Pacific/Apia",
    "America/Sao_Paulo",
    "Africa/Casablanca",
    "UTC",
];

fn rhythm(every: Every, on: Weekday, at: (i8, i8), zone: &str, from: Date) -> Rhythm {
    Rhythm { every, on, at: Time::constant(at.0, at.1, 0, 0), time_zone: zone.to_owned(), from }
}

fn ms(text: &str) -> i64 {
    text.parse::<DateTime<Utc>>().unwrap().timestamp_millis()
}

/// The instants of the next meetings, by the other library and the plainest way: day for day.
fn by_the_other(rhythm: &Rhythm, from_ms: i64, count: usize) -> Vec<i64> {
    let zone: chrono_tz::Tz = rhythm.time_zone.parse().unwrap();
    let start =
        NaiveDate::from_ymd_opt(rhythm.from.year().into(), rhythm.from.month() as u32, rhythm.from.day() as u32);
    let start = start.unwrap();
    let weekday = rhythm.on.to_monday_zero_offset() as u32;
    let time = NaiveTime::from_hms_opt(rhythm.at.hour() as u32, rhythm.at.minute() as u32, 0).unwrap();
    let first = start.iter_days().find(|day| day.weekday().num_days_from_monday() == weekday).unwrap();
    let near = DateTime::from_timestamp_millis(from_ms).unwrap().date_naive().checked_sub_days(Days::new(2)).unwrap();
    let mut found = Vec::new();
    for day in near.max(start).iter_days().take(1_200) {
        let fits = day.weekday().num_days_from_monday() == weekday
            && match rhythm.every {
                Every::Week => true,
                Every::Fortnight => (day - first).num_days() % 14 == 0,
                Every::Month(Which::Last) => (day + Days::new(7)).month() != day.month(),
                Every::Month(which) => day.day().div_ceil(7) == which as u32 + 1,
            };
        if !fits {
            continue;
        }
        let at_ms = instant(zone, day.and_time(time)).timestamp_millis();
        if at_ms >= from_ms {
            found.push(at_ms);
        }
        if found.len() == count {
            break;
        }
    }
    found
}

fn instant(zone: chrono_tz::Tz, at: NaiveDateTime) -> DateTime<Utc> {
    match zone.from_local_datetime(&at) {
        LocalResult::Single(found) | LocalResult::Ambiguous(found, _) => found.to_utc(),
        LocalResult::None => {
            // Skipped: by the offset that held the day before.
            let before = zone.from_utc_datetime(&(at - TimeDelta::hours(36)));
            let offset = before.offset().fix().local_minus_utc();
            (at - TimeDelta::seconds(offset.into())).and_utc()
        }
    }
}

fn every() -> impl Strategy<Value = Every> {
    let which = prop_oneof![
        Just(Which::First),
        Just(Which::Second),
        Just(Which::Third),
        Just(Which::Fourth),
        Just(Which::Last)
    ];
    prop_oneof![Just(Every::Week), Just(Every::Fortnight), which.prop_map(Every::Month)]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn meetings_are_those_that_an_independent_library_finds(
        every in every(),
        on in 0_i8..7,
        (hour, minute) in (0_i8..24, 0_i8..60),
        zone in prop::sample::select(&ZONES[..]),
        from in 0_i32..9_000,
        ahead_ms in -40_i64 * 86_400_000..400 * 86_400_000,
    ) {
        let from = Date::constant(2000, 1, 1).checked_add(jiff::Span::new().days(from)).unwrap();
        let rhythm = rhythm(every, Weekday::from_monday_zero_offset(on).unwrap(), (hour, minute), zone, from);
        let zone = rhythm.zone().unwrap();
        let from_ms = first_ms_of(&zone, from).unwrap() + ahead_ms;
        let found: Vec<_> = meetings(&rhythm, &zone, &[], from_ms, None, 8).iter().map(|one| one.at_ms).collect();
        prop_assert_eq!(found, by_the_other(&rhythm, from_ms, 8));
    }
}

#[test]
fn a_skipped_time_comes_an_hour_later_and_a_doubled_one_the_first_time() {
    let berlin = |at| rhythm(Every::Week, Weekday::Sunday, at, "Europe/Berlin", Date::constant(2026, 1, 1));
    let next = |rhythm: &Rhythm, from: &str| meetings(rhythm, &rhythm.zone().unwrap(), &[], ms(from), None, 1)[0].at_ms;
    // 2026-03-29: from 02:00 to 03:00. 2026-10-25: from 03:00 back to 02:00.
    assert_eq!(next(&berlin((2, 30)), "2026-03-28T00:00:00Z"), ms("2026-03-29T01:30:00Z"));
    assert_eq!(next(&berlin((2, 30)), "2026-10-24T00:00:00Z"), ms("2026-10-25T00:30:00Z"));
    assert_eq!(next(&berlin((19, 30)), "2026-03-28T00:00:00Z"), ms("2026-03-29T17:30:00Z"));
    assert_eq!(next(&berlin((19, 30)), "2026-10-24T00:00:00Z"), ms("2026-10-25T18:30:00Z"));
}

#[test]
fn a_changed_zone_rule_moves_future_meetings() {
    let rhythm = rhythm(Every::Week, Weekday::Thursday, (19, 0), "Europe/Berlin", Date::constant(2026, 1, 1));
    let july = ms("2026-07-01T00:00:00Z");
    let at = |rule: &str| meetings(&rhythm, &Zone::posix(rule).unwrap(), &[], july, None, 1)[0].at_ms;
    assert_eq!(at("CET-1CEST,M3.5.0,M10.5.0/3"), ms("2026-07-02T17:00:00Z"));
    // The zone gives daylight saving up: the same words, another instant.
    assert_eq!(at("CET-1"), ms("2026-07-02T18:00:00Z"));
}

#[test]
fn a_move_changes_one_meeting_only() {
    let rhythm = rhythm(Every::Fortnight, Weekday::Thursday, (19, 30), "UTC", Date::constant(2026, 12, 1));
    let zone = rhythm.zone().unwrap();
    let days = |moved: &[Moved], until: Option<&str>| -> Vec<String> {
        let found = meetings(&rhythm, &zone, moved, ms("2026-12-01T00:00:00Z"), until.map(ms), 3);
        let at = |at_ms| DateTime::from_timestamp_millis(at_ms).unwrap().format("%m-%dT%H:%M").to_string();
        found.iter().map(|one| format!("{}{}", at(one.at_ms), if one.moved { " moved" } else { "" })).collect()
    };
    let thursday = Date::constant(2026, 12, 17);
    assert_eq!(days(&[], None), ["12-03T19:30", "12-17T19:30", "12-31T19:30"]);
    let later = Moved { day: thursday, to_ms: Some(ms("2026-12-18T18:00:00Z")) };
    assert_eq!(days(&[later], None), ["12-03T19:30", "12-18T18:00 moved", "12-31T19:30"]);
    let not_held = Moved { day: thursday, to_ms: None };
    assert_eq!(days(&[later, not_held], None), ["12-03T19:30", "12-31T19:30", "01-14T19:30"]);
    assert_eq!(days(&[not_held, later], Some("2026-12-20T00:00:00Z")), ["12-03T19:30", "12-18T18:00 moved"]);
    // A day that is none of the rhythm's is nothing to move.
    let friday = Moved { day: Date::constant(2026, 12, 18), to_ms: Some(ms("2026-12-18T18:00:00Z")) };
    assert_eq!(days(&[friday], None), ["12-03T19:30", "12-17T19:30", "12-31T19:30"]);
}

#[test]
fn an_answer_is_bounded_whatever_limit_is_requested() {
    let rhythm = rhythm(Every::Week, Weekday::Monday, (9, 0), "UTC", Date::constant(2026, 1, 1));
    let zone = rhythm.zone().unwrap();
    assert_eq!(meetings(&rhythm, &zone, &[], 0, None, usize::MAX).len(), MEETINGS_MAX);
    let last_year = ms("9999-12-30T00:00:00Z");
    assert!(meetings(&rhythm, &zone, &[], last_year, None, 10).len() <= 1, "time ends with the year 9999");
    assert_eq!(meetings(&rhythm, &zone, &[], i64::MAX, None, 10), []);
}

#[test]
fn a_day_begins_at_its_zones_first_instant() {
    let apia = Zone::named("Pacific/Apia").unwrap();
    assert_eq!(day_of(&apia, ms("2026-11-26T12:00:00Z")), Some(Date::constant(2026, 11, 27)));
    assert_eq!(first_ms_of(&apia, Date::constant(2026, 11, 27)), Some(ms("2026-11-26T11:00:00Z")));
    for unknown in ["", "Mars/Olympus", "Etc/Unknown", "../etc/passwd"] {
        assert!(Zone::named(unknown).is_err(), "{unknown:?}");
    }
}

#[test]
fn a_rhythm_is_written_as_people_say_it() {
    let monthly =
        rhythm(Every::Month(Which::Last), Weekday::Thursday, (9, 5), "Europe/Berlin", Date::constant(2026, 12, 1));
    let json = r#"{"every":{"month":"last"},"on":"thu","at":"09:05","time_zone":"Europe/Berlin","from":"2026-12-01"}"#;
    assert_eq!(serde_json::to_string(&monthly).unwrap(), json);
    assert_eq!(serde_json::from_str::<Rhythm>(json).unwrap(), monthly);
    for wrong in
        [("09:05", "9:05"), ("09:05", "24:00"), ("09:05", "09:60"), ("thu", "Thursday"), ("2026-12-01", "2026-02-30")]
    {
        assert!(serde_json::from_str::<Rhythm>(&json.replace(wrong.0, wrong.1)).is_err(), "{wrong:?}");
    }
}
