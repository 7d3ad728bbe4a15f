//! What the wall of a circle's hall shows: its own audience.
//!
//! A wall gets no rows. It gets one small picture, whose type has room for nothing else: traces that stand and that their authors
//! didn't keep off the wall, their authors' names and colours, and the circle's name. What a trace builds on is named only
//! where the wall may show it too.

use crate::{Board, CardState, EntryId, Facet, NameOf, Pattern, TraceId};

/// How many of the newest traces a picture lists: three are shown, and one of them may be taken back at any moment.
pub const WALL_NEWEST: usize = 6;
/// How many warm trails a picture lists, for quiet spells.
pub const WALL_TRAILS: usize = 6;
/// How many open ends a picture lists.
pub const WALL_OPEN_ENDS: usize = 6;
/// How many places of each list are looked at. Whoever keeps more than these off the wall in a row has an empty list.
const LOOKED_AT: usize = 256;
/// How many of the newest traces of a trail are looked at.
const LOOKED_AT_IN_TRAIL: usize = 8;

/// All that a wall shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WallPicture {
    /// The circle's name.
    pub name: NameOf,
    /// The half-life of warmth, in milliseconds: how soon a card's edge loses its glow.
    pub half_life_ms: i64,
    /// The traces that the lists name, and those that they build on; each once.
    pub cards: Vec<WallCard>,
    /// The newest traces, newest first.
    pub newest: Vec<TraceId>,
    /// Of the warmest trails the newest trace that the wall may show, warmest trail first.
    pub warm: Vec<TraceId>,
    /// Traces whose open end nobody has taken up, newest first.
    pub open_ends: Vec<TraceId>,
    /// When a trace that still waits may be shown, as the time until which traces are shown then; none where none waits.
    pub next_ms: Option<i64>,
}

/// A trace on the wall.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WallCard {
    /// Which trace.
    pub id: TraceId,
    /// The entries whose bodies may hold its author's name: the first that does counts.
    pub names: Vec<EntryId>,
    /// Its author's colour.
    pub colour: u8,
    /// When it was accepted, or happened where it was imported from; Unix milliseconds.
    pub at_ms: i64,
    /// The entry whose body holds its words.
    pub words: EntryId,
    /// Those of the traces that it builds on that the wall may show.
    pub builds_on: Vec<TraceId>,
    /// Whether it holds out an open end that nobody has taken up.
    pub open: bool,
    /// Whether a host brought it in from a file.
    pub imported: bool,
    /// Whether a program left it.
    pub program: bool,
}

impl WallPicture {
    /// The entries whose bodies it needs, each once.
    #[must_use]
    pub fn words(&self) -> Vec<EntryId> {
        let cards = self.cards.iter().flat_map(|card| card.names.iter().chain([&card.words]));
        let mut wanted: Vec<_> = self.name.entries.iter().chain(cards).copied().collect();
        wanted.sort_unstable();
        wanted.dedup();
        wanted
    }
}

