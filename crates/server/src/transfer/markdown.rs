//! A board to read.

use std::fmt::Write;

use traceboard_board::{Facet, GatheringRow, Photo, Stage, warmth};
use traceboard_protocol::Bodies;

/// How many characters of a trace are quoted where another builds on it.
const OPENING_MAX: usize = 80;

/// The heading above a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Heading {
    Gatherings,
    Day(i64),
    Rounds,
}

/// One trace, in words.
pub(super) struct TraceText {
    pub(super) by: String,
    pub(super) at_ms: i64,
    pub(super) text: Option<String>,
    pub(super) open_end: Option<String>,
    pub(super) withdrawn: bool,
    /// Whether it is hidden, and why where that was said.
    pub(super) hidden: Option<Option<String>>,
    /// What it is besides a trace.
    pub(super) facet: Option<Facet>,
    pub(super) learned: bool,
    /// The traces that it builds on, and how.
    pub(super) builds_on: Vec<(Step, Said)>,
    /// Why an agreement was proposed.
    pub(super) why: Option<String>,
    /// What it shows.
    pub(super) photo: Option<Photo>,
    /// Pictures stand beside the text.
    pub(super) pictures: bool,
    /// A story's, in its order.
    pub(super) parts: Vec<Part>,
}

/// Author and words. `None`: erased, or hidden from the reader.
pub(super) type Said = (String, Option<String>);

/// How a trace builds on another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    BuildsOn,
    /// It takes up what the other left open.
    TakesUp,
    /// It is what came of its author's promise.
    Keeps,
}

/// One part of a story.
pub(super) enum Part {
    Words(String),
    Cited(Said),
    /// What it cited isn't on this board.
    Gap,
}

/// The title.
pub(super) fn beginning(name: &str) -> String {
    format!("# {}\n", escaped(name))
}

/// A gathering, under the heading of all.
pub(super) fn gathering(row: &GatheringRow, by: &str, bodies: &Bodies, under: &mut Option<Heading>) -> String {
    let name = bodies.get(&row.name).and_then(|words| words.name.as_deref()).map_or_else(|| "…".to_owned(), escaped);
    let (from, to) = (date_and_time(row.from_ms), date_and_time(row.to_ms));
    let span = if row.from_ms == row.to_ms {
        format!("{}, *called off*", from.0)
    } else {
        format!("{}, {} UTC to {}, {} UTC", from.0, from.1, to.0, to.1)
    };
    heading(Heading::Gatherings, "Gatherings", under) + &format!("- **{name}**, {span}, opened by {}\n", escaped(by))
}

/// A round, under the heading of all.
pub(super) fn round(asks: &[String], at_ms: i64, by: &str, under: &mut Option<Heading>) -> String {
    let (date, time) = date_and_time(at_ms);
    let asks: Vec<_> = asks.iter().map(|prompt| escaped(prompt).replace('\n', " ")).collect();
    let line = format!("- **{}**, {date}, {time} UTC, opened by {}\n", asks.join(" · "), escaped(by));
    heading(Heading::Rounds, "Rounds", under) + &line
}

/// The heading of what follows, unless that is under it already.
fn heading(of: Heading, title: &str, under: &mut Option<Heading>) -> String {
    if under.replace(of) == Some(of) { String::new() } else { format!("\n## {title}\n\n") }
}

