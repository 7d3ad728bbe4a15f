//! What can go wrong, by what the caller can do.

use std::time::Duration;

use traceboard_protocol::Problem;

/// A call failed.
#[derive(Debug, thiserror::Error)]
pub enum ClientError {
    /// The server refused. [`Problem::retry`] is whether the same call may succeed later.
    #[error("{}", refused(operation, &problem.message))]
    Refused {
        /// The operation.
        operation: &'static str,
        /// The server's reason.
        problem: Problem,
    },
    /// No answer came. Whether the server acted is unknown: all calls are safe to send again with the same ids.
    #[error("cannot {operation}: the server at {base} can't be reached")]
    Unreachable {
        /// The operation.
        operation: &'static str,
        /// The server's address.
        base: String,
        /// Why.
        #[source]
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// The server's certificate is not signed by an authority that this machine trusts.
    #[error(
        "cannot {operation}: the certificate of {base} is not trusted here: {reason}; where it is your own, name the file of \
         its authority in SSL_CERT_FILE"
    )]
    Untrusted {
        /// The operation.
        operation: &'static str,
        /// The server's address.
        base: String,
        /// What is wrong with the certificate.
        reason: String,
    },
    /// The answer isn't one of Traceboard's: another program, a proxy, or a later version answered.
    #[error("cannot {operation}: the answer of {base} can't be read: {reason}")]
    Unreadable {
        /// The operation.
        operation: &'static str,
        /// The server's address.
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
