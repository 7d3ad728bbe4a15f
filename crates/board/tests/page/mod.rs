//! A page as it merges what it is told: the rules of docs/PROTOCOL.md, as the web's own merge has them.

use std::collections::{BTreeMap, BTreeSet};

use traceboard_board::{
    Audience, Board, CardRow, CardState, CircleRow, Edge, EntryId, GatheringEdge, GatheringRow, Light, Mark, MemberId,
    MemberRow, OwnRound, PodRow, RoundRow, Rows, SnapshotPage, TraceId, TrailRow, WarmEdge,
};
use traceboard_position::Position;

/// Rows by key, each with the position as of which it came.
#[derive(Debug)]
struct Table<K, R>(BTreeMap<K, (Position, R)>);

impl<K: Ord, R> Table<K, R> {
    /// A row replaces the one with its key unless that one is newer.
    fn merge(&mut self, as_of: Position, key: K, row: R) {
        if self.0.get(&key).is_none_or(|(known, _)| *known <= as_of) {
            self.0.insert(key, (as_of, row));
        }
    }

    fn get(&self, key: &K) -> Option<&R> {
        self.0.get(key).map(|(_, row)| row)
    }

    fn rows(&self) -> impl Iterator<Item = &R> {
        self.0.values().map(|(_, row)| row)
    }
}

/// All that a page holds of one space.
#[derive(Debug)]
pub(crate) struct Page {
    pub(crate) at: Position,
    circle: Table<(), CircleRow>,
    members: Table<MemberId, MemberRow>,
    cards: Table<u32, CardRow>,
    lights: Table<u32, Light>,
    trails: Table<u32, TrailRow>,
    rounds: Table<u32, RoundRow>,
    gatherings: Table<u32, GatheringRow>,
    marks: Table<u32, Mark>,
    own: Table<EntryId, OwnRound>,
    pods: Table<u32, PodRow>,
    pods_edge: Option<u32>,
    edge: Option<Edge>,
    warm_edge: Option<WarmEdge>,
    quiet_edge: Option<WarmEdge>,
    open_edge: Option<Edge>,
    rounds_edge: Option<u32>,
    gatherings_edge: Option<GatheringEdge>,
}

impl Page {
    pub(crate) fn begin(snapshot: SnapshotPage) -> Self {
        let at = snapshot.position.unwrap();
        let (circle, members, cards) = (Table(BTreeMap::new()), Table(BTreeMap::new()), Table(BTreeMap::new()));
        let (lights, trails, marks) = (Table(BTreeMap::new()), Table(BTreeMap::new()), Table(BTreeMap::new()));
        let (edge, warm_edge, open_edge) = (snapshot.edge, snapshot.warm_edge, snapshot.open_edge);
        let (rounds, gatherings, own) = (Table(BTreeMap::new()), Table(BTreeMap::new()), Table(BTreeMap::new()));
        let (rounds_edge, gatherings_edge) = (snapshot.rounds_edge, snapshot.gatherings_edge);
        let (pods, pods_edge) = (Table(BTreeMap::new()), snapshot.pods_edge);
        let mut page = Self {
            at,
            circle,
            members,
            cards,
            lights,
            trails,
            rounds,
            gatherings,
            marks,
            own,
            pods,
            pods_edge,
            edge,
            warm_edge,
            quiet_edge: None,
            open_edge,
            rounds_edge,
            gatherings_edge,
        };
        page.merge(at, snapshot.rows);
        page
    }

    pub(crate) fn merge(&mut self, as_of: Position, rows: Rows) {
        rows.circle.into_iter().for_each(|row| self.circle.merge(as_of, (), row));
        rows.members.into_iter().for_each(|row| self.members.merge(as_of, row.id, row));
        rows.cards.into_iter().for_each(|row| self.cards.merge(as_of, row.n, row));
        rows.lights.into_iter().for_each(|row| self.lights.merge(as_of, row.n, row));
        rows.trails.into_iter().for_each(|row| self.trails.merge(as_of, row.n, row));
        rows.rounds.into_iter().for_each(|row| self.rounds.merge(as_of, row.n, row));
        rows.gatherings.into_iter().for_each(|row| self.gatherings.merge(as_of, row.n, row));
        rows.pods.into_iter().for_each(|row| self.pods.merge(as_of, row.n, row));
    }

    pub(crate) fn merge_marks(&mut self, as_of: Position, marks: Vec<Mark>) {
        marks.into_iter().for_each(|mark| self.marks.merge(as_of, mark.n, mark));
    }

    pub(crate) fn merge_own_rounds(&mut self, as_of: Position, rounds: Vec<OwnRound>) {
        rounds.into_iter().for_each(|round| self.own.merge(as_of, round.id, round));
    }

