//! A server on a machine that fails it: its output, its files, its threads, its end.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod damage;
mod ending;
mod files;
mod hall;
mod lines;
mod output;
mod running;
mod threads;

use std::time::Duration;

/// The bound of every wait; reached only where something hangs. Generous, because test machines are shared.
const PATIENCE: Duration = Duration::from_secs(60);
