//! Who may be in a space, judged by what is folded now.

use std::sync::Arc;

use traceboard_board::{MemberId, door::Door};
use traceboard_protocol::Code;

use super::Space;
use crate::{fold::Fold, refusal::Refused};

/// What lies before a space: whoever is in it must also stand in its board.
pub(crate) enum Gate {
    /// A circle's door, with its sessions.
    Door(Arc<Fold<Door>>),
}

impl Gate {
    /// Folds what it judges by up to the head.
    pub(super) async fn reach_head(&self) -> Result<(), Refused> {
        match self {
            Self::Door(door) => door.reach_head().await,
        }
    }

    /// Whom a session's token belongs to, if they may be in the space.
    pub(super) fn member_now(&self, space: &Space, token_hash: &str) -> Result<MemberId, Refused> {
        let id = space.space.0;
        match self {
            Self::Door(door) => {
                let session = door.read().state.session(token_hash);
                let Some(session) = session else {
                    return Err(Refused::new(Code::NotSignedIn, format!("cannot enter circle {id}: no such session")));
                };
                if space.board.read().state.is_present(session.member) {
                    return Ok(session.member);
                }
                let message = format!("cannot enter circle {id}: member {} is not with it", session.member);
                Err(Refused::new(Code::NotAMember, message))
            }
        }
    }
}