    pub(crate) fn own_round(&self, id: EntryId) -> OwnRound {
        self.own.get(&id).copied().unwrap_or(OwnRound { id, answered: false, passed: false })
    }

    /// Open rounds, and those at or above the edge, newest first.
    pub(crate) fn rounds(&self) -> Vec<u32> {
        let listed = |row: &&RoundRow| row.ended_at_ms.is_none() || self.rounds_edge.is_none_or(|edge| row.n >= edge);
        let mut rounds: Vec<_> = self.rounds.rows().filter(listed).map(|row| row.n).collect();
        rounds.reverse();
        rounds
    }

    /// Gatherings at or above the edge, by their ends, latest first.
    pub(crate) fn gatherings(&self) -> Vec<u32> {
        let edge = self.gatherings_edge.map(|edge| (edge.to_ms, edge.n));
        let places = self.gatherings.rows().map(|row| (row.to_ms, row.n));
        let mut listed: Vec<_> = places.filter(|place| edge.is_none_or(|edge| *place >= edge)).collect();
        listed.sort_unstable();
        listed.into_iter().rev().map(|(_, n)| n).collect()
    }

    /// A row may name one that isn't here: one request brings what the page's lists need.
    pub(crate) fn fetch_missing(&mut self, board: &Board, audience: Audience, window: usize) {
        let as_of = board.position().unwrap();
        // The same with trails all of whose traces were withdrawn.
        while let Some(edge) = self.warm_edge.filter(|_| self.warm().len() < window) {
            let cooler = board.warm_page(audience, Some((edge.warmth_ms, edge.n)), window);
            self.merge(as_of, cooler.rows);
            self.warm_edge = cooler.edge;
        }
        // Open ends are taken up: where fewer are left than a screen shows, older ones are asked for.
        while self.open_edge.is_some() && self.open_ends().len() < window {
            let older = board.open_page(audience, self.open_edge, window);
            self.merge(as_of, older.rows);
            self.open_edge = older.edge;
        }
        while self.pods_edge.is_some() && self.pods().len() < window {
            let older = board.pods_page(self.pods_edge, false, window);
            self.merge(as_of, older.rows);
            self.pods_edge = older.edge;
        }
        // A gathering that is ended sooner moves down its list, and maybe out of it.
        while let Some(edge) = self.gatherings_edge.filter(|_| self.gatherings().len() < window) {
            let earlier = board.gatherings_page(Some(edge), window);
            self.merge(as_of, earlier.rows);
            self.gatherings_edge = earlier.edge;
        }
        let (feed, open) = (self.feed(), self.open_ends());
        let seeds = self.warm();
        let trails = seeds.iter().filter_map(|n| self.trails.get(n));
        let people: BTreeSet<u32> = trails.clone().flat_map(|trail| trail.people.clone()).collect();
        let named = trails.flat_map(|trail| [trail.n, trail.newest]).chain(feed).chain(open.clone());
        let cards: Vec<u32> = named.filter(|n| !self.whole(*n)).collect();
        self.merge(as_of, board.cards_by_numbers(audience, &cards).rows);
        let listed: Vec<u32> = self.feed().into_iter().chain(self.open_ends()).collect();
        let takers = listed.iter().filter_map(|n| self.cards.get(n)?.taken).filter(|n| !self.whole(*n));
        let takers: Vec<u32> = takers.collect();
        self.merge(as_of, board.cards_by_numbers(audience, &takers).rows);
        let listed = self.feed().into_iter().chain(open).filter_map(|n| self.cards.get(&n));
        let held: BTreeSet<TraceId> = self.cards.rows().filter(|card| self.whole(card.n)).map(|card| card.id).collect();
        let parents: Vec<_> = listed.flat_map(|card| card.builds_on.clone()).filter(|id| !held.contains(id)).collect();
        self.merge(as_of, board.cards_by_ids(audience, &parents).rows);
        let answered = self.rounds.rows().flat_map(|row| row.answered.clone());
        let people: BTreeSet<u32> = people.into_iter().chain(answered).collect();
        let known: BTreeSet<u32> = self.members.rows().map(|member| member.n).collect();
        let people: Vec<u32> = people.difference(&known).copied().collect();
        self.merge(as_of, Rows { members: board.members_by_numbers(&people), ..Rows::default() });
    }

    /// Cards at or above the edge, newest first.
    pub(crate) fn feed(&self) -> Vec<u32> {
        let above = self.cards.rows().filter(|card| above(card, self.edge));
        newest_first(above)
    }

