//! Single rows, and queries about one thing.

use crate::{
    Audience, Board, COLOURS, CardRow, CardState, CircleRow, EntryId, Light, MemberId, MemberRow, MemberState, TraceId,
    TrailRow, members::Member,
};

impl Board {
    /// The circle's settings; none before it is founded.
    #[must_use]
    pub fn circle(&self) -> Option<&CircleRow> {
        self.circle.as_ref()
    }

    /// Who founded the circle.
    #[must_use]
    pub fn founder(&self) -> Option<MemberId> {
        self.founder
    }

    /// A member, also one who left or was removed.
    #[must_use]
    pub fn member_row(&self, id: MemberId) -> Option<MemberRow> {
        self.member_at(self.members.number(id)?)
    }

    /// Members in the order of their ids, from after one on (who needn't exist), also those who left or were removed.
    #[must_use]
    pub fn members_after(&self, after: Option<MemberId>, limit: usize) -> Vec<MemberRow> {
        self.members.by_id(after).take(limit).filter_map(|n| self.member_at(n)).collect()
    }

    /// Members by number, in the order asked. Unknown numbers are passed over.
    #[must_use]
    pub fn members_by_numbers(&self, numbers: &[u32]) -> Vec<MemberRow> {
        numbers.iter().filter_map(|n| self.member_at(*n)).collect()
    }

    /// The numbers of those who came into the circle after a time, without the asker and without who isn't there any more or was only
    /// brought in from a file; latest first, not more than `limit`. The cost is that of all members.
    #[must_use]
    pub fn joined_since(&self, asker: MemberId, since_ms: i64, limit: usize) -> Vec<u32> {
        let came = |row: &Member| row.acts() && row.id != asker && row.joined_at_ms > since_ms;
        let rows = self.members.rows().iter().zip(0..).filter(|(row, _)| came(row));
        let mut joined: Vec<(i64, u32)> = rows.map(|(row, n)| (row.joined_at_ms, n)).collect();
        joined.sort_unstable_by(|a, b| b.cmp(a));
        joined.truncate(limit);
        joined.into_iter().map(|(_, n)| n).collect()
    }

    /// The colours that the fewest people here have, lowest first: one of them tells a newcomer's face apart. The cost is that of all
    /// members.
    #[must_use]
    pub fn rarest_colours(&self) -> Vec<u8> {
        let mut of_each: Vec<(u8, usize)> = (0..COLOURS).map(|colour| (colour, 0)).collect();
        for row in self.members.rows().iter().filter(|row| row.state == MemberState::Present) {
            if let Some((_, count)) = of_each.get_mut(usize::from(row.colour)) {
                *count += 1;
            }
        }
        let fewest = of_each.iter().map(|(_, count)| *count).min();
        of_each.into_iter().filter(|(_, count)| Some(*count) == fewest).map(|(colour, _)| colour).collect()
    }

    /// How many members there are, those who left or were removed too.
    #[must_use]
    pub fn members_len(&self) -> usize {
        self.members.rows().len()
    }

    /// Whether someone is a present member who can act (an imported one can't until claimed).
    #[must_use]
    pub fn is_present(&self, id: MemberId) -> bool {
        self.members.get(id).is_some_and(Member::acts)
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
        self.number_of(id).is_some()
    }

    /// The number of a trace.
    #[must_use]
    pub fn number_of(&self, id: TraceId) -> Option<u32> {
        self.traces.number(id)
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
        Some(self.traces.at(self.origins.find(origin)?)?.id)
    }

    /// One card, for an audience.
    #[must_use]
    pub fn card(&self, audience: Audience, id: TraceId) -> Option<CardRow> {
        self.card_at(audience, self.traces.number(id)?)
    }

    /// How a trace glows, by number.
    #[must_use]
    pub fn light(&self, n: u32) -> Option<Light> {
        self.traces.at(n).map(|row| Light { n, glow_ms: row.glow_ms, grew: row.grew })
    }

