//! The client against a real server, over a good network and a bad one.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod door;
mod rows;
mod sending;
mod support;
