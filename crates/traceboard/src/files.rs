//! How many files this process may have open, connections among them.

use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

/// Files for the store, its copies, the log lines and requests to other servers: some thirty at their busiest.
const OWN_FILES: u64 = 64;
/// Where the system names no limit: more connections than a machine has memory for.
const UNLIMITED: u64 = 1 << 20;

/// The limit of open files, and how many of them may be connections.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Files {
    pub(crate) limit: u64,
    pub(crate) connections: usize,
}

/// Raises the soft limit to the hard one: shells and service managers set it to 1,024 for old programs, which use `select` and can't handle more.
pub(crate) fn raise() -> Files {
    let Rlimit { current, maximum } = getrlimit(Resource::Nofile);
    let raised = setrlimit(Resource::Nofile, Rlimit { current: maximum, maximum });
    if let Err(error) = raised {
        tracing::warn!(error = %error, "cannot raise the limit of open files");
    }
    divide(if raised.is_ok() { maximum } else { current }.unwrap_or(UNLIMITED))
}

fn divide(limit: u64) -> Files {
    // Connections get at least a quarter, however low the limit is.
    let connections = limit.saturating_sub(OWN_FILES).max(limit / 4);
    Files { limit, connections: usize::try_from(connections).unwrap_or(usize::MAX) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn connections_leave_room_for_the_store() {
        assert_eq!(divide(1_024).connections, 960);
        assert_eq!(divide(64).connections, 16);
        assert_eq!(divide(UNLIMITED).connections, 1_048_512);
    }
}
