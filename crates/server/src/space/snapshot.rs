//! Snapshots: made once a position and audience, packed once, shared by everyone who asks.

use std::{
    collections::HashMap,
    sync::{
        Arc, Mutex, MutexGuard, OnceLock, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
};

use axum::body::Bytes;
use traceboard_board::{Audience, SnapshotSizes};
use traceboard_position::Position;
use traceboard_protocol::{Code, Limits, Snapshot, VERSION};

use super::Space;
use crate::{packed::Packing, refusal::Refused, secret::digest};

const SIZES: SnapshotSizes = SnapshotSizes {
    cards: Limits::SNAPSHOT_CARDS,
    trails: Limits::SNAPSHOT_TRAILS,
    open_ends: Limits::SNAPSHOT_OPEN_ENDS,
    rounds: Limits::SNAPSHOT_ROUNDS,
    gatherings: Limits::SNAPSHOT_GATHERINGS,
    pods: Limits::SNAPSHOT_PODS,
};

/// Raised whenever the same board gives another snapshot than in the version before: what a browser kept of that one is not served again.
const FORMAT: u32 = 3;

/// The newest snapshot of each audience.
#[derive(Default)]
pub(crate) struct Snapshots {
    made: Mutex<HashMap<Audience, Arc<Made>>>,
    /// One is made at a time: after a restart a hundred phones ask in the same second.
    making: tokio::sync::Mutex<()>,
    /// Counts up whenever snapshots are forgotten: one that was being made meanwhile may quote what was erased, and isn't kept.
    forgotten: AtomicU64,
}

/// A snapshot as it goes out.
pub(crate) struct Made {
    position: Position,
    audience: Audience,
    words: Option<String>,
    plain: Bytes,
    gzip: OnceLock<Bytes>,
    brotli: OnceLock<Bytes>,
}

impl Made {
    /// Its ETag, which names audience, position and form; in a pod also its words, since names change in the circle without an entry
    /// of the pod.
    pub(crate) fn etag(&self, packing: Packing) -> String {
        let words = self.words.as_ref().map(|words| format!("{words}-")).unwrap_or_default();
        format!("\"v{VERSION}.{FORMAT}-{:?}-{}-{words}{}\"", self.audience, self.position, packing.name())
    }

    /// Its bytes, packed at most once.
    pub(crate) fn bytes(&self, packing: Packing) -> Bytes {
        let pack = || packing.pack(&self.plain).map_or_else(|_| self.plain.clone(), Bytes::from);
        match packing {
            Packing::Plain => self.plain.clone(),
            Packing::Gzip => self.gzip.get_or_init(pack).clone(),
            Packing::Brotli => self.brotli.get_or_init(pack).clone(),
        }
    }
}

impl Snapshots {
    /// Words were erased or hidden: what quoted them is forgotten.
    pub(crate) fn forget(&self) {
        self.forgotten.fetch_add(1, Ordering::AcqRel);
        self.held().clear();
    }

    fn held(&self) -> MutexGuard<'_, HashMap<Audience, Arc<Made>>> {
        self.made.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Space {
    /// The snapshot of the newest position.
    ///
    /// # Errors
    /// Where the log can't be read, or the circle is not founded yet.
    pub(crate) async fn snapshot(&self, audience: Audience) -> Result<Arc<Made>, Refused> {
        if let Some(made) = self.made(audience)? {
            return Ok(made);
        }
        let snapshots = &self.beside.snapshots;
        let _turn = snapshots.making.lock().await;
        if let Some(made) = self.made(audience)? {
            return Ok(made);
        }
        let founding = || Refused::new(Code::LogUnavailable, "cannot take a snapshot: the circle is being founded");
        let forgotten = snapshots.forgotten.load(Ordering::Acquire);
        let take = |board: &traceboard_board::Board| board.snapshot(audience, &SIZES).ok_or_else(founding);
        let (position, page, bodies) = self.ask(take, |page| &page.rows).await?;
        let snapshot = Snapshot::of(self.space, page, &bodies).ok_or_else(founding)?;
        let plain = serde_json::to_vec(&snapshot).map_err(|error| Refused::internal("write a snapshot", &error))?;
        let words = self.pod_of().map(|_| digest(&plain)[..16].to_owned());
        let (gzip, brotli) = (OnceLock::new(), OnceLock::new());
        let made = Arc::new(Made { position, audience, words, plain: plain.into(), gzip, brotli });
        let mut held = snapshots.held();
        if snapshots.forgotten.load(Ordering::Acquire) == forgotten {
            held.insert(audience, Arc::clone(&made));
        }
        drop(held);
        Ok(made)
    }

    fn made(&self, audience: Audience) -> Result<Option<Arc<Made>>, Refused> {
        self.require_trusted()?;
        let position = self.board.read().position;
        let made = self.beside.snapshots.held().get(&audience).cloned();
        Ok(made.filter(|made| Some(made.position) == position))
    }
}
