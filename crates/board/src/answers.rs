//! What a board answers. `viewer` is who asks: of a hidden trace only hosts get the words, and `warmed` is theirs.

use traceboard_position::Position;

use crate::{
    Board, Body, Card, CardState, Circle, Counted, EntryId, Member, MemberId, TraceId, Trail,
    members::MemberRow,
    traces::{FeedPlace, TraceRow},
};

impl Board {
    /// The circle's settings; none before it is founded.
    #[must_use]
    pub fn circle(&self) -> Option<&Circle> {
        self.circle.as_ref()
    }

    /// Who founded the circle.
    #[must_use]
    pub fn founder(&self) -> Option<MemberId> {
        self.founder
    }

    /// A member, also one who left or was removed.
    #[must_use]
    pub fn member(&self, id: MemberId) -> Option<Member> {
        self.members.get(id).map(|row| self.tell_member(id, row))
    }

    /// All members, by id.
    pub fn members(&self) -> impl Iterator<Item = Member> + '_ {
        self.members.iter().map(|(id, row)| self.tell_member(id, row))
    }

    /// Whether someone is a present member who can act (an imported one can't until claimed).
    #[must_use]
    pub fn is_present(&self, id: MemberId) -> bool {
        self.members.get(id).is_some_and(MemberRow::acts)
    }

    /// The hosts who can act, by id.
    pub fn hosts(&self) -> impl Iterator<Item = MemberId> + '_ {
        self.members.hosts().iter().copied()
    }

    /// Whether someone is a host who can act.
    #[must_use]
    pub fn is_host(&self, id: MemberId) -> bool {
        self.members.is_host(id)
    }

    /// Whether a trace stands on this board, in whatever state.
    #[must_use]
    pub fn knows(&self, id: TraceId) -> bool {
        self.traces.get(id).is_some()
    }

    /// How many traces the board holds.
    #[must_use]
    pub fn len(&self) -> usize {
        self.traces.len()
    }

    /// Whether it holds none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The trace that bore this id in the file that it was imported from.
    #[must_use]
    pub fn trace_of_origin(&self, origin: &str) -> Option<TraceId> {
        self.traces.of_origin(origin)
    }

    /// One card.
    #[must_use]
    pub fn card(&self, id: TraceId, viewer: Option<MemberId>) -> Option<Card> {
        self.traces.get(id).map(|row| self.tell_card(row, viewer))
    }

    /// The newest cards before a trace (or of all), newest first, and whether older ones exist. An unknown `before` gives none.
    #[must_use]
    pub fn feed(&self, before: Option<TraceId>, limit: usize, viewer: Option<MemberId>) -> (Vec<Card>, bool) {
        let place = match before.map(|id| self.traces.get(id)) {
            None => None,
            Some(Some(row)) => Some(row.place),
            Some(None) => return (Vec::new(), false),
        };
        let mut ids = self.traces.newest_first(place);
        let cards = ids.by_ref().take(limit).filter_map(|id| self.card(id, viewer)).collect();
        let more = ids.next().is_some();
        (cards, more)
    }

    /// One trail, by its seed.
    #[must_use]
    pub fn trail(&self, seed: TraceId) -> Option<Trail> {
        let row = self.trails.get(seed)?;
        let today = (row.day, MemberId(uuid::Uuid::nil()))..=(row.day, MemberId(uuid::Uuid::max()));
        Some(Trail {
            seed,
            warmth_ms: row.warmth_ms,
            size: u32::try_from(row.places.len()).unwrap_or(u32::MAX),
            newest: row.newest,
            people: row.people.clone(),
            day: row.day,
            counted: row
                .counted
                .range(today)
                .map(|((_, member), quarters)| Counted { member: *member, quarters: *quarters })
                .collect(),
        })
    }

    /// The newest traces of a trail, oldest first, and whether older ones were left out.
    #[must_use]
    pub fn trail_cards(&self, seed: TraceId, limit: usize, viewer: Option<MemberId>) -> (Vec<Card>, bool) {
        let Some(row) = self.trails.get(seed) else { return (Vec::new(), false) };
        let newest = row.places.iter().rev().take(limit);
        let mut cards: Vec<_> = newest.filter_map(|place| self.card(place.id, viewer)).collect();
        cards.reverse();
        (cards, row.places.len() > limit)
    }

    /// The warmest trails, warmest first, then by seed.
    #[must_use]
    pub fn warm_trails(&self, limit: usize) -> Vec<Trail> {
        self.trails.warmest().take(limit).filter_map(|seed| self.trail(seed)).collect()
    }

    /// The standing traces whose open end nobody has taken up, newest first.
    #[must_use]
    pub fn open_ends(&self, limit: usize) -> Vec<TraceId> {
        self.traces.open_ends().take(limit).collect()
    }

    /// What others built directly on a member's traces after a time, newest first; without what was withdrawn or hidden.
    #[must_use]
    pub fn grown_since(&self, member: MemberId, since_ms: i64, limit: usize) -> Vec<TraceId> {
        let Some(row) = self.members.get(member) else { return Vec::new() };
        let shown = |place: &&FeedPlace| self.traces.get(place.id).is_some_and(|row| row.state() == CardState::Shown);
        let newest = row.grown.iter().rev().take_while(|place| place.at_ms > since_ms);
        newest.filter(shown).take(limit).map(|place| place.id).collect()
    }

    /// The entries whose bodies hold words of a trace: what a rewording or a withdrawal erases, hiding conceals and restoring
    /// reveals. At most 17, oldest first; none for an unknown trace.
    #[must_use]
    pub fn bodies_of(&self, trace: TraceId) -> Vec<EntryId> {
        self.traces.get(trace).map(|row| row.bodies.clone()).unwrap_or_default()
    }

    /// Whether the board still holds the words of an entry.
    #[must_use]
    pub fn holds_words(&self, entry: EntryId) -> bool {
        self.words.of(entry).is_some()
    }

    pub(crate) fn words_of(&self, row: &TraceRow) -> Option<&Body> {
        self.words.of(row.words_id())
    }

    pub(crate) fn tell_member(&self, id: MemberId, row: &MemberRow) -> Member {
        Member {
            id,
            name: row.names.iter().find_map(|entry| self.words.of(*entry)?.name.clone()),
            colour: row.colour,
            role: row.role,
            state: row.state,
            imported: row.imported,
        }
    }

    fn tell_card(&self, row: &TraceRow, viewer: Option<MemberId>) -> Card {
        let hidden = row.state() == CardState::Hidden && !viewer.is_some_and(|viewer| self.is_host(viewer));
        let words = if hidden { None } else { self.words_of(row) };
        Card {
            id: row.place.id,
            by: row.by,
            position: row.place.position,
            at_ms: row.place.at_ms,
            written_at_ms: row.written_at_ms,
            text: words.and_then(|body| body.text.clone()),
            open_end: words.and_then(|body| body.open_end.clone()),
            places: words.map(|body| body.places.clone()).unwrap_or_default(),
            open: row.open,
            builds_on: row.builds_on.clone(),
            grew: row.grew,
            glow_ms: row.glow_ms,
            trails: row.reaches.clone(),
            state: row.state(),
            reworded: row.reworded_at_ms.is_some(),
            warmed: viewer.is_some_and(|viewer| self.traces.has_warmed(row.place.id, viewer)),
            imported: row.imported,
            origin: row.origin.clone(),
        }
    }

    /// Where the entry that left a trace stands in the log.
    #[must_use]
    pub fn position_of(&self, trace: TraceId) -> Option<Position> {
        self.traces.get(trace).map(|row| row.place.position)
    }
}
