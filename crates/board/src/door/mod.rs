//! A circle's door: invites, sessions and links that show something, of a secret only its hash. Folded by every server, sent to no browser.

mod event;
mod fold;
mod links;
mod pods;
mod sisters;

pub use event::{DOOR_FORMAT_VERSION, DoorBody, DoorHead, DoorWhat, SecretHash, Shows};
pub use fold::{Door, DoorRefusal, DoorVerdict, Invite, InviteFault, LabelOf, Session, Use};
pub use links::{LINKS_MAX, Link};
pub use pods::{OwnPods, PodIndex};
pub use sisters::SISTERS_MAX;
