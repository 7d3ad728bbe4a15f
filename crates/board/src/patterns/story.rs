//! The pattern *story*: traces of many, picked, put in an order and told with words between. It is a trace that can be
//! built on; what it cites is shown in its authors' words as they stand now.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::{
    Audience, Board, CardState, CardsPage, Edge, EntryId, Event, Facet, MemberId, Refusal, Rows, Step, TraceId,
    Verdict, What, row_collector::RowCollector, rules::from_a_file, traces::Trace,
};

/// How many traces a story cites: a retreat's worth, and what one answer holds.
pub const CITES_MAX: usize = 100;
/// How often a story can be retold, so that withdrawing it touches a bounded number of bodies.
pub const RETELLINGS_MAX: usize = 256;

/// One part of a story.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "export", derive(ts_rs::TS, utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum StoryPart {
    /// The author's words at this place.
    Words(String),
    /// A trace, by its place among those that the story cites.
    Cite(u16),
}

/// A story can be retold at any time.
pub(crate) fn may_be_retold(board: &Board, event: &Event, (n, row): (u32, &Trace)) -> Result<(), Verdict> {
    let retellings = board.traces.rare(n).map_or(0, |rare| rare.rewordings.len());
    Err(Verdict::Refused(match row.state {
        CardState::Withdrawn => Refusal::Withdrawn,
        // A file's hidden story comes hidden, and its words after it.
        CardState::Hidden if !from_a_file(event) => Refusal::Hidden,
        _ if board.facets.get(n) != Some(Facet::Story) => Refusal::NotAStory,
        _ if retellings >= RETELLINGS_MAX => Refusal::RewordedTooOften,
        _ => return Ok(()),
    }))
}

/// A circle's traces can be told by any member: only for a pod's traces the author is asked.
pub(crate) fn may_be_asked_for(board: &Board, event: &Event, (n, row): (u32, &Trace)) -> Result<(), Verdict> {
    Err(match row.state {
        _ if !board.is_pod() => Verdict::Refused(Refusal::NotHere),
        _ if Some(row.by) == board.members.number(event.head.by) => Verdict::Refused(Refusal::OwnTrace),
        CardState::Withdrawn => Verdict::Refused(Refusal::Withdrawn),
        CardState::Hidden => Verdict::Refused(Refusal::Hidden),
        // The same verdict whether or not somebody asked before, so that nobody learns of it.
        CardState::Shown if board.facets.stories.is_asked(n) => Verdict::Repeated,
        CardState::Shown => return Ok(()),
    })
}

/// The stories of a board.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Stories {
    /// By id, since a later trace may be cited by a story that comes from a file before it.
    cites: BTreeMap<u32, Vec<TraceId>>,
    shown: BTreeSet<(i64, u32)>,
    /// A pod's traces whose authors were asked, by the author's number.
    asked: BTreeSet<(u32, u32)>,
    asked_traces: BTreeSet<u32>,
}

impl Stories {
    pub(crate) fn restore(cites: BTreeMap<u32, Vec<TraceId>>, asked: Vec<(u32, u32)>) -> Self {
        let asked_traces = asked.iter().map(|(_, n)| *n).collect();
        Self { cites, asked: asked.into_iter().collect(), asked_traces, shown: BTreeSet::new() }
    }

    /// A trace's author is asked to let it be told.
    pub(crate) fn ask(&mut self, by: u32, n: u32) {
        self.asked.insert((by, n));
        self.asked_traces.insert(n);
    }

    pub(crate) fn is_asked(&self, n: u32) -> bool {
        self.asked_traces.contains(&n)
    }

    pub(crate) fn asked(&self) -> Vec<(u32, u32)> {
        self.asked.iter().copied().collect()
    }

    /// The traces of an author for which they were asked, newest first.
    pub(crate) fn asked_of(&self, by: u32) -> impl Iterator<Item = u32> + '_ {
        self.asked.range((by, 0)..=(by, u32::MAX)).rev().map(|(_, n)| *n)
    }

    pub(crate) fn all(&self) -> &BTreeMap<u32, Vec<TraceId>> {
        &self.cites
    }

    /// What a story cites, in the order of its head.
    pub(crate) fn cites(&self, n: u32) -> &[TraceId] {
        self.cites.get(&n).map_or(&[], Vec::as_slice)
    }

    /// A story cites these from now on: the first of them, whatever stands in a log.
    pub(crate) fn cite(&mut self, n: u32, cites: &[TraceId]) {
        self.cites.insert(n, cites.iter().copied().take(CITES_MAX).collect());
    }

    /// Removes a withdrawn story's citations.
    pub(crate) fn forget(&mut self, n: u32) {
        self.cites.remove(&n);
    }

    fn list(&mut self, place: (i64, u32), shown: bool) {
        if shown {
            self.shown.insert(place);
        } else {
            self.shown.remove(&place);
        }
    }

    fn newest_first(&self, before: Option<(i64, u32)>) -> impl Iterator<Item = u32> + '_ {
        use std::ops::Bound::{Excluded, Unbounded};
        let to = before.map_or(Unbounded, Excluded);
        self.shown.range((Unbounded, to)).rev().map(|(_, n)| *n)
    }
}

