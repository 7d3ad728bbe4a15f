//! The rounds: each one takes every measure of every contestant, so that load on the machine disturbs all.

use std::{collections::BTreeMap, process::Stdio, time::Duration};

use anyhow::{Context, bail};
use tokio::{io::AsyncWriteExt, process::Command, time::timeout};

use super::{
    contestant::{Captures, Contestant, Kind, start},
    measure::{Measure, STORM_TRACES},
};
use crate::load::job::{Job, Report, Work};

/// How long one measurement may take, its start included.
const MEASURE_WITHIN: Duration = Duration::from_secs(240);
/// After so many failures a contestant is skipped for the same measure.
const FAILURES_MAX: usize = 2;

/// The results: by the measure's index, then by contestant.
pub(crate) type Results = BTreeMap<(usize, Contestant), Outcome>;

/// The rounds of one contestant in one measure.
#[derive(Debug, Default)]
pub(crate) struct Outcome {
    pub(crate) reports: Vec<Report>,
    pub(crate) failures: Vec<String>,
}

/// Takes all measures so many times.
pub(crate) async fn take(measures: &[Measure], rounds: u32, captures: &Captures, absent: Option<&str>) -> Results {
    let mut results = Results::new();
    for round in 0..rounds {
        for (place, measure) in measures.iter().enumerate() {
            // Each round begins with another one: nobody always follows the same neighbour.
            let mut contestants = measure.contestants.to_vec();
            contestants.rotate_left(round as usize % measure.contestants.len());
            for contestant in contestants {
                let outcome = results.entry((place, contestant)).or_default();
                if let Some(reason) = absent.filter(|_| contestant.is_ours()) {
                    outcome.failures = vec![reason.to_owned()];
                    continue;
                }
                if outcome.failures.len() >= FAILURES_MAX {
                    continue;
                }
                let name = contestant.name();
                match timeout(MEASURE_WITHIN, once(measure, contestant, captures)).await {
                    Ok(Ok(report)) => {
                        let figure = (measure.figure)(&report);
                        eprintln!("round {}: {}: {name}: {figure:.2} {}", round + 1, measure.key, measure.unit);
                        outcome.reports.push(report);
                    }
                    Ok(Err(error)) => {
                        eprintln!("round {}: {}: {name}: {error:#}", round + 1, measure.key);
                        outcome.failures.push(format!("{error:#}"));
                    }
                    Err(_) => outcome.failures.push(format!("it took over {MEASURE_WITHIN:?}")),
                }
            }
        }
    }
    results
}

async fn once(measure: &Measure, contestant: Contestant, captures: &Captures) -> anyhow::Result<Report> {
    let missed = if matches!(measure.work, Work::Storm { .. }) { STORM_TRACES } else { 0 };
    let running = start(contestant, captures, missed).await?;
    let (arguments, job) = match &running.kind {
        Kind::Server(peer) => {
            let job = Job { peer: (**peer).clone(), work: measure.work };
            (vec!["load".to_owned()], serde_json::to_string(&job)?)
        }
        Kind::Store(arguments) => {
            let Work::Appends { posters, window_ms, .. } = measure.work else { bail!("a store only appends") };
            let mut arguments = arguments.clone();
            arguments.extend(["--window-ms".to_owned(), window_ms.to_string()]);
            if contestant == Contestant::Xadd {
                arguments.extend(["--clients".to_owned(), posters.to_string()]);
            }
            (arguments, String::new())
        }
    };
    let report = ask(&arguments, &job).await?;
    match &report.trouble {
        Some(trouble) => bail!("{trouble}"),
        None => Ok(report),
    }
}

/// Runs a subcommand of this binary, and reads the report that it prints.
async fn ask(arguments: &[String], stdin: &str) -> anyhow::Result<Report> {
    let mut command = Command::new(std::env::current_exe()?);
    command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).kill_on_drop(true);
    let mut child = command.spawn().context("cannot start the load generator")?;
    let mut input = child.stdin.take().context("no stdin")?;
    input.write_all(stdin.as_bytes()).await?;
    drop(input);
    let output = child.wait_with_output().await?;
    if !output.status.success() {
        bail!("the load generator ended with {}", output.status);
    }
    serde_json::from_slice(&output.stdout).context("cannot read the report")
}
