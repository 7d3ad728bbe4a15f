//! Queries about rounds: their rows, pages, a member's own marks, and the answers for those who may read them.

use traceboard_position::Position;

use super::Round;
use crate::{
    Anew, Audience, Board, CardState, EntryId, MemberId, RoundKind, RoundRow, Rows, TraceId, mine::known_from,
    row_collector::RowCollector,
};

/// How many of the newest rounds are searched for a member's own marks.
pub const OWN_ROUNDS_MAX: usize = 200;

/// A member's own mark for a round. One who neither answered nor passed may not read answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OwnRound {
    /// Which round.
    pub id: EntryId,
    /// Whether they answered, in words that they haven't taken back.
    pub answered: bool,
    /// Whether they passed, or took their answer back.
    pub passed: bool,
}

/// Rounds, newest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RoundsPage {
    /// The rounds and their openers.
    pub rows: Rows,
    /// Their numbers, newest first.
    pub listed: Vec<u32>,
    /// The number of the last one listed; none where the list goes to its end.
    pub edge: Option<u32>,
}

/// One answer to a round. Its words stand in the body of its entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Answer {
    /// Its entry.
    pub id: EntryId,
    /// Who gave it.
    pub by: MemberId,
    /// When, in Unix milliseconds.
    pub at_ms: i64,
    /// The trace with which its author let it out, where that stands.
    pub trace: Option<TraceId>,
}

/// Why answers may not be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoAnswers {
    /// No such round on this board.
    UnknownRound,
    /// The reader neither answered nor passed.
    AnswerFirst,
}

impl Board {
    /// The number of a round.
    #[must_use]
    pub fn round_number(&self, round: EntryId) -> Option<u32> {
        self.rounds.number(round)
    }

    /// One round, by number.
    #[must_use]
    pub fn round(&self, n: u32) -> Option<RoundRow> {
        self.rounds.at(n).map(|row| self.round_row(n, row))
    }

    /// How many rounds there are.
    #[must_use]
    pub fn rounds_len(&self) -> usize {
        self.rounds.rows().len()
    }

    /// Rounds from before a number on (or the newest), newest first: all, or those of a kind. Then its cost is that of all of them.
    #[must_use]
    pub fn rounds_page(&self, before: Option<u32>, kind: Option<RoundKind>, limit: usize) -> RoundsPage {
        let end = before.map_or(self.rounds_len(), |before| (before as usize).min(self.rounds_len()));
        let asked = |n: &u32| kind.is_none_or(|kind| self.rounds.at(*n).is_some_and(|row| row.kind == kind));
        let mut list = (0..end).rev().filter_map(|n| u32::try_from(n).ok()).filter(asked);
        let listed: Vec<u32> = list.by_ref().take(limit).collect();
        let edge = if list.next().is_some() { listed.last().copied() } else { None };
        RoundsPage { rows: self.round_rows(&listed), listed, edge }
    }

    /// The answers to a round, in the order in which they came, for a member who may read them: one who answered or passed.
    /// The caller checks that they are with the circle.
    ///
    /// # Errors
    /// [`NoAnswers`] where there is no such round, or they gave nothing yet, also once it is over.
    pub fn answers(&self, round: EntryId, reader: MemberId) -> Result<Vec<Answer>, NoAnswers> {
        let n = self.rounds.number(round).ok_or(NoAnswers::UnknownRound)?;
        if !self.may_read_answers(round, reader) {
            return Err(NoAnswers::AnswerFirst);
        }
        let given = self.rounds.at(n).into_iter().flat_map(|row| &row.given).filter(|given| given.answered);
        let answers = given.filter_map(|given| {
            let trace = self.traces.at(given.trace).filter(|trace| trace.state == CardState::Shown);
            let by = self.members.at(given.by)?.id;
            Some(Answer { id: given.id, by, at_ms: given.at_ms, trace: trace.map(|trace| trace.id) })
        });
        Ok(answers.collect())
    }

    /// Whether a member may read the answers to a round: they answered it, or passed.
    #[must_use]
    pub fn may_read_answers(&self, round: EntryId, reader: MemberId) -> bool {
        self.given_by(round, reader).is_some()
    }