/// A story, and what it cites.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoryPage {
    /// The cards of the story and of what it builds on and cites, their lights and authors.
    pub rows: Rows,
    /// Its number.
    pub n: u32,
    /// The entry whose body tells it.
    pub words: EntryId,
    /// The numbers of what it cites, in the order that its parts count by. None for one that isn't on this board.
    pub cites: Vec<Option<u32>>,
}

impl Board {
    /// The stories that stand, newest first, from before a place in that order on.
    #[must_use]
    pub fn stories_page(&self, audience: Audience, before: Option<Edge>, limit: usize) -> CardsPage {
        let before = before.map(|edge| (edge.at_ms, edge.n));
        self.cards_page(audience, self.facets.stories.newest_first(before), limit)
    }

    /// A story as it stands now. `None` for a trace that is no story, was withdrawn, or is hidden from the reader: its
    /// author and hosts still see it. Without a reader it is for anybody with a link.
    #[must_use]
    pub fn story(&self, audience: Audience, reader: Option<MemberId>, id: TraceId) -> Option<StoryPage> {
        let n = self.traces.number(id)?;
        let row = self.traces.at(n).filter(|_| self.facets.get(n) == Some(Facet::Story))?;
        let own = reader.is_some() && self.members.at(row.by).map(|author| author.id) == reader;
        let readable = match row.state {
            CardState::Shown => true,
            CardState::Hidden => own || audience == Audience::Host,
            CardState::Withdrawn => false,
        };
        let words = self.traces.bodies(n).last().filter(|_| readable)?;
        let mut gather = RowCollector::new(self, audience);
        gather.card_and_parents(n);
        // A story that cites itself would nest without end.
        let cited = |cited: &TraceId| self.traces.number(*cited).filter(|number| *number != n);
        let cites: Vec<_> = self.facets.stories.cites(n).iter().map(cited).collect();
        cites.iter().flatten().for_each(|n| gather.card(*n));
        Some(StoryPage { rows: gather.rows(), n, words, cites })
    }

    /// The numbers of a member's own traces that somebody asks to tell, newest first. For them alone.
    #[must_use]
    pub fn asked_to_tell(&self, member: MemberId, limit: usize) -> Vec<u32> {
        let number = self.members.number(member);
        let asked = number.into_iter().flat_map(|by| self.facets.stories.asked_of(by));
        asked.filter(|n| self.is_shown(*n)).take(limit).collect()
    }

    /// Whether a trace is a story that was not withdrawn.
    #[must_use]
    pub fn is_story(&self, id: TraceId) -> bool {
        let stands = |n: &u32| self.traces.at(*n).is_some_and(|row| row.state != CardState::Withdrawn);
        self.traces.number(id).filter(stands).is_some_and(|n| self.facets.get(n) == Some(Facet::Story))
    }

    /// As a rewording, but with new citations.
    pub(crate) fn retell(&mut self, step: Step, event: &Event, n: u32) {
        let What::StoryRetold { cites, .. } = &event.head.what else { return };
        self.facets.stories.cite(n, cites);
        self.traces.change_rare(n, |rare| {
            rare.rewordings.push(event.head.id);
            rare.reworded_at_ms = Some(event.at_ms());
        });
        self.change_card(step, n, |row| row.reworded = true);
    }

    /// A trace's author is asked to let it be told.
    pub(crate) fn ask_to_tell(&mut self, step: Step, n: u32) {
        let Some(by) = self.traces.at(n).map(|row| row.by) else { return };
        self.facets.stories.ask(by, n);
        self.marks.touch(step, by, n);
    }

    /// Updates the list of stories for a trace.
    pub(crate) fn list_story(&mut self, n: u32) {
        if self.facets.get(n) != Some(Facet::Story) {
            return;
        }
        if let Some(row) = self.traces.at(n) {
            self.facets.stories.list((row.at_ms, n), row.state == CardState::Shown);
        }
    }
}
