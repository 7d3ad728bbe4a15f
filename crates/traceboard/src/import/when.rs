//! Reads the times of a file, also those that other programs write: a number in seconds, a date, the day of a spreadsheet.

use jiff::{Timestamp, civil, tz::TimeZone};
use serde_json::Value;

/// Milliseconds up to 1971. A smaller number counts something else: seconds, days, years, or the lines themselves.
const FIRST_MS: i64 = 31_536_000_000;
/// From here on milliseconds are in the year 2969, and microseconds in 1971.
const FIRST_MICROSECONDS: i64 = FIRST_MS * 1_000;
/// From here on microseconds are in the year 2969, and nanoseconds in 1971.
const FIRST_NANOSECONDS: i64 = FIRST_MICROSECONDS * 1_000;
/// The seconds from 1971 to 2100.
const SECONDS: std::ops::RangeInclusive<i64> = 31_536_000..=4_102_444_800;
/// The years that are taken for such, where a number may be a year or a date without dashes.
const YEARS: std::ops::RangeInclusive<i64> = 1900..=2200;
/// The numbers of the days from 1954 to 2119 in a spreadsheet.
const DAYS: std::ops::RangeInclusive<i64> = 20_000..=80_000;
/// The day of 1970-01-01 in a spreadsheet.
const FIRST_DAY: f64 = 25_569.0;
const DAY_MS: f64 = 86_400_000.0;

/// A time in Unix milliseconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Time {
    pub(super) ms: i64,
    /// What its number was taken for, where it isn't one of milliseconds after 1970.
    pub(super) guess: Option<Guess>,
}

/// What a number is taken for. Whoever imports a file is told, since the board keeps the time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Guess {
    Nanoseconds,
    Microseconds,
    Seconds,
    /// A date without dashes.
    Date,
    /// The number of a day in a spreadsheet.
    Day,
    Year,
    /// As it is written: some first milliseconds of 1970. The numbers of a file's lines, say, keep their order so.
    First,
}

impl Guess {
    pub(super) fn said(self) -> &'static str {
        match self {
            Self::Nanoseconds => "nanoseconds since 1970",
            Self::Microseconds => "microseconds since 1970",
            Self::Seconds => "seconds since 1970",
            Self::Date => "a date without dashes",
            Self::Day => "the number of a day in a spreadsheet",
            Self::Year => "a year",
            Self::First => "milliseconds since 1970, and so in that year",
        }
    }
}

/// Parses a time in a table. A time without a zone is in UTC.
pub(super) fn of_cell(text: &str) -> Result<Time, String> {
    let of_spreadsheet = of_year(text).or_else(|| of_day(text));
    of_spreadsheet.or_else(|| of_digits(&text.replace(',', "."))).or_else(|| of_text(text)).ok_or_else(|| {
        let wanted = "write 2026-05-31, 2026-05-31 18:30, 2026-05-31T18:30:00Z, or milliseconds since 1970";
        format!("its time {text:?} can't be read: {wanted}")
    })
}

fn of_year(text: &str) -> Option<Time> {
    let year = text.parse().ok().filter(|year| YEARS.contains(year))?;
    let first = civil::Date::new(i16::try_from(year).ok()?, 1, 1).ok()?;
    Some(Time { ms: start_of(first.into())?, guess: Some(Guess::Year) })
}

/// The day of a spreadsheet by its number, and the time of that day by what stands behind the point, or the comma of many countries.
fn of_day(text: &str) -> Option<Time> {
    let days: f64 = text.replace(',', ".").parse().ok()?;
    if !DAYS.contains(&whole(days.floor())?) {
        return None;
    }
    Some(Time { ms: whole((days - FIRST_DAY) * DAY_MS)?, guess: Some(Guess::Day) })
}

/// Reads the `at` of a line that no board wrote. None if it is no time, which the server says.
pub(super) fn of_value(at: &Value) -> Option<Time> {
    match at {
        Value::Number(number) => number.as_i64().map(of_number).or_else(|| of_fraction(number.as_f64()?)),
        Value::String(text) => of_text(text).or_else(|| of_digits(text)),
        _ => None,
    }
}

fn of_digits(text: &str) -> Option<Time> {
    text.parse().ok().map(of_number).or_else(|| of_fraction(text.parse().ok()?))
}

fn of_number(number: i64) -> Time {
    let (ms, guess) = match number {
        FIRST_NANOSECONDS.. => (number / 1_000_000, Guess::Nanoseconds),
        FIRST_MICROSECONDS.. => (number / 1_000, Guess::Microseconds),
        _ if number >= FIRST_MS || number <= -FIRST_MS => return Time { ms: number, guess: None },
        _ if SECONDS.contains(&number) => (number * 1_000, Guess::Seconds),
        _ => match day_without_dashes(number).and_then(|day| start_of(day.into())) {
            Some(ms) => (ms, Guess::Date),
            None => (number, Guess::First),
        },
    };
    Time { ms, guess: Some(guess) }
}

