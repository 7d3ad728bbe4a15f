//! Traces by who left them, when, and whether they are open; and which entries hold the words that a search may look at.

use crate::{Audience, Board, CardState, CardsPage, Edge, EntryId, MemberId};

/// What a search asks of traces besides their words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TraceFilter {
    /// Left by this member.
    pub by: Option<MemberId>,
    /// Not before this Unix millisecond.
    pub from_ms: Option<i64>,
    /// Before this one.
    pub until_ms: Option<i64>,
    /// With an open end that nobody has taken up.
    pub open: bool,
}

impl Board {
    /// The newest standing traces before a place that a filter lets through and `has` says yes to. Hidden and withdrawn ones are never
    /// among them, whoever asks. The cost is at most that of all traces, a few bytes of each.
    #[must_use]
    pub fn found_page(
        &self,
        audience: Audience,
        filter: &TraceFilter,
        has: impl Fn(u32) -> bool,
        before: Option<Edge>,
        limit: usize,
    ) -> CardsPage {
        let by = match filter.by.map(|by| self.members.number(by)) {
            // A member who was never here left nothing.
            Some(None) => return CardsPage::default(),
            by => by.flatten(),
        };
        let place = before.map(|edge| (edge.at_ms, edge.n));
        let until = filter.until_ms.map(|until_ms| (until_ms, 0));
        let below = match (place, until) {
            (Some(place), Some(until)) => Some(place.min(until)),
            (place, until) => place.or(until),
        };
        let lets_through = |n: &u32| {
            has(*n)
                && self
                    .traces
                    .at(*n)
                    .is_some_and(|row| row.state == CardState::Shown && by.is_none_or(|by| row.by == by))
        };
        let since = |n: &u32| filter.from_ms.is_none_or(|from_ms| self.traces.place(*n).0 >= from_ms);
        if filter.open {
            let list = self.traces.open_ends_before(below).take_while(since).filter(lets_through);
            return self.cards_page(audience, list, limit);
        }
        let list = self.traces.newest_before(below).take_while(since).filter(lets_through);
        self.cards_page(audience, list, limit)
    }

    /// By number, the entry whose body holds the words of a trace that everyone in the circle may read; none for the others.
    pub fn shown_words(&self) -> impl ExactSizeIterator<Item = Option<EntryId>> + '_ {
        self.traces.rows().iter().enumerate().map(|(at, row)| match row.state {
            CardState::Shown => u32::try_from(at).ok().and_then(|n| self.traces.bodies(n).last()),
            CardState::Hidden | CardState::Withdrawn => None,
        })
    }
}
