//! Pods as their circle sees them.

use traceboard_rhythm::Rhythm;

use super::{OFFER_WAITS_MS, POD_SILENT_MS, PodSays, grace_days, is_over};
use crate::{Audience, Board, EntryId, MemberId, PodId, Rows, row_collector::RowCollector};

/// A pod as everyone in its circle sees it. No row of the circle says who is in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PodRow {
    /// Its number, in the order in which they were called.
    pub n: u32,
    /// Which pod: the id of the entry that called it.
    pub id: PodId,
    /// Who called it.
    pub by: MemberId,
    /// The entry whose body holds its intention.
    pub words: EntryId,
    /// How many can be in it.
    pub places: u8,
    /// When it meets.
    pub rhythm: Option<Rhythm>,
    /// Whether its caller offered it to others: then it is only in the list of all pods, and those it is offered to are
    /// told of it.
    pub offered: bool,
    /// When it was called, in Unix milliseconds.
    pub at_ms: i64,
    /// How it stands.
    pub says: PodSays,
}

/// Pods, newest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PodsPage {
    /// The pods and their callers.
    pub rows: Rows,
    /// Their numbers, newest first.
    pub listed: Vec<u32>,
    /// The number of the last one listed; none where the list goes to its end.
    pub edge: Option<u32>,
}

impl Board {
    /// One pod, by number.
    #[must_use]
    pub fn pod(&self, n: u32) -> Option<PodRow> {
        let row = self.pods.at(n)?;
        Some(PodRow {
            n,
            id: row.id,
            by: self.members.at(row.by)?.id,
            words: EntryId(row.id.0),
            places: row.places,
            rhythm: row.rhythm.clone(),
            offered: row.offered,
            at_ms: row.called_ms,
            says: row.told.says,
        })
    }

    /// One pod.
    #[must_use]
    pub fn pod_row(&self, id: PodId) -> Option<PodRow> {
        self.pod(self.pods.number(id)?)
    }

    /// Pods that aren't closed and were offered to nobody (or all), newest first, from before a number on.
    #[must_use]
    pub fn pods_page(&self, before: Option<u32>, all: bool, limit: usize) -> PodsPage {
        let (listed, edge) = self.newest_pods(before, all, limit);
        PodsPage { rows: self.pod_rows(&listed), listed, edge }
    }

    /// Pods by their ids, in the order asked. Unknown ones are skipped.
    #[must_use]
    pub fn pods_by_ids(&self, ids: &[PodId]) -> PodsPage {
        let listed: Vec<_> = ids.iter().filter_map(|id| self.pods.number(*id)).collect();
        PodsPage { rows: self.pod_rows(&listed), listed, edge: None }
    }

    /// Pods that may rest or close by themselves by a time, newest first. Whether one does is in its own log.
    pub fn pods_that_may_be_due(&self, now_ms: i64) -> impl Iterator<Item = PodId> + '_ {
        self.pods.before(None, true).filter_map(move |n| {
            let row = self.pods.at(n)?;
            let silent = !row.told.says.resting && row.told.at_ms.saturating_add(POD_SILENT_MS) <= now_ms;
            let grace = grace_days(row.offered && row.told.says.taken == 0);
            // A pod whose log has not begun is opened once it can be closed.
            let waits =
                row.told.as_of.is_none() && row.offered && row.called_ms.saturating_add(OFFER_WAITS_MS) <= now_ms;
            (silent || waits || is_over(now_ms, row.told.says.ends_on, grace)).then_some(row.id)
        })
    }

    pub(crate) fn newest_pods(&self, before: Option<u32>, all: bool, limit: usize) -> (Vec<u32>, Option<u32>) {
        let listed = |n: &u32| all || self.pods.at(*n).is_some_and(|row| !row.offered);
        let mut list = self.pods.before(before, !all).filter(listed);
        let listed: Vec<_> = list.by_ref().take(limit).collect();
        let edge = if list.next().is_some() { listed.last().copied() } else { None };
        (listed, edge)
    }

    fn pod_rows(&self, listed: &[u32]) -> Rows {
        let mut gather = RowCollector::new(self, Audience::Member);
        listed.iter().for_each(|n| gather.pod(*n));
        gather.rows()
    }
}
