//! A circle's door: invites, sessions and read-only links, of secrets only the hash. Folded by every server, sent to no
//! browser.

mod event;
mod fold;
mod hooks;
mod invites;
mod links;
mod own;
mod pods;
mod programs;
mod pushes;
mod session;
mod sisters;
mod walls;

pub use event::{DOOR_FORMAT_VERSION, DoorBody, DoorHead, DoorWhat, HookAddress, PushAddress, SecretHash, Shows};
pub use fold::{Door, DoorRefusal, DoorVerdict};
pub use hooks::{HOOKS_MAX, Hook};
pub use invites::{Invite, InviteFault, LabelOf, Use};
pub use links::{LINKS_MAX, Link};
pub use own::OwnPods;
pub use pods::{MembersPods, PodIndex};
pub use programs::{PROGRAMS_MAX, Program};
pub use pushes::PUSHES_MAX;
pub use session::{SESSION_UNUSED_MS_MAX, Session};
pub use sisters::SISTERS_MAX;
pub use walls::{WALL_DELAY_MS_MAX, Wall};
