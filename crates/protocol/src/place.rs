//! In which kind of space each deed is posted.

use traceboard_board::PodId;

use crate::Deed;

/// In which kind of space a deed is posted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Where {
    /// In any.
    Anywhere,
    /// In a circle.
    Circle,
    /// In a circle, and it is done in one of its pods, which its author needn't be in.
    IntoPod(PodId),
    /// In a pod.
    Pod,
}

impl Deed {
    /// In which kind of space it is posted.
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
