//! What can go wrong, by what the caller can do.

use std::time::Duration;

use traceboard_protocol::Problem;

/// A call failed.
#[derive(Debug, thiserror::Error)]
pub enum ClientError {
    /// The server said no, and why. [`Problem::retry`] tells whether the same call may succeed later.
    #[error("{}", refused(operation, &problem.message))]
    Refused {
        /// What was asked.
        operation: &'static str,
        /// What the server said.
        problem: Problem,
    },
    /// No answer came. Whether the server acted is unknown: all calls are safe to send again with the same ids.
    #[error("cannot {operation}: the server at {base} can't be reached")]
    Unreachable {
        /// What was asked.
        operation: &'static str,
        /// Of whom.
        base: String,
        /// Why.
        #[source]
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// Whoever answers can't prove to be that server: its certificate isn't vouched for by anyone whom this machine trusts.
    #[error(
        "cannot {operation}: the certificate of {base} is not trusted here: {reason}; where it is your own, name the file of \
         its authority in SSL_CERT_FILE"
    )]
    Untrusted {
        /// What was asked.
        operation: &'static str,
        /// Of whom.
        base: String,
        /// What is wrong with the certificate.
        reason: String,
    },
    /// The answer isn't one of Traceboard's: another program, a proxy, or a later version answered.
    #[error("cannot {operation}: the answer of {base} can't be read: {reason}")]
    Unreadable {
        /// What was asked.
        operation: &'static str,
        /// Of whom.
        base: String,
        /// What is wrong with it.
        reason: String,
    },
}

/// A server of ours names what it refused by itself; what else answers, a proxy for example, doesn't.
fn refused(operation: &str, message: &str) -> String {
    if message.starts_with("cannot ") { message.to_owned() } else { format!("cannot {operation}: {message}") }
}

impl ClientError {
    /// Whether the same call may succeed later.
    #[must_use]
    pub fn may_succeed_later(&self) -> bool {
        match self {
            Self::Refused { problem, .. } => problem.retry,
            Self::Unreachable { .. } => true,
            Self::Untrusted { .. } | Self::Unreadable { .. } => false,
        }
    }

    /// How long the server asked to wait.
    #[must_use]
    pub fn retry_after(&self) -> Option<Duration> {
        match self {
            Self::Refused { problem, .. } => problem.retry_after_ms.map(Duration::from_millis),
            Self::Unreachable { .. } | Self::Untrusted { .. } | Self::Unreadable { .. } => None,
        }
    }
}
