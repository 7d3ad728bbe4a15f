//! Waiting for a condition, with an end.

use std::{future::Future, time::Duration};

/// How long a test waits for something that should happen soon. Generous, because test machines are shared; a test that
/// passes never waits this long.
pub const PATIENCE: Duration = Duration::from_secs(30);

/// How long between two looks.
const PAUSE: Duration = Duration::from_millis(20);

/// Looks again and again until `look` gives something, at most [`PATIENCE`].
///
/// # Errors
/// Names what was waited for, and what the last look said.
pub async fn eventually<T, F, Fut>(what: &str, mut look: F) -> anyhow::Result<T>
where
    F: FnMut() -> Fut,
    Fut: Future<Output = anyhow::Result<T>>,
{
    let deadline = tokio::time::Instant::now() + PATIENCE;
    loop {
        match look().await {
            Ok(found) => return Ok(found),
            Err(last) if tokio::time::Instant::now() >= deadline => {
                return Err(last.context(format!("waited {} s for {what}", PATIENCE.as_secs())));
            }
            Err(_) => tokio::time::sleep(PAUSE).await,
        }
    }
}
