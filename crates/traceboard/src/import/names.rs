//! The ids of a line: its own, and those that it refers to.

use serde_json::Value;

use super::{
    fields,
    lines::Line,
    when::{self, Time},
};

/// Whole numbers up to here are the same number in programs that know only fractions.
const WHOLE_MAX: f64 = 9_007_199_254_740_992.0;

/// A line's kind, its own id, and the ids that it refers to: those that can be read, whatever else is wrong in the line. Its
/// children get its parents if it is refused.
#[derive(Clone, Debug, Default)]
pub(super) struct Names {
    kind: Option<String>,
    pub(super) id: Option<String>,
    pub(super) builds_on: Vec<String>,
    /// The members, gatherings, rounds and further traces that it refers to.
    refers_to: Vec<Key>,
    at: Option<Value>,
    /// Whether an id is written as a number.
    has_numbers: bool,
}

/// Something that lines refer to, by its kind and id.
pub(super) type Key = (Kind, String);

/// What can be referred to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Kind {
    Member,
    Gathering,
    Round,
    Trace,
}

impl Names {
    pub(super) fn of(line: &str) -> Self {
        let mut names = Self::default();
        for (field, value) in fields::readable(line) {
            match field.as_str() {
                "type" => names.kind = value.as_str().map(str::to_owned),
                "at" => names.at = Some(value),
                "id" => names.id = names.called(&value),
                "builds_on" => names.builds_on = names.all_called(&value),
                "takes_up" => drop(names.all_called(&value)),
                "about" => {
                    let about = names.called(&value);
                    names.refer(Kind::Trace, about);
                }
                "member_id" | "by" => names.refer(Kind::Member, text(&value)),
                "gathering" => names.refer(Kind::Gathering, text(&value)),
                "round" => names.refer(Kind::Round, text(&value)),
                "hidden" => names.refer(Kind::Member, text(&value["by"])),
                "warmed" => {
                    let marks = value.as_array().map(Vec::as_slice).unwrap_or_default();
                    marks.iter().for_each(|mark| names.refer(Kind::Member, text(&mark["by"])));
                }
                _ => {}
            }
        }
        names
    }

    fn refer(&mut self, kind: Kind, id: Option<String>) {
        self.refers_to.extend(id.map(|id| (kind, id)));
    }

    fn called(&mut self, id: &Value) -> Option<String> {
        let digits = digits(id);
        self.has_numbers |= digits.is_some();
        digits.or_else(|| text(id))
    }

    /// The ids of a list, or one id that stands in its place.
    fn all_called(&mut self, ids: &Value) -> Vec<String> {
        let ids = ids.as_array().map_or(std::slice::from_ref(ids), Vec::as_slice);
        ids.iter().filter_map(|id| self.called(id)).collect()
    }

    /// The names of a trace.
    pub(super) fn of_trace(id: Option<&str>, builds_on: Vec<String>) -> Self {
        Self { id: id.map(str::to_owned), builds_on, ..Self::default() }
    }

    /// The id of the trace, if the line is one.
    pub(super) fn trace(&self) -> Option<&str> {
        if self.kind.is_none() { self.id.as_deref() } else { None }
    }

    /// The time of a trace in a bare file. A board's own file names members by their ids, and its times are as the board has them.
    fn bare_time(&self) -> Option<Time> {
        let by_board = self.refers_to.iter().any(|(kind, _)| *kind == Kind::Member);
        self.at.as_ref().filter(|_| self.trace().is_some() && !by_board).and_then(when::of_value)
    }

    pub(super) fn key(&self) -> Option<Key> {
        let kind = match self.kind.as_deref() {
            None => Kind::Trace,
            Some("member") => Kind::Member,
            Some("gathering") => Kind::Gathering,
            Some("round") => Kind::Round,
            Some(_) => return None,
        };
        Some((kind, self.id.clone()?))
    }

    /// What has to be imported before it.
    pub(super) fn needs(&self) -> Vec<Key> {
        let traces = self.builds_on.iter().map(|id| (Kind::Trace, id.clone()));
        self.refers_to.iter().cloned().chain(traces).collect()
    }
}

/// The line as boards read it: its time in milliseconds, and its ids, which databases number, as texts.
pub(super) fn as_boards_read(line: &str, names: &Names) -> Line {
    let time = names.bare_time();
    let has_other_time = time.is_some_and(|time| names.at.as_ref().and_then(Value::as_i64) != Some(time.ms));
    let guess = time.and_then(|time| time.guess);
    let as_written = || Line { text: line.to_owned(), guess };
    if !names.has_numbers && !has_other_time {
        return as_written();
    }
    let Ok(mut line) = serde_json::from_str::<Value>(line) else { return as_written() };
    if let Some(time) = time.filter(|_| has_other_time) {
        line["at"] = time.ms.into();
    }
    for field in ["id", "about", "builds_on", "takes_up"] {
        match line.get_mut(field) {
            Some(Value::Array(ids)) => ids.iter_mut().for_each(id_as_text),
            Some(id) => id_as_text(id),
            None => {}
        }
    }
    Line { text: line.to_string(), guess }
}

fn id_as_text(id: &mut Value) {
    if let Some(digits) = digits(id) {
        *id = Value::from(digits);
    }
}

/// The digits of a whole number. One with a fraction of zero is the same number: programs write numbers so once a cell of their
/// column is empty.
fn digits(id: &Value) -> Option<String> {
    let number = id.as_number()?;
    let whole = || number.as_f64().filter(|number| number.fract() == 0.0 && number.abs() < WHOLE_MAX);
    if number.is_f64() { whole().map(|number| format!("{number:.0}")) } else { Some(number.to_string()) }
}

fn text(id: &Value) -> Option<String> {
    id.as_str().map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wrong_type_costs_a_line_no_names() {
        for wrong in [
            r#""member_id":5"#,
            r#""round":{}"#,
            r#""hidden":true"#,
            r#""warmed":3"#,
            r#""warmed":[3,{"by":4}]"#,
            r#""type":7"#,
            r#""about":[]"#,
            r#""at":"soon""#,
        ] {
            let names = Names::of(&format!(r#"{{"id":"p",{wrong},"text":"dug","builds_on":["g"]}}"#));
            assert_eq!((names.trace(), &*names.builds_on), (Some("p"), &["g".to_owned()][..]), "{wrong}");
        }
        for (on, read) in [(r#""g""#, "g"), (r#"["g",null,{}]"#, "g"), ("7", "7"), ("[7.0]", "7")] {
            let names = Names::of(&format!(r#"{{"id":"p","builds_on":{on},"text":"cut o"#));
            assert_eq!((names.trace(), &*names.builds_on), (Some("p"), &[read.to_owned()][..]), "{on}");
        }
    }

    #[test]
    fn ids_that_are_numbers_are_their_digits() {
        let line = r#"{"id":17,"at":5,"builds_on":[16,15.0,"g",1.5],"takes_up":[16]}"#;
        let expected = r#"{"at":5,"builds_on":["16","15","g",1.5],"id":"17","takes_up":["16"]}"#;
        let texts = |line: &str| as_boards_read(line, &Names::of(line)).text;
        assert_eq!(texts(line), expected);
        assert_eq!(Names::of(line).builds_on, ["16", "15", "g"]);
        assert_eq!(texts(r#"{"id":"17", "at":5}"#), r#"{"id":"17", "at":5}"#);
    }
}
