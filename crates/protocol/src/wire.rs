//! The board's rows, with their words, on the wire.
//!
//! The board knows which entry holds which words, but holds none. The server reads those bodies first
//! ([`traceboard_board::Rows::words`] names them), and passes them in.

use std::{collections::HashMap, sync::Arc};

use traceboard_board::{self as board, Body, EntryId, Facet};

use crate::{
    Card, CardPage, Circle, DueEdge, Edge, Gathering, Kin, Light, Mark, Member, Pod, PodPage, PodState, PodTerms,
    Round, Rows, Snapshot, SpaceId, Trail, TrailView, TrailsPage, WarmEdge,
};

/// The bodies that rows name. An entry that is missing here has no words, or no longer.
pub type Bodies = HashMap<EntryId, Arc<Body>>;

impl Rows {
    /// Rows with their words.
    #[must_use]
    pub fn of(rows: board::Rows, bodies: &Bodies) -> Self {
        Self {
            circle: rows.circle.map(|circle| Circle::of(circle, bodies)),
            members: rows.members.into_iter().map(|member| Member::of(&member, bodies)).collect(),
            cards: rows.cards.into_iter().map(|card| Card::of(card, bodies)).collect(),
            lights: rows.lights.into_iter().map(|light| Light(light.n, light.glow_ms, light.grew)).collect(),
            trails: rows.trails.into_iter().map(Trail::of).collect(),
            rounds: rows.rounds.into_iter().map(|round| Round::of(round, bodies)).collect(),
            gatherings: rows.gatherings.into_iter().map(|one| Gathering::of(one, bodies)).collect(),
            pods: rows.pods.into_iter().map(|pod| Pod::of(pod, bodies)).collect(),
        }
    }
}

impl Circle {
    /// The circle's settings, with its name.
    #[must_use]
    pub fn of(row: board::CircleRow, bodies: &Bodies) -> Self {
        let name = first_name(&row.name.entries, bodies).or(row.name.head);
        let board::CircleRow { half_life_ms, off, time_zone, meets, pod, budding, .. } = row;
        let board::Meets { rhythm, moved } = meets;
        let from = budding.grown_from.and_then(|kin| bodies.get(&kin.words));
        Self {
            name,
            half_life_ms,
            off,
            time_zone,
            rhythm,
            moved,
            pod: pod.map(PodTerms::of),
            buds: budding.buds.into_iter().map(|kin| Kin::of(kin, bodies)).collect(),
            grown_from: budding.grown_from.map(|kin| Kin::of(kin, bodies)),
            prompts: from.map(|body| body.prompts.clone()).unwrap_or_default(),
            time_to_bud: budding.is_time,
        }
    }
}

impl Kin {
    fn of(kin: board::Kin, bodies: &Bodies) -> Self {
        Self { circle: kin.circle, name: bodies.get(&kin.words).and_then(|body| body.name.clone()) }
    }
}

impl PodTerms {
    fn of(terms: board::Terms) -> Self {
        let state = PodState::of(terms.resting, terms.closed);
        let board::Terms { places, ends_on, invited, .. } = terms;
        Self { places, ends_on, state, invited }
    }
}

impl PodState {
    fn of(resting: bool, closed: bool) -> Self {
        match (closed, resting) {
            (true, _) => Self::Closed,
            (false, true) => Self::Resting,
            (false, false) => Self::Open,
        }
    }
}

impl Pod {
    fn of(row: board::PodRow, bodies: &Bodies) -> Self {
        let board::PodSays { taken, ends_on, resting, closed } = row.says;
        Self {
            id: row.id,
            n: row.n,
            by: row.by,
            at_ms: row.at_ms,
            intention: first_name(&[row.words], bodies),
            places: row.places,
            taken,
            ends_on,
            rhythm: row.rhythm,
            offered: row.offered,
            state: PodState::of(resting, closed),
        }
    }
}

impl PodPage {
    /// A page of pods, as of a position.
    #[must_use]
    pub fn of(position: traceboard_position::Position, page: board::PodsPage, bodies: &Bodies) -> Self {
        Self { position, listed: page.listed, edge: page.edge, rows: Rows::of(page.rows, bodies) }
    }
}

impl Member {
    /// A member, with their name.
    #[must_use]
    pub fn of(row: &board::MemberRow, bodies: &Bodies) -> Self {
        Self {
            id: row.id,
            n: row.n,
            name: first_name(&row.names, bodies),
            twin: first_named(&row.names, bodies).and_then(|body| body.twin),
            colour: row.colour,
            role: row.role,
            state: row.state,
            imported: row.imported,
            resting: row.resting,
        }
    }
}

