//! Whether Redis holds any log: one that seems not to have begun may have lost its keys.

use ::redis::{ErrorKind, RedisError, ServerErrorKind, cmd};

use super::{RedisLog, explain, keys, probe};
use crate::{
    LogError,
    error::{BEGIN_ANEW, not_empty},
};

/// How many keys Redis looks at in one call: a millisecond's work.
const KEYS_A_CALL: usize = 1_000;
/// How many calls there are at most: a Redis with more than a million keys of other programs, and none of ours among them, counts as
/// empty.
const CALLS_MAX: usize = 1_000;

impl RedisLog {
    /// As [`Log::require_empty`](crate::Log::require_empty). Of a cluster it asks the node that it is connected to.
    pub(super) async fn refuse_if_begun(&self) -> Result<(), LogError> {
        let mut cursor = "0".to_owned();
        for _ in 0..CALLS_MAX {
            let mut scan = cmd("SCAN");
            scan.arg(&cursor).arg("MATCH").arg(keys::ALL_ENTRIES).arg("COUNT").arg(KEYS_A_CALL);
            let page = match self.inner.link.query(&scan).await {
                Err(error) if is_forbidden(&error) => {
                    tracing::warn!(%error, "cannot tell whether logs are there that this one has lost");
                    return Ok(());
                }
                page => page.and_then(|page| Ok(::redis::from_redis_value::<(String, Vec<Vec<u8>>)>(page)?)),
            };
            let (next, found) = explain(BEGIN_ANEW, "store", false, async { page }).await?;
            if let Some(log) =
                found.iter().filter_map(|key| keys::log_of_entries(key)).find(|log| !probe::is_probe(log))
            {
                return Err(not_empty(log));
            }
            if next == "0" {
                break;
            }
            cursor = next;
        }
        Ok(())
    }
}

fn is_forbidden(error: &RedisError) -> bool {
    error.kind() == ErrorKind::Server(ServerErrorKind::NoPerm)
}
