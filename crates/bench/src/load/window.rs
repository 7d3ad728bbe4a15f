//! The measured window of a job: the server's CPU and the counts between its start and its end.

use std::{rc::Rc, time::Duration};

use anyhow::bail;
use tokio::time::{Instant, sleep};

use super::{
    follower::{Follower, Tally},
    job::{Peer, Report},
};
use crate::machine;

/// The pause between two checks of a condition.
const LOOK_EVERY: Duration = Duration::from_millis(2);

/// An open window.
pub(crate) struct Window<'a> {
    peer: &'a Peer,
    tally: &'a Rc<Tally>,
    began: Instant,
    cpu_before: Duration,
    load_cpu_before: Duration,
    deliveries_before: u64,
}

impl<'a> Window<'a> {
    /// Begins to measure.
    ///
    /// # Errors
    /// Where the server isn't there.
    pub(crate) fn open(peer: &'a Peer, tally: &'a Rc<Tally>) -> anyhow::Result<Self> {
        let cpu_before = machine::cpu_time(&peer.pids)?;
        let load_cpu_before = machine::cpu_time(&[std::process::id()])?;
        tally.recording.set(true);
        let deliveries_before = tally.deliveries.get();
        Ok(Self { peer, tally, began: Instant::now(), cpu_before, load_cpu_before, deliveries_before })
    }

    /// Ends the measurement; `posted` has each poster's count since the job began, of which `posts` were in the window.
    ///
    /// # Errors
    /// Where the server isn't there any more.
    pub(crate) fn close(self, followers: &[Follower], posted: &[u32], posts: u64) -> anyhow::Result<Report> {
        let tally = self.tally;
        let cpu = machine::cpu_time(&self.peer.pids)?.saturating_sub(self.cpu_before);
        let load_cpu = machine::cpu_time(&[std::process::id()])?.saturating_sub(self.load_cpu_before);
        let window = self.began.elapsed();
        tally.recording.set(false);
        tally.close();
        let latencies = tally.latencies.borrow();
        Ok(Report {
            posts,
            deliveries: tally.deliveries.get() - self.deliveries_before,
            lost: followers.iter().map(|follower| follower.lost(posted)).sum(),
            doubled: tally.doubled.get(),
            out_of_order: tally.out_of_order.get(),
            cpu_us: micros(cpu),
            load_cpu_us: micros(load_cpu),
            window_us: micros(window),
            p50_us: latencies.quantile(0.5),
            p99_us: latencies.quantile(0.99),
            p999_us: latencies.quantile(0.999),
            trouble: tally.trouble(),
            ..Report::default()
        })
    }
}

/// Whole microseconds.
pub(crate) fn micros(duration: Duration) -> u64 {
    u64::try_from(duration.as_micros()).unwrap_or(u64::MAX)
}

/// Waits until a condition holds, for a bounded time; returns whether it holds.
///
/// # Errors
/// If a socket had an error meanwhile.
pub(crate) async fn until(tally: &Tally, within: Duration, holds: impl Fn() -> bool) -> anyhow::Result<bool> {
    let end = Instant::now() + within;
    loop {
        if let Some(trouble) = tally.trouble() {
            bail!("{trouble}");
        }
        if holds() {
            return Ok(true);
        }
        if Instant::now() > end {
            return Ok(false);
        }
        sleep(LOOK_EVERY).await;
    }
}
