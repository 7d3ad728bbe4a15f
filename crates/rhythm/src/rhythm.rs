//! A day and time that come again.

use jiff::{
    Span,
    civil::{Date, Time, Weekday},
};
use serde::{Deserialize, Serialize};

use crate::zone::{Unknown, Zone};

/// How far ahead days are searched: a rhythm has one at least every five weeks.
const DAYS_AHEAD: i32 = 40;

/// A day and time that come again, in a time zone.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "export", derive(ts_rs::TS, utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Rhythm {
    /// How often.
    pub every: Every,
    /// On which day of the week.
    #[serde(with = "day")]
    #[cfg_attr(feature = "export", ts(type = "\"mon\" | \"tue\" | \"wed\" | \"thu\" | \"fri\" | \"sat\" | \"sun\""))]
    #[cfg_attr(feature = "export", schema(value_type = String, example = "thu"))]
    pub on: Weekday,
    /// When clocks show this, to the minute: "19:30".
    #[serde(with = "minute")]
    #[cfg_attr(feature = "export", ts(type = "string"))]
    #[cfg_attr(feature = "export", schema(value_type = String, example = "19:30"))]
    pub at: Time,
    /// The IANA name of the time zone.
    pub time_zone: String,
    /// The first possible day. A fortnightly rhythm counts from the first fitting day on or after it.
    #[cfg_attr(feature = "export", ts(type = "string"))]
    #[cfg_attr(feature = "export", schema(value_type = String, format = Date))]
    #[serde(deserialize_with = "crate::day::read")]
    pub from: Date,
}

/// How often.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "export", derive(ts_rs::TS, utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Every {
    /// Each week.
    Week,
    /// Each second week.
    Fortnight,
    /// Once a month, on one of its days of this name.
    Month(Which),
}

/// Which of a month's days of one name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "export", derive(ts_rs::TS, utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Which {
    /// The first.
    First,
    /// The second.
    Second,
    /// The third.
    Third,
    /// The fourth. There is no fifth: not every month has one.
    Fourth,
    /// The last.
    Last,
}

impl Rhythm {
    /// The rhythm's time zone.
    ///
    /// # Errors
    /// [`Unknown`] where there is none of that name.
    pub fn zone(&self) -> Result<Zone, Unknown> {
        Zone::named(&self.time_zone)
    }

    /// The rhythm's first day on or after a day; `None` past the year 9999.
    #[must_use]
    pub fn day_from(&self, day: Date) -> Option<Date> {
        let mut day = day.max(self.from);
        for _ in 0..DAYS_AHEAD {
            if self.falls_on(day) {
                return Some(day);
            }
            day = day.tomorrow().ok()?;
        }
        None
    }

    fn falls_on(&self, day: Date) -> bool {
        if day.weekday() != self.on {
            return false;
        }
        match self.every {
            Every::Week => true,
            Every::Fortnight => {
                let first = i32::from(self.from.weekday().until(self.on));
                let days = self.from.until(day).map_or(0, |span: Span| span.get_days());
                (days - first).rem_euclid(14) == 0
            }
            Every::Month(which) => {
                let nth = (day.day() - 1) / 7;
                match which {
                    Which::First => nth == 0,
                    Which::Second => nth == 1,
                    Which::Third => nth == 2,
                    Which::Fourth => nth == 3,
                    Which::Last => day.day() + 7 > day.days_in_month(),
                }
            }
        }
    }
}

/// Days of the week by their first three letters.
mod day {
    use jiff::civil::Weekday;
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    const NAMES: [(&str, Weekday); 7] = [
        ("mon", Weekday::Monday),
        ("tue", Weekday::Tuesday),
        ("wed", Weekday::Wednesday),
        ("thu", Weekday::Thursday),
        ("fri", Weekday::Friday),
        ("sat", Weekday::Saturday),
        ("sun", Weekday::Sunday),
    ];

    pub(super) fn serialize<S: Serializer>(on: &Weekday, serializer: S) -> Result<S::Ok, S::Error> {
        let name = NAMES.iter().find(|(_, day)| day == on).map_or("mon", |(name, _)| name);
        serializer.serialize_str(name)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Weekday, D::Error> {
        let named = String::deserialize(deserializer)?;
        let found = NAMES.iter().find(|(name, _)| *name == named).map(|(_, day)| *day);
        found.ok_or_else(|| D::Error::custom("a day of the week is one of mon, tue, wed, thu, fri, sat, sun"))
    }
}

/// A time of day to the minute.
mod minute {
    use jiff::civil::Time;
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    pub(super) fn serialize<S: Serializer>(at: &Time, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&format_args!("{:02}:{:02}", at.hour(), at.minute()))
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Time, D::Error> {
        let told = String::deserialize(deserializer)?;
        let two = |digits: &str| {
            let both = digits.len() == 2 && digits.bytes().all(|byte| byte.is_ascii_digit());
            both.then(|| digits.parse::<i8>().ok()).flatten()
        };
        let parts = told.split_once(':').and_then(|(hour, minute)| Some((two(hour)?, two(minute)?)));
        let time = parts.and_then(|(hour, minute)| Time::new(hour, minute, 0, 0).ok());
        time.ok_or_else(|| D::Error::custom("a time of day is two digits, a colon and two digits, from 00:00 to 23:59"))
    }
}
