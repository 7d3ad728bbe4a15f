//! The fold.

use std::collections::HashMap;

use traceboard_position::Position;

use crate::{
    Circle, EntryId, Event, MemberId, MemberState, Role, TraceId, Verdict, What,
    glow::{self, From},
    members::{COLOURS, MemberRow, Members},
    rules::{self, Change},
    traces::{FeedPlace, TraceRow, Traces},
    trails::{Share, TAP, Trails, WHOLE, reaches},
    warmth,
    words::Words,
};

/// A circle's board: what a log's entries come to, one after the other.
///
/// Pure and total: any sequence of events gives one defined board, the same on every machine. The words stand beside the
/// fold; two boards of the same heads with and without bodies are equal but for them ([`Board::without_words`]).
///
/// An apply is bounded work: at most 16 trails and 64 ancestors are touched, whatever the board holds. The one exception is
/// a change of the half-life, which walks all trails and cards once.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Board {
    pub(crate) circle: Option<Circle>,
    pub(crate) founder: Option<MemberId>,
    pub(crate) members: Members,
    pub(crate) traces: Traces,
    pub(crate) trails: Trails,
    pub(crate) seen: HashMap<EntryId, Outcome>,
    pub(crate) words: Words,
}

/// What became of an entry when it was applied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// Where it stands.
    pub position: Position,
    /// What the fold made of it.
    pub verdict: Verdict,
}

impl Board {
    /// A board of no entries.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes in the next entry of the log. Entries must come in the order of the log, or the board is another one.
    ///
    /// An id that was applied before, whatever became of it then, is [`Verdict::Repeated`]; [`Board::outcome`] tells the first
    /// verdict.
    pub fn apply(&mut self, position: Position, event: &Event) -> Verdict {
        let verdict = match rules::judge(self, event) {
            Ok(change) => {
                self.make(position, event, change);
                Verdict::Applied
            }
            Err(verdict) => verdict,
        };
        self.seen.entry(event.head.id).or_insert(Outcome { position, verdict });
        verdict
    }

    /// What [`Board::apply`] would say, without a change.
    #[must_use]
    pub fn check(&self, event: &Event) -> Verdict {
        rules::judge(self, event).map_or_else(|verdict| verdict, |_| Verdict::Applied)
    }

    /// What became of an entry, also one that was refused.
    #[must_use]
    pub fn outcome(&self, id: EntryId) -> Option<Outcome> {
        self.seen.get(&id).copied()
    }

    /// Forgets words that were erased from the log without an entry that says so.
    pub fn forget_words(&mut self, ids: &[EntryId]) {
        self.words.forget(ids);
    }

    /// The same board without any words.
    #[must_use]
    pub fn without_words(mut self) -> Self {
        self.words = Words::default();
        self
    }

    pub(crate) fn half_life_ms(&self) -> i64 {
        self.circle.as_ref().map_or(warmth::HALF_LIFE_MS_MAX, |circle| circle.half_life_ms)
    }

    fn make(&mut self, position: Position, event: &Event, change: Change) {
        let at_ms = event.at_ms();
        let head = &event.head;
        match change {
            Change::Found => self.found(event),
            Change::Settings => self.settle(event),
            Change::Join => self.join(event),
            Change::Claim(member) => {
                self.words.keep(head.id, event.body.as_ref());
                self.members.change(member, |row| {
                    row.imported = false;
                    row.names.insert(0, head.id);
                });
            }
            Change::Rename => self.rename(event),
            Change::State(member, state) => self.members.change(member, |row| row.state = state),
            Change::Role(member, role) => self.members.change(member, |row| row.role = role),
            Change::Leave { parents } => self.leave(position, event, parents),
            Change::Reword(trace) => self.reword(event, trace),
            Change::Withdraw(trace) => self.withdraw(at_ms, trace),
            Change::Hide(trace) => self.traces.change(trace, |row| row.hidden = Some((head.by, at_ms))),
            Change::Restore(trace) => self.traces.change(trace, |row| row.hidden = None),
            Change::Warm(trace) => {
                self.traces.warm(trace, head.by, at_ms);
                self.deposit(From::At(trace), head.by, at_ms, TAP);
            }
        }
    }

    fn found(&mut self, event: &Event) {
        if let What::CircleFounded { name, half_life_ms } = &event.head.what {
            self.circle = Some(Circle { name: name.clone(), half_life_ms: warmth::half_life(*half_life_ms) });
            self.founder = Some(event.head.by);
        }
    }

