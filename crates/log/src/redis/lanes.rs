//! Appends in groups: whatever waits while a call is under way goes with the next.

use std::{
    collections::VecDeque,
    hash::{DefaultHasher, Hash as _, Hasher as _},
    sync::{Mutex, MutexGuard, PoisonError},
};

use bytes::Bytes;
use tokio::sync::oneshot;

use super::{failure::Failure, wire::Answer};
use crate::{APPEND_WHOLE_MAX, LogName, NewEntry};

/// How many calls are under way at once. Redis runs one at a time; the others are on their way to it or back.
pub(super) const LANES: usize = 4;
/// About what one script call appends, with [`APPEND_WHOLE_MAX`], so that no call holds Redis up for long.
pub(super) const CALL_BYTES_MAX: usize = 1024 * 1024;

/// Entries of one caller that are appended as a whole.
pub(super) struct Request {
    pub(super) log: LogName,
    pub(super) entries: Vec<NewEntry>,
    /// When the log was noted as unsettled, where an entry unsettles it.
    pub(super) noted: Option<u64>,
    pub(super) answer: oneshot::Sender<Result<Answer, Failure>>,
}

/// The requests that wait. A log has one lane, and a lane has one call under way: what is asked first is appended first,
/// also where a call has to be repeated. As many wait as [`super::CALLS_MAX`] lets in.
pub(super) struct Lanes {
    lanes: [Mutex<Lane>; LANES],
    /// A call may name keys of one group only: those of others can be on another node.
    one_group_a_call: bool,
}

#[derive(Default)]
struct Lane {
    waiting: VecDeque<Request>,
    /// Somebody sends what waits.
    served: bool,
    /// The last call had requests of several callers.
    crowded: bool,
}

impl Lanes {
    pub(super) fn new(one_group_a_call: bool) -> Self {
        Self { lanes: Default::default(), one_group_a_call }
    }

    /// Lets a request wait; gives the lane that has to be served now, where nobody serves it, and whether others may be about
    /// to ask too.
    pub(super) fn push(&self, request: Request) -> Option<(usize, bool)> {
        let number = lane_of(&request.log);
        let mut lane = self.lane(number);
        lane.waiting.push_back(request);
        (!std::mem::replace(&mut lane.served, true)).then_some((number, lane.crowded))
    }

    /// What goes with the next call, the requests to one log behind each other; nothing where nobody waits: then the lane is
    /// served no more.
    pub(super) fn take(&self, number: usize) -> Vec<Request> {
        let mut lane = self.lane(number);
        let mut taken = Vec::<Request>::new();
        let mut others = VecDeque::new();
        let (mut entries, mut bytes) = (0, 0);
        while let Some(next) = lane.waiting.front() {
            let first = taken.first().unwrap_or(next);
            if self.one_group_a_call && first.log.group() != next.log.group() {
                others.extend(lane.waiting.pop_front());
                continue;
            }
            entries += next.entries.len();
            bytes += bytes_of(&next.entries);
            if !taken.is_empty() && (entries > APPEND_WHOLE_MAX || bytes > CALL_BYTES_MAX) {
                break;
            }
            taken.extend(lane.waiting.pop_front());
        }
        for other in others.into_iter().rev() {
            lane.waiting.push_front(other);
        }
        lane.served = !taken.is_empty();
        if lane.served {
            lane.crowded = taken.len() > 1;
        }
        drop(lane);
        // Stable: the order within a log stays.
        taken.sort_by(|one, two| one.log.cmp(&two.log));
        taken
    }

    /// All that wait: they go no further.
    pub(super) fn take_all(&self, number: usize) -> VecDeque<Request> {
        std::mem::take(&mut self.lane(number).waiting)
    }

    fn lane(&self, number: usize) -> MutexGuard<'_, Lane> {
        self.lanes[number].lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn lane_of(log: &LogName) -> usize {
    let mut hash = DefaultHasher::new();
    log.group().hash(&mut hash);
    usize::try_from(hash.finish() % LANES as u64).unwrap_or_default()
}

/// Cuts what one caller appends into requests: as few as go.
pub(super) fn cut(mut entries: Vec<NewEntry>) -> VecDeque<Vec<NewEntry>> {
    let mut parts = VecDeque::new();
    while !entries.is_empty() {
        let mut bytes = 0;
        let fits = |entry: &&NewEntry| {
            bytes += bytes_of(std::slice::from_ref(*entry));
            bytes <= CALL_BYTES_MAX
        };
        let rest = entries.split_off(entries.iter().take(APPEND_WHOLE_MAX).take_while(fits).count().max(1));
        parts.push_back(std::mem::replace(&mut entries, rest));
    }
    parts
}

fn bytes_of(entries: &[NewEntry]) -> usize {
    let of = |entry: &NewEntry| entry.head.len() + entry.body.as_ref().map_or(0, Bytes::len) + 32 * entry.touches.len();
    entries.iter().map(of).sum()
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn entries(count: u128, bytes: usize) -> Vec<NewEntry> {
        let entry = |number| NewEntry {
            id: Uuid::from_u128(number),
            head: vec![b'x'; bytes].into(),
            body: None,
            touches: Vec::new(),
            format: 1,
            unsettles: false,
        };
        (0..count).map(entry).collect()
    }

    fn request(group: &str, count: u128) -> Request {
        let log = LogName::new(group, "board").unwrap();
        Request { log, entries: entries(count, 1), noted: None, answer: oneshot::channel().0 }
    }

    fn groups(taken: &[Request]) -> Vec<(&str, usize)> {
        taken.iter().map(|request| (request.log.group(), request.entries.len())).collect()
    }

    #[test]
    fn a_call_takes_what_waits_up_to_its_bound_and_keeps_the_order_of_a_log() {
        let lanes = Lanes::new(false);
        let (lane, _) = lanes.push(request("a", 1)).unwrap();
        assert_eq!(groups(&lanes.take(lane)), [("a", 1)]);
        for count in [30, 33, 2, 1] {
            assert_eq!(lanes.push(request("a", count)), None, "it is served");
        }
        assert_eq!(groups(&lanes.take(lane)), [("a", 30), ("a", 33)]);
        assert_eq!(groups(&lanes.take(lane)), [("a", 2), ("a", 1)]);
        assert!(lanes.take(lane).is_empty());
        assert_eq!(lanes.push(request("a", 1)), Some((lane, true)), "it was left by a crowd");
    }

    #[test]
    fn on_a_cluster_a_call_has_the_requests_of_one_group() {
        let lanes = Lanes::new(true);
        let (lane, _) = lanes.push(request("g0", 1)).unwrap();
        let is_in_lane = |group: &String| lane_of(&request(group, 0).log) == lane;
        let other = (1..).map(|number| format!("g{number}")).find(is_in_lane).unwrap();
        lanes.push(request(&other, 2));
        lanes.push(request("g0", 3));
        assert_eq!(groups(&lanes.take(lane)), [("g0", 1), ("g0", 3)]);
        assert_eq!(groups(&lanes.take(lane)), [(other.as_str(), 2)]);
    }

    #[test]
    fn a_long_append_is_cut_by_entries_and_by_bytes() {
        let lengths = |count, bytes| cut(entries(count, bytes)).iter().map(Vec::len).collect::<Vec<_>>();
        assert_eq!(lengths(130, 1), [64, 64, 2]);
        assert_eq!(lengths(20, 64 * 1024), [16, 4]);
    }
}