    /// Trails at or above the edge, warmest first.
    pub(crate) fn warm(&self) -> Vec<u32> {
        let place = |trail: &TrailRow| (-trail.warmth_ms, trail.n);
        let edge = self.warm_edge.map(|edge| (-edge.warmth_ms, edge.n));
        let standing = self.trails.rows().filter(|trail| !trail.gone);
        let mut listed: Vec<_> = standing.filter(|trail| edge.is_none_or(|edge| place(trail) <= edge)).collect();
        listed.sort_by_key(|trail| place(trail));
        listed.iter().map(|trail| trail.n).collect()
    }

    /// Looks at what is quiet, its first page.
    pub(crate) fn look_at_quiet(&mut self, board: &Board, audience: Audience, limit: usize) {
        let page = board.quiet_page(audience, None, limit);
        self.merge(board.position().unwrap(), page.rows);
        self.quiet_edge = page.edge;
    }

    /// Trails at or below the edge of what is quiet, coldest first.
    pub(crate) fn quiet(&self) -> Vec<u32> {
        let place = |warmth_ms: i64, n: u32| (warmth_ms, std::cmp::Reverse(n));
        let edge = self.quiet_edge.map(|edge| place(edge.warmth_ms, edge.n));
        let standing = self.trails.rows().filter(|trail| !trail.gone);
        let listed = standing.map(|trail| (place(trail.warmth_ms, trail.n), trail.n));
        let mut listed: Vec<_> = listed.filter(|(place, _)| edge.is_none_or(|edge| *place <= edge)).collect();
        listed.sort_unstable();
        listed.into_iter().map(|(_, n)| n).collect()
    }

    /// The traces of a trail at or above an edge, oldest first.
    pub(crate) fn trail(&self, seed: u32, edge: Option<Edge>) -> Vec<u32> {
        let mut listed =
            newest_first(self.cards.rows().filter(|card| card.trails.contains(&seed) && above(card, edge)));
        listed.reverse();
        listed
    }

    /// Open ends at or above the edge that stand and weren't taken up, newest first.
    pub(crate) fn open_ends(&self) -> Vec<u32> {
        let open = self.cards.rows().filter(|card| card.open && card.taken.is_none() && card.state == CardState::Shown);
        newest_first(open.filter(|card| above(card, self.open_edge)))
    }

    /// Pods at or above the edge that aren't closed, newest first.
    pub(crate) fn pods(&self) -> Vec<u32> {
        let open = self
            .pods
            .rows()
            .filter(|pod| !pod.says.closed && !pod.offered && self.pods_edge.is_none_or(|edge| pod.n >= edge));
        let mut listed: Vec<_> = open.map(|pod| pod.n).collect();
        listed.reverse();
        listed
    }

    /// What it holds of the rows that another answer has.
    pub(crate) fn like(&self, rows: &Rows) -> Rows {
        Rows {
            circle: rows.circle.as_ref().and_then(|_| self.circle.get(&()).cloned()),
            members: rows.members.iter().filter_map(|row| self.members.get(&row.id).cloned()).collect(),
            cards: rows.cards.iter().filter_map(|row| self.cards.get(&row.n).cloned()).collect(),
            lights: rows.lights.iter().filter_map(|row| self.lights.get(&row.n).copied()).collect(),
            trails: rows.trails.iter().filter_map(|row| self.trails.get(&row.n).cloned()).collect(),
            rounds: rows.rounds.iter().filter_map(|row| self.rounds.get(&row.n).cloned()).collect(),
            gatherings: rows.gatherings.iter().filter_map(|row| self.gatherings.get(&row.n).copied()).collect(),
            pods: rows.pods.iter().filter_map(|row| self.pods.get(&row.n).cloned()).collect(),
        }
    }

    pub(crate) fn mark(&self, n: u32) -> Mark {
        self.marks.get(&n).copied().unwrap_or(Mark { n, warmed: false, grew: false, promised: false, asked: false })
    }

    /// Whether every card has its light.
    pub(crate) fn is_lit(&self) -> bool {
        self.cards.rows().all(|card| self.lights.get(&card.n).is_some())
    }

    /// Whether a card is here with its light and its author.
    fn whole(&self, n: u32) -> bool {
        let card = self.cards.get(&n).filter(|_| self.lights.get(&n).is_some());
        card.is_some_and(|card| self.members.get(&card.by).is_some())
    }
}

fn above(card: &CardRow, edge: Option<Edge>) -> bool {
    edge.is_none_or(|edge| (card.at_ms, card.n) >= (edge.at_ms, edge.n))
}

fn newest_first<'a>(cards: impl Iterator<Item = &'a CardRow>) -> Vec<u32> {
    let mut listed: Vec<_> = cards.map(|card| (card.at_ms, card.n)).collect();
    listed.sort_unstable();
    listed.into_iter().rev().map(|(_, n)| n).collect()
}
