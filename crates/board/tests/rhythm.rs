//! When a space meets, and the meeting that is moved.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on says where")]

mod support;

use support::{Circle, HOUR, off};
use traceboard_board::{Board, MOVED_MAX, Meets, Pattern, Refusal, Verdict, What};
use traceboard_rhythm::{Date, Every, Moved, Rhythm, Time, Weekday};

fn thursdays() -> Rhythm {
    Rhythm {
        every: Every::Week,
        on: Weekday::Thursday,
        at: Time::constant(19, 30, 0, 0),
        time_zone: "Europe/Berlin".to_owned(),
        from: Date::constant(2026, 6, 1),
    }
}

fn set(rhythm: Option<Rhythm>) -> What {
    What::RhythmSet { rhythm }
}

fn moved(day: Date, to_ms: Option<i64>) -> What {
    What::MeetingMoved { moved: Moved { day, to_ms } }
}

fn meets(circle: &Circle) -> Meets {
    circle.board.circle().unwrap().meets.clone()
}

#[test]
fn a_host_sets_the_rhythm_and_moves_one_meeting_of_it() {
    let mut circle = Circle::new(HOUR);
    let thursday = Date::constant(2026, 6, 4);
    assert_eq!(circle.say(2, set(Some(thursdays()))).1, Verdict::Refused(Refusal::NotAHost));
    assert_eq!(circle.say(1, moved(thursday, None)).1, Verdict::Refused(Refusal::UnknownMeeting), "it has no rhythm");
    circle.ok(1, set(Some(thursdays())));
    assert_eq!(circle.say(1, set(Some(thursdays()))).1, Verdict::Repeated);
    let friday = Date::constant(2026, 6, 5);
    assert_eq!(circle.say(1, moved(friday, None)).1, Verdict::Refused(Refusal::UnknownMeeting));
    circle.ok(1, moved(thursday, Some(5)));
    circle.ok(1, moved(thursday, None));
    assert_eq!(circle.say(1, moved(thursday, None)).1, Verdict::Repeated);
    assert_eq!(meets(&circle).moved, [Moved { day: thursday, to_ms: None }], "of two moves of one day the last counts");
    circle.ok(1, set(None));
    assert_eq!(meets(&circle), Meets::default());
}

#[test]
fn the_last_moves_are_remembered_and_a_new_rhythm_forgets_them() {
    let mut circle = Circle::new(HOUR);
    circle.ok(1, set(Some(thursdays())));
    let mut day = Date::constant(2026, 6, 4);
    for _ in 0..=MOVED_MAX {
        circle.ok(1, moved(day, None));
        day = day.checked_add(jiff::Span::new().weeks(1)).unwrap();
    }
    let kept = meets(&circle).moved;
    assert_eq!((kept.len(), kept[0].day), (MOVED_MAX, Date::constant(2026, 6, 11)));
    let again = Board::from_checkpoint(&circle.board.checkpoint()).unwrap();
    assert_eq!(again, circle.board);
    circle.ok(1, set(Some(Rhythm { every: Every::Fortnight, ..thursdays() })));
    assert_eq!(meets(&circle).moved, []);
}

#[test]
fn a_circle_that_wants_no_rhythm_has_none() {
    let mut circle = Circle::new(HOUR);
    circle.ok(1, off(&[Pattern::Rhythm]));
    assert_eq!(circle.say(1, set(Some(thursdays()))).1, Verdict::Refused(Refusal::PatternOff));
}
