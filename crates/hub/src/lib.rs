//! One live tail per viewed log, fanned out to many subscribers.
//!
//! Owns subscriptions, catch-up, fan-out, presence, slow readers and draining. Never knows axum or Redis, and never
//! looks into an entry: it gets an encoder, and hands on what that made.
#![warn(missing_docs)]

mod config;
mod feed;
mod hub;
mod subscription;

pub use config::*;
pub use feed::{Batch, Bound, Closed, Encoder, Feed, SubscribeError};
pub use hub::Hub;
pub use subscription::Subscription;
