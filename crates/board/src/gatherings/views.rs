//! Queries about gatherings, and how valid deeds change them.

use super::Gathering;
use crate::{
    Audience, Board, CardsPage, Edge, EntryId, Event, GatheringRow, MemberId, Rows, Step, What,
    order::RowKey::{Gathering as GatheringKey, Member as MemberKey},
    row_collector::RowCollector,
};

/// The last one listed of the gatherings, by their ends, latest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct GatheringEdge {
    /// When it ends.
    pub to_ms: i64,
    /// Its number.
    pub n: u32,
}

/// Gatherings by their ends, latest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GatheringsPage {
    /// The gatherings and their openers.
    pub rows: Rows,
    /// Their numbers.
    pub listed: Vec<u32>,
    /// The last one listed; none where the list goes to its end.
    pub edge: Option<GatheringEdge>,
}

/// A gathering and what was left in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GatheringPage {
    /// Its row.
    pub gathering: GatheringRow,
    /// Its rounds by number, newest first.
    pub rounds: Vec<u32>,
    /// Its traces, newest first; the rows are also those of the gathering and its rounds.
    pub cards: CardsPage,
}

impl Board {
    /// The number of a gathering.
    #[must_use]
    pub fn gathering_number(&self, gathering: EntryId) -> Option<u32> {
        self.gatherings.number(gathering)
    }

    /// One gathering, by number.
    #[must_use]
    pub fn gathering(&self, n: u32) -> Option<GatheringRow> {
        self.gatherings.at(n).map(|row| GatheringRow {
            n,
            id: row.id,
            by: self.members.at(row.by).map_or(MemberId(uuid::Uuid::nil()), |opener| opener.id),
            name: row.name,
            from_ms: row.from_ms,
            to_ms: row.to_ms,
            ended: row.ended,
        })
    }

    /// How many gatherings there are.
    #[must_use]
    pub fn gatherings_len(&self) -> usize {
        self.gatherings.rows().len()
    }

    /// The entry whose body holds a gathering's name: what its next naming erases.
    #[must_use]
    pub fn gathering_name(&self, gathering: EntryId) -> Option<EntryId> {
        Some(self.gatherings.at(self.gatherings.number(gathering)?)?.name)
    }

    /// Gatherings from below an edge on (or from the one that ends last), by their ends, latest first.
    #[must_use]
    pub fn gatherings_page(&self, before: Option<GatheringEdge>, limit: usize) -> GatheringsPage {
        let mut list = self.gatherings.latest(before.map(|edge| (edge.to_ms, edge.n)));
        let listed: Vec<_> = list.by_ref().take(limit).collect();
        let last = if list.next().is_some() { listed.last() } else { None };
        let edge = last.and_then(|n| Some(GatheringEdge { to_ms: self.gatherings.at(*n)?.to_ms, n: *n }));
        let mut gather = RowCollector::new(self, Audience::Member);
        listed.iter().for_each(|n| gather.gathering(*n));
        GatheringsPage { rows: gather.rows(), listed, edge }
    }

    /// A gathering with its newest `rounds_max` rounds and its traces from before an edge on, newest first. None for an unknown one.
    #[must_use]
    pub fn gathering_page(
        &self,
        audience: Audience,
        gathering: EntryId,
        before: Option<Edge>,
        limit: usize,
        rounds_max: usize,
    ) -> Option<GatheringPage> {
        let n = self.gatherings.number(gathering)?;
        let row = self.gathering(n)?;
        let end = (row.to_ms, 0);
        let before = before.map_or(end, |edge| (edge.at_ms, edge.n).min(end));
        let within = |n: &u32| self.traces.place(*n).0 >= row.from_ms;
        let list = self.traces.newest_below(before).take_while(within);
        let (listed, edge) = self.cut(list, limit);
        let rounds: Vec<_> = self.gatherings.rounds(n).take(rounds_max).collect();
        let mut gather = RowCollector::new(self, audience);
        gather.gathering(n);
        rounds.iter().for_each(|round| gather.round(*round));
        gather.cards_and_parents(&listed);
        Some(GatheringPage { gathering: row, rounds, cards: CardsPage { rows: gather.rows(), listed, edge } })
    }

    pub(crate) fn open_gathering(&mut self, step: Step, event: &Event) {
        let What::GatheringOpened { from_ms, to_ms } = event.head.what else { return };
        let Some(by) = self.members.number(event.head.by) else { return };
        let id = event.head.id;
        let n = self.gatherings.add(Gathering { id, by, from_ms, to_ms, ended: false, name: id });
        self.rows.touch(step, GatheringKey(n));
        self.rows.touch(step, MemberKey(by));
    }

    pub(crate) fn change_gathering(&mut self, step: Step, n: u32, change: impl FnOnce(&mut Gathering)) {
        self.gatherings.change(n, change);
        self.rows.touch(step, GatheringKey(n));
    }
}
