//! How a board's answers become what a page starts from. The server and the fixtures use the same functions.

use std::{collections::HashSet, str::FromStr};

use traceboard_board::{Board, Card, CircleId, MemberId, TraceId, Trail};
use traceboard_position::Position;

use crate::{CardPage, CardQuery, Code, Fault, Limits, Snapshot, SnapshotQuery, TrailPage, TrailView, WarmQuery};

/// Who asks, and what the board that is asked has taken in.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    /// The board.
    pub board: &'a Board,
    /// The last entry that it has applied.
    pub position: Option<Position>,
    /// Who asks.
    pub viewer: MemberId,
}

impl Snapshot {
    /// What a page starts from. None before the circle is founded.
    ///
    /// # Errors
    /// [`Code::BadRequest`] for a count outside its bounds.
    pub fn of(
        asked: Asked<'_>,
        id: CircleId,
        now_ms: i64,
        query: &SnapshotQuery,
    ) -> Result<Option<Self>, (Code, Fault)> {
        let Asked { board, position, viewer } = asked;
        let limit = count("cards", query.cards, Limits::SNAPSHOT_CARDS, Limits::CARDS_MAX)?;
        let Some(circle) = board.circle() else { return Ok(None) };
        let (cards, more) = board.feed(None, limit, Some(viewer));
        let trails = board.warm_trails(Limits::TRAILS);
        let open_ends = board.open_ends(Limits::OPEN_ENDS);
        let grown = query.grown_since_ms.map_or(Vec::new(), |since| board.grown_since(viewer, since, Limits::GROWN));
        let mut context = Context::beside(&cards);
        context.add_parents(&cards);
        context.add_trails(&trails);
        context.add(&open_ends);
        context.add(&grown);
        Ok(Some(Self {
            position,
            now_ms,
            id,
            circle: circle.clone(),
            me: viewer,
            members: board.members().collect(),
            context: context.cards(asked),
            cards,
            more,
            trails,
            open_ends,
            grown,
        }))
    }
}

impl CardPage {
    /// Older cards, or just those that are named.
    ///
    /// # Errors
    /// [`Code::BadRequest`] for a query that can't be read or is out of its bounds, [`Code::UnknownTrace`] where `before` is not
    /// on the board.
    pub fn of(asked: Asked<'_>, query: &CardQuery) -> Result<Self, (Code, Fault)> {
        let Asked { board, position, viewer } = asked;
        let (cards, more) = match (&query.ids, query.before) {
            (Some(_), Some(_)) => return bad("cannot read cards: give either ids or before".to_owned()),
            (Some(ids), None) => {
                let ids: Vec<TraceId> = list("ids", ids)?;
                (ids.into_iter().filter_map(|id| board.card(id, Some(viewer))).collect(), false)
            }
            (None, Some(before)) if !board.knows(before) => {
                return Err((Code::UnknownTrace, Fault(format!("cannot read cards before {before}: no such trace"))));
            }
            (None, before) => {
                board.feed(before, count("limit", query.limit, Limits::PAGE_CARDS, Limits::CARDS_MAX)?, Some(viewer))
            }
        };
        let mut context = Context::beside(&cards);
        context.add_parents(&cards);
        Ok(Self { position, context: context.cards(asked), cards, more })
    }
}

impl TrailView {
    /// One trail, whole.
    ///
    /// # Errors
    /// [`Code::UnknownTrace`] where it is no seed on the board.
    pub fn of(asked: Asked<'_>, seed: TraceId) -> Result<Self, (Code, Fault)> {
        let Asked { board, position, viewer } = asked;
        let Some(trail) = board.trail(seed) else {
            return Err((Code::UnknownTrace, Fault(format!("cannot read trail {seed}: no such seed"))));
        };
        let (cards, more) = board.trail_cards(seed, Limits::TRAIL_CARDS_MAX, Some(viewer));
        let mut context = Context::beside(&cards);
        context.add_parents(&cards);
        context.add(&[seed]);
        Ok(Self { position, trail, context: context.cards(asked), cards, more })
    }
}

impl TrailPage {
    /// The warmest trails, or just those that are named (unknown ones left out), warmest first.
    ///
    /// # Errors
    /// [`Code::BadRequest`] for a query that can't be read or is out of its bounds.
    pub fn of(asked: Asked<'_>, query: &WarmQuery) -> Result<Self, (Code, Fault)> {
        let Asked { board, position, .. } = asked;
        let trails = match &query.seeds {
            Some(seeds) => {
                let seeds: Vec<TraceId> = list("seeds", seeds)?;
                let mut trails: Vec<_> = seeds.into_iter().filter_map(|seed| board.trail(seed)).collect();
                trails.sort_by_key(|trail| (std::cmp::Reverse(trail.warmth_ms), trail.seed));
                trails.dedup_by_key(|trail| trail.seed);
                trails
            }
            None => board.warm_trails(count("limit", query.limit, Limits::TRAILS, Limits::TRAILS_MAX)?),
        };
        let mut context = Context::beside(&[]);
        context.add_trails(&trails);
        Ok(Self { position, trails, context: context.cards(asked) })
    }
}

/// Cards that an answer names but doesn't hold, in the order in which it names them.
struct Context {
    held: HashSet<TraceId>,
    ids: Vec<TraceId>,
}

impl Context {
    fn beside(cards: &[Card]) -> Self {
        Self { held: cards.iter().map(|card| card.id).collect(), ids: Vec::new() }
    }

    fn add(&mut self, ids: &[TraceId]) {
        for id in ids {
            if self.held.insert(*id) {
                self.ids.push(*id);
            }
        }
    }

    fn add_parents(&mut self, cards: &[Card]) {
        for card in cards {
            self.add(&card.builds_on);
        }
    }

    fn add_trails(&mut self, trails: &[Trail]) {
        for trail in trails {
            self.add(&[trail.seed, trail.newest]);
        }
    }

    fn cards(&self, asked: Asked<'_>) -> Vec<Card> {
        self.ids.iter().filter_map(|id| asked.board.card(*id, Some(asked.viewer))).collect()
    }
}

fn count(what: &str, asked: Option<u32>, unless_told: usize, max: usize) -> Result<usize, (Code, Fault)> {
    let Some(asked) = asked else { return Ok(unless_told) };
    match usize::try_from(asked) {
        Ok(count) if (1..=max).contains(&count) => Ok(count),
        _ => bad(format!("cannot take {what}={asked}: 1 to {max} are taken")),
    }
}

fn list<T: FromStr>(what: &str, text: &str) -> Result<Vec<T>, (Code, Fault)> {
    let mut ids = Vec::new();
    for id in text.split(',') {
        if ids.len() == Limits::IDS_MAX {
            return bad(format!("cannot take {what}: over {} of them", Limits::IDS_MAX));
        }
        let Ok(id) = id.parse() else {
            let id: String = id.chars().take(64).collect();
            return bad(format!("cannot read {what}: {id:?} is no UUID"));
        };
        ids.push(id);
    }
    Ok(ids)
}

fn bad<T>(why: String) -> Result<T, (Code, Fault)> {
    Err((Code::BadRequest, Fault(why)))
}
