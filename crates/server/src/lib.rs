//! Routes, sockets, sessions, limits and pages.
//!
//! Owns who may do what: every request is a member's of one circle, checked against that circle's folded door and board.
//! Never knows the client, nor in which store the log is.
#![warn(missing_docs)]

mod accept;
mod app;
mod assets;
mod atom;
mod authority;
mod byline;
mod circle;
mod circles;
mod config;
mod connection;
mod extract;
mod fold;
mod founding;
mod headers;
mod hooks;
mod indexes;
mod leftover;
mod limits;
mod line;
pub mod link;
mod metrics;
mod names;
mod origin;
mod packed;
mod photos;
mod push;
mod reachable;
mod readiness;
mod refusal;
mod routes;
mod run;
mod secret;
mod seeding;
mod session;
mod settling;
mod sisters;
mod slots;
mod space;
mod state;
mod story;
mod touches;
mod transfer;
mod words;

pub use circle::{Circle, Entered, MadeInvite};
pub use circles::{Circles, FreshLinks};
pub use config::{Config, PublicUrl, PublicUrlError};
pub use founding::NewCircle;
pub use refusal::Refused;
pub use routes::openapi;
pub use run::{circles, run};
pub use secret::Secret;
pub use slots::ordinary as ordinary_connections;
