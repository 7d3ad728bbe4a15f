//! Why following has ended for good.

use traceboard_protocol::{Code, Problem};

use crate::ClientError;

/// Why the client does not reconnect by itself.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum End {
    /// No history of this log goes on from the position that was named.
    #[error("cannot follow the board: no history of its log goes on from that position")]
    ResumeImpossible,
    /// The server speaks another version of the protocol: this program has to be updated.
    #[error("cannot follow the board: the server speaks another version of the protocol; update this program")]
    Outdated,
    /// The server refused, and will again.
    #[error("cannot follow the board: {}", .0.message)]
    Refused(Problem),
    /// The server closed the socket for good: the session was closed, the member removed, or too many sockets are open.
    #[error("cannot follow the board: the server closed the socket with {code} {reason}")]
    Closed {
        /// By [`traceboard_protocol::CloseCode`].
        code: u16,
        /// In words.
        reason: String,
    },
    /// No connection can be opened to the address.
    #[error("cannot follow the board: {0}")]
    Address(String),
}

impl End {
    /// The end for a refusal that will not change by itself.
    pub(crate) fn refused(problem: Problem) -> Self {
        match problem.code {
            Code::Reload => Self::Outdated,
            Code::ResumeImpossible => Self::ResumeImpossible,
            _ => Self::Refused(problem),
        }
    }

    /// The end for a failed call; `None` if the call may succeed later.
    pub(crate) fn of(error: &ClientError) -> Option<Self> {
        match error {
            ClientError::Refused { problem, .. } if !problem.retry => Some(Self::refused(problem.clone())),
            ClientError::Untrusted { .. } => Some(Self::Address(error.to_string())),
            // A proxy's page in place of an answer is temporary, as a lost connection is.
            ClientError::Refused { .. } | ClientError::Unreachable { .. } | ClientError::Unreadable { .. } => None,
        }
    }
}
