//! Opening the log.

use std::sync::Arc;

use anyhow::Context;
use traceboard_log::{Clock, EmbeddedLog, Log, RedisLog, SystemClock};

use crate::settings::Store;

/// The clock that stamps entries of the embedded log.
pub(crate) fn clock() -> Arc<dyn Clock> {
    Arc::new(SystemClock)
}

/// Opens the log in its store.
pub(crate) async fn open(store: &Store) -> anyhow::Result<Arc<dyn Log>> {
    match store {
        Store::Folder(folder) => {
            let folder = folder.clone();
            // Opening blocks on the disk, and after a crash it repairs the file.
            let opened = tokio::task::spawn_blocking(move || EmbeddedLog::open(folder, clock())).await;
            Ok(Arc::new(opened.context("cannot open the log")??))
        }
        Store::Redis(url) => {
            let log = RedisLog::connect(url).await.context("cannot reach the log in Redis")?;
            Ok(Arc::new(log))
        }
    }
}
