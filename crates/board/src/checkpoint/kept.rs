//! The form of a board in a checkpoint. Times are stored relative to the trace's own and parents relative to its
//! number, so that most take a byte or two.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize, Serializer};

use super::{
    CheckpointError,
    facets::KeptFacet,
    pods::{KeptPod, KeptTerms},
};
use crate::{
    Board, Budding, CardState, CircleRow, EntryId, Joint, Meets, MemberId, NameOf, Pattern, Refusal, Step, TraceId,
    damage::Lost,
    facet::{Facets, TakenUp},
    gatherings::{Gathering, Gatherings},
    marked::Marked,
    members::{Member, Members},
    mine::MarkChanges,
    order::{Order, RowKey},
    origins::Origins,
    patterns::{
        retro::{KeptGroups, Retros},
        story::Stories,
    },
    personal::{Personal, Warming},
    pods::Pods,
    reaches::Lists,
    rounds::{Round, Rounds},
    sorted::Sorted,
    steps::Steps,
    traces::{NONE, Rare, Trace, Traces},
    trails::{Counted, PEOPLE_MAX, Trail, Trails},
};

/// The floor of an order, and its changes.
type KeptOrder<K> = (Step, Vec<(Step, K)>);

/// What is written: the fields of [`Kept`], borrowed.
#[derive(Serialize)]
pub(super) struct KeptRef<'a> {
    circle: Option<(&'a NameOf, i64, &'a [Pattern], Option<&'a str>)>,
    /// As JSON: its serialization omits fields, which postcard can't read.
    meets: String,
    budding: Option<&'a Budding>,
    founder: Option<MemberId>,
    members: &'a [Member],
    #[serde(serialize_with = "traces")]
    traces: &'a Traces,
    rare: &'a BTreeMap<u32, Rare>,
    lists: &'a Lists,
    #[serde(serialize_with = "trails")]
    trails: &'a Trails,
    origins: (&'a str, &'a [u32], &'a [usize]),
    facets: Vec<(u32, KeptFacet)>,
    cites: &'a BTreeMap<u32, Vec<TraceId>>,
    asked: Vec<(u32, u32)>,
    warmings: &'a [Warming],
    refused: BTreeMap<EntryId, Refusal>,
    steps: &'a Steps,
    half_life_step: Step,
    rows: KeptOrder<RowKey>,
    marks: KeptOrder<(u32, u32)>,
    rounds: &'a [Round],
    gatherings: &'a [Gathering],
    retros: Vec<KeptGroups>,
    round_marks: KeptOrder<(u32, u32)>,
    pods: Vec<KeptPod>,
    terms: Option<KeptTerms>,
}

/// What is read.
#[derive(Deserialize)]
pub(super) struct Kept {
    circle: Option<(NameOf, i64, Vec<Pattern>, Option<String>)>,
    meets: String,
    budding: Option<Budding>,
    founder: Option<MemberId>,
    pub(super) members: Vec<Member>,
    pub(super) traces: Vec<KeptTrace>,
    pub(super) rare: BTreeMap<u32, Rare>,
    lists: Lists,
    pub(super) trails: Vec<KeptTrail>,
    origins: (String, Vec<u32>, Vec<usize>),
    facets: Vec<(u32, KeptFacet)>,
    cites: BTreeMap<u32, Vec<TraceId>>,
    asked: Vec<(u32, u32)>,
    pub(super) warmings: Vec<Warming>,
    refused: BTreeMap<EntryId, Refusal>,
    steps: Steps,
    half_life_step: Step,
    rows: KeptOrder<RowKey>,
    marks: KeptOrder<(u32, u32)>,
    pub(super) rounds: Vec<Round>,
    gatherings: Vec<Gathering>,
    retros: Vec<KeptGroups>,
    round_marks: KeptOrder<(u32, u32)>,
    pub(super) pods: Vec<KeptPod>,
    pub(super) terms: Option<KeptTerms>,
}

#[derive(Serialize, Deserialize)]
pub(super) struct KeptTrace {
    id: TraceId,
    pub(super) at_ms: i64,
    pub(super) accepted: i64,
    pub(super) written: i64,
    pub(super) glow: i64,
    by: u32,
    grew: u32,
    /// The distances to the traces that it builds on; 0: none.
    parents: [u32; 3],
    list: u32,
    further: u32,
    /// One more than its latest warming; 0: none.
    warm: u32,
    /// Bits: open, imported, reworded; withdrawn, hidden; whether it names what it takes up, and the three places for parents that it
    /// does; learned; three for its joint, 0: none; kept off the wall.
    flags: u16,
}

#[derive(Serialize, Deserialize)]
pub(super) struct KeptTrail {
    seed: u32,
    newest: u32,
    pub(super) warmth_ms: i64,
    people: Vec<u32>,
    /// Each minus the one before.
    pub(super) counted: Vec<u64>,
}

impl<'a> KeptRef<'a> {
    pub(super) fn of(board: &'a Board) -> Self {
        let kept = |changes: &'a MarkChanges| (changes.order().floor(), changes.order().iter().collect());
        Self {
            circle: board.circle.as_ref().map(circle),
            meets: board.circle.as_ref().map_or_else(String::new, |circle| meets(&circle.meets)),
            budding: board.circle.as_ref().map(|circle| &circle.budding),
            founder: board.founder,
            members: board.members.rows(),
            traces: &board.traces,
            rare: board.traces.all_rare(),
            lists: &board.lists,
            trails: &board.trails,
            origins: board.origins.parts(),
            facets: board.facets.all().iter().map(|(n, facet)| (*n, KeptFacet::of(*facet))).collect(),
            cites: board.facets.stories.all(),
            asked: board.facets.stories.asked(),
            warmings: board.personal.warmings(),
            refused: board.refused.iter().map(|(id, refusal)| (*id, *refusal)).collect(),
            steps: &board.steps,
            half_life_step: board.half_life_step,
            rows: (board.rows.floor(), board.rows.iter().collect()),
            marks: kept(&board.marks),
            rounds: board.rounds.rows(),
            gatherings: board.gatherings.rows(),
            retros: board.retros.groups(),
            round_marks: kept(&board.round_marks),
            pods: board.pods.rows().iter().map(KeptPod::of).collect(),
            terms: board.terms().map(KeptTerms::of),
        }
    }
}

fn circle(circle: &CircleRow) -> (&NameOf, i64, &[Pattern], Option<&str>) {
    (&circle.name, circle.half_life_ms, &circle.off, circle.time_zone.as_deref())
}

fn meets(meets: &Meets) -> String {
    // Days, times and names can always be written.
    serde_json::to_string(meets).unwrap_or_default()
}

fn traces<S: Serializer>(traces: &Traces, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(traces.rows().iter().zip(0..).map(|(row, n)| KeptTrace::of(row, n)))
}

fn trails<S: Serializer>(trails: &Trails, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(trails.rows().iter().map(KeptTrail::of))
}

impl KeptTrace {
    fn of(row: &Trace, n: u32) -> Self {
        let flags = u16::from(row.open)
            | u16::from(row.imported) << 1
            | u16::from(row.reworded) << 2
            | u16::from(row.state == CardState::Withdrawn) << 3
            | u16::from(row.state == CardState::Hidden) << 4
            | u16::from(row.taken_up.named) << 5
            | u16::from(row.taken_up.places) << 6
            | u16::from(row.learned) << 9
            | u16::from(Joint::number(row.joint)) << 10
            | u16::from(row.off_wall) << 13;
        Self {
            id: row.id,
            at_ms: row.at_ms,
            accepted: row.accepted_at_ms.wrapping_sub(row.at_ms),
            written: row.written_at_ms.wrapping_sub(row.at_ms),
            glow: row.glow_ms.wrapping_sub(row.at_ms),
            by: row.by,
            grew: row.grew,
            parents: row.parents.map(|parent| if parent == NONE { 0 } else { n.wrapping_sub(parent) }),
            list: row.list,
            further: row.further,
            warm: row.warm.wrapping_add(1),
            flags,
        }
    }

    fn restore(self, n: u32) -> Trace {
        let is = |bit: u8| self.flags >> bit & 1 == 1;
        let places = u8::from(is(6)) | u8::from(is(7)) << 1 | u8::from(is(8)) << 2;
        let state = match (is(3), is(4)) {
            (true, _) => CardState::Withdrawn,
            (false, true) => CardState::Hidden,
            (false, false) => CardState::Shown,
        };
        Trace {
            id: self.id,
            at_ms: self.at_ms,
            accepted_at_ms: self.at_ms.wrapping_add(self.accepted),
            written_at_ms: self.at_ms.wrapping_add(self.written),
            glow_ms: self.at_ms.wrapping_add(self.glow),
            by: self.by,
            grew: self.grew,
            parents: self.parents.map(|back| if back == 0 { NONE } else { n.wrapping_sub(back) }),
            list: self.list,
            further: self.further,
            warm: self.warm.wrapping_sub(1),
            // Follows from what each takes up.
            takers: NONE,
            taken_up: TakenUp { named: is(5), places },
            state,
            open: is(0),
            imported: is(1),
            reworded: is(2),
            learned: is(9),
            joint: Joint::of_number((self.flags >> 10 & 7) as u8),
            off_wall: is(13),
        }
    }
}

impl KeptTrail {
    fn of(row: &Trail) -> Self {
        let mut before = 0;
        let less = |Counted(counted)| counted - std::mem::replace(&mut before, counted);
        Self {
            seed: row.seed,
            newest: row.newest,
            warmth_ms: row.warmth_ms,
            people: row.people().to_vec(),
            counted: row.counted.iter().map(less).collect(),
        }
    }

    fn restore(self) -> Trail {
        let mut people = [0; PEOPLE_MAX];
        let people_len = self.people.len().min(PEOPLE_MAX);
        people[..people_len].copy_from_slice(&self.people[..people_len]);
        let (mut counted, mut sum) = (Sorted::default(), 0_u64);
        for less in self.counted {
            sum = sum.wrapping_add(less);
            counted.push(Counted(sum));
        }
        Trail {
            seed: self.seed,
            newest: self.newest,
            warmth_ms: self.warmth_ms,
            places: Sorted::default(),
            standing: 0,
            withdrawn: 0,
            people,
            people_len: u8::try_from(people_len).unwrap_or(0),
            counted,
        }
    }
}

impl Kept {
    /// The board, with its orders and indexes recomputed.
    pub(super) fn restore(self) -> Result<Board, CheckpointError> {
        self.check_references()?;
        let rows: Vec<_> = self.traces.into_iter().zip(0..).map(|(row, n)| row.restore(n)).collect();
        if rows.iter().zip(0..).any(|(row, n)| row.parents().any(|parent| parent >= n)) {
            return Err(CheckpointError::Content("a trace builds on a later one".to_owned()));
        }
        let facets = self.facets.into_iter().map(|(n, facet)| Ok((n, facet.restore()?)));
        let facets =
            Facets::restore(facets.collect::<Result<_, CheckpointError>>()?, Stories::restore(self.cites, self.asked));
        let traces = Traces::restore(rows, self.rare);
        let mut trails: Vec<_> = self.trails.into_iter().map(KeptTrail::restore).collect();
        for n in traces.oldest_first() {
            let Some(row) = traces.at(n) else { continue };
            let by_a_program = self.members.get(row.by as usize).is_some_and(Member::is_program);
            let withdrawn = row.state == CardState::Withdrawn;
            let stands = u32::from(!withdrawn && !by_a_program);
            for reach in self.lists.get(row.list) {
                if let Some(trail) = trails.get_mut(reach.trail as usize) {
                    trail.places.push(n);
                    trail.standing += stands;
                    trail.withdrawn += u32::from(withdrawn);
                }
            }
        }
        let of_gatherings: Vec<_> = self
            .rounds
            .iter()
            .zip(0..)
            .filter(|(row, _)| row.gathering != NONE)
            .map(|(row, n)| (row.gathering, n))
            .collect();
        let (text, numbers, ends) = self.origins;
        let pod = self.terms.map(KeptTerms::restore).transpose()?;
        let pods = self.pods.into_iter().map(|row| row.restore(self.members.len()));
        let pods = Pods::restore(pods.collect::<Result<_, CheckpointError>>()?);
        let circle = match self.circle {
            None => None,
            Some((name, half_life_ms, off, time_zone)) => {
                let meets = serde_json::from_str(&self.meets);
                let meets = meets.map_err(|error| CheckpointError::Content(error.to_string()))?;
                let budding = self.budding.unwrap_or_default();
                Some(CircleRow { name, half_life_ms, off, time_zone, meets, pod, budding })
            }
        };
        let mut board = Board {
            circle,
            founder: self.founder,
            personal: Personal::restore(self.warmings, &traces, self.members.len()),
            members: Members::restore(self.members),
            traces,
            lists: self.lists,
            trails: Trails::restore(trails),
            origins: Origins::restore(text, numbers, ends),
            refused: self.refused.into_iter().collect(),
            steps: self.steps,
            rows: Order::restore(self.rows.0, self.rows.1),
            marks: MarkChanges::restore(self.marks.0, self.marks.1),
            rounds: Rounds::restore(self.rounds),
            gatherings: Gatherings::restore(self.gatherings, of_gatherings),
            retros: Retros::restore(self.retros),
            marked: Marked::default(),
            round_marks: MarkChanges::restore(self.round_marks.0, self.round_marks.1),
            half_life_step: self.half_life_step,
            stamp_ms: None,
            lost: Lost::Nothing,
            facets,
            pods,
        };
        board.restore_facets();
        board.restore_marked();
        Ok(board)
    }

    /// Checks that every number refers to something, so that no walk later loops or leaves its list.
    fn check_references(&self) -> Result<(), CheckpointError> {
        let (members, lists, traces) = (self.members.len(), self.lists.len(), self.traces.len());
        let below = |number: u32, len: usize| (number as usize) < len;
        let faults = [
            (self.traces.iter().any(|row| !below(row.by, members)), "a trace has no author"),
            (self.traces.iter().any(|row| !below(row.list, lists)), "a trace has no reaches"),
            (self.warmings.iter().any(|warming| !below(warming.by, members)), "a warming is by nobody"),
            (
                self.warmings.iter().zip(0..).any(|(warming, n)| warming.before != NONE && warming.before >= n),
                "a warming comes before itself",
            ),
            (
                self.trails.iter().any(|row| !below(row.seed, traces) || !below(row.newest, traces)),
                "a trail has no seed",
            ),
            (
                self.rounds
                    .iter()
                    .any(|row| !below(row.by, members) || row.given.iter().any(|given| !below(given.by, members))),
                "a round has no opener, or an answer no author",
            ),
            (
                self.retros.iter().any(|(round, _)| !below(*round, self.rounds.len()))
                    || self
                        .rare
                        .values()
                        .any(|rare| rare.tries.is_some_and(|(round, _)| !below(round, self.rounds.len()))),
                "cards of a retro that isn't there",
            ),
            (self.gatherings.iter().any(|row| !below(row.by, members)), "a gathering has no opener"),
            (self.trails.windows(2).any(|pair| pair[0].seed >= pair[1].seed), "the trails are out of order"),
        ];
        match faults.into_iter().find(|(found, _)| *found) {
            Some((_, fault)) => Err(CheckpointError::Content(fault.to_owned())),
            None => Ok(()),
        }
    }
}
