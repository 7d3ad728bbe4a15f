//! The machine: its cores, and the CPU time and memory of processes.

use std::{fs, time::Duration};

use anyhow::Context;
use nix::{
    sched::{CpuSet, sched_setaffinity},
    sys::resource::{Resource, getrlimit, setrlimit},
    time::{ClockId, clock_gettime},
    unistd::Pid,
};
use serde::{Deserialize, Serialize};

/// The core of every server.
pub(crate) const SERVER_CORE: usize = 0;
/// The core of the load generator, and of the run while it waits.
pub(crate) const LOAD_CORE: usize = 1;

/// Moves this thread, and all that it starts from now on, to one core. Where there is only one, everything stays there.
///
/// # Errors
/// Where the system refuses.
pub(crate) fn pin(core: usize) -> anyhow::Result<()> {
    if cores() <= core {
        return Ok(());
    }
    let mut set = CpuSet::new();
    set.set(core)?;
    sched_setaffinity(Pid::from_raw(0), &set).with_context(|| format!("cannot move to core {core}"))
}

/// Lets this thread, and all that it starts from now on, go to any core.
///
/// # Errors
/// Where the system refuses.
pub(crate) fn unpin() -> anyhow::Result<()> {
    let mut set = CpuSet::new();
    (0..cores().min(CpuSet::count())).try_for_each(|core| set.set(core))?;
    sched_setaffinity(Pid::from_raw(0), &set).context("cannot leave the core")
}

/// How many cores the machine has, whatever this process is pinned to.
pub(crate) fn cores() -> usize {
    let cpuinfo = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    cpuinfo.lines().filter(|line| line.starts_with("processor")).count().max(1)
}

/// Lets this process, and all that it starts, open as many files as the system allows.
///
/// # Errors
/// Where the system refuses.
pub(crate) fn open_many_files() -> anyhow::Result<()> {
    let (_, hard) = getrlimit(Resource::RLIMIT_NOFILE)?;
    setrlimit(Resource::RLIMIT_NOFILE, hard, hard).context("cannot raise the open-files limit")
}

/// The user and system time that processes have used: the same sum as in `/proc/PID/stat`, in nanoseconds instead of
/// hundredths of a second. Ended threads are counted; a process that has ended is an error.
///
/// # Errors
/// Where a process isn't there any more.
pub(crate) fn cpu_time(pids: &[u32]) -> anyhow::Result<Duration> {
    let mut sum = Duration::ZERO;
    for &pid in pids {
        let read = || clock_gettime(ClockId::pid_cpu_clock_id(Pid::from_raw(i32::try_from(pid).unwrap_or(i32::MAX)))?);
        sum += Duration::from(read().with_context(|| format!("cannot read the CPU clock of process {pid}"))?);
    }
    Ok(sum)
}

/// The memory of processes that is in RAM, in KiB.
///
/// # Errors
/// Where a process isn't there any more.
pub(crate) fn resident_kib(pids: &[u32]) -> anyhow::Result<u64> {
    let mut sum = 0;
    for pid in pids {
        let status = fs::read_to_string(format!("/proc/{pid}/status"));
        let status = status.with_context(|| format!("cannot read the memory of process {pid}"))?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
        let kib = line.and_then(|line| line.trim().strip_suffix(" kB")).and_then(|kib| kib.trim().parse::<u64>().ok());
        sum += kib.with_context(|| format!("cannot find VmRSS of process {pid}"))?;
    }
    Ok(sum)
}

/// The description of the machine that is printed with every table: ratios depend on it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Description {
    pub(crate) cores: usize,
    pub(crate) cpu: String,
    pub(crate) kernel: String,
    pub(crate) memory_gib: u64,
    /// How many tasks wanted to run, on average over the last minute, before the run began: 0 on a quiet machine.
    pub(crate) load_before: String,
}

impl Description {
    /// Reads it from the system; what can't be read is said to be unknown.
    pub(crate) fn read() -> Self {
        let field = |file: &str, name: &str| {
            let text = fs::read_to_string(file).unwrap_or_default();
            let value = text.lines().find_map(|line| line.strip_prefix(name)?.split_once(':').map(|(_, value)| value));
            value.map_or("unknown".to_owned(), |value| value.trim().to_owned())
        };
        let word = |file: &str, at: usize| {
            let text = fs::read_to_string(file).unwrap_or_default();
            text.split_whitespace().nth(at).unwrap_or("unknown").to_owned()
        };
        let memory_kib = field("/proc/meminfo", "MemTotal");
        let memory_kib = memory_kib.trim_end_matches(" kB").parse::<u64>().unwrap_or(0);
        Self {
            cores: cores(),
            cpu: field("/proc/cpuinfo", "model name"),
            kernel: word("/proc/version", 2),
            memory_gib: (memory_kib + 512 * 1024) / (1024 * 1024),
            load_before: word("/proc/loadavg", 0),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_process_that_works_uses_cpu_and_memory() {
        let own = [std::process::id()];
        let before = cpu_time(&own).unwrap();
        while cpu_time(&own).unwrap() < before + Duration::from_millis(5) {}
        assert!(resident_kib(&own).unwrap() > 100);
    }

    #[test]
    fn a_process_that_is_not_there_is_an_error() {
        // Beyond the largest process id that Linux gives (2^22).
        assert!(cpu_time(&[5_000_000]).is_err() && resident_kib(&[5_000_000]).is_err());
    }
}
