//! Random stories of a circle, most of whose deeds are legal.

use proptest::prelude::*;
use traceboard_board::{
    Audience, Board, CardState, CircleId, EntryId, Event, FORMAT_VERSION, Facet, Head, Imported, Joint, PATTERNS,
    PodId, PodSays, Role, RoundCard, RoundKind, Stage, TRY_PROMPT, TraceId, TriedCard, Verdict, What,
};
use traceboard_position::Position;
use traceboard_rhythm::{Date, Every, Moved, Rhythm, Time, Weekday};
use uuid::Uuid;

use super::{HOUR, MORNING, entry, member};

/// What somebody does; the numbers pick among those that are there.
#[derive(Clone, Debug)]
pub struct Deed {
    kind: u8,
    a: u16,
    b: u16,
    c: u16,
    flag: bool,
}

pub fn deeds(count: std::ops::Range<usize>) -> impl Strategy<Value = Vec<Deed>> {
    let deed = (0..97_u8, any::<u16>(), any::<u16>(), any::<u16>(), any::<bool>());
    prop::collection::vec(deed.prop_map(|(kind, a, b, c, flag)| Deed { kind, a, b, c, flag }), count)
}

/// A circle with a host, 1, and members 2 to 6, in which things happen.
pub struct Story {
    pub board: Board,
    pub position: Position,
    pub half_life_changes: Vec<Position>,
    /// When the next deed is accepted.
    pub at_ms: i64,
    next: u32,
}

impl Story {
    pub fn new() -> Self {
        let position = Position { term: 1, seq: 0, nonce: 7 };
        let mut story = Self { board: Board::new(), position, half_life_changes: Vec::new(), next: 0, at_ms: MORNING };
        story.add(1, None, What::CircleFounded { name: None, half_life_ms: 6 * HOUR, time_zone: None });
        for n in 1..=6 {
            story.add(n, None, What::MemberJoined { member: member(n), colour: 1, role: Role::Member });
        }
        story
    }

    /// The same story on another board.
    pub fn on(&self, board: Board) -> Self {
        Self { board, half_life_changes: self.half_life_changes.clone(), ..*self }
    }

