//! Reads the times of a file, and tells what a number looks like that can't be meant as one.

use jiff::{Timestamp, civil, tz::TimeZone};

/// Milliseconds up to 1971. A smaller number counts something else: seconds, days, years, or the lines themselves.
const FIRST_MS: u64 = 31_536_000_000;
/// From here on milliseconds are in the year 2969, and microseconds in 1971.
const FIRST_MICROSECONDS: i64 = 31_536_000_000_000;
/// The years that are taken for such, where a number may be a year or a date without dashes.
const YEARS: std::ops::RangeInclusive<i64> = 1900..=2200;
/// The numbers of the days from 1954 to 2119 in a spreadsheet.
const DAYS: std::ops::RangeInclusive<i64> = 20_000..=80_000;
/// The seconds from 1971 to 2100.
const SECONDS: std::ops::RangeInclusive<i64> = 31_536_000..=4_102_444_800;

/// Parses a time in a table to Unix milliseconds. A time without a zone is in UTC.
pub(super) fn of_cell(text: &str) -> Result<i64, String> {
    let wanted = "write 2026-05-31, 2026-05-31 18:30, 2026-05-31T18:30:00Z, or milliseconds since 1970";
    if let Ok(number) = text.parse() {
        return match (day_without_dashes(number), no_milliseconds(number)) {
            (Some(day), _) => start_of(day.into()).ok_or_else(|| format!("its time {text} can't be read: {wanted}")),
            (None, Some(looks)) => Err(format!("its time {text} {looks}: {wanted}")),
            (None, None) => Ok(number),
        };
    }
    if let Ok(time) = text.parse::<Timestamp>() {
        return Ok(time.as_millisecond());
    }
    let local = text.parse::<civil::DateTime>().or_else(|_| text.parse::<civil::Date>().map(civil::DateTime::from));
    local.ok().and_then(start_of).ok_or_else(|| format!("its time {text:?} can't be read: {wanted}"))
}

/// Why a number can't be the time of a line. None if it can.
pub(super) fn wrong_in_line(at: i64) -> Option<String> {
    let looks = no_milliseconds(at)?;
    let like = if SECONDS.contains(&at) { at * 1_000 } else { 1_790_000_000_000 };
    Some(format!("its at is {at}, which {looks}: write milliseconds since 1970, like {like}"))
}

fn start_of(local: civil::DateTime) -> Option<i64> {
    Some(local.to_zoned(TimeZone::UTC).ok()?.timestamp().as_millisecond())
}

/// What a number looks like that isn't meant in milliseconds.
fn no_milliseconds(number: i64) -> Option<&'static str> {
    match number {
        FIRST_MICROSECONDS.. => Some("looks like microseconds or nanoseconds since 1970"),
        _ if number.unsigned_abs() >= FIRST_MS => None,
        _ if day_without_dashes(number).is_some() => Some("looks like a date without dashes"),
        _ if YEARS.contains(&number) => Some("looks like a year"),
        _ if DAYS.contains(&number) => Some("looks like the number of a day in a spreadsheet"),
        _ if SECONDS.contains(&number) => Some("looks like seconds since 1970"),
        _ => Some("isn't in milliseconds since 1970, which would have more digits"),
    }
}

fn day_without_dashes(number: i64) -> Option<civil::Date> {
    let (year, month, day) = (number / 10_000, number / 100 % 100, number % 100);
    let parts = (i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?);
    YEARS.contains(&year).then(|| civil::Date::new(parts.0, parts.1, parts.2).ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_that_is_no_time_is_told_for_what_it_looks_like() {
        for (text, looks) in [
            ("1780185600", "seconds since 1970"),
            ("2026", "a year"),
            ("46173", "the number of a day in a spreadsheet"),
            ("1780185600000000", "microseconds"),
            ("3", "isn't in milliseconds"),
            ("-5", "isn't in milliseconds"),
            ("20260231", "isn't in milliseconds"),
        ] {
            let why = of_cell(text).unwrap_err();
            assert!(why.starts_with(&format!("its time {text} ")) && why.contains(looks), "{why}");
            assert!(why.ends_with("or milliseconds since 1970"), "{why}");
            let why = wrong_in_line(text.parse().unwrap()).unwrap();
            assert!(why.starts_with(&format!("its at is {text}, which ")) && why.contains(looks), "{why}");
        }
        assert!(wrong_in_line(1_450_321_981).unwrap().ends_with("milliseconds since 1970, like 1450321981000"));
        assert!(wrong_in_line(20_260_531).unwrap().contains("a date without dashes"));
        for ms in [1_450_321_981_000, 31_536_000_000, -1_000_000_000_000] {
            assert_eq!((of_cell(&ms.to_string()), wrong_in_line(ms)), (Ok(ms), None));
        }
    }

    #[test]
    fn dates_are_read_with_and_without_dashes() {
        for text in ["20260531", "2026-05-31", "2026-05-31 00:00", "2026-05-31T02:00:00+02:00", "1780185600000"] {
            assert_eq!(of_cell(text), Ok(1_780_185_600_000), "{text}");
        }
    }
}
