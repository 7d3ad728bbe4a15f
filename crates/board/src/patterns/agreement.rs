//! The pattern *agreement*: "how do we want to be together". Proposed, then tried until a day, then lived, changed or let go.
//!
//! Its author or a host begins the trial. Every other move is the conclusion of a review: the last review round about
//! it that was opened since it last moved, once that has ended and was answered. The review's opener, the agreement's
//! author or a host concludes it, once, because a move leaves no review to conclude.
//!
//! It is changed by another agreement, of anyone's, that builds on it and takes it up: a proposal until a review lets the old one go, and
//! what that goes on as from then on.

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::promise::{DueEdge, ZONE_DAYS, day, page_by_day};
use crate::{
    Audience, Board, CardState, EntryId, Event, Facet, MemberState, Refusal, RoundKind, Rows, Step, TraceId, Verdict,
    What, row_collector::RowCollector, rules::refuse, traces::Trace, warmth,
};

/// How many days ahead an agreement's review can be: half a year.
pub const REVIEW_DAYS_MAX: i64 = 182;
/// How many wordings one answer holds.
pub const WORDINGS_MAX: usize = 500;

/// How far an agreement is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "export", derive(ts_rs::TS, utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// It was proposed.
    Awareness,
    /// It is tried until its review.
    Test,
    /// It is lived.
    Mastery,
    /// It was let go.
    LetGo,
}

/// Which agreements stand, and what each member says of them.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Agreements {
    /// Those that weren't let go, by the day of their review; last those that have none.
    current: BTreeSet<(Date, u32)>,
    /// Standing wordings: the agreement, the member and the trace.
    wordings: BTreeSet<(u32, u32, u32)>,
}

impl Agreements {
    /// Removes an agreement from the list before its facet changes.
    pub(crate) fn let_go_of(&mut self, facet: Facet, n: u32) {
        self.current.remove(&(place(facet), n));
    }

    /// The latest wording of each member, by their numbers.
    fn wordings_of(&self, agreement: u32) -> impl Iterator<Item = (u32, u32)> + '_ {
        let mut from = Some(0);
        std::iter::from_fn(move || {
            let (_, member, _) =
                *self.wordings.range((agreement, from?, 0)..=(agreement, u32::MAX, u32::MAX)).next()?;
            let theirs = self.wordings.range((agreement, member, 0)..=(agreement, member, u32::MAX));
            from = member.checked_add(1);
            theirs.last().map(|(_, member, n)| (*member, *n))
        })
    }
}

/// An agreement's place in the list: its review.
fn place(facet: Facet) -> Date {
    match facet {
        Facet::Agreement { review_on: Some(day), .. } => day,
        _ => Date::MAX,
    }
}

/// Agreements that weren't let go, soonest review first, and what members say of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AgreementsPage {
    /// The cards of the agreements and wordings, and of what they build on or go on as.
    pub rows: Rows,
    /// The agreements by number; last those without a review.
    pub listed: Vec<u32>,
    /// The last one listed, with the last of all days where it has no review; none where the list goes to its end.
    pub edge: Option<DueEdge>,
    /// The latest wording of each member who is here, at most [`WORDINGS_MAX`]. What each belongs to, it builds on.
    pub wordings: Vec<u32>,
}

/// Whether an agreement can be left like this: new ones are at the stage of awareness. Those from a file may be at any
/// stage.
pub(crate) fn may_begin(event: &Event, stage: Stage, review_on: Option<Date>) -> Result<(), Verdict> {
    if event.head.imported.is_none() && stage != Stage::Awareness {
        return refuse(Refusal::NotReviewed);
    }
    may_stand(event, stage, review_on)
}

/// A wording builds on one agreement, and on nothing else.
pub(crate) fn may_be_worded(board: &Board, builds_on: &[TraceId]) -> Result<(), Verdict> {
    let [agreement] = builds_on else { return refuse(Refusal::NotAnAgreement) };
    let Some(n) = board.traces.number(*agreement) else { return refuse(Refusal::UnknownTrace) };
    match (board.facets.get(n), board.traces.at(n).map(|row| row.state)) {
        (Some(Facet::Agreement { .. }), Some(CardState::Withdrawn)) => refuse(Refusal::Withdrawn),
        (Some(Facet::Agreement { .. }), _) => Ok(()),
        _ => refuse(Refusal::NotAnAgreement),
    }
}

/// One review of an agreement at a time, and none of one that was let go. Other traces have no such rule.
pub(crate) fn may_be_reviewed(board: &Board, trace: TraceId) -> Result<(), Verdict> {
    let Some(n) = board.traces.number(trace) else { return Ok(()) };
    let Some(Facet::Agreement { stage, .. }) = board.facets.get(n) else { return Ok(()) };
    if board.traces.at(n).is_some_and(|row| row.state == CardState::Withdrawn) {
        return refuse(Refusal::Withdrawn);
    }
    let open = board.rounds.open().iter().filter_map(|round| board.rounds.at(*round));
    match stage {
        Stage::LetGo => refuse(Refusal::LetGo),
        _ if open.into_iter().any(|round| round.about == n && round.kind == RoundKind::Review) => {
            refuse(Refusal::ReviewOpen)
        }
        _ => Ok(()),
    }
}

