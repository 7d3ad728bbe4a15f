//! A board to read.

use std::fmt::Write;

use traceboard_board::{Board, TraceHistory, warmth};

/// The title.
pub(super) fn beginning(board: &Board) -> String {
    let name = board.circle().map(|circle| escaped(&circle.name)).unwrap_or_default();
    format!("# {name}\n")
}

/// A trace, under the heading of its day where that begins.
pub(super) fn trace(board: &Board, trace: &TraceHistory<'_>, day: &mut Option<i64>) -> String {
    let mut text = String::new();
    let (date, time) = date_and_time(trace.at_ms);
    let today = warmth::day(trace.at_ms);
    if day.replace(today) != Some(today) {
        // Writing to a string can't fail.
        let _ = write!(text, "\n## {date}\n\n");
    }
    let who = |id| {
        board.member(id).and_then(|member| member.name).map_or_else(|| "someone".to_owned(), |name| escaped(&name))
    };
    let _ = write!(text, "- **{}**, {time}: ", who(trace.by));
    let words = trace.words.and_then(|words| words.text.as_deref());
    text += &match (words, trace.withdrawn_at_ms) {
        (_, Some(_)) => "*taken back by its author*".to_owned(),
        (Some(words), None) => escaped(words).replace('\n', "  \n  "),
        (None, None) => "*without words*".to_owned(),
    };
    if trace.hidden.is_some() {
        text += " *(hidden)*";
    }
    text.push('\n');
    for parent in trace.builds_on {
        if let Some(parent) = board.trace_history(*parent) {
            let words = parent.words.and_then(|words| words.text.as_deref()).unwrap_or("…");
            let line: String = words.lines().next().unwrap_or_default().chars().take(80).collect();
            let _ = writeln!(text, "  - builds on {}: {}", who(parent.by), escaped(&line));
        }
    }
    if let Some(open_end) = trace.words.and_then(|words| words.open_end.as_deref()) {
        let _ = writeln!(text, "  - someone could {}", escaped(open_end).replace('\n', " "));
    }
    text
}

/// Words as they are: nothing in them is Markdown.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        if "\\`*_{}[]<>()#+-.!|~&".contains(character) {
            escaped.push('\\');
        }
        escaped.push(character);
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
    fn days_are_dates_and_words_are_no_markup() {
        assert_eq!(date_and_time(1_450_321_981_000), ("2015-12-17".to_owned(), "03:13".to_owned()));
        assert_eq!(escaped("*a* <b> [c](d)"), "\\*a\\* \\<b\\> \\[c\\]\\(d\\)");
    }
}
