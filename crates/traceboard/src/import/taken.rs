//! Lines whose id is taken: by another trace, or by the same one, which an earlier import gave other parents because those that the
//! file names were not there yet. A trace's parents never change, so it stays where it is, and that is no fault of the line.

use std::collections::HashMap;

use serde_json::Value;
use traceboard_client::Api;
use traceboard_protocol::Export;

use super::names::Names;
use crate::retry;

/// How many such lines wait for the end of the file. Whoever has more imports another file under the ids of this one.
const WAITING_MAX: usize = 10_000;

/// A line whose id is taken.
#[derive(Debug)]
pub(super) struct Conflict {
    pub(super) number: u64,
    pub(super) line: String,
    /// Why the server refused it.
    pub(super) why: String,
}

/// Lines that wait until the board was asked what their traces build on.
#[derive(Debug, Default)]
pub(super) struct Taken {
    waiting: Vec<Conflict>,
    /// What the board's traces build on, by the numbers of their lines.
    stays_on: HashMap<u64, Vec<String>>,
}

impl Taken {
    /// Lets a line wait. Returns it if it can't, or was asked for already: then it is refused.
    pub(super) fn wait(&mut self, conflict: Conflict) -> Option<Conflict> {
        if self.waiting.len() >= WAITING_MAX || self.stays_on.contains_key(&conflict.number) {
            return Some(conflict);
        }
        self.waiting.push(conflict);
        None
    }

    /// What the trace of a line builds on, if the line was given the board's own parents.
    pub(super) fn stays_on(&self, number: u64) -> Option<&[String]> {
        self.stays_on.get(&number).map(Vec::as_slice)
    }

    /// Gives the lines that waited what their traces build on there, so that the server can compare the rest of them. The others are
    /// those whose traces are not on the board: another line of the file has their id.
    pub(super) async fn settle(&mut self, api: &Api) -> anyhow::Result<(Vec<Conflict>, Vec<Conflict>)> {
        let mut waiting = std::mem::take(&mut self.waiting);
        let mut there = waiting.iter().filter_map(|Conflict { line, .. }| Some((Names::of(line).id?, None))).collect();
        if !waiting.is_empty() {
            look_up(api, &mut there).await?;
        }
        for Conflict { number, line, .. } in &mut waiting {
            let on = Names::of(line).id.and_then(|id| there.get(&id)?.clone());
            if let (Some(on), Ok(mut value)) = (on, serde_json::from_str::<Value>(line)) {
                value["builds_on"] = on.iter().cloned().collect();
                // It names parents of the file.
                value["takes_up"] = Value::Null;
                *line = value.to_string();
                self.stays_on.insert(*number, on);
            }
        }
        Ok(waiting.into_iter().partition(|conflict| self.stays_on.contains_key(&conflict.number)))
    }
}

/// Reads from the board what the given traces build on.
async fn look_up(api: &Api, traces: &mut HashMap<String, Option<Vec<String>>>) -> anyhow::Result<()> {
    let mut pieces = retry::call(|| api.export(Export::Jsonl)).await?;
    let mut begun = Vec::new();
    while let Some(piece) = pieces.next().await? {
        begun.extend_from_slice(&piece);
        let whole = begun.iter().rposition(|byte| *byte == b'\n').map_or(0, |end| end + 1);
        for line in begun.drain(..whole).collect::<Vec<_>>().split(|byte| *byte == b'\n') {
            let names = Names::of(&String::from_utf8_lossy(line));
            if let Some(found) = names.trace().and_then(|id| traces.get_mut(id)) {
                *found = Some(names.builds_on);
            }
        }
    }
    Ok(())
}
