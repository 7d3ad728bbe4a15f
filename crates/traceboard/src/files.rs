//! How many files this process may have open, connections among them.

use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

/// Files for the store, its copies, the log lines and requests to other servers: some thirty at their busiest.
const OWN_FILES: u64 = 64;
/// Where the system names no limit: more connections than a machine has memory for.
const UNLIMITED: u64 = 1 << 20;

/// The limit, and how much of it is for connections.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Files {
    pub(crate) limit: u64,
    pub(crate) connections: usize,
}

/// Raises the soft limit to the hard one: shells and service managers leave it at 1,024 for programs that can't count further.
pub(crate) fn raise() -> Files {
    let Rlimit { current, maximum } = getrlimit(Resource::Nofile);
    let raised = setrlimit(Resource::Nofile, Rlimit { current: maximum, maximum });
    if let Err(error) = raised {
        tracing::warn!(error = %error, "cannot raise the limit of open files");
    }
    within(if raised.is_ok() { maximum } else { current }.unwrap_or(UNLIMITED))
}

fn within(limit: u64) -> Files {
    // A quarter at least, however low it is.
    let connections = limit.saturating_sub(OWN_FILES).max(limit / 4);
    Files { limit, connections: usize::try_from(connections).unwrap_or(usize::MAX) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn connections_leave_room_for_the_store() {
        assert_eq!(within(1_024).connections, 960);
        assert_eq!(within(64).connections, 16);
        assert_eq!(within(UNLIMITED).connections, 1_048_512);
    }
}
