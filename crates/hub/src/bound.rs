//! Why a follower is refused.

use crate::Ended;

/// Which bound leaves no room for another follower.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bound {
    /// [`Config::followers_max`].
    Hub,
    /// [`Config::followers_per_member_max`].
    Member,
}

/// Why a follower is refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum FollowError {
    /// The space ended it at once.
    #[error("cannot follow: {0}")]
    Ended(#[from] Ended),
    /// There is no room.
    #[error("cannot follow: there are as many followers as the {0:?} may have")]
    Full(Bound),
}
