//! A source over a list in memory.

use std::{
    collections::HashSet,
    sync::{Arc, Mutex, MutexGuard},
};

use async_trait::async_trait;
use bytes::Bytes;
use tokio::sync::Semaphore;
use traceboard_hub::{AudienceKey, Channel, Ended, Frame, Identity, Source, States};
use traceboard_position::Position;
use uuid::Uuid;

use super::{HOST, MEMBER, ROWS_MAX, at};

/// Entries with or without a row: what a space is to the hub.
#[derive(Default)]
pub(crate) struct Space {
    state: Mutex<State>,
    /// Other servers' channels.
    pub(crate) others: Mutex<Vec<Channel>>,
    /// Where set, reads of states wait for a permit.
    pub(crate) gate: Mutex<Option<Arc<Semaphore>>>,
}

#[derive(Default)]
pub(crate) struct State {
    /// One for each position: its row, if it has one.
    entries: Vec<Option<String>>,
    rights: u64,
    hosts: HashSet<u128>,
    removed: HashSet<u128>,
    /// Positions up to here get `anew`.
    floor: Option<Position>,
    marks: Vec<(Uuid, Position)>,
    /// Whether entries were lost.
    lost: bool,
    /// How often states were encoded.
    pub(crate) encodings: usize,
    pub(crate) unavailable: bool,
}

impl Space {
    pub(crate) fn new() -> Arc<Self> {
        let space = Self::default();
        space.state().entries.push(None);
        Arc::new(space)
    }

    pub(crate) fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap()
    }

    pub(crate) fn row(&self, text: impl Into<String>) -> Position {
        let mut state = self.state();
        state.entries.push(Some(text.into()));
        at(state.entries.len() as u64 - 1)
    }

    pub(crate) fn no_row(&self) -> Position {
        let mut state = self.state();
        state.entries.push(None);
        at(state.entries.len() as u64 - 1)
    }

    pub(crate) fn mark(&self, member: u128) -> Position {
        let position = self.row(format!("mark {member}"));
        self.state().marks.push((Uuid::from_u128(member), position));
        position
    }

    pub(crate) fn remove(&self, member: u128) {
        let mut state = self.state();
        state.removed.insert(member);
        state.rights += 1;
        state.entries.push(Some(format!("removed {member}")));
    }

    /// Takes a right away without an entry.
    pub(crate) fn revoke(&self, member: u128) {
        let mut state = self.state();
        state.removed.insert(member);
        state.rights += 1;
    }

    pub(crate) fn make_host(&self, member: u128) {
        let mut state = self.state();
        state.hosts.insert(member);
        state.rights += 1;
        state.entries.push(Some(format!("host {member}")));
    }

    /// Loses the newest entries, as a store does that failed: positions beyond are of no history.
    pub(crate) fn lose(&self, count: usize) {
        let mut state = self.state();
        let left = state.entries.len() - count;
        state.entries.truncate(left);
        state.lost = true;
        state.rights += 1;
    }

    /// Only positions after the newest can be told from now on.
    pub(crate) fn forget_changes(&self) {
        let newest = self.position();
        self.state().floor = newest;
    }
}

#[async_trait]
impl Source for Space {
    fn position(&self) -> Option<Position> {
        let len = self.state().entries.len() as u64;
        Some(at(len - 1))
    }

    fn rights(&self) -> u64 {
        self.state().rights
    }

    fn audience_of(&self, identity: &Identity) -> Result<AudienceKey, Ended> {
        let state = self.state();
        let member = identity.member.as_u128();
        if state.removed.contains(&member) {
            return Err(Ended::Closed { code: 4003, reason: "removed".to_owned() });
        }
        Ok(if state.hosts.contains(&member) { HOST } else { MEMBER })
    }

    async fn states(&self, after: Position, audience: AudienceKey, even_empty: bool) -> Result<States, Ended> {
        let gate = self.gate.lock().unwrap().clone();
        if let Some(gate) = gate {
            gate.acquire().await.unwrap().forget();
        }
        let mut state = self.state();
        if state.unavailable {
            return Err(Ended::Unavailable);
        }
        if state.floor.is_some_and(|floor| after < floor) {
            return Err(Ended::Anew("too_far_back"));
        }
        if state.lost && after.seq >= state.entries.len() as u64 {
            return Err(Ended::Anew("unknown_history"));
        }
        state.encodings += 1;
        let mut rows = Vec::new();
        let (mut to, mut more) = (at(state.entries.len() as u64 - 1).max(after), false);
        for (seq, row) in state.entries.iter().enumerate().skip(after.seq as usize + 1) {
            if rows.len() == ROWS_MAX {
                (to, more) = (at(seq as u64 - 1), true);
                break;
            }
            rows.extend(row.as_deref());
        }
        let frame = (even_empty || !rows.is_empty())
            .then(|| Frame::text(format!("{audience} {} [{}]", to.seq, rows.join(",")).as_bytes()));
        Ok(States { frame, to, more, rights: state.rights })
    }

    fn mine_changed_since(&self, after: Position) -> Vec<Uuid> {
        self.state().marks.iter().filter(|(_, at)| *at > after).map(|(member, _)| *member).collect()
    }

    async fn mine(&self, member: Uuid, after: Option<Position>) -> Result<Option<Frame>, Ended> {
        let state = self.state();
        let count = state.marks.iter().filter(|(whose, at)| *whose == member && Some(*at) > after).count();
        Ok((count > 0).then(|| Frame::text(format!("mine {count}").as_bytes())))
    }

    async fn presence(&self, count: u32, here: &[Uuid]) -> Frame {
        let here: Vec<String> = here.iter().map(|id| id.as_u128().to_string()).collect();
        Frame::text(format!("presence {count}: {}", here.join(" ")).as_bytes())
    }

    async fn signal(&self, bytes: Bytes) {
        for other in self.others.lock().unwrap().iter() {
            other.receive_signal(bytes.clone());
        }
    }
}
