//! The rules for a retro's cards, how deeds change them, and queries for those who may read them.

use std::collections::HashSet;

use super::{CARD_LINES_MAX, CardPlace, GROUP_CARDS_MAX, Groups, RoundCard, TRY_PROMPT, TriedCard};
use crate::{
    Board, EntryId, Event, Facet, Refusal, RoundKind, Step, Verdict,
    order::RowKey::Round as RoundKey,
    rounds::rules::{Judged, known, own_number, refuse},
    rules::Change,
};

/// Checks that a card can be put. Whether its answer has so many lines is checked by the server, which has the words.
pub(crate) fn putting(
    board: &Board,
    event: &Event,
    round: EntryId,
    card: RoundCard,
    onto: Option<RoundCard>,
) -> Judged<Change> {
    let (n, _) = known(board, round)?;
    if event.head.imported.is_some() {
        return Err(refuse(Refusal::NotTheAuthor));
    }
    board.rounds.given(n, own_number(board, event)?).ok_or(refuse(Refusal::AnswerFirst))?;
    let place = |card| board.card_place(n, card).ok_or(refuse(Refusal::UnknownCard));
    let card = place(card)?;
    let alone = Groups::default();
    let groups = board.retros.groups.get(&n).unwrap_or(&alone);
    let Some(onto) = onto else {
        let change = Change::PutCard { round: n, card, onto: None };
        return if groups.is_put(card) { Ok(change) } else { Err(Verdict::Repeated) };
    };
    let onto = place(onto)?;
    if onto.prompt != card.prompt {
        return Err(refuse(Refusal::UnknownCard));
    }
    let head = groups.head(onto);
    // If two members put the cards onto each other, both get what they want: one group.
    if groups.head(card) == head {
        return Err(Verdict::Repeated);
    }
    if groups.size(head) + groups.size(card) > GROUP_CARDS_MAX {
        return Err(refuse(Refusal::GroupFull));
    }
    Ok(Change::PutCard { round: n, card, onto: Some(head) })
}

impl Board {
    /// The cards of a retro that were put onto others, each with that one, of some of its answers. The caller checks
    /// who may read them, as for the answers.
    #[must_use]
    pub fn put_cards(&self, round: EntryId, of: &[EntryId]) -> Vec<(RoundCard, RoundCard)> {
        let Some(n) = self.rounds.number(round) else { return Vec::new() };
        let put = self.retros.groups.get(&n).into_iter().flat_map(Groups::put_onto);
        let named = put.filter_map(|(card, head)| Some((self.round_card(n, card)?, self.round_card(n, head)?)));
        let of: HashSet<_> = of.iter().collect();
        named.filter(|(card, _)| of.contains(&card.answer)).collect()
    }

    /// The tries of a retro that were taken on, of some of its answers, each with the number of the first standing promise that does.
    #[must_use]
    pub fn taken_cards(&self, round: EntryId, of: &[EntryId]) -> Vec<(RoundCard, u32)> {
        let Some(n) = self.rounds.number(round) else { return Vec::new() };
        let standing = self.retros.taken(n).filter(|(_, trace)| self.is_shown(*trace));
        let mut taken: Vec<_> = standing.collect();
        taken.dedup_by_key(|(card, _)| *card);
        let named = taken.into_iter().filter_map(|(card, trace)| Some((self.round_card(n, card)?, trace)));
        let of: HashSet<_> = of.iter().collect();
        named.filter(|(card, _)| of.contains(&card.answer)).collect()
    }

    /// Whether a card can be taken on: it is of the third prompt of a retro, and of an answer that stands.
    #[must_use]
    pub fn is_try(&self, tried: TriedCard) -> bool {
        let n = self.rounds.number(tried.round);
        n.and_then(|n| self.card_place(n, tried.card)).is_some_and(|card| card.prompt == TRY_PROMPT)
    }

    pub(crate) fn put_card(&mut self, step: Step, n: u32, card: CardPlace, onto: Option<CardPlace>) {
        self.retros.change(n, |groups| match onto {
            Some(head) => groups.put(card, head),
            None => _ = groups.take_out(card),
        });
        self.stir(step, n);
    }

    /// A member took their answer back, and its cards with it.
    pub(crate) fn cards_gone(&mut self, step: Step, n: u32, member: u32) {
        let Some(given) = self.rounds.place(n, member) else { return };
        if self.retros.change(n, |groups| groups.forget(given)) {
            self.stir(step, n);
        }
    }

    /// A new promise takes a card on, where its author may read it.
    pub(crate) fn take_on(&mut self, n: u32, facet: Facet, tries: Option<TriedCard>, by: u32) {
        let Some(tried) = tries.filter(|tried| self.is_try(*tried)) else { return };
        let Some(round) = self.rounds.number(tried.round) else { return };
        if !matches!(facet, Facet::Promise { .. }) || self.rounds.given(round, by).is_none() {
            return;
        }
        let Some(card) = self.card_place(round, tried.card) else { return };
        self.traces.change_rare(n, |rare| rare.tries = Some((round, card)));
        self.retros.take_on(round, card, n);
    }

    /// A trace was added or removed: if it takes a card on, the retro's row changes, so that pages ask again.
    pub(crate) fn taken_on_changed(&mut self, step: Step, n: u32) {
        if let Some((round, _)) = self.traces.rare(n).and_then(|rare| rare.tries) {
            self.stir(step, round);
        }
    }

    fn stir(&mut self, step: Step, n: u32) {
        self.rounds.stir(n, step);
        self.rows.touch(step, RoundKey(n));
    }

    /// A card by its numbers. None where its answer doesn't stand or has no such prompt, or this is no retro.
    fn card_place(&self, n: u32, card: RoundCard) -> Option<CardPlace> {
        let row = self.rounds.at(n).filter(|row| row.kind == RoundKind::Retro && card.prompt < row.prompts)?;
        // Each member gives once, so there are as many as members at most.
        let given = row.given.iter().position(|given| given.id == card.answer && given.answered)?;
        let given = u32::try_from(given).ok().filter(|_| usize::from(card.line) < CARD_LINES_MAX)?;
        Some(CardPlace { given, prompt: card.prompt, line: card.line })
    }

    fn round_card(&self, n: u32, card: CardPlace) -> Option<RoundCard> {
        let given = self.rounds.at(n)?.given.get(card.given as usize).filter(|given| given.answered)?;
        Some(RoundCard { answer: given.id, prompt: card.prompt, line: card.line })
    }
}
