//! The rows of one space as a page holds them: merged from answers and frames by one rule, and listed down to an edge.

mod compare;
mod lists;
mod parts;
mod table;

use std::collections::BTreeMap;

use traceboard_board::{EntryId, MemberId, PodId, TraceId};
use traceboard_position::Position;
use traceboard_protocol::{
    Card, CardPage, Circle, Edge, Gathering, GatheringEdge, Light, Mark, Member, OwnRound, Pod, PodPage, Round, Rows,
    Snapshot, SpaceId, States, Trail, TrailView, TrailsPage, WarmEdge,
};

use table::Table;

pub use lists::Missing;

/// How many rows a board holds before it should take a new snapshot: single rows are never dropped, because others may
/// name them.
pub const ROWS_MAX: usize = 20_000;

/// A reader's own pods, which only they are told.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OwnPods {
    /// Those that they are in.
    pub pods: Vec<PodId>,
    /// Those that they are invited to.
    pub invitations: Vec<PodId>,
}

/// The rows of one space, complete for what its lists show up to [`Board::position`].
///
/// A row has the position of its answer. It replaces the row with the same key, unless that one is newer. So answers
/// and frames may be merged in any order.
#[derive(Clone, Debug)]
pub struct Board {
    space: SpaceId,
    position: Position,
    circle: Table<(), Circle>,
    members: Table<MemberId, Member>,
    cards: Table<u32, Card>,
    lights: Table<u32, Light>,
    trails: Table<u32, Trail>,
    rounds: Table<u32, Round>,
    gatherings: Table<u32, Gathering>,
    own_rounds: Table<EntryId, OwnRound>,
    marks: Table<u32, Mark>,
    pods: Table<PodId, Pod>,
    own_pods: OwnPods,
    numbers: BTreeMap<TraceId, u32>,
    /// The edges of the lists; `None`: the list is complete.
    feed_edge: Option<Edge>,
    warm_edge: Option<WarmEdge>,
    open_edge: Option<Edge>,
    rounds_edge: Option<u32>,
    gatherings_edge: Option<GatheringEdge>,
    /// The number of the oldest pod that is listed.
    called_edge: Option<u32>,
    /// The edges of the trails that were opened, by their seeds.
    trail_edges: BTreeMap<u32, Option<Edge>>,
}

impl Board {
    /// A board from a snapshot.
    #[must_use]
    pub fn new(snapshot: Snapshot) -> Self {
        let Snapshot { space, position, edge, warm_edge, open_edge, rounds_edge, gatherings_edge, called_edge, .. } =
            snapshot;
        let Snapshot { circle, members, cards, lights, trails, rounds, gatherings, pods, .. } = snapshot;
        let mut board = Self {
            space,
            position,
            circle: Table::default(),
            members: Table::default(),
            cards: Table::default(),
            lights: Table::default(),
            trails: Table::default(),
            rounds: Table::default(),
            gatherings: Table::default(),
            own_rounds: Table::default(),
            marks: Table::default(),
            pods: Table::default(),
            own_pods: OwnPods::default(),
            numbers: BTreeMap::new(),
            feed_edge: edge,
            warm_edge,
            open_edge,
            rounds_edge,
            gatherings_edge,
            called_edge,
            trail_edges: BTreeMap::new(),
        };
        board.put(position, Rows { circle: Some(circle), members, cards, lights, trails, rounds, gatherings, pods });
        board
    }

    /// Which space this is.
    #[must_use]
    pub fn space(&self) -> SpaceId {
        self.space
    }

    /// The position up to which all changes are merged.
    #[must_use]
    pub fn position(&self) -> Position {
        self.position
    }

    /// Merges changed rows. Frames of a space are merged in the order in which they came.
    pub fn merge(&mut self, states: States) {
        self.put(states.to, states.rows);
        self.position = self.position.max(states.to);
    }

    /// Merges the reader's own marks.
    pub fn merge_marks(&mut self, to: Position, marks: &[Mark]) {
        for mark in marks {
            self.marks.put(mark.n, to, *mark);
        }
    }

    /// Replaces the reader's own pods.
    pub fn merge_own_pods(&mut self, own: OwnPods) {
        self.own_pods = own;
    }