impl Card {
    fn of(row: board::CardRow, bodies: &Bodies) -> Self {
        let words = row.words.and_then(|entry| bodies.get(&entry));
        Self {
            id: row.id,
            n: row.n,
            by: row.by,
            at_ms: row.at_ms,
            text: words.and_then(|body| body.text.clone()),
            // A promise that was reworded may have one in its body, and holds out none.
            open_end: words.filter(|_| row.open).and_then(|body| body.open_end.clone()),
            why: words.and_then(|body| body.why.clone()),
            crossed: words.and_then(|body| body.crossed.clone()),
            photo: words.and_then(|body| body.photo.clone()),
            places: words.map(|body| body.places.clone()).unwrap_or_default(),
            open: row.open,
            facet: row.facet,
            told: row.words.filter(|_| row.facet == Some(Facet::Story)),
            taken: row.taken,
            review: row.review,
            builds_on: row.builds_on,
            trails: row.trails,
            state: row.state,
            reworded: row.reworded,
            round: row.round,
            learned: row.learned,
            joint: row.joint,
            imported: row.imported,
        }
    }
}

impl Trail {
    fn of(row: board::TrailRow) -> Self {
        let board::TrailRow { n, warmth_ms, size, newest, people, gone } = row;
        Self { n, warmth_ms, size, newest, people, gone }
    }
}

impl From<board::Mark> for Mark {
    fn from(mark: board::Mark) -> Self {
        Self { n: mark.n, warmed: mark.warmed, grew: mark.grew, promised: mark.promised, asked: mark.asked }
    }
}

impl From<board::Edge> for Edge {
    fn from(edge: board::Edge) -> Self {
        Self { at_ms: edge.at_ms, n: edge.n }
    }
}

impl From<board::DueEdge> for DueEdge {
    fn from(edge: board::DueEdge) -> Self {
        Self { due: edge.due, n: edge.n }
    }
}

impl From<board::WarmEdge> for WarmEdge {
    fn from(edge: board::WarmEdge) -> Self {
        Self { warmth_ms: edge.warmth_ms, n: edge.n }
    }
}

impl Snapshot {
    /// A page's beginning. None before the circle is founded.
    #[must_use]
    pub fn of(space: SpaceId, page: board::SnapshotPage, bodies: &Bodies) -> Option<Self> {
        let rows = Rows::of(page.rows, bodies);
        Some(Self {
            space,
            position: page.position?,
            circle: rows.circle?,
            members: rows.members,
            cards: rows.cards,
            lights: rows.lights,
            trails: rows.trails,
            feed: page.feed,
            edge: page.edge.map(Into::into),
            warm: page.trails,
            warm_edge: page.warm_edge.map(Into::into),
            open_ends: page.open_ends,
            open_edge: page.open_edge.map(Into::into),
            rounds: rows.rounds,
            rounds_edge: page.rounds_edge,
            gatherings: rows.gatherings,
            gatherings_edge: page.gatherings_edge.map(Into::into),
            pods: rows.pods,
            called: page.pods,
            called_edge: page.pods_edge,
        })
    }
}

impl CardPage {
    /// A page of cards, as of a position.
    #[must_use]
    pub fn of(position: traceboard_position::Position, page: board::CardsPage, bodies: &Bodies) -> Self {
        Self { position, feed: page.listed, edge: page.edge.map(Into::into), rows: Rows::of(page.rows, bodies) }
    }
}

impl TrailView {
    /// One trail, as of a position.
    #[must_use]
    pub fn of(position: traceboard_position::Position, page: board::TrailPage, bodies: &Bodies) -> Self {
        Self {
            position,
            seed: page.seed,
            listed: page.listed,
            edge: page.edge.map(Into::into),
            rows: Rows::of(page.rows, bodies),
        }
    }
}

impl TrailsPage {
    /// Trails, as of a position.
    #[must_use]
    pub fn of(position: traceboard_position::Position, page: board::WarmPage, bodies: &Bodies) -> Self {
        Self { position, warm: page.listed, warm_edge: page.edge.map(Into::into), rows: Rows::of(page.rows, bodies) }
    }
}

pub(crate) fn first_name(entries: &[EntryId], bodies: &Bodies) -> Option<String> {
    first_named(entries, bodies)?.name.clone()
}

/// The first of these bodies that holds a name.
#[must_use]
pub fn first_named<'a>(entries: &[EntryId], bodies: &'a Bodies) -> Option<&'a board::Body> {
    let mut found = entries.iter().filter_map(|entry| bodies.get(entry).map(|body| &**body));
    found.find(|body| body.name.is_some())
}
