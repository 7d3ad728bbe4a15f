//! What a feed that is read elsewhere lists: what the wall may show, and nothing else.

use crate::{Board, EntryId, NameOf, Pattern, TraceId};

/// How many traces a feed lists, the newest: readers ask again within hours, and a circle leaves fewer in that time.
pub const FEED_MAX: usize = 50;
/// How many of the newest traces are looked at. Whoever keeps more than these off the wall in a row has an empty feed.
const LOOKED_AT: usize = 1_024;

/// All that a feed shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FeedPicture {
    /// The circle's name.
    pub name: NameOf,
    /// When the circle's first member joined, in Unix milliseconds. Not when it changed last: that would tell of what the feed may not.
    pub began_at_ms: i64,
    /// The traces, newest first; at most [`FEED_MAX`].
    pub traces: Vec<FeedTrace>,
}

/// A trace in a feed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FeedTrace {
    /// Which.
    pub id: TraceId,
    /// The seed of the nearest trail that it stands in.
    pub seed: TraceId,
    /// The entries whose bodies may hold its author's name: the first that does counts.
    pub names: Vec<EntryId>,
    /// Whether a program left it.
    pub program: bool,
    /// When it was accepted, or happened where it was imported from; Unix milliseconds.
    pub at_ms: i64,
    /// When it got the words that it has.
    pub worded_at_ms: i64,
    /// The entry whose body holds its words.
    pub words: EntryId,
    /// Whether it holds out an open end that nobody has taken up.
    pub open: bool,
}

impl FeedPicture {
    /// The entries whose bodies it needs, each once.
    #[must_use]
    pub fn words(&self) -> Vec<EntryId> {
        let traces = self.traces.iter().flat_map(|trace| trace.names.iter().chain([&trace.words]));
        let mut wanted: Vec<_> = self.name.entries.iter().chain(traces).copied().collect();
        wanted.sort_unstable();
        wanted.dedup();
        wanted
    }
}

impl Board {
    /// What a feed shows now. `None` before the circle is founded.
    #[must_use]
    pub fn feed(&self) -> Option<FeedPicture> {
        let shown = self.traces.newest_first(None).take(LOOKED_AT).filter(|n| self.may_be_on_wall(*n));
        self.feed_with(shown.take(FEED_MAX).filter_map(|n| self.feed_trace(n)).collect())
    }

    /// One trace as a feed shows it, whenever it was left; `None` where it may not.
    #[must_use]
    pub fn feed_of(&self, trace: TraceId) -> Option<FeedPicture> {
        let n = self.traces.number(trace).filter(|n| self.may_be_on_wall(*n))?;
        self.feed_with(vec![self.feed_trace(n)?])
    }

    fn feed_with(&self, traces: Vec<FeedTrace>) -> Option<FeedPicture> {
        let circle = self.circle.as_ref()?;
        let began_at_ms = self.members.at(0).map_or(0, |first| first.joined_at_ms);
        Some(FeedPicture { name: circle.name.clone(), began_at_ms, traces })
    }

    fn feed_trace(&self, n: u32) -> Option<FeedTrace> {
        let row = self.traces.at(n)?;
        let author = self.members.at(row.by)?;
        let reworded = self.traces.rare(n).and_then(|rare| rare.reworded_at_ms);
        let nearest = self.lists.get(row.list).first().and_then(|reach| self.seed_id(reach.trail));
        Some(FeedTrace {
            id: row.id,
            seed: nearest.unwrap_or(row.id),
            names: author.names.clone(),
            program: author.is_program(),
            at_ms: row.at_ms,
            worded_at_ms: reworded.map_or(row.at_ms, |reworded| reworded.max(row.at_ms)),
            words: self.traces.bodies(n).last()?,
            open: row.open && !row.is_taken() && !self.is_off(Pattern::OpenEnds),
        })
    }
}