    fn settle(&mut self, event: &Event) {
        let (What::CircleChanged { name, half_life_ms }, Some(circle)) = (&event.head.what, &mut self.circle) else {
            return;
        };
        if let Some(name) = name {
            circle.name.clone_from(name);
        }
        if let Some(ms) = half_life_ms {
            let (from, to) = (circle.half_life_ms, warmth::half_life(*ms));
            circle.half_life_ms = to;
            let rescale = |s| warmth::rescale(s, event.at_ms(), from, to);
            self.traces.change_glows(rescale);
            self.trails.change_warmths(rescale);
        }
    }

    fn join(&mut self, event: &Event) {
        let What::MemberJoined { member, colour, role } = event.head.what else { return };
        self.words.keep(event.head.id, event.body.as_ref());
        // Without this, a founding that was cut off could leave a circle that nobody hosts.
        let role = if self.founder == Some(member) { Role::Host } else { role };
        let row = MemberRow {
            colour: colour % COLOURS,
            role,
            state: MemberState::Present,
            imported: event.head.imported.is_some(),
            joined_at_ms: event.at_ms(),
            names: vec![event.head.id],
            grown: std::collections::BTreeSet::new(),
        };
        self.members.add(member, row);
    }

    fn rename(&mut self, event: &Event) {
        let What::MemberRenamed { colour } = event.head.what else { return };
        let names = self.members.get(event.head.by).map(|row| row.names.clone()).unwrap_or_default();
        self.words.forget(&names);
        self.words.keep(event.head.id, event.body.as_ref());
        self.members.change(event.head.by, |row| {
            row.colour = colour % COLOURS;
            row.names = vec![event.head.id];
        });
    }

    fn leave(&mut self, position: Position, event: &Event, parents: Vec<TraceId>) {
        let What::TraceLeft { open, .. } = event.head.what else { return };
        let head = &event.head;
        let place = FeedPlace { at_ms: event.at_ms(), position, id: head.id.into() };
        for parent in &parents {
            self.traces.change(*parent, |row| row.grew += 1);
            match self.traces.get(*parent) {
                Some(row) if row.by != head.by => self.members.grew(row.by, place),
                _ => {}
            }
        }
        let above = parents.iter().filter_map(|id| self.traces.get(*id)).map(|row| row.reaches.as_slice());
        let reaches = reaches(place.id, above);
        self.words.keep(head.id, event.body.as_ref());
        if parents.is_empty() {
            self.trails.begin(place);
        }
        for reach in &reaches {
            self.trails.reached(reach.seed, place, head.by);
        }
        self.traces.add(TraceRow {
            place,
            by: head.by,
            accepted_at_ms: event.accepted_at_ms,
            written_at_ms: head.written_at_ms,
            imported: head.imported.is_some(),
            origin: head.imported.as_ref().and_then(|imported| imported.origin.clone()),
            open,
            builds_on: parents,
            grew: 0,
            glow_ms: place.at_ms,
            reaches,
            bodies: vec![head.id],
            reworded_at_ms: None,
            withdrawn_at_ms: None,
            hidden: None,
            warmed: Vec::new(),
        });
        self.deposit(From::Above(place.id), head.by, place.at_ms, WHOLE);
    }

    fn reword(&mut self, event: &Event, trace: TraceId) {
        let What::TraceReworded { open, .. } = event.head.what else { return };
        self.words.forget(&self.bodies_of(trace));
        self.words.keep(event.head.id, event.body.as_ref());
        self.traces.change(trace, |row| {
            row.open = open;
            row.reworded_at_ms = Some(event.at_ms());
            row.bodies.push(event.head.id);
        });
    }

    fn withdraw(&mut self, at_ms: i64, trace: TraceId) {
        self.words.forget(&self.bodies_of(trace));
        self.traces.change(trace, |row| row.withdrawn_at_ms = Some(at_ms));
        let Some(row) = self.traces.get(trace) else { return };
        let (place, parents) = (row.place, row.builds_on.clone());
        for parent in parents {
            self.traces.change(parent, |row| row.grew = row.grew.saturating_sub(1));
            if let Some(row) = self.traces.get(parent) {
                self.members.ungrew(row.by, &place);
            }
        }
    }

    /// Puts a deed into the trails that its trace reaches, and into the cards above it where it counted in one of them.
    fn deposit(&mut self, from: From, by: MemberId, at_ms: i64, quarters: u8) {
        let (From::Above(trace) | From::At(trace)) = from;
        let half_life_ms = self.half_life_ms();
        let Some(row) = self.traces.get(trace) else { return };
        let mut largest = Share::Nothing;
        for reach in &row.reaches {
            largest = largest.max(self.trails.deposit(reach.seed, by, at_ms, quarters, half_life_ms));
        }
        glow::spread(&mut self.traces, from, largest, at_ms, half_life_ms);
    }
}