/// Programs that count in seconds write the rest behind a point.
fn of_fraction(number: f64) -> Option<Time> {
    let time = of_number(whole(number)?);
    let ms = if time.guess == Some(Guess::Seconds) { whole(number * 1_000.0)? } else { time.ms };
    Some(Time { ms, ..time })
}

fn whole(number: f64) -> Option<i64> {
    format!("{number:.0}").parse().ok()
}

fn of_text(text: &str) -> Option<Time> {
    // Many programs write a space before the zone, and slashes in a date that begins with its year.
    let text = text.trim().replace(" UTC", "Z").replace(" +", "+").replace(" -", "-").replace('/', "-");
    if let Ok(time) = text.parse::<Timestamp>() {
        return Some(Time { ms: time.as_millisecond(), guess: None });
    }
    let local = text.parse::<civil::DateTime>().or_else(|_| text.parse::<civil::Date>().map(civil::DateTime::from));
    Some(Time { ms: start_of(local.ok()?)?, guess: None })
}

fn start_of(local: civil::DateTime) -> Option<i64> {
    Some(local.to_zoned(TimeZone::UTC).ok()?.timestamp().as_millisecond())
}

fn day_without_dashes(number: i64) -> Option<civil::Date> {
    let (year, month, day) = (number / 10_000, number / 100 % 100, number % 100);
    let parts = (i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?);
    YEARS.contains(&year).then(|| civil::Date::new(parts.0, parts.1, parts.2).ok())?
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    const MAY_31_MS: i64 = 1_780_185_600_000;

    fn guessed(ms: i64, guess: Guess) -> Time {
        Time { ms, guess: Some(guess) }
    }

    #[test]
    fn a_number_is_read_as_what_it_looks_like() {
        for (number, time) in [
            (1_780_185_600, guessed(MAY_31_MS, Guess::Seconds)),
            (1_780_185_600_000_000, guessed(MAY_31_MS, Guess::Microseconds)),
            (1_780_185_600_000_000_001, guessed(MAY_31_MS, Guess::Nanoseconds)),
            (20_260_531, guessed(MAY_31_MS, Guess::Date)),
            (20_260_231, guessed(20_260_231, Guess::First)),
            (3, guessed(3, Guess::First)),
            (-5, guessed(-5, Guess::First)),
            (MAY_31_MS, Time { ms: MAY_31_MS, guess: None }),
            (FIRST_MS, Time { ms: FIRST_MS, guess: None }),
            (-1_000_000_000_000, Time { ms: -1_000_000_000_000, guess: None }),
        ] {
            assert_eq!(of_cell(&number.to_string()), Ok(time));
            assert_eq!(of_value(&number.into()), Some(time), "{number}");
        }
        // Lines may be numbered up to there, and a table may come from a spreadsheet.
        for (number, in_table) in [(46_173, guessed(MAY_31_MS, Guess::Day)), (1970, guessed(0, Guess::Year))] {
            assert_eq!(of_cell(&number.to_string()), Ok(in_table));
            assert_eq!(of_value(&number.into()), Some(guessed(number, Guess::First)));
        }
    }

    #[test]
    fn dates_are_read_with_and_without_zones_and_fractions() {
        for text in ["2026-05-31", "2026-05-31 00:00", "2026-05-31T02:00:00+02:00", " 2026-05-31T00:00:00Z "] {
            let time = Time { ms: MAY_31_MS, guess: None };
            assert_eq!((of_cell(text), of_value(&text.into())), (Ok(time), Some(time)), "{text}");
        }
        assert_eq!(of_value(&json!(1_780_185_600.25)), Some(guessed(MAY_31_MS + 250, Guess::Seconds)));
        assert_eq!(of_value(&json!(1_780_185_600_000.0)), Some(Time { ms: MAY_31_MS, guess: None }));
        for text in ["2026/05/31", "2026-05-31 00:00:00 UTC", "2026-05-31 02:00:00 +0200", "2026/05/31 00:00"] {
            assert_eq!(of_cell(text), Ok(Time { ms: MAY_31_MS, guess: None }), "{text}");
        }
        for (text, time) in [
            ("1780185600.25", guessed(MAY_31_MS + 250, Guess::Seconds)),
            ("1780185600,25", guessed(MAY_31_MS + 250, Guess::Seconds)),
            ("46173,75", guessed(MAY_31_MS + 64_800_000, Guess::Day)),
            ("46173.75", guessed(MAY_31_MS + 64_800_000, Guess::Day)),
        ] {
            assert_eq!(of_cell(text), Ok(time), "{text}");
        }
        for text in ["1780185600", "1780185600.0"] {
            assert_eq!(of_value(&text.into()), Some(guessed(MAY_31_MS, Guess::Seconds)));
        }
        for none in [json!(null), json!([1]), json!("soon"), json!(1e300)] {
            assert_eq!(of_value(&none), None);
        }
        assert!(of_cell("soon").unwrap_err().ends_with("or milliseconds since 1970"));
    }
}