    /// Merges pods that were asked for by their ids.
    pub fn merge_named_pods(&mut self, page: PodPage) {
        self.put(page.position, page.rows);
    }

    /// Merges the cards that follow the feed's edge: the feed then reaches down to their end.
    pub fn merge_older(&mut self, page: CardPage) {
        self.feed_edge = self.feed_edge.and(page.edge).min(self.feed_edge);
        self.merge_cards(page);
    }

    /// Merges cards that were asked for by their ids or numbers.
    pub fn merge_cards(&mut self, page: CardPage) {
        self.put(page.position, page.rows);
    }

    /// Merges the trails that follow the edge of the warm ones.
    pub fn merge_colder(&mut self, page: TrailsPage) {
        self.warm_edge = match (self.warm_edge, page.warm_edge) {
            (Some(ours), Some(theirs)) => Some(if lists::colder(theirs, ours) { theirs } else { ours }),
            _ => None,
        };
        self.put(page.position, page.rows);
    }

    /// Merges the open ends that follow the edge of those that are here.
    pub fn merge_open_ends(&mut self, page: CardPage) {
        self.open_edge = self.open_edge.and(page.edge).min(self.open_edge);
        self.merge_cards(page);
    }

    /// Merges an opened trail.
    pub fn merge_trail(&mut self, view: TrailView) {
        self.trail_edges.insert(view.seed, view.edge);
        self.put(view.position, view.rows);
    }

    /// Whether there are [`ROWS_MAX`] rows or more.
    #[must_use]
    pub fn is_full(&self) -> bool {
        let Self { members, cards, lights, trails, rounds, gatherings, marks, own_rounds, pods, .. } = self;
        let board = members.len() + cards.len() + lights.len() + trails.len() + rounds.len() + gatherings.len();
        board + marks.len() + own_rounds.len() + pods.len() >= ROWS_MAX
    }

    /// The circle's settings.
    #[must_use]
    pub fn circle(&self) -> Option<&Circle> {
        self.circle.get(&())
    }

    /// A member.
    #[must_use]
    pub fn member(&self, id: MemberId) -> Option<&Member> {
        self.members.get(&id)
    }

    /// A card by its number.
    #[must_use]
    pub fn card(&self, n: u32) -> Option<&Card> {
        self.cards.get(&n)
    }

    /// A card by its trace.
    #[must_use]
    pub fn card_of(&self, trace: TraceId) -> Option<&Card> {
        self.numbers.get(&trace).and_then(|n| self.card(*n))
    }

    /// The light of a card.
    #[must_use]
    pub fn light(&self, n: u32) -> Option<Light> {
        self.lights.get(&n).copied()
    }

    /// A trail by the number of its seed.
    #[must_use]
    pub fn trail(&self, n: u32) -> Option<&Trail> {
        self.trails.get(&n)
    }

    /// A pod.
    #[must_use]
    pub fn pod(&self, id: PodId) -> Option<&Pod> {
        self.pods.get(&id)
    }

    /// The reader's own pods, from the last frame.
    #[must_use]
    pub fn own_pods(&self) -> &OwnPods {
        &self.own_pods
    }

    /// The reader's own mark for a trace.
    #[must_use]
    pub fn mark(&self, n: u32) -> Option<Mark> {
        self.marks.get(&n).copied()
    }

    fn put(&mut self, as_of: Position, rows: Rows) {
        if let Some(circle) = rows.circle {
            self.circle.put((), as_of, circle);
        }
        for member in rows.members {
            self.members.put(member.id, as_of, member);
        }
        for card in rows.cards {
            self.numbers.insert(card.id, card.n);
            self.cards.put(card.n, as_of, card);
        }
        for light in rows.lights {
            self.lights.put(light.0, as_of, light);
        }
        for trail in rows.trails {
            self.trails.put(trail.n, as_of, trail);
        }
        for round in rows.rounds {
            self.rounds.put(round.n, as_of, round);
        }
        for gathering in rows.gatherings {
            self.gatherings.put(gathering.n, as_of, gathering);
        }
        for pod in rows.pods {
            self.pods.put(pod.id, as_of, pod);
        }
    }
}

#[cfg(test)]
mod tests;
