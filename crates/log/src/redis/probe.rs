//! Whether Redis accepts writes: tested by a real append.

use ::redis::cmd;
use uuid::Uuid;

use super::{RedisLog, keys::Keys};
use crate::{LogError, LogName, NewEntry, Outcome};

/// The probe log is deleted once it has as many entries; each has about 200 bytes.
const PROBES_KEPT: u64 = 100;

const GROUP: &str = "store";
const NAME: &str = "probe";

/// Whether a log is that of probes.
pub(super) fn is_probe(log: &LogName) -> bool {
    log.group() == GROUP && log.name() == NAME
}

impl RedisLog {
    /// Appends to a log of the store. Its group cannot be a circle's: those are UUIDs.
    pub(super) async fn try_append(&self) -> Result<(), LogError> {
        let operation = "probe";
        let log = LogName::new(GROUP, NAME).map_err(|error| LogError::Damaged {
            operation,
            log: "store".to_owned(),
            reason: error.to_string(),
        })?;
        let number = u128::from(self.draw(operation, "store")?);
        let probe = NewEntry {
            id: Uuid::from_u128(number),
            head: "{}".into(),
            body: None,
            touches: Vec::new(),
            // The lowest format, so that any version can probe.
            format: 0,
            unsettles: false,
            photo: None,
        };
        let outcomes = match self.append_all(&log, vec![probe.clone()]).await {
            // Somebody deleted or altered one of its keys. Nobody reads this log, so what is left of it may go: kept, it would
            // have a server that accepts all else call itself not ready until somebody deletes the rest.
            Err(LogError::Damaged { .. } | LogError::Newer { .. }) => {
                self.drop_probes(operation, &log).await?;
                self.append_all(&log, vec![probe]).await?
            }
            appended => appended?,
        };
        match outcomes[..] {
            [Outcome::Appended { position, .. }] if position.seq >= PROBES_KEPT => {
                self.drop_probes(operation, &log).await
            }
            _ => Ok(()),
        }
    }

    async fn drop_probes(&self, operation: &'static str, log: &LogName) -> Result<(), LogError> {
        let mut delete = cmd("UNLINK");
        delete.arg(&Keys(log).all());
        self.ask(operation, log, true, &delete).await.map(drop)
    }
}
