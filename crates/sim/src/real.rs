//! A real community's traces, from a file in the form that `import` takes. Only who built on whom and how often somebody came is read
//! from it, and no figure about one of them is printed.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use anyhow::Context as _;
use serde::Deserialize;

use crate::{PER, run::Before};

#[derive(Deserialize)]
struct Line {
    id: String,
    at: i64,
    member: String,
    #[serde(default)]
    builds_on: Vec<String>,
}

/// What is read from a file.
#[derive(Clone, Debug)]
pub struct Real {
    /// How many traces it holds.
    pub traces: usize,
    /// How many people left them.
    pub people: usize,
    pub(crate) before: Before,
}

impl Real {
    /// Reads traces, one a line. Lines of another kind are passed over.
    ///
    /// # Errors
    /// Where it holds none.
    pub fn read(text: &str) -> anyhow::Result<Self> {
        let lines: Vec<Line> = text.lines().filter_map(|line| serde_json::from_str(line).ok()).collect();
        let mut people: BTreeMap<&str, usize> = BTreeMap::new();
        for line in &lines {
            let next = people.len();
            people.entry(&line.member).or_insert(next);
        }
        let by: HashMap<&str, usize> =
            lines.iter().map(|line| (line.id.as_str(), people[line.member.as_str()])).collect();
        let mut built = Vec::new();
        let mut days: Vec<BTreeSet<i64>> = vec![BTreeSet::new(); people.len()];
        for line in &lines {
            let who = people[line.member.as_str()];
            days[who].insert(line.at.div_euclid(86_400_000));
            let on: BTreeSet<usize> = line.builds_on.iter().filter_map(|id| by.get(id.as_str()).copied()).collect();
            built.extend(on.into_iter().filter(|on| *on != who).map(|on| (who, on)));
        }
        Ok(Self { traces: lines.len(), people: people.len(), before: Before { built, visits: visits(&days)? } })
    }
}

/// How likely each member visits on a day: three times the share of days with a trace between their first and last one,
/// at least once a month and never every day.
fn visits(days: &[BTreeSet<i64>]) -> anyhow::Result<Vec<u64>> {
    let rate = |days: &BTreeSet<i64>| {
        let (first, last) = (days.first()?, days.last()?);
        let span = u64::try_from(last - first + 1).ok()?.max(30);
        Some((days.len() as u64 * 3 * PER / span).clamp(PER / 30, PER * 9 / 10))
    };
    days.iter().map(rate).collect::<Option<Vec<_>>>().filter(|all| !all.is_empty()).context("there are no traces in it")
}
