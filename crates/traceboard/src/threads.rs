//! Whether as many threads may be started as the program needs: what starts them later ends the process where it gets none.

use std::{
    io::Error,
    sync::Mutex,
    thread::{Builder, available_parallelism, scope},
};

/// Threads beside the runtime's workers: for log lines, for what is printed, for the store, and some that wait for a disk.
const OWN: usize = 8;
/// The stack of a thread that only waits.
const STACK_BYTES: usize = 64 * 1024;

/// Starts as many threads as the program needs at once, and ends them again.
///
/// # Errors
/// A sentence that says what bounds them.
pub(crate) fn require() -> Result<(), Error> {
    start(available_parallelism().map_or(1, usize::from) + OWN, STACK_BYTES)
}

fn start(count: usize, stack: usize) -> Result<(), Error> {
    let gate = Mutex::new(());
    let closed = gate.lock();
    let started = scope(|threads| {
        let started = (0..count).try_for_each(|_| {
            let waits = || drop(gate.lock());
            Builder::new().stack_size(stack).spawn_scoped(threads, waits).map(drop)
        });
        drop(closed);
        started
    });
    started.map_err(|error| {
        Error::other(format!(
            "the system allows no more (`ulimit -u`, `TasksMax=`, `pids.max`, or its memory): {error}"
        ))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn threads_that_cannot_be_started_are_an_error_and_those_that_were_end() {
        assert!(require().is_ok());
        // No address space has room for such a stack.
        let refused = start(2, usize::MAX / 4).map_err(|error| error.to_string());
        assert!(refused.as_ref().is_err_and(|told| told.contains("ulimit -u")), "{refused:?}");
    }
}
