//! Days on the wire: only in the form `2026-12-04`, so that equal days are equal strings.

use jiff::civil::Date;
use serde::{Deserialize, Deserializer, de::Error};

/// Reads a day.
///
/// # Errors
/// Where it isn't written as `2026-12-04`, or there is no such day.
pub fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Date, D::Error> {
    let text = String::deserialize(deserializer)?;
    let day = text.parse::<Date>().ok().filter(|day| day.to_string() == text);
    day.ok_or_else(|| {
        let text: String = text.chars().take(32).collect();
        D::Error::custom(format!("{text:?} is no day: one is written as 2026-12-04, and is in the calendar"))
    })
}

/// Reads an optional day.
///
/// # Errors
/// As [`read`].
pub fn read_optional<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Date>, D::Error> {
    #[derive(Deserialize)]
    struct Day(#[serde(deserialize_with = "read")] Date);
    Ok(Option::<Day>::deserialize(deserializer)?.map(|day| day.0))
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    #[test]
    fn a_day_has_one_form() {
        let day = |value: &str| read(&json!(value)).map(|day| day.to_string());
        assert_eq!(day("2026-12-04").ok().as_deref(), Some("2026-12-04"));
        for other in [
            "20261204",
            "2026-12-04T10:00",
            "2026-12-04T10:00Z",
            "2026-12-4",
            " 2026-12-04",
            "2026-02-30",
            "",
            "-000001-01-01x",
        ] {
            assert!(day(other).is_err(), "{other}");
        }
        assert_eq!(read_optional(&Value::Null).ok(), Some(None));
        assert!(read_optional(&json!("20261204")).is_err());
    }
}
