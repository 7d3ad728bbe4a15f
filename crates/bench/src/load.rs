//! The load generator: one job, one process, one core.
//!
//! Owns sockets, posts and counting. Knows of a server only what the job contains, so that all are driven alike.

mod body;
mod connect;
mod follower;
pub(crate) mod job;
mod ledger;
mod poster;
mod window;
mod work;

use std::{io::Read as _, time::Duration};

use anyhow::Context;
use tokio::{task::LocalSet, time::timeout};

use self::job::{Job, Report};
pub(crate) use self::{body::Body, connect::open};
use crate::machine;

/// The longest that a job may take, with all that it waits for.
const JOB_WITHIN: Duration = Duration::from_secs(180);

/// Runs the job from stdin, and prints its report.
///
/// # Errors
/// If the job can't be read or run at all; errors of a server are in the report.
pub(crate) fn from_stdin() -> anyhow::Result<()> {
    let mut text = String::new();
    std::io::stdin().read_to_string(&mut text).context("cannot read the job")?;
    let job: Job = serde_json::from_str(&text).context("cannot read the job")?;
    machine::pin(machine::LOAD_CORE)?;
    machine::open_many_files()?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let done = LocalSet::new().block_on(&runtime, async { timeout(JOB_WITHIN, work::run(&job)).await });
    let report = match done {
        Ok(Ok(report)) => report,
        Ok(Err(error)) => Report { trouble: Some(format!("{error:#}")), ..Report::default() },
        Err(_) => Report { trouble: Some(format!("it took over {JOB_WITHIN:?}")), ..Report::default() },
    };
    println!("{}", serde_json::to_string(&report)?);
    Ok(())
}
