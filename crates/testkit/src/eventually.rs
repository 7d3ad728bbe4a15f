//! Waiting for a condition, with an end.

use std::{fmt::Debug, future::Future, time::Duration};

use anyhow::anyhow;
use tokio::time::Instant;

/// The pause between two checks.
const PAUSE: Duration = Duration::from_millis(20);

/// Calls `look` again until it succeeds, for about `deadline` at most.
///
/// # Errors
/// Names the condition, and the error of the last check.
pub async fn eventually<T, E, F, Fut>(deadline: Duration, what: &str, mut look: F) -> anyhow::Result<T>
where
    E: Debug,
    F: FnMut() -> Fut,
    Fut: Future<Output = Result<T, E>>,
{
    let end = Instant::now() + deadline;
    loop {
        match look().await {
            Ok(found) => return Ok(found),
            Err(last) if Instant::now() >= end => {
                return Err(anyhow!("waited {deadline:?} for {what}; the last look said {last:?}"));
            }
            Err(_) => tokio::time::sleep(PAUSE).await,
        }
    }
}
