//! Routes, sockets, sessions, limits and pages.
//!
//! Owns who may do what: every request is a member's of one circle, checked against that circle's folded door and board.
//! Never knows the client, nor in which store the log is.
#![warn(missing_docs)]

mod accept;
mod answer;
mod app;
mod assets;
mod circle;
mod circles;
mod config;
mod encode;
mod fold;
mod limits;
pub mod link;
mod metrics;
mod names;
mod origin;
mod refusal;
mod routes;
mod run;
mod secret;
mod session;
mod socket;
mod state;
mod touches;
mod transfer;

pub use circle::{Circle, Entered, MadeInvite};
pub use circles::{Circles, FreshLinks, NewCircle};
pub use config::{Config, PublicUrl, PublicUrlError};
pub use refusal::Refused;
pub use routes::openapi;
pub use run::{circles, run};
pub use secret::Secret;