/// A trace, under the heading of its day.
pub(super) fn trace(told: &TraceText, under: &mut Option<Heading>) -> String {
    let (date, time) = date_and_time(told.at_ms);
    let mut text = heading(Heading::Day(warmth::day(told.at_ms)), &date, under);
    // Writing to a string can't fail.
    let _ = write!(text, "- **{}**, {time} UTC: ", escaped(&told.by));
    text += &match (&told.text, told.withdrawn) {
        (_, true) => return text + "*taken back by its author*\n",
        (Some(words), false) => escaped(words).replace('\n', "  \n  "),
        (None, false) => "*without words*".to_owned(),
    };
    match &told.hidden {
        None => {}
        Some(None) => text += " *(hidden)*",
        Some(Some(why)) => {
            let _ = write!(text, " *(hidden: {})*", escaped(why).replace('\n', " "));
        }
    }
    if !told.withdrawn {
        text += &told.facet.map(is).unwrap_or_default();
        text += if told.learned { " *(learned)*" } else { "" };
    }
    if let Some(photo) = &told.photo {
        let alt = photo.alt.as_deref().map(|alt| escaped(alt).replace('\n', " "));
        let file = super::archive::picture_file(photo.id);
        let _ = match (told.pictures, alt) {
            (true, alt) => write!(text, "\n\n  ![{}]({file})\n", alt.unwrap_or_default()),
            (false, Some(alt)) => write!(text, " *(a photo: {alt})*"),
            (false, None) => write!(text, " *(a photo)*"),
        };
    }
    text.push('\n');
    for part in &told.parts {
        let _ = match part {
            Part::Words(words) => writeln!(text, "  - {}", within(words)),
            Part::Cited((by, Some(words))) => writeln!(text, "  - **{}**: {}", escaped(by), within(words)),
            Part::Cited((_, None)) | Part::Gap => writeln!(text, "  - *not here any more*"),
        };
    }
    for (step, (by, words)) in &told.builds_on {
        let step = match step {
            Step::BuildsOn => "builds on",
            Step::TakesUp => "takes up what was left open by",
            Step::Keeps => "does what was promised by",
        };
        let _ = writeln!(
            text,
            "  - {step} {}: {}",
            escaped(by),
            words.as_deref().map_or_else(|| "*not here any more*".to_owned(), opening)
        );
    }
    if let Some(why) = &told.why {
        let _ = writeln!(text, "  - because: {}", within(why));
    }
    if let Some(open_end) = &told.open_end {
        let _ = writeln!(text, "  - someone could {}", escaped(open_end).replace('\n', " "));
    }
    text
}

/// The beginning of somebody's words, on one line.
fn opening(words: &str) -> String {
    let mut line: String = words.lines().next().unwrap_or_default().chars().take(OPENING_MAX).collect();
    if line.len() < words.trim_end().len() {
        line.truncate(line.trim_end().len());
        line.push('…');
    }
    escaped(&line)
}

/// What a trace is besides a trace, behind its words.
fn is(facet: Facet) -> String {
    match facet {
        Facet::Promise { due } => format!(" *(promised by {due})*"),
        Facet::Agreement { stage, review_on } => {
            let stage = match stage {
                Stage::Awareness => "an agreement, noticed",
                Stage::Test => "an agreement, tried",
                Stage::Mastery => "an agreement, lived",
                Stage::LetGo => "an agreement that was let go",
            };
            review_on.map_or_else(|| format!(" *({stage})*"), |day| format!(" *({stage}, looked at again on {day})*"))
        }
        Facet::Wording { shares: true } => " *(in own words)*".to_owned(),
        Facet::Wording { shares: false } => " *(does not share it)*".to_owned(),
        Facet::Story => " *(a story)*".to_owned(),
    }
}

/// Words of several lines within a list's line.
fn within(words: &str) -> String {
    escaped(words).replace('\n', "  \n    ")
}

/// Words as they are: nothing in them is Markdown (CommonMark 0.31, and the tables, strikethrough and formulas that others add). What
/// is Markdown only at the beginning of a line is marked only there, so that the text can be read as it is too.
pub(crate) fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    let (mut begins, mut numbered) = (true, false);
    for character in text.chars() {
        let anywhere = "\\`*_[]<>|~&$^".contains(character);
        let here = begins && "#+-=".contains(character) || numbered && ".)".contains(character);
        if anywhere || here {
            escaped.push('\\');
        }
        // Below a blank line blanks would make a block of code of what follows.
        escaped.push(if begins && character == ' ' { '\u{a0}' } else { character });
        numbered = (begins || numbered) && character.is_ascii_digit();
        begins = character == '\n' || begins && character.is_whitespace();
    }
    escaped
}

/// A time as its date and its hour and minute (UTC).
fn date_and_time(at_ms: i64) -> (String, String) {
    // The fold keeps times within the years that have four digits.
    let time = jiff::Timestamp::from_millisecond(at_ms).unwrap_or_default().to_string();
    (time.chars().take(10).collect(), time.chars().skip(11).take(5).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markdown_has_dates_and_escapes_words() {
        assert_eq!(date_and_time(1_450_321_981_000), ("2015-12-17".to_owned(), "03:13".to_owned()));
        assert_eq!(escaped("*a* <b> [c](d)"), r"\*a\* \<b\> \[c\](d)");
        assert_eq!(
            escaped("Half-done. (No. 1!)\n 12. b\n- c\n# d\n1) e"),
            "Half-done. (No. 1!)\n\u{a0}12\\. b\n\\- c\n\\# d\n1\\) e"
        );
        assert_eq!(escaped("a poem:\n\n    of four  blanks"), "a poem:\n\n\u{a0}\u{a0}\u{a0}\u{a0}of four  blanks");
        // A line of these below another makes a heading of that.
        assert_eq!(escaped("a\n=="), "a\n\\==");
    }
}
