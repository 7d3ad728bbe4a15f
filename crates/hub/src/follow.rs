//! The live tail of one log.

use std::{sync::Arc, time::Duration};

use tokio::time::Instant;
use traceboard_log::{LogError, ReadError, Tailed, tail};
use traceboard_position::Position;

use crate::{LOG_PATIENCE, channel::Channel, hub::Inner};

/// How long to wait before a failing log is tried again: often enough that nobody sees the pause.
const RETRY: Duration = Duration::from_millis(250);

/// Hands on what the log tells, from `after` on. Returns when the log can't be followed any more.
pub(crate) async fn follow(hub: &Inner, channel: &Channel, after: Option<Position>) {
    let mut tail = tail(Arc::clone(&hub.log), channel.name.clone(), after);
    let mut failing: Option<Instant> = None;
    loop {
        let error = match tail.next().await {
            Ok(Tailed::Entries(entries)) => {
                failing = None;
                channel.publish(hub, &entries);
                continue;
            }
            Ok(Tailed::Touched(ids)) => {
                failing = None;
                channel.publish_touched(hub, &ids);
                continue;
            }
            Err(error) => error,
        };
        let since = *failing.get_or_insert_with(Instant::now);
        let mends = matches!(error, ReadError::Log(LogError::Unavailable { .. }));
        if !mends || since.elapsed() > LOG_PATIENCE {
            tracing::warn!(log.name = %channel.name, %error, "closing the subscribers of a log that can't be followed");
            return;
        }
        tracing::debug!(log.name = %channel.name, %error, "trying the log again");
        tokio::time::sleep(RETRY).await;
    }
}
