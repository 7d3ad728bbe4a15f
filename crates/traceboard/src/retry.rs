//! Trying again what may succeed later. Calls are safe to repeat: what they append goes by ids made before.

use std::{future::Future, time::Duration};

use traceboard_client::ClientError;

/// How often a call is tried.
const TRIES_MAX: u32 = 6;
/// The first wait, doubled up to [`WAIT_LONGEST`].
const WAIT_FIRST: Duration = Duration::from_millis(250);
/// The longest wait, also where a server asks for more.
const WAIT_LONGEST: Duration = Duration::from_secs(5);

/// Calls until it succeeds, is refused for good, or was tried often enough: about eight seconds.
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

/// Waits for as long as a refusal said, within reason.
pub(crate) async fn wait(told_ms: Option<u64>) {
    tokio::time::sleep(told_ms.map_or(WAIT_FIRST, Duration::from_millis).min(WAIT_LONGEST)).await;
}
