//! A refusal, before it becomes an answer.

use std::sync::Arc;

use traceboard_board::{PodId, Refusal, door::InviteFault};
use traceboard_log::{LogError, ReadError};
use traceboard_protocol::{Code, Fault, Problem, ServerFrame, SpaceId};

/// A refusal: a row of the error table, and words that name operation and input.
///
/// Shown, as in a log line, it names the cause of a failure of ours; what is answered says nothing of our inside.
#[derive(Clone, Debug, thiserror::Error)]
#[error("{}", self.cause.as_deref().unwrap_or(&self.message))]
pub struct Refused {
    /// The row.
    pub code: Code,
    /// Operation and input.
    pub message: String,
    /// When it may be tried again, in milliseconds, where that is known.
    pub retry_after_ms: Option<u64>,
    /// What failed, for the log alone; none where the refusal is no failure of ours.
    cause: Option<Arc<str>>,
}

impl Refused {
    pub(crate) fn new(code: Code, message: impl Into<String>) -> Self {
        Self { code, message: message.into(), retry_after_ms: None, cause: None }
    }

    /// With when it may be tried again, where that is known.
    pub(crate) fn again(self, retry_after_ms: Option<u64>) -> Self {
        Self { retry_after_ms, ..self }
    }

    /// A refusal by the fold.
    pub(crate) fn by_fold(operation: &str, refusal: Refusal) -> Self {
        let code = Code::from(refusal);
        Self::new(code, format!("cannot {operation}: {}", code.row().meaning))
    }

    /// A session that began by a host's link doesn't open the pods of its member by itself.
    pub(crate) fn held(pod: PodId) -> Self {
        let message =
            format!("cannot enter pod {pod}: this way in was a host's link, and nobody in the pod has let it in");
        Self::new(Code::NotInPod, message)
    }

    /// An internal error. The answer has no details.
    pub(crate) fn internal(operation: &str, error: &dyn std::fmt::Display) -> Self {
        let cause = Some(format!("cannot {operation}: {error}").into());
        Self { cause, ..Self::new(Code::Internal, format!("cannot {operation}")) }
    }

    /// Logs a failure of ours. For whoever answers with it, once: the span they are in names the circle.
    pub(crate) fn log_failure(&self) {
        match self.code {
            _ if self.cause.is_none() => {}
            Code::Internal => tracing::error!(error = %self, "a request failed"),
            _ => tracing::warn!(error = %self, "the log is unavailable"),
        }
    }

    /// As the frame that closes a space to its follower. A failure of ours is logged.
    pub(crate) fn closes(self, space: SpaceId) -> ServerFrame {
        self.log_failure();
        ServerFrame::Closed { space, code: self.code, message: self.message }
    }

    /// Whether it is a failure of ours.
    pub(crate) fn is_failure(&self) -> bool {
        self.cause.is_some()
    }

    pub(crate) fn problem(&self) -> Problem {
        Problem {
            code: self.code,
            message: self.message.clone(),
            retry: self.code.row().retry,
            retry_after_ms: self.retry_after_ms,
        }
    }
}

impl From<(Code, Fault)> for Refused {
    fn from((code, fault): (Code, Fault)) -> Self {
        Self::new(code, fault.0)
    }
}

impl From<InviteFault> for Refused {
    fn from(fault: InviteFault) -> Self {
        let code = match fault {
            InviteFault::Unknown => Code::UnknownInvite,
            InviteFault::Revoked => Code::InviteRevoked,
            InviteFault::Expired => Code::InviteExpired,
            InviteFault::UsedUp => Code::InviteUsedUp,
        };
        Self::new(code, format!("cannot use the invite: {}", code.row().meaning))
    }
}

impl From<LogError> for Refused {
    fn from(error: LogError) -> Self {
        match error {
            LogError::Unavailable { .. }
            | LogError::Closed { .. }
            | LogError::Refuses { .. }
            | LogError::Gone { .. }
            | LogError::Newer { .. } => {
                Self { cause: Some(chain(&error).into()), ..Self::new(Code::LogUnavailable, error.to_string()) }
            }
            other => Self::internal("use the log", &chain(&other)),
        }
    }
}

impl From<ReadError> for Refused {
    fn from(error: ReadError) -> Self {
        match error {
            ReadError::Log(error) => error.into(),
            ReadError::NotResumable { .. } => Self::new(Code::ResumeImpossible, error.to_string()),
        }
    }
}

/// An error with its causes, in one line.
pub(crate) fn chain(error: &(dyn std::error::Error + 'static)) -> String {
    let causes = std::iter::successors(error.source(), |cause| cause.source());
    causes.fold(error.to_string(), |text, cause| format!("{text}: {cause}"))
}
