//! The kind of space in which each deed is posted.

use traceboard_board::PodId;

use crate::Deed;

/// The kind of space in which a deed is posted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Where {
    /// In any.
    Anywhere,
    /// In a circle.
    Circle,
    /// In a circle, although it acts on one of its pods, because its author may not be in the pod.
    IntoPod(PodId),
    /// In a pod.
    Pod,
}

impl Deed {
    /// The kind of space in which it is posted.
    #[must_use]
    pub fn place(&self) -> Where {
        match self {
            Self::CallPod { .. } | Self::Rename { .. } | Self::LeaveCircle | Self::ChangeCircle { .. } => Where::Circle,
            Self::StepIn { pod } | Self::DeclinePod { pod } => Where::IntoPod(*pod),
            Self::LeavePod
            | Self::AskToTell { .. }
            | Self::InviteToPod { .. }
            | Self::ExtendPod { .. }
            | Self::RestPod { .. }
            | Self::ClosePod => Where::Pod,
            _ => Where::Anywhere,
        }
    }
}
