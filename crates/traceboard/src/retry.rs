//! Repeats calls that may succeed later. That is safe, because the ids of what they append are made before the first attempt.

use std::{future::Future, time::Duration};

use traceboard_client::ClientError;

/// How many attempts a call gets.
const TRIES_MAX: u32 = 6;
/// The first wait, doubled up to [`WAIT_LONGEST`].
const WAIT_FIRST: Duration = Duration::from_millis(250);
/// The longest wait, also where a server asks for more.
const WAIT_LONGEST: Duration = Duration::from_secs(5);

/// Calls until it succeeds, is refused for good, or has had all its attempts: about eight seconds in all.
pub(crate) async fn call<T, F>(mut attempt: impl FnMut() -> F) -> Result<T, ClientError>
where
    F: Future<Output = Result<T, ClientError>>,
{
    let mut wait = WAIT_FIRST;
    for _ in 1..TRIES_MAX {
        match attempt().await {
            Err(error) if error.may_succeed_later() => {
                tokio::time::sleep(error.retry_after().unwrap_or(wait).min(WAIT_LONGEST)).await;
                wait = (wait * 2).min(WAIT_LONGEST);
            }
            done => return done,
        }
    }
    attempt().await
}

/// Waits for as long as a refusal says, at most [`WAIT_LONGEST`].
pub(crate) async fn wait(retry_after_ms: Option<u64>) {
    tokio::time::sleep(retry_after_ms.map_or(WAIT_FIRST, Duration::from_millis).min(WAIT_LONGEST)).await;
}
