//! What a line about a circle comes to.

use traceboard_board::{CircleRow, Pattern, Rhythm};
use traceboard_protocol::{ImportOutcome, check_half_life, check_rhythm, circle_name, time_zone_name};

use super::{Plan, Planned, bad};
use crate::{refusal::Refused, transfer::line::in_words};

/// What a line about a circle says.
#[derive(Clone, Debug)]
pub(in crate::transfer) struct Settings {
    pub(in crate::transfer) name: String,
    pub(in crate::transfer) half_life_ms: i64,
    pub(in crate::transfer) off: Vec<Pattern>,
    pub(in crate::transfer) time_zone: Option<String>,
    pub(in crate::transfer) rhythm: Option<Rhythm>,
}

impl Plan<'_> {
    /// Only an empty circle takes on the name and rhythm of the one that the file comes from.
    pub(super) fn circle(&self, value: &serde_json::Value) -> Result<Planned, Refused> {
        let name = value.get("name").and_then(serde_json::Value::as_str);
        let half_life_ms = value.get("half_life_ms").and_then(serde_json::Value::as_i64);
        let (Some(name), Some(half_life_ms)) = (name, half_life_ms) else {
            return Err(bad("cannot import a circle line without name and half_life_ms".to_owned()));
        };
        let name = circle_name(name)?;
        check_half_life(half_life_ms)?;
        // A later version's patterns are none of this one's.
        let off = value.get("off").and_then(serde_json::Value::as_array).into_iter().flatten();
        let mut off: Vec<Pattern> = off.filter_map(|pattern| serde_json::from_value(pattern.clone()).ok()).collect();
        off.sort_unstable();
        off.dedup();
        let time_zone = value.get("time_zone").and_then(serde_json::Value::as_str).map(time_zone_name).transpose()?;
        let rhythm = value.get("rhythm").filter(|rhythm| !rhythm.is_null()).map(read_rhythm).transpose()?;
        rhythm.as_ref().map_or(Ok(()), check_rhythm)?;
        let settings = Settings { name, half_life_ms, off, time_zone, rhythm };
        if !self.board.is_empty() || self.has(&settings) {
            return Ok(Planned::Done(ImportOutcome::Already));
        }
        Ok(Planned::Circle(settings))
    }

    /// Whether the circle is set like this already.
    fn has(&self, settings: &Settings) -> bool {
        let Settings { name, half_life_ms, off, time_zone, rhythm } = settings;
        let same = |row: &CircleRow| {
            let zone = time_zone.is_none() || row.time_zone == *time_zone;
            let meets = rhythm.is_none() || row.meets.rhythm == *rhythm;
            row.half_life_ms == *half_life_ms && row.off == *off && zone && meets
        };
        self.said.circle == *name && self.board.circle().is_some_and(same)
    }
}

/// A rhythm that can't be read is told: without it, the circle would meet at no time, and nobody would know why.
fn read_rhythm(rhythm: &serde_json::Value) -> Result<Rhythm, Refused> {
    serde_json::from_value(rhythm.clone()).map_err(|error| {
        bad(format!(
            "cannot import the circle: its rhythm can't be read: {}. One is written as {{\"every\": \"week\", \"on\": \"thu\", \"at\": \"19:30\", \
             \"time_zone\": \"Europe/Vienna\", \"from\": \"2026-12-04\"}}; every is week, fortnight, or {{\"month\": \"first\"}} \
             (first, second, third, fourth or last of that day of the week)",
            in_words(&error)
        ))
    })
}