    pub fn tell(&mut self, deed: &Deed) -> Verdict {
        let Deed { kind, a, b, c, flag } = *deed;
        let by = u32::from(a % 7) + 1;
        let who = member(u32::from(b % 7) + 1);
        let trace = self.some_trace(b);
        let author = self.author(trace);
        let role = if flag { Role::Host } else { Role::Member };
        match kind {
            0..=24 => {
                let parents = [b, c, b ^ c].map(|pick| self.some_trace(pick));
                let builds_on = parents[..usize::from(a / 7 % 4)].to_vec();
                let file = (kind < 5).then(|| self.file(c));
                // A third of them say what they take up; an eighth are promises, some of them for a day that isn't taken.
                let takes_up = (kind % 3 == 0).then(|| builds_on.iter().copied().skip(usize::from(flag)).collect());
                // Another eighth are stories.
                let facet = match kind % 8 {
                    4 => Some(self.due(c)),
                    6 => Some(Facet::Story),
                    _ => None,
                };
                let cites = if facet == Some(Facet::Story) { self.cites(b, c) } else { Vec::new() };
                let round = c.is_multiple_of(3).then(|| self.some_round(c)).flatten();
                let tries = facet.and(self.some_round(c)).map(|round| {
                    let card = RoundCard { prompt: TRY_PROMPT, ..self.some_card(round, b) };
                    TriedCard { round, card }
                });
                let joint = [None, Some(Joint::Me), Some(Joint::Pod), Some(Joint::Network)][usize::from(b % 4)];
                let learned = c % 5 == 1;
                self.add(
                    by,
                    file,
                    What::TraceLeft {
                        builds_on,
                        open: flag,
                        takes_up,
                        facet,
                        round,
                        tries,
                        learned,
                        joint,
                        cites,
                        off_wall: c % 7 == 2,
                    },
                )
            }
            25..=33 => self.add(by, (kind == 33).then(|| self.file(c)), What::TraceWarmed { trace }),
            34..=37 if self.board.is_story(trace) => {
                let cites = self.cites(c, b);
                self.add(author, None, What::StoryRetold { trace, cites })
            }
            34..=37 => self.add(author, None, What::TraceReworded { trace, open: flag }),
            38..=41 => self.add(author, None, What::TraceWithdrawn { trace }),
            42..=46 => self.add(1, None, What::TraceHidden { trace, why: false }),
            47..=50 => {
                let hidden = self.traces().rev().find(|(_, state)| *state == CardState::Hidden);
                self.add(1, None, What::TraceRestored { trace: hidden.map_or(trace, |(id, _)| id) })
            }
            51 => self.add(by, None, What::MemberRenamed { colour: a as u8 }),
            52 => self.add(1, None, What::MemberRemoved { member: who }),
            53 | 54 => self.add(1, None, What::MemberLetBack { member: who }),
            55 => self.add(1, None, What::RoleGiven { member: who, role }),
            56 => self.add(by, None, What::MemberLeft),
            57 => {
                let n = u32::from(b % 4) + 6;
                let file = flag.then(|| self.file(c));
                self.add(n, file, What::MemberJoined { member: member(n), colour: 1, role: Role::Member })
            }
            58 => self.add(1, None, changed(true, None)),
            59 if a % 3 == 0 => {
                let half_life_ms = Some(HOUR * i64::from(b % 50));
                let before = self.board.circle().map(|circle| circle.half_life_ms);
                let verdict = self.add(1, None, changed(flag, half_life_ms));
                if self.board.circle().map(|circle| circle.half_life_ms) != before {
                    self.half_life_changes.push(self.board.position().unwrap());
                }
                verdict
            }
            59 if a % 3 == 1 => {
                let mut off = PATTERNS.map(|(pattern, _)| pattern);
                off.rotate_left(usize::from(c) % PATTERNS.len());
                let off = off[..usize::from(b % 5)].to_vec();
                let time_zone = flag.then(|| "Europe/Vienna".to_owned());
                let (off, named) = (Some(off), false);
                self.add(1, None, What::CircleChanged { name: None, named, half_life_ms: None, off, time_zone })
            }
            59 if flag => self.add(1, None, What::RhythmSet { rhythm: (b % 4 > 0).then(|| weekly(b)) }),
            59 => {
                let to_ms = (c % 2 == 0).then_some(self.at_ms);
                self.add(1, None, What::MeetingMoved { moved: Moved { day: meeting(c), to_ms } })
            }
            60 if flag && c % 2 == 0 => self.add(by, None, What::MemberRests),
            60 if flag => self.add(by, None, What::Unknown),
            60 | 62 => {
                let promise = self.some_promise(b).unwrap_or(trace);
                let moved = What::FacetMoved { trace: promise, to: self.due(c), review: None };
                self.add(self.author(promise), None, moved)
            }
            63 => {
                // A promise is kept.
                let promise = self.some_promise(b).unwrap_or(trace);
                let by = self.author(promise);
                let (builds_on, takes_up) = (vec![promise], Some(vec![promise]));
                let learned = c % 5 == 1;
                self.add(
                    by,
                    None,
                    What::TraceLeft {
                        builds_on,
                        open: flag,
                        takes_up,
                        facet: None,
                        round: None,
                        tries: None,
                        learned,
                        joint: None,
                        off_wall: false,
                        cites: Vec::new(),
                    },
                )
            }
            61 => {
                // The history forked: another term begins.
                self.position = Position { term: self.position.term + 1, seq: 0, nonce: u64::from(b) + 1 };
                self.add(by, None, What::MemberRenamed { colour: 2 })
            }
            64..=75 => self.in_rounds(kind, by, a, b, c, flag),
            76..=79 => self.gathering(kind, by, b, c, flag),
            80 | 81 => {
                let ends_on = super::day(self.days() + i64::from(c % 190) - 3);
                let offered = kind == 81 && flag;
                let by = if offered { 1 } else { by };
                self.add(by, None, What::PodCalled { places: (b % 8) as u8 + 2, ends_on, rhythm: None, offered })
            }
            82 | 83 => {
                let pods = self.board.pods_page(None, true, usize::MAX).rows.pods;
                let pod = pods.get(usize::from(b) % pods.len().max(1)).map_or(PodId(entry(b.into()).0), |pod| pod.id);
                let ends_on = super::day(self.days() + i64::from(c % 50));
                let says = PodSays { taken: (c % 9) as u8, ends_on, resting: flag, closed: a % 4 == 0 };
                // A server's number is nobody's; some tell late.
                let as_of = super::place(self.next.saturating_sub(u32::from(a % 9)));
                self.add(if a == 7 { by } else { 0 }, None, What::PodTold { pod, as_of, says })
            }
            84..=87 => {
                let round = self.some_round(b).unwrap_or(EntryId(Uuid::from_u128(77)));
                let (card, onto) = (self.some_card(round, b), self.some_card(round, c));
                // Mostly of one prompt.
                let onto = RoundCard { prompt: if flag { card.prompt } else { onto.prompt }, ..onto };
                self.add(by, None, What::CardPut { round, card, onto: (kind > 84).then_some(onto) })
            }
            94 => {
                let circle = CircleId(Uuid::from_u128(u128::from(b % 5) + 70));
                let whats = [What::CircleSeeded { bud: circle }, What::BuddingPutOff, What::GrewFrom { circle }];
                self.add(if flag { 1 } else { by }, None, whats[usize::from(c % 3)].clone())
            }
            88..=93 => self.agreeing(kind, by, b, c, flag),
            _ => {
                self.at_ms += HOUR * i64::from(b % 40);
                self.add(by, None, What::TraceWarmed { trace })
            }
        }
    }

