//! A circle's door: invites and sessions, of a secret only its hash. Folded by every server, sent to no browser.

mod event;
mod fold;

pub use event::{DOOR_FORMAT_VERSION, DoorBody, DoorHead, DoorWhat, SecretHash};
pub use fold::{Door, DoorRefusal, DoorVerdict, Invite, InviteFault, LabelOf, Session, Use};
