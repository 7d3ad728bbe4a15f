//! A log, folded from its checkpoint or its first entry up to its head.

use std::sync::Arc;

use traceboard_log::{Log, LogName, ReadError, Tail, tail};
use traceboard_position::Position;

use super::{At, State};
use crate::refusal::chain;

/// Folds a log up to the head that it has now: from its checkpoint, where history goes on from there, else from its first entry.
pub(super) async fn fold_whole<S: State>(log: &Arc<dyn Log>, name: &LogName) -> Result<(Tail, At<S>), ReadError> {
    let head = log.head(name).await?;
    let checkpoint = log.checkpoint(name).await.unwrap_or_else(|error| {
        tracing::warn!(error = %chain(&error), "cannot read the checkpoint; folding from the first entry");
        None
    });
    let restored = checkpoint.and_then(|bytes| S::restore(&bytes)).filter(|(_, position)| Some(*position) <= head);
    if let Some((state, position)) = restored {
        match fold_up_to(log, name, head, At { position: Some(position), state, since_checkpoint: 0 }).await {
            // Another history has begun since the checkpoint was made.
            Err(ReadError::NotResumable { .. }) => {}
            folded => return folded,
        }
    }
    fold_up_to(log, name, head, At::default()).await
}

async fn fold_up_to<S: State>(
    log: &Arc<dyn Log>,
    name: &LogName,
    head: Option<Position>,
    mut at: At<S>,
) -> Result<(Tail, At<S>), ReadError> {
    // Where the checkpoint is at the head nothing will be read, and only the log can tell whether it is the same history.
    if at.position.is_some() && at.position == head {
        log.read(name, at.position).await?;
    }
    let mut entries = tail(Arc::clone(log), name.clone(), at.position);
    while at.position < head {
        at.apply(&entries.next().await?, name, &());
    }
    Ok((entries, at))
}
