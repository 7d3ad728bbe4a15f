//! What the fold can't say of a retro's cards, because it holds no words: whether an answer has so many lines.

use traceboard_board::{
    Board, Body, CARD_LINES_MAX, EntryId, Event, Head, Refusal, RoundCard, RoundKind, TriedCard, What, card_lines,
};
use traceboard_protocol::Code;

use super::{Space, post::operation};
use crate::refusal::Refused;

impl Space {
    /// That the cards that a deed names are lines of their answers.
    ///
    /// # Errors
    /// [`Code::UnknownCard`] where one isn't; where the log can't be read.
    pub(super) async fn require_cards(&self, head: &Head) -> Result<(), Refused> {
        let cards: Vec<RoundCard> = match head.what {
            What::CardPut { card, onto, .. } => std::iter::once(card).chain(onto).collect(),
            What::TraceLeft { tries: Some(TriedCard { card, .. }), .. }
                if !self.board.read().state.knows(head.id.into()) =>
            {
                vec![card]
            }
            _ => return Ok(()),
        };
        let answers: Vec<EntryId> = cards.iter().map(|card| card.answer).collect();
        let bodies = self.beside.words.of(&answers).await?;
        for card in cards {
            let answer = bodies.get(&card.answer).and_then(|body| body.answers.get(usize::from(card.prompt)));
            if answer.and_then(|answer| card_lines(answer).nth(usize::from(card.line))).is_none() {
                return Err(Refused::by_fold(operation(&head.what), Refusal::UnknownCard));
            }
        }
        Ok(())
    }
}

/// That a try that is taken on is one, and its author may read it: the fold itself passes over any other.
pub(super) fn legal(board: &Board, event: &Event) -> Result<(), Refused> {
    let What::TraceLeft { tries: Some(tried), .. } = event.head.what else { return Ok(()) };
    // A repeat gets the answer of its day.
    if board.knows(event.head.id.into()) {
        return Ok(());
    }
    let refuse = |refusal| Err(Refused::by_fold(operation(&event.head.what), refusal));
    if board.round_number(tried.round).is_none() {
        return refuse(Refusal::UnknownRound);
    }
    if !board.may_read_answers(tried.round, event.head.by) {
        return refuse(Refusal::AnswerFirst);
    }
    if board.is_try(tried) { Ok(()) } else { refuse(Refusal::UnknownCard) }
}

/// That no answer to a retro has more lines than are cards.
pub(super) fn fits(board: &Board, head: &Head, body: Option<&Body>) -> Result<(), Refused> {
    let (What::RoundAnswered { round, .. }, Some(body)) = (&head.what, body) else { return Ok(()) };
    if board.round_number(*round).and_then(|n| board.round(n)).is_none_or(|row| row.kind != RoundKind::Retro) {
        return Ok(());
    }
    for (answer, prompt) in body.answers.iter().zip(1..) {
        let lines = card_lines(answer).count();
        if lines > CARD_LINES_MAX {
            let message = format!("cannot answer the retro: prompt {prompt} got {lines} lines, over {CARD_LINES_MAX}");
            return Err(Refused::new(Code::BadText, message));
        }
    }
    Ok(())
}
