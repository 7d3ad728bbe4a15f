//! The bounds that every store checks before it acts, and the rules for stamps and touches.

use uuid::Uuid;

use crate::{
    APPEND_ENTRIES_MAX, BODIES_MAX, CHECKPOINT_BYTES_MAX, CLOCK_AHEAD_MS_MAX, LogError, LogName, NewEntry, NewPhoto,
    PART_BYTES_MAX, PHOTO_ABOUT_BYTES_MAX, PHOTO_BYTES_MAX, SIGNAL_BYTES_MAX, TOUCHES_MAX, Touch,
};

pub(crate) fn check_append(log: &LogName, entries: &[NewEntry]) -> Result<(), LogError> {
    let refuse = |reason: String| Err(LogError::Misuse { operation: "append to", log: log.clone(), reason });
    if entries.len() > APPEND_ENTRIES_MAX {
        return refuse(format!("{} entries at once, at most {APPEND_ENTRIES_MAX} go", entries.len()));
    }
    let mut highest = 0;
    for NewEntry { id, head, body, touches, format, .. } in entries {
        // Earlier entries of the same call may have been written.
        if *format < highest {
            return Err(LogError::Newer { operation: "append to", log: log.to_string(), found: highest, own: *format });
        }
        highest = *format;
        let body = body.as_ref().map_or(0, bytes::Bytes::len);
        if head.len() > PART_BYTES_MAX || body > PART_BYTES_MAX {
            return refuse(format!("entry {id} has {} and {body} bytes, at most {PART_BYTES_MAX} go", head.len()));
        }
        if touches.len() > TOUCHES_MAX {
            return refuse(format!("entry {id} touches {} bodies, at most {TOUCHES_MAX} go", touches.len()));
        }
    }
    Ok(())
}

pub(crate) fn check_touches(log: &LogName, touches: &[Touch]) -> Result<(), LogError> {
    if touches.len() <= TOUCHES_MAX {
        return Ok(());
    }
    let reason = format!("{} bodies at once, at most {TOUCHES_MAX} go", touches.len());
    Err(LogError::Misuse { operation: "touch bodies of", log: log.clone(), reason })
}

pub(crate) fn check_bodies(log: &LogName, ids: &[Uuid]) -> Result<(), LogError> {
    if ids.len() <= BODIES_MAX {
        return Ok(());
    }
    let reason = format!("{} bodies at once, at most {BODIES_MAX} go", ids.len());
    Err(LogError::Misuse { operation: "read bodies of", log: log.clone(), reason })
}

pub(crate) fn check_checkpoint(log: &LogName, checkpoint: &[u8]) -> Result<(), LogError> {
    if checkpoint.len() <= CHECKPOINT_BYTES_MAX {
        return Ok(());
    }
    let reason = format!("the checkpoint has {} bytes, at most {CHECKPOINT_BYTES_MAX} go", checkpoint.len());
    Err(LogError::Misuse { operation: "keep a checkpoint of", log: log.clone(), reason })
}

pub(crate) fn check_photo(log: &LogName, photo: &NewPhoto) -> Result<(), LogError> {
    let (about, largest) = (photo.about.len(), photo.small.len().max(photo.full.len()));
    if about <= PHOTO_ABOUT_BYTES_MAX && (1..=PHOTO_BYTES_MAX).contains(&largest) {
        return Ok(());
    }
    let reason = format!(
        "photo {} has {about} bytes about it and {largest} of its own, at most {PHOTO_ABOUT_BYTES_MAX} and {PHOTO_BYTES_MAX} go",
        photo.id
    );
    Err(LogError::Misuse { operation: "keep a photo beside", log: log.clone(), reason })
}

pub(crate) fn not_begun(log: &LogName) -> LogError {
    let reason = "it has no entry yet".to_owned();
    LogError::Misuse { operation: "keep a photo beside", log: log.clone(), reason }
}

pub(crate) fn check_signal(log: &LogName, signal: &[u8]) -> Result<(), LogError> {
    if signal.len() <= SIGNAL_BYTES_MAX {
        return Ok(());
    }
    let reason = format!("the signal has {} bytes, at most {SIGNAL_BYTES_MAX} go", signal.len());
    Err(LogError::Misuse { operation: "signal on", log: log.clone(), reason })
}

/// The stamp of the entry after one stamped `before`: not below it, unless that one lies so far ahead that its clock
/// was wrong.
pub(crate) fn stamp(before: i64, now_ms: i64) -> i64 {
    if before.saturating_sub(now_ms) > CLOCK_AHEAD_MS_MAX { now_ms } else { before.max(now_ms) }
}

/// The ids that are touched, each once, in order.
pub(crate) fn touched(touches: &[Touch]) -> Vec<Uuid> {
    let mut seen = std::collections::HashSet::with_capacity(touches.len());
    touches.iter().map(Touch::id).filter(|id| seen.insert(*id)).collect()
}