impl Board {
    /// What a wall shows of traces whose words were accepted up to a time (none: whenever), so that their authors and hosts can
    /// take them back before. `None` before the circle is founded.
    #[must_use]
    pub fn wall(&self, until_ms: Option<i64>) -> Option<WallPicture> {
        let circle = self.circle.as_ref()?;
        let shown = |n: &u32| self.is_on_wall(*n, until_ms);
        let looked_at = || self.traces.newest_first(None).take(LOOKED_AT);
        let newest: Vec<u32> = looked_at().filter(shown).take(WALL_NEWEST).collect();
        let warm = self
            .trails
            .warmest(None)
            .take(LOOKED_AT)
            .filter_map(|trail| trail.places.iter().rev().take(LOOKED_AT_IN_TRAIL).find(shown));
        let mut trails: Vec<u32> = Vec::with_capacity(WALL_TRAILS);
        for n in warm {
            // A woven trace may be the newest of several trails.
            if !trails.contains(&n) && trails.len() < WALL_TRAILS {
                trails.push(n);
            }
        }
        let is_off = self.is_off(Pattern::OpenEnds);
        let open: Vec<u32> = self.traces.open_ends().take(if is_off { 0 } else { LOOKED_AT }).filter(shown).collect();
        let open = &open[..open.len().min(WALL_OPEN_ENDS)];
        let mut listed: Vec<u32> = newest.iter().chain(&trails).chain(open).copied().collect();
        let parents: Vec<u32> = listed.iter().flat_map(|n| self.parents_on_wall(*n, until_ms)).collect();
        listed.extend(parents);
        listed.sort_unstable();
        listed.dedup();
        let waits = until_ms.map(|until_ms| {
            let wait = looked_at().filter(|n| self.may_be_on_wall(*n)).map(|n| self.worded_at_ms(n));
            wait.filter(|at_ms| *at_ms > until_ms).min()
        });
        let ids = |list: &[u32]| list.iter().filter_map(|n| Some(self.traces.at(*n)?.id)).collect();
        Some(WallPicture {
            name: circle.name.clone(),
            half_life_ms: circle.half_life_ms,
            cards: listed.iter().filter_map(|n| self.wall_card(*n, until_ms)).collect(),
            newest: ids(&newest),
            warm: ids(&trails),
            open_ends: ids(open),
            next_ms: waits.flatten(),
        })
    }

    fn wall_card(&self, n: u32, until_ms: Option<i64>) -> Option<WallCard> {
        let row = self.traces.at(n)?;
        let author = self.members.at(row.by)?;
        let parents = self.parents_on_wall(n, until_ms);
        Some(WallCard {
            id: row.id,
            names: author.names.clone(),
            colour: author.colour,
            at_ms: row.at_ms,
            words: self.traces.bodies(n).last()?,
            builds_on: parents.filter_map(|parent| Some(self.traces.at(parent)?.id)).collect(),
            open: row.open && !row.is_taken() && !self.is_off(Pattern::OpenEnds),
            imported: row.imported,
            program: author.is_program(),
        })
    }

    fn parents_on_wall(&self, n: u32, until_ms: Option<i64>) -> impl Iterator<Item = u32> + '_ {
        let parents = self.traces.at(n).into_iter().flat_map(|row| row.parents());
        parents.filter(move |parent| self.is_on_wall(*parent, until_ms))
    }

    fn is_on_wall(&self, n: u32, until_ms: Option<i64>) -> bool {
        self.may_be_on_wall(n) && until_ms.is_none_or(|until_ms| self.worded_at_ms(n) <= until_ms)
    }

    /// Whether a trace is for the wall at all. A promise is not: letting it go leaves no mark, and letters that a hall
    /// reads would be one. Nor is an agreement in somebody's own words, which says nothing without the agreement.
    pub(crate) fn may_be_on_wall(&self, n: u32) -> bool {
        self.traces.at(n).is_some_and(|row| row.state == CardState::Shown) && self.is_for_wall_at(n)
    }

    fn is_for_wall_at(&self, n: u32) -> bool {
        let aside = matches!(self.facets.get(n), Some(Facet::Promise { .. } | Facet::Wording { .. }));
        self.traces.at(n).is_some_and(|row| !row.off_wall) && !aside
    }

    /// Whether a trace may be on a wall, or was, before it was taken back or hidden.
    #[must_use]
    pub fn is_for_wall(&self, trace: TraceId) -> bool {
        self.traces.number(trace).is_some_and(|n| self.is_for_wall_at(n))
    }

    /// When the words that a trace has now were accepted: those of a rewording wait as a new trace's do.
    fn worded_at_ms(&self, n: u32) -> i64 {
        let accepted = self.traces.at(n).map_or(i64::MAX, |row| row.accepted_at_ms);
        self.traces.rare(n).and_then(|rare| rare.reworded_at_ms).map_or(accepted, |reworded| accepted.max(reworded))
    }
}
