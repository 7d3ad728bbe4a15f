//! Rows, each the state of one thing. They hold no words, but the id of the entry that has them.
//!
//! Traces, trails and members have a number on their board beside their id, so that what names them often is small: traces count
//! from 0 in the order in which the fold took them in, members likewise. A trail goes by the number of its seed.

use serde::{Deserialize, Serialize};

use crate::{Budding, EntryId, Facet, Joint, Meets, MemberId, Pattern, PodRow, Role, RoundKind, Terms, TraceId};

/// A class of readers. Rows hold nothing that their audience may not see.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Audience {
    /// Members of the circle.
    Member,
    /// Its hosts, who also see the words of hidden traces.
    Host,
}

/// Where a circle's name is stored.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct NameOf {
    /// The entries whose bodies may hold it: the first that does counts.
    pub entries: Vec<EntryId>,
    /// The name in a head of the first format, until the circle is renamed.
    pub head: Option<String>,
}

/// The circle's settings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CircleRow {
    /// Its name.
    pub name: NameOf,
    /// The half-life of warmth, in milliseconds.
    pub half_life_ms: i64,
    /// The patterns that are switched off, each once, in the order of [`crate::PATTERNS`].
    pub off: Vec<Pattern>,
    /// The time zone by its IANA name, as whoever set it wrote it. None: UTC.
    pub time_zone: Option<String>,
    /// When it meets.
    pub meets: Meets,
    /// The terms of a pod; `None` on a circle's board.
    pub pod: Option<Terms>,
    /// What it seeded, and what it grew from.
    pub budding: Budding,
}

/// A member as others see them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MemberRow {
    /// Their number.
    pub n: u32,
    /// Who.
    pub id: MemberId,
    /// The entries whose bodies may hold their name: the first that does counts.
    pub names: Vec<EntryId>,
    /// An index into the palette of twelve.
    pub colour: u8,
    /// What they may do.
    pub role: Role,
    /// Whether they are with the circle.
    pub state: MemberState,
    /// Brought in from a file, and nobody has claimed them: this member has no session.
    pub imported: bool,
    /// Whether they rest: they said so, and did nothing since.
    pub resting: bool,
}

/// Whether a member is with the circle, or is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "export", derive(ts_rs::TS, utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum MemberState {
    /// With the circle.
    Present,
    /// Left of their own accord.
    Left,
    /// Removed by a host.
    Removed,
    /// No member but a program, which leaves traces: it counts nowhere among people.
    Program,
}

/// A trace without its [`Light`], which changes more often.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CardRow {
    /// Its number. The feed is ordered by `at_ms`, then by this.
    pub n: u32,
    /// Which trace.
    pub id: TraceId,
    /// Who left it.
    pub by: MemberId,
    /// When it was accepted, or happened where it was imported from; Unix milliseconds.
    pub at_ms: i64,
    /// The entry whose body holds its words. None where it was withdrawn, or is hidden from this audience.
    pub words: Option<EntryId>,
    /// Whether it holds out an open end, also where its words are gone.
    pub open: bool,
    /// What else it is. `None` if its words are gone or hidden from this audience: a withdrawn promise must look like
    /// any other withdrawn trace.
    pub facet: Option<Facet>,
    /// The number of the trace that took up its open end, by which its author kept it, or the agreement as which it would go on. None
    /// where it has neither.
    pub taken: Option<u32>,
    /// The review of this agreement that was opened last since it last moved: open, or without a conclusion.
    pub review: Option<EntryId>,
    /// Up to three earlier traces.
    pub builds_on: Vec<TraceId>,
    /// The numbers of the seeds that it reaches, nearest first (then by the seeds' ids), at most 16. A seed reaches itself.
    pub trails: Vec<u32>,
    /// Whether it stands.
    pub state: CardState,
    /// Whether its author has reworded it.
    pub reworded: bool,
    /// The round whose answer its author let out with it.
    pub round: Option<EntryId>,
    /// Whether it says what was learned. Not told where its words are gone or hidden from this audience; so is the joint.
    pub learned: bool,
    /// The joint that it is at.
    pub joint: Option<Joint>,
    /// Whether a host brought it in from a file, so that its words are the file's. They may stand in the name of someone
    /// who is here and never wrote them; a page then says so.
    pub imported: bool,
}

/// Whether a trace stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "export", derive(ts_rs::TS, utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum CardState {
    /// It stands.
    Shown,
    /// Its author took it back.
    Withdrawn,
    /// A host hid it.
    Hidden,
}

/// The part of a trace that others' deeds change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Light {
    /// The trace's number.
    pub n: u32,
    /// The Unix millisecond at which its glow equals 1.
    pub glow_ms: i64,
    /// How many traces that stand (not withdrawn) build on it directly.
    pub grew: u32,
}