    /// The entry that holds a member's answer to a round: what taking it back erases.
    #[must_use]
    pub fn answer_of(&self, round: EntryId, member: MemberId) -> Option<EntryId> {
        self.given_by(round, member).filter(|(_, stands)| *stands).map(|(id, _)| id)
    }

    /// The entry with which a member answered a round or passed, and whether its words stand. None where they gave nothing.
    #[must_use]
    pub fn given_by(&self, round: EntryId, member: MemberId) -> Option<(EntryId, bool)> {
        let given = self.rounds.given(self.rounds.number(round)?, self.members.number(member)?)?;
        Some((given.id, given.answered))
    }

    /// How many prompts a round has.
    #[must_use]
    pub fn prompts_of(&self, round: EntryId) -> Option<u8> {
        Some(self.rounds.at(self.rounds.number(round)?)?.prompts)
    }

    /// The open round whose time comes first, and when that is, in Unix milliseconds.
    #[must_use]
    pub fn next_round_end(&self) -> Option<(i64, EntryId)> {
        let (ends_at_ms, n) = self.rounds.first_due()?;
        Some((ends_at_ms, self.rounds.at(n)?.id))
    }

    /// A member's own marks for rounds, in the order asked, also empty ones.
    #[must_use]
    pub fn own_rounds(&self, member: MemberId, rounds: &[u32]) -> Vec<OwnRound> {
        let member = self.members.number(member);
        rounds.iter().filter_map(|n| Some(self.own_round(*n, self.rounds.at(*n)?, member))).collect()
    }

    /// The rounds whose state for a member changed after a position, longest ago first; without a position those of the newest
    /// [`OWN_ROUNDS_MAX`] rounds that they gave something to.
    ///
    /// # Errors
    /// As [`Board::mine_since`].
    pub fn own_rounds_since(&self, member: MemberId, after: Option<Position>) -> Result<Vec<OwnRound>, Anew> {
        let Some(number) = self.members.number(member) else { return Ok(Vec::new()) };
        let Some(after) = after else {
            let mut newest = self.rounds_page(None, None, OWN_ROUNDS_MAX).listed;
            newest.retain(|n| self.rounds.given(*n, number).is_some());
            return Ok(self.own_rounds(member, &newest));
        };
        let Some(step) = known_from(self, &self.round_marks, after)? else { return Ok(Vec::new()) };
        let changed: Vec<_> = self.round_marks.of(number, step).take(OWN_ROUNDS_MAX + 1).collect();
        if changed.len() > OWN_ROUNDS_MAX { Err(Anew::TooFarBack) } else { Ok(self.own_rounds(member, &changed)) }
    }

    /// The newest rounds and all that are open, newest first, and the last of the newest ones where there are others.
    pub(crate) fn current_rounds(&self, limit: usize) -> (Vec<u32>, Option<u32>) {
        let RoundsPage { mut listed, edge, .. } = self.rounds_page(None, None, limit);
        let older = self.rounds.open().iter().rev().copied().filter(|n| edge.is_some_and(|edge| *n < edge));
        listed.extend(older);
        (listed, edge)
    }

    fn round_rows(&self, listed: &[u32]) -> Rows {
        let mut gather = RowCollector::new(self, Audience::Member);
        listed.iter().for_each(|n| gather.round(*n));
        gather.rows()
    }

    fn own_round(&self, n: u32, row: &Round, member: Option<u32>) -> OwnRound {
        let given = member.and_then(|member| self.rounds.given(n, member));
        let answered = given.is_some_and(|given| given.answered);
        OwnRound { id: row.id, answered, passed: given.is_some() && !answered }
    }

    fn round_row(&self, n: u32, row: &Round) -> RoundRow {
        let own_words = row.kind.prompts().is_none();
        RoundRow {
            n,
            id: row.id,
            by: self.members.at(row.by).map_or(MemberId(uuid::Uuid::nil()), |opener| opener.id),
            kind: row.kind,
            prompts: row.prompts,
            words: own_words.then_some(row.id),
            at_ms: row.at_ms,
            ends_at_ms: row.ends_at_ms,
            ended_at_ms: row.ended_at_ms,
            about: self.traces.at(row.about).map(|trace| trace.id),
            gathering: self.gatherings.at(row.gathering).map(|gathering| gathering.id),
            answered: row.answered(),
            stirred: row.stirred,
        }
    }
}
