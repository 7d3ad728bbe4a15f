//! A source for tests: rows without words.

use std::sync::atomic::{AtomicU64, Ordering};

use async_trait::async_trait;
use bytes::Bytes;
use traceboard_hub::{AudienceKey, Ended, Frame, Identity, Source, States};
use traceboard_position::Position;
use uuid::Uuid;

pub(super) fn at(seq: u64) -> Position {
    Position { term: 1, seq, nonce: 7 }
}

/// A frame says from where to where it goes, and has the size that each frame has here.
pub(super) struct Numbers {
    pub(super) newest: AtomicU64,
    pub(super) removed: AtomicU64,
    pub(super) bytes: usize,
}

#[async_trait]
impl Source for Numbers {
    fn position(&self) -> Option<Position> {
        Some(at(self.newest.load(Ordering::Acquire)))
    }
    fn rights(&self) -> u64 {
        self.removed.load(Ordering::Acquire)
    }
    fn audience_of(&self, _: &Identity) -> Result<AudienceKey, Ended> {
        if self.rights() == 0 { Ok(0) } else { Err(Ended::Closed { code: 4003, reason: "removed".to_owned() }) }
    }
    async fn states(&self, after: Position, _: AudienceKey, even_empty: bool) -> Result<States, Ended> {
        let to = at(self.newest.load(Ordering::Acquire));
        let text = format!("{:>width$}", format!("{} {}", after.seq, to.seq), width = self.bytes);
        let frame = (even_empty || to > after).then(|| Frame::text(text.as_bytes()));
        Ok(States { frame, to, more: false, rights: self.rights() })
    }
    fn mine_changed_since(&self, _: Position) -> Vec<Uuid> {
        Vec::new()
    }
    async fn mine(&self, _: Uuid, _: Option<Position>) -> Result<Option<Frame>, Ended> {
        Ok(None)
    }
    async fn presence(&self, _: u32, _: &[Uuid]) -> Frame {
        Frame::text(b"")
    }
    async fn signal(&self, _: Bytes) {}
}