/// A trail: a seed and the traces that reach it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TrailRow {
    /// The seed's number.
    pub n: u32,
    /// The Unix millisecond at which its warmth equals 1. Warm trails are ordered by this, highest first, then by number.
    pub warmth_ms: i64,
    /// How many traces that stand (not withdrawn) reach it, the seed included.
    pub size: u32,
    /// The number of the trace that reached it last; once one was withdrawn, of the newest that stands, or of the seed if none does.
    pub newest: u32,
    /// The numbers of those who left traces in it that stand, latest first, at most six.
    pub people: Vec<u32>,
    /// Whether no trace of a member stands in it, but withdrawn ones or a program's: then no list has it, until somebody builds on one
    /// of them.
    pub gone: bool,
}

/// A round, as everyone sees it. It does not show who passed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoundRow {
    /// Its number, in the order in which they were opened.
    pub n: u32,
    /// Which round: the id of the entry that opened it.
    pub id: EntryId,
    /// Who opened it.
    pub by: MemberId,
    /// What it asks for.
    pub kind: RoundKind,
    /// How many prompts it has.
    pub prompts: u8,
    /// The entry whose body holds the prompts, where its opener wrote them.
    pub words: Option<EntryId>,
    /// When it was opened, in Unix milliseconds.
    pub at_ms: i64,
    /// When it ends at the latest.
    pub ends_at_ms: Option<i64>,
    /// When it ended; none while it is open.
    pub ended_at_ms: Option<i64>,
    /// The trace that it is about.
    pub about: Option<TraceId>,
    /// The gathering that it belongs to.
    pub gathering: Option<EntryId>,
    /// The numbers of those who answered, latest first, at most [`ANSWERED_MAX`](crate::ANSWERED_MAX).
    pub answered: Vec<u32>,
    /// The step at which cards of a retro were last put together, taken out or taken on; 0 before. When it changes,
    /// pages ask for the answers again.
    pub stirred: u32,
}

/// A gathering. Its traces are those of the feed with `from_ms <= at_ms < to_ms`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GatheringRow {
    /// Its number, in the order in which they were opened.
    pub n: u32,
    /// Which gathering: the id of the entry that opened it.
    pub id: EntryId,
    /// Who opened it.
    pub by: MemberId,
    /// The entry whose body holds its name.
    pub name: EntryId,
    /// When it begins, in Unix milliseconds.
    pub from_ms: i64,
    /// When it ends: the first millisecond that isn't part of it. Equal to `from_ms` where it was called off.
    pub to_ms: i64,
    /// Whether it was ended before its time.
    pub ended: bool,
}

/// Rows of one board. None comes twice.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rows {
    /// The circle's settings.
    pub circle: Option<CircleRow>,
    /// Members.
    pub members: Vec<MemberRow>,
    /// Cards. Each comes with its light, or before it if changes were cut between the two.
    pub cards: Vec<CardRow>,
    /// Lights.
    pub lights: Vec<Light>,
    /// Trails.
    pub trails: Vec<TrailRow>,
    /// Rounds.
    pub rounds: Vec<RoundRow>,
    /// Gatherings.
    pub gatherings: Vec<GatheringRow>,
    /// Pods.
    pub pods: Vec<PodRow>,
}

impl Rows {
    /// Whether there is no row.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How many rows there are.
    #[must_use]
    pub fn len(&self) -> usize {
        let Self { members, cards, lights, trails, rounds, gatherings, pods, .. } = self;
        let rows = [members.len(), cards.len(), lights.len(), trails.len(), rounds.len(), gatherings.len(), pods.len()];
        usize::from(self.circle.is_some()) + rows.iter().sum::<usize>()
    }

    /// The entries whose bodies these rows need, each once.
    #[must_use]
    pub fn words(&self) -> Vec<EntryId> {
        let circle = self.circle.iter().flat_map(|circle| {
            let kin = circle.budding.buds.iter().chain(&circle.budding.grown_from);
            circle.name.entries.iter().chain(kin.map(|kin| &kin.words))
        });
        let members = self.members.iter().flat_map(|member| &member.names);
        let cards = self.cards.iter().filter_map(|card| card.words.as_ref());
        let rounds = self.rounds.iter().filter_map(|round| round.words.as_ref());
        let gatherings = self.gatherings.iter().map(|gathering| &gathering.name);
        let pods = self.pods.iter().map(|pod| &pod.words);
        let named = circle.chain(members).chain(gatherings).chain(pods);
        let mut wanted: Vec<_> = named.chain(cards).chain(rounds).copied().collect();
        wanted.sort_unstable();
        wanted.dedup();
        wanted
    }
}
