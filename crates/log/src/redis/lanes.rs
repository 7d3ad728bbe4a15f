//! Appends in groups: requests that wait while a call is under way go with the next.

use std::{
    collections::VecDeque,
    hash::{DefaultHasher, Hash as _, Hasher as _},
    sync::{Mutex, MutexGuard, PoisonError},
};

use bytes::Bytes;
use tokio::sync::oneshot;

use super::{failure::Failure, wire::Answer};
use crate::{APPEND_WHOLE_MAX, LogName, NewEntry};

/// How many calls are under way at once. Redis runs one at a time; the others are in transit.
pub(super) const LANES: usize = 4;
/// About how many bytes one script call appends, beside [`APPEND_WHOLE_MAX`], so that no call blocks Redis for long.
pub(super) const CALL_BYTES_MAX: usize = 1024 * 1024;

/// Entries of one caller that are appended as a whole.
pub(super) struct Request {
    pub(super) log: LogName,
    pub(super) entries: Vec<NewEntry>,
    /// The time of the note that the log is unsettled, if an entry unsettles it.
    pub(super) noted: Option<u64>,
    pub(super) answer: oneshot::Sender<Result<Answer, Failure>>,
}

/// The waiting requests, at most [`super::CALLS_MAX`]. A log has one lane, and a lane has one call under way, so
/// requests keep their order even if a call has to be repeated.
pub(super) struct Lanes {
    lanes: [Mutex<Lane>; LANES],
    /// Whether a call may name keys of one group only, because those of others can be on another node.
    one_group_a_call: bool,
}

#[derive(Default)]
struct Lane {
    waiting: VecDeque<Request>,
    /// Whether a task or caller is sending its requests.
    busy: bool,
    /// The last call had requests of several callers.
    crowded: bool,
}

impl Lanes {
    pub(super) fn new(one_group_a_call: bool) -> Self {
        Self { lanes: Default::default(), one_group_a_call }
    }

    /// Queues a request. If its lane is idle, returns the lane, which the caller has to serve, and whether other
    /// callers are likely to append at the same time.
    pub(super) fn push(&self, request: Request) -> Option<(usize, bool)> {
        let number = lane_of(&request.log);
        let mut lane = self.lane(number);
        lane.waiting.push_back(request);
        (!std::mem::replace(&mut lane.busy, true)).then_some((number, lane.crowded))
    }

    /// The requests of the next call, those to one log next to each other; if empty, the lane is idle.
    pub(super) fn next_call(&self, number: usize) -> Vec<Request> {
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
        lane.busy = !taken.is_empty();
        if lane.busy {
            lane.crowded = taken.len() > 1;
        }
        drop(lane);
        // Stable: the order within a log stays.
        taken.sort_by(|one, two| one.log.cmp(&two.log));
        taken
    }

    /// Removes all waiting requests.
    pub(super) fn drain(&self, number: usize) -> VecDeque<Request> {
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

/// Splits one caller's entries into as few requests as possible.
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
            photo: None,
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
        assert_eq!(groups(&lanes.next_call(lane)), [("a", 1)]);
        for count in [30, 33, 2, 1] {
            assert_eq!(lanes.push(request("a", count)), None, "it is served");
        }
        assert_eq!(groups(&lanes.next_call(lane)), [("a", 30), ("a", 33)]);
        assert_eq!(groups(&lanes.next_call(lane)), [("a", 2), ("a", 1)]);
        assert!(lanes.next_call(lane).is_empty());
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
        assert_eq!(groups(&lanes.next_call(lane)), [("g0", 1), ("g0", 3)]);
        assert_eq!(groups(&lanes.next_call(lane)), [(other.as_str(), 2)]);
    }

    #[test]
    fn a_long_append_is_cut_by_entries_and_by_bytes() {
        let lengths = |count, bytes| cut(entries(count, bytes)).iter().map(Vec::len).collect::<Vec<_>>();
        assert_eq!(lengths(130, 1), [64, 64, 2]);
        assert_eq!(lengths(20, 64 * 1024), [16, 4]);
    }
}
