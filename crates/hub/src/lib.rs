//! Followers of spaces: shared frames, catching up, presence and draining.
//!
//! A follower is an audience and a position. One publisher task for each space asks its [`Source`] for what changed
//! since the position published last, once for each audience, and offers that one frame to every [`Line`] itself,
//! without waking the connections' tasks. A follower whose line is busy, or that is further behind, is left to its own
//! task, which asks for merged states from its own position. So no connection is closed for being slow.
//!
//! Never knows a web framework, a log, an event or JSON.
#![warn(missing_docs)]

mod bound;
mod cache;
mod channel;
mod config;
mod cursor;
mod follower;
mod frame;
mod hub;
mod line;
mod offer;
mod presence;
mod publisher;
mod registration;
mod roster;
mod rows;
mod source;
mod subscriber;

pub use bound::{Bound, FollowError};
pub use channel::{Channel, Notifier};
pub use config::*;
pub use follower::{CaughtUp, Follower};
pub use frame::Frame;
pub use hub::{Hub, Load};
pub use line::{Kind, Line, Offered};
pub use source::{AudienceKey, Ended, Identity, Source, States};
