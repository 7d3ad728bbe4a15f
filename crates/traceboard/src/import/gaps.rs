//! Missing parents: traces that build on one that isn't imported build on its nearest imported ancestors instead.

use std::collections::{HashMap, HashSet};

use serde_json::Value;

use super::names::Names;

/// The traces of a file that are not imported.
#[derive(Debug, Default)]
pub(super) struct Gaps {
    /// Each with its parents.
    left_out: HashMap<String, Vec<String>>,
}

/// A line that was given other parents.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Mended {
    pub(super) line: String,
    /// Its new parents; without any it is a seed.
    pub(super) on: Vec<String>,
    /// Its former parents that aren't there.
    pub(super) without: Vec<String>,
}

impl Gaps {
    /// Notes that a trace is not imported.
    pub(super) fn leave_out(&mut self, trace: &str, builds_on: Vec<String>) {
        self.left_out.insert(trace.to_owned(), builds_on);
    }

    /// The line with the nearest ancestors in place of parents that were left out or are `missing`. None if no parent is.
    pub(super) fn mend(&self, line: &str, missing: &[String]) -> Option<Mended> {
        let names = Names::of(line);
        let own = names.trace()?;
        let is_gap = |id: &String| self.left_out.contains_key(id) || missing.contains(id) || id == own;
        let without: Vec<_> = names.builds_on.iter().filter(|id| is_gap(id)).cloned().collect();
        if without.is_empty() {
            return None;
        }
        let mut line: Value = serde_json::from_str(line).ok()?;
        let stays = |id: &&String| !is_gap(id);
        // It took up its former parent, not the ancestor that takes its place.
        let taken = match &line["takes_up"] {
            Value::Array(taken) => taken.iter().filter_map(|id| id.as_str().map(str::to_owned)).collect(),
            _ => names.builds_on.clone(),
        };
        line["takes_up"] = taken.iter().filter(stays).cloned().collect();
        let on = self.nearest(&names.builds_on, &[missing, &[own.to_owned()]].concat());
        line["builds_on"] = on.iter().cloned().collect();
        Some(Mended { line: line.to_string(), on, without })
    }

    /// The given parents, with the nearest ancestors in place of those that aren't there; each once, in order, and no more than were
    /// given.
    fn nearest(&self, of: &[String], missing: &[String]) -> Vec<String> {
        let (mut on, mut seen) = (Vec::new(), HashSet::new());
        let mut open: Vec<&String> = of.iter().rev().collect();
        while let Some(id) = open.pop() {
            if !seen.insert(id) {
                continue;
            }
            match self.left_out.get(id) {
                Some(builds_on) => open.extend(builds_on.iter().rev()),
                None if missing.contains(id) => {}
                None => on.push(id.clone()),
            }
        }
        on.truncate(of.len());
        on
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn gaps(out: &[(&str, &[&str])]) -> Gaps {
        let mut gaps = Gaps::default();
        for (id, builds_on) in out {
            gaps.leave_out(id, builds_on.iter().map(|id| (*id).to_owned()).collect());
        }
        gaps
    }

    fn mended(gaps: &Gaps, line: &Value, missing: &[&str]) -> Option<Value> {
        let missing: Vec<_> = missing.iter().map(|id| (*id).to_owned()).collect();
        gaps.mend(&line.to_string(), &missing).map(|mended| serde_json::from_str(&mended.line).unwrap())
    }

    #[test]
    fn a_child_builds_on_the_nearest_ancestors_that_are_there() {
        let gaps = gaps(&[("b", &["a"]), ("c", &["b", "x"]), ("loop", &["loop"])]);
        let child = |builds_on: Value, taken: Value| json!({"id": "d", "text": "on", "builds_on": builds_on, "takes_up": taken});
        let of = |builds_on: Value| mended(&gaps, &json!({"id": "d", "text": "on", "builds_on": builds_on}), &["gone"]);
        assert_eq!(of(json!(["c", "y"])), Some(child(json!(["a", "x"]), json!(["y"]))));
        assert_eq!(of(json!(["b", "a"])), Some(child(json!(["a"]), json!(["a"]))));
        assert_eq!(of(json!(["gone"])), Some(child(json!([]), json!([]))));
        assert_eq!(of(json!(["loop"])), Some(child(json!([]), json!([]))));
        assert_eq!(of(json!(["d", "a"])), Some(child(json!(["a"]), json!(["a"]))), "itself");
        assert_eq!(of(json!(["a"])), None, "it has no gap");
        let says = json!({"id": "d", "builds_on": ["a", "b"], "takes_up": ["b"]});
        assert_eq!(mended(&gaps, &says, &[]).unwrap()["takes_up"], json!([]));
        assert_eq!(mended(&gaps, &json!({"type": "round", "id": "r", "builds_on": ["b"]}), &[]), None);
    }
}
