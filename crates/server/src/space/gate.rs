//! Who may be in a space, checked against the present folds.

use std::sync::Arc;

use traceboard_board::{Event, MemberId, Pattern, PodId, Refusal, What, door::Door};
use traceboard_protocol::Code;

use super::{Space, post::operation};
use crate::{circle::Circle, fold::Fold, refusal::Refused};

/// The outer check of a space; its members must also be on its board.
pub(crate) enum Gate {
    /// A circle's door, with its sessions.
    Door(Arc<Fold<Door>>),
    /// The circle of a pod: who may be in the pod must be in both, by now.
    Circle(Arc<Circle>),
}

impl Gate {
    /// Folds what it judges by up to the head.
    pub(super) async fn reach_head(&self) -> Result<(), Refused> {
        match self {
            Self::Door(door) => door.reach_head().await,
            Self::Circle(circle) => {
                circle.door.reach_head().await?;
                circle.board.reach_head().await
            }
        }
    }

    /// Whom a session's token belongs to, if they may be in the space.
    pub(super) fn member_now(&self, space: &Space, token_hash: &str) -> Result<MemberId, Refused> {
        let id = space.space.0;
        match self {
            Self::Door(door) => {
                let session = door.read().state.session(token_hash).filter(|session| !space.is_unused(session));
                let Some(session) = session else {
                    return Err(Refused::new(Code::NotSignedIn, format!("cannot enter circle {id}: no such session")));
                };
                if space.board.read().state.is_present(session.member) {
                    return Ok(session.member);
                }
                let message = format!("cannot enter circle {id}: member {} is not with it", session.member);
                Err(Refused::new(Code::NotAMember, message))
            }
            Self::Circle(circle) => {
                let member = circle.member_now(token_hash)?;
                if !circle.door.read().state.opens(token_hash, PodId(id)) {
                    return Err(Refused::held(PodId(id)));
                }
                if space.board.read().state.is_present(member) {
                    return Ok(member);
                }
                Err(Refused::new(Code::NotInPod, format!("cannot enter pod {id}: only its members may")))
            }
        }
    }

    /// Refuses where what it lends or judges by can't be read.
    pub(super) fn require_trusted(&self) -> Result<(), Refused> {
        match self {
            // Its board is asked by whoever asks this.
            Self::Door(_) => Ok(()),
            Self::Circle(circle) => circle.board.require_trusted(),
        }
    }

    /// Refuses what a pod's own board can't know of: a deed of a pattern that its circle has switched off, or an invitation of
    /// somebody who isn't there.
    pub(super) fn allows(&self, event: &Event) -> Result<(), Refused> {
        let Self::Circle(circle) = self else { return Ok(()) };
        let (what, circle) = (&event.head.what, circle.board.read());
        let refusal = match what {
            What::PodInvited { member } if !circle.state.is_present(*member) => Refusal::UnknownMember,
            // In a circle's own log that is somebody who comes into the circle.
            What::MemberJoined { .. } if circle.state.is_off(Pattern::Pods) => Refusal::PatternOff,
            what if circle.state.is_switched_off(what) => Refusal::PatternOff,
            _ => return Ok(()),
        };
        Err(Refused::by_fold(operation(what), refusal))
    }

    /// The circle of a pod; none for a circle's own space.
    pub(crate) fn circle(&self) -> Option<&Arc<Circle>> {
        match self {
            Self::Door(_) => None,
            Self::Circle(circle) => Some(circle),
        }
    }
}
