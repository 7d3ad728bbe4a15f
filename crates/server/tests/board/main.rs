//! The board as states: who sees which rows, by which way, and what no answer says.
#![allow(clippy::unwrap_used)]

#[path = "../support/mod.rs"]
mod support;

/// Runs what takes a [`support::Store`] as a test on each kind.
macro_rules! on_both_logs {
    ($($name:ident),* $(,)?) => {
        mod embedded {
            use crate::support::Store;
            $(#[tokio::test] async fn $name() { super::$name(Store::embedded()).await })*
        }
        mod redis {
            use crate::support::Store;
            $(#[tokio::test] async fn $name() { super::$name(Store::redis().await).await })*
        }
    };
}
pub(crate) use on_both_logs;

mod agreements;
mod budding;
mod feeds;
mod figures;
mod former_names;
mod hooks;
mod let_in;
mod meetings;
mod photos;
mod pod_rights;
mod pods;
mod programs;
mod push;
mod retros;
mod returning;
mod rights;
mod rounds;
mod search;
mod sisters;
mod snapshot;
mod spaces;
mod spans;
mod stories;
mod story;
mod unsettled;
mod ways;
mod weave;