    /// One trail, by the number of its seed.
    #[must_use]
    pub fn trail(&self, seed: u32) -> Option<TrailRow> {
        self.trails.of_seed(seed).map(|row| TrailRow {
            n: row.seed,
            warmth_ms: row.warmth_ms,
            size: row.size(),
            newest: row.newest,
            people: row.people().to_vec(),
            gone: row.standing == 0,
        })
    }

    /// The entries whose bodies hold a member's name: what their next renaming erases. None for an unknown member.
    #[must_use]
    pub fn names_of(&self, member: MemberId) -> Vec<EntryId> {
        self.members.get(member).map(|row| row.names.clone()).unwrap_or_default()
    }

    /// The entries whose bodies hold the circle's name: what its next naming erases.
    #[must_use]
    pub fn circle_names(&self) -> Vec<EntryId> {
        self.circle.as_ref().map(|circle| circle.name.entries.clone()).unwrap_or_default()
    }

    /// The entries whose bodies hold words of a trace: what a rewording or a withdrawal erases, hiding conceals and restoring
    /// reveals. At most 17, of a story 257, oldest first; none for an unknown trace.
    #[must_use]
    pub fn bodies_of(&self, trace: TraceId) -> Vec<EntryId> {
        self.traces.number(trace).into_iter().flat_map(|n| self.traces.bodies(n)).collect()
    }

    /// The entry whose body holds the words of a trace that wasn't withdrawn, hidden or not. The caller checks who may
    /// read them: its author and hosts if it is hidden.
    #[must_use]
    pub fn words_of(&self, trace: TraceId) -> Option<EntryId> {
        self.card(Audience::Host, trace)?.words
    }

    /// The entry whose body says why a trace is hidden, where a host said so. The caller checks who may read it: the
    /// author and hosts.
    #[must_use]
    pub fn hidden_why(&self, trace: TraceId) -> Option<EntryId> {
        let n = self.traces.number(trace)?;
        let hidden = self.traces.at(n).is_some_and(|row| row.state == CardState::Hidden);
        self.traces.rare(n).filter(|_| hidden)?.hidden_why
    }

    /// Whether a trace was withdrawn. Its facet and marks are then shown to nobody.
    #[must_use]
    pub fn is_withdrawn(&self, trace: TraceId) -> bool {
        let row = self.traces.number(trace).and_then(|n| self.traces.at(n));
        row.is_some_and(|row| row.state == CardState::Withdrawn)
    }

    pub(crate) fn member_at(&self, n: u32) -> Option<MemberRow> {
        self.members.at(n).map(|row| MemberRow {
            n,
            id: row.id,
            names: row.names.clone(),
            colour: row.colour,
            role: row.role,
            state: row.state,
            imported: row.imported,
            resting: row.resting,
        })
    }

    pub(crate) fn card_at(&self, audience: Audience, n: u32) -> Option<CardRow> {
        let row = self.traces.at(n)?;
        let readable = match (row.state, audience) {
            (CardState::Shown, _) | (CardState::Hidden, Audience::Host) => true,
            (CardState::Withdrawn, _) | (CardState::Hidden, _) => false,
        };
        let facet = if readable { self.facets.get(n) } else { None };
        let held_out = row.open && row.state != CardState::Withdrawn;
        let reaches = self.lists.get(row.list).iter();
        Some(CardRow {
            n,
            id: row.id,
            by: self.members.at(row.by)?.id,
            at_ms: row.at_ms,
            words: if readable { self.traces.bodies(n).last() } else { None },
            open: row.open,
            facet,
            taken: if facet.is_some() || held_out { self.facets.takers.by(row.takers) } else { None },
            review: if facet.is_some() { self.traces.rare(n).and_then(|rare| rare.review) } else { None },
            builds_on: row.parents().filter_map(|parent| Some(self.traces.at(parent)?.id)).collect(),
            trails: reaches.filter_map(|reach| Some(self.trails.at(reach.trail)?.seed)).collect(),
            state: row.state,
            reworded: row.reworded,
            round: self.traces.rare(n).and_then(|rare| rare.round),
            learned: readable && row.learned,
            joint: row.joint.filter(|_| readable),
            imported: row.imported,
        })
    }
}
