//! One live tail per viewed log, fanned out to many subscribers.
//!
//! Owns subscriptions, catch-up, fan-out, presence, slow readers and draining. Never knows axum or Redis, and never
//! looks into an entry: it gets an encoder, and hands on what that made.
//!
//! A viewed log has one ring of its last frames, encoded once. A subscriber is a cursor into that ring, woken together
//! with all others, and takes what is new in one batch. Who comes with a position that the ring doesn't remember reads
//! pages of history, shared with all who read the same, until the ring is joined by position.
#![warn(missing_docs)]

mod channel;
mod config;
mod feed;
mod follow;
mod hub;
mod page;
mod presence;
mod ring;
mod roster;
mod seat;
mod subscription;

pub use config::*;
pub use feed::{Batch, Bound, Closed, Encoder, Feed, SubscribeError};
pub use hub::{Hub, Load};
pub use subscription::Subscription;