    fn agreeing(&mut self, kind: u8, by: u32, b: u16, c: u16, flag: bool) -> Verdict {
        let trace = self.some(b, |facet| matches!(facet, Facet::Agreement { .. })).unwrap_or(self.some_trace(b));
        let leave = |builds_on: Vec<TraceId>, takes_up, facet| What::TraceLeft {
            builds_on,
            open: false,
            takes_up,
            facet: Some(facet),
            round: None,
            tries: None,
            learned: false,
            joint: None,
            off_wall: false,
            cites: Vec::new(),
        };
        let stage = [Stage::Test, Stage::Mastery, Stage::Test, Stage::LetGo][usize::from(c % 4)];
        let review_on = (stage == Stage::Test || flag).then(|| super::day(self.days() + i64::from(c % 190)));
        let last = self.board.card(Audience::Host, trace).and_then(|card| card.review);
        match kind {
            88 => {
                let (builds_on, takes_up) = if flag { (vec![trace], Some(vec![trace])) } else { (Vec::new(), None) };
                let proposed = Facet::Agreement { stage: Stage::Awareness, review_on: None };
                self.add(by, None, leave(builds_on, takes_up, proposed))
            }
            89 => {
                let file = flag.then(|| self.file(c));
                self.add(by, file, leave(Vec::new(), None, Facet::Agreement { stage, review_on }))
            }
            90 => self.add(by, None, leave(vec![trace], None, Facet::Wording { shares: flag })),
            91 => {
                let (kind, ends_at_ms) = (RoundKind::Review, None);
                let what = What::RoundOpened { kind, prompts: 1, ends_at_ms, about: Some(trace), gathering: None };
                self.add(by, None, what)
            }
            // A review is answered and ended.
            92 if last.is_some() && flag => {
                let round = last.unwrap_or(EntryId(Uuid::from_u128(77)));
                self.add(by, None, What::RoundAnswered { round, passed: false });
                self.add(1, None, What::RoundEnded { round })
            }
            _ => {
                let to = Facet::Agreement { stage, review_on };
                let review = last.filter(|_| !c.is_multiple_of(5));
                self.add(if flag { 1 } else { by }, None, What::FacetMoved { trace, to, review })
            }
        }
    }

    fn in_rounds(&mut self, kind: u8, by: u32, a: u16, b: u16, c: u16, flag: bool) -> Verdict {
        let unknown = EntryId(Uuid::from_u128(77));
        let round = self.some_round(b).unwrap_or(unknown);
        match kind {
            64 | 65 => {
                let kind = if flag { RoundKind::Own } else { RoundKind::Retro };
                let ends_at_ms = (!c.is_multiple_of(3)).then(|| self.at_ms + 1_000 * i64::from(c % 40));
                let about = a.is_multiple_of(4).then(|| self.some_trace(c));
                let gatherings = u32::try_from(self.board.gatherings_len()).unwrap();
                let gathering = self.board.gathering(u32::from(a) % gatherings.max(1)).map(|row| row.id);
                let file = a.is_multiple_of(5).then(|| self.file(c));
                let prompts = if flag { (c % 3) as u8 + 1 } else { 3 };
                self.add(by, file, What::RoundOpened { kind, prompts, ends_at_ms, about, gathering })
            }
            66..=71 => self.add(by, None, What::RoundAnswered { round, passed: c.is_multiple_of(3) }),
            72 => self.add(by, None, What::AnswerWithdrawn { round }),
            _ => match self.board.next_round_end().filter(|_| flag) {
                Some((ends_at_ms, round)) => {
                    self.at_ms = self.at_ms.max(ends_at_ms);
                    self.add(by, None, What::RoundEnded { round })
                }
                None => self.add(by, None, What::RoundEnded { round }),
            },
        }
    }

    fn gathering(&mut self, kind: u8, by: u32, b: u16, c: u16, flag: bool) -> Verdict {
        let count = u32::try_from(self.board.gatherings_len()).unwrap();
        let gathering = self.board.gathering(u32::from(b) % count.max(1)).map_or(entry(9_999_998), |row| row.id);
        let from_ms = self.at_ms + HOUR * (i64::from(b % 60) - 30);
        let to_ms = from_ms + HOUR * i64::from(c % 40);
        match kind {
            76 => self.add(1, None, What::GatheringOpened { from_ms, to_ms }),
            77 => self.add(by, flag.then(|| self.file(c)), What::GatheringOpened { from_ms, to_ms }),
            78 => {
                let to_ms = c.is_multiple_of(2).then_some(to_ms);
                let what = What::GatheringChanged { gathering, from_ms: None, to_ms, named: flag };
                self.add(if flag { 1 } else { by }, None, what)
            }
            _ => self.add(1, None, What::GatheringEnded { gathering }),
        }
    }

