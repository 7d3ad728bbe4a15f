//! What the embedded log promises beyond the contract.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod damage;
mod erasing;
mod folder;
mod full;
mod moved;
mod structure;

use std::{path::Path, sync::Arc, time::Duration};

use traceboard_log::{EmbeddedLog, Entry, Log, LogError, LogName, NewEntry, SystemClock};
use uuid::Uuid;

/// The bound of every wait; reached only where something hangs.
const PATIENCE: Duration = Duration::from_secs(60);

fn board() -> anyhow::Result<LogName> {
    Ok(LogName::new("circle", "board")?)
}

fn entry(number: u128, body: &'static str) -> NewEntry {
    NewEntry {
        id: Uuid::from_u128(number),
        head: "{}".into(),
        body: Some(body.into()),
        touches: Vec::new(),
        format: 1,
        unsettles: false,
        photo: None,
    }
}

fn open(folder: &Path) -> Result<EmbeddedLog, LogError> {
    EmbeddedLog::open(folder, Arc::new(SystemClock))
}

async fn read_all(log: &EmbeddedLog) -> anyhow::Result<Vec<Entry>> {
    let (name, mut entries, mut after) = (board()?, Vec::new(), None);
    loop {
        let page = log.read(&name, after).await?;
        after = page.entries.last().map(|entry| entry.position).or(after);
        entries.extend(page.entries);
        if !page.more {
            return Ok(entries);
        }
    }
}

fn is_at_rest(folder: &Path, text: &str) -> anyhow::Result<bool> {
    for file in std::fs::read_dir(folder)? {
        if std::fs::read(file?.path())?.windows(text.len()).any(|bytes| bytes == text.as_bytes()) {
            return Ok(true);
        }
    }
    Ok(false)
}