/// Whether an agreement can move on. Of two conclusions of one review the first counts.
pub(crate) fn may_move(
    board: &Board,
    event: &Event,
    (n, row): (u32, &Trace),
    stage: Stage,
    review_on: Option<Date>,
) -> Result<(), Verdict> {
    let What::FacetMoved { to, review, .. } = event.head.what else { return Err(Verdict::Unknown) };
    let Some(before @ Facet::Agreement { stage: from, .. }) = board.facets.get(n) else {
        return refuse(Refusal::NotAnAgreement);
    };
    match row.state {
        CardState::Withdrawn => return refuse(Refusal::Withdrawn),
        CardState::Hidden => return refuse(Refusal::Hidden),
        CardState::Shown => {}
    }
    if event.head.imported.is_some() {
        return may_stand(event, stage, review_on);
    }
    let concludes = review.and_then(|review| concluding(board, n, review));
    if before == to && concludes.is_none() {
        return Err(Verdict::Repeated);
    }
    let by = board.members.number(event.head.by);
    let opened_it = concludes.is_some_and(|opener| Some(opener) == by);
    match (from, stage) {
        (Stage::LetGo, _) => refuse(Refusal::LetGo),
        // Awareness is only the first stage.
        (_, Stage::Awareness) => Err(Verdict::Unknown),
        _ if review.is_some() && concludes.is_none() => refuse(Refusal::NotReviewed),
        _ if !opened_it && Some(row.by) != by && !board.members.is_host(event.head.by) => refuse(Refusal::NotTheAuthor),
        (Stage::Awareness, Stage::Mastery) => refuse(Refusal::NotReviewed),
        (Stage::Awareness, Stage::Test) if review.is_none() => may_stand(event, stage, review_on),
        _ if concludes.is_none() => refuse(Refusal::NotReviewed),
        _ => may_stand(event, stage, review_on),
    }
}

/// Who opened a review that can be concluded; none where it can't be.
fn concluding(board: &Board, n: u32, review: EntryId) -> Option<u32> {
    let last = board.traces.rare(n)?.review?;
    let round = board.rounds.at(board.rounds.number(review)?)?;
    let reviewed = round.ended_at_ms.is_some() && round.given.iter().any(|given| given.answered);
    (last == review && reviewed).then_some(round.by)
}

/// Whether an agreement at a stage can have such a review: from tomorrow to half a year ahead, in whatever time zone.
fn may_stand(event: &Event, stage: Stage, review_on: Option<Date>) -> Result<(), Verdict> {
    let fits = match (stage, review_on.map(day)) {
        (Stage::Awareness | Stage::LetGo | Stage::Mastery, None) => true,
        (Stage::Awareness | Stage::LetGo, Some(_)) | (Stage::Test, None) => false,
        (Stage::Test | Stage::Mastery, Some(day)) if event.head.imported.is_some() => {
            (warmth::day(warmth::TIME_MS_MIN)..=warmth::day(warmth::TIME_MS_MAX)).contains(&day)
        }
        (Stage::Test | Stage::Mastery, Some(day)) => {
            let tomorrow = warmth::day(event.accepted_at_ms) + 1;
            (tomorrow - ZONE_DAYS..tomorrow + REVIEW_DAYS_MAX + ZONE_DAYS).contains(&day)
        }
    };
    if fits { Ok(()) } else { refuse(Refusal::BadTime) }
}

impl Board {
    /// The agreements that weren't let go, soonest review first, from after a place on.
    #[must_use]
    pub fn agreements_page(&self, audience: Audience, after: Option<DueEdge>, limit: usize) -> AgreementsPage {
        use std::ops::Bound::{Excluded, Unbounded};
        let after = after.map(|edge| (edge.due, edge.n));
        let current = self.facets.agreements.current.range((after.map_or(Unbounded, Excluded), Unbounded)).copied();
        let (listed, edge) = page_by_day(current, limit);
        let here = |member| self.members.at(member).is_some_and(|row| row.state == MemberState::Present);
        let all = listed.iter().flat_map(|n| self.facets.agreements.wordings_of(*n));
        let wordings: Vec<u32> = all.filter(|(member, _)| here(*member)).map(|(_, n)| n).take(WORDINGS_MAX).collect();
        let mut gather = RowCollector::new(self, audience);
        listed.iter().chain(&wordings).for_each(|n| gather.card_and_parents(*n));
        AgreementsPage { rows: gather.rows(), listed, edge, wordings }
    }

    /// Updates the lists for an agreement or a wording.
    pub(crate) fn list_agreement(&mut self, n: u32) {
        let (Some(facet), Some(row)) = (self.facets.get(n), self.traces.at(n)) else { return };
        let stands = row.state == CardState::Shown;
        let agreements = &mut self.facets.agreements;
        match facet {
            Facet::Promise { .. } | Facet::Story => {}
            Facet::Agreement { stage, .. } if stands && stage != Stage::LetGo => {
                agreements.current.insert((place(facet), n));
            }
            Facet::Agreement { .. } => agreements.let_go_of(facet, n),
            Facet::Wording { .. } => {
                let Some(agreement) = row.parents().next() else { return };
                let key = (agreement, row.by, n);
                if stands {
                    agreements.wordings.insert(key)
                } else {
                    agreements.wordings.remove(&key)
                };
            }
        }
    }

    /// A review was opened: the agreement that it is about names it from now on.
    pub(crate) fn review_opened(&mut self, step: Step, round: EntryId, about: Option<TraceId>) {
        let Some(n) = about.and_then(|trace| self.traces.number(trace)) else { return };
        if let Some(Facet::Agreement { .. }) = self.facets.get(n) {
            self.traces.change_rare(n, |rare| rare.review = Some(round));
            self.touch_card(step, n);
        }
    }
}