    /// Mostly an open one.
    fn some_round(&self, pick: u16) -> Option<EntryId> {
        let rounds = u32::try_from(self.board.rounds_len()).unwrap();
        let back = u32::from(pick) % 5 % rounds.max(1);
        self.board.round(rounds.checked_sub(1 + back)?).map(|row| row.id)
    }

    /// A card of an answer to a round, if there is one: seldom of a prompt that there isn't.
    fn some_card(&self, round: EntryId, pick: u16) -> RoundCard {
        let answers = (1..10).find_map(|reader| self.board.answers(round, member(reader)).ok()).unwrap_or_default();
        let answer = answers.get(usize::from(pick / 7) % answers.len().max(1)).map(|answer| answer.id);
        let answer = answer.unwrap_or(EntryId(Uuid::from_u128(77)));
        RoundCard { answer, prompt: (pick % 7 / 2) as u8, line: (pick % 2) as u8 }
    }

    fn add(&mut self, by: u32, imported: Option<Imported>, what: What) -> Verdict {
        let (id, by) = (entry(self.next), member(by));
        let head = Head { v: FORMAT_VERSION, id, by, written_at_ms: self.at_ms, imported, what };
        let verdict = self.board.apply(self.position, &Event { head, accepted_at_ms: self.at_ms });
        self.next += 1;
        self.at_ms += 1_000;
        self.position.seq += 1;
        verdict
    }

    fn traces(&self) -> impl DoubleEndedIterator<Item = (TraceId, CardState)> + '_ {
        let state = |id| self.board.card(Audience::Host, id).unwrap().state;
        (0..self.board.len()).filter_map(|n| self.board.history(n).next()).map(move |trace| (trace.id, state(trace.id)))
    }

    /// Mostly a late one, so that trails grow.
    fn some_trace(&self, pick: u16) -> TraceId {
        let len = self.board.len();
        let back = usize::from(pick) % 37 % len.max(1);
        let n = len.saturating_sub(1 + back);
        self.board.history(n).next().map_or(TraceId(entry(9_999_999).0), |trace| trace.id)
    }

    fn some_promise(&self, pick: u16) -> Option<TraceId> {
        self.some(pick, |facet| matches!(facet, Facet::Promise { .. }))
    }

    fn some(&self, pick: u16, is: impl Fn(Facet) -> bool) -> Option<TraceId> {
        let with_it = self.board.history(0).filter(|trace| trace.facet.is_some_and(&is));
        let found: Vec<_> = with_it.map(|trace| trace.id).collect();
        found.get(usize::from(pick) % found.len().max(1)).copied()
    }

    /// Some traces, maybe unknown ones, maybe one twice.
    fn cites(&self, pick: u16, count: u16) -> Vec<TraceId> {
        (0..count % 7).map(|n| self.some_trace(pick.wrapping_mul(n + 1))).collect()
    }

    fn days(&self) -> i64 {
        (self.at_ms - MORNING) / super::DAY
    }

    fn due(&self, pick: u16) -> Facet {
        due_after(self.at_ms, i64::from(pick % 50) - 3)
    }

    fn author(&self, trace: TraceId) -> u32 {
        let by = self.board.trace_history(trace).map(|trace| trace.by);
        (1..12).find(|n| Some(member(*n)) == by).unwrap_or(1)
    }

    fn file(&self, pick: u16) -> Imported {
        Imported {
            host: member(1),
            at_ms: self.at_ms - i64::from(pick % 72) * HOUR,
            origin: Some(format!("t{pick}")),
            concealed: false,
        }
    }
}

fn weekly(pick: u16) -> Rhythm {
    let on = Weekday::from_monday_zero_offset((pick % 7) as i8).unwrap();
    let (at, from) = (Time::constant(19, 0, 0, 0), Date::constant(2026, 6, 1));
    Rhythm { every: Every::Week, on, at, time_zone: "Europe/Vienna".to_owned(), from }
}

fn meeting(pick: u16) -> Date {
    Date::constant(2026, 6, 1 + (pick % 28) as i8)
}

fn due_after(at_ms: i64, days: i64) -> Facet {
    super::due((at_ms - MORNING) / super::DAY + days)
}

fn changed(named: bool, half_life_ms: Option<i64>) -> What {
    What::CircleChanged { name: None, named, half_life_ms, off: None, time_zone: None }
}
