//! Bounds of a retro's cards and of a trace's marks.

use traceboard_board::{CARD_LINES_MAX, EntryId, Facet, PROMPTS_MAX, RoundCard, TRY_PROMPT, TriedCard};

use super::{Checked, refuse};

/// Checks that a card is put onto another one.
pub(super) fn check_cards(card: RoundCard, onto: Option<RoundCard>) -> Checked<()> {
    check_card(card)?;
    onto.map_or(Ok(()), check_card)?;
    match onto {
        Some(onto) if onto == card => refuse("cannot put the card onto itself".to_owned()),
        Some(onto) if onto.prompt != card.prompt => refuse("cannot put the card onto one of another prompt".to_owned()),
        _ => Ok(()),
    }
}

/// Checks that only a promise takes a try on, and that a trace which says what was learned has no facet.
pub(super) fn check_marks(facet: Option<Facet>, tries: Option<TriedCard>, learned: bool, id: EntryId) -> Checked<()> {
    if learned && facet.is_some() {
        return refuse(format!("cannot leave trace {id}: it has a facet, and says what was learned"));
    }
    let Some(TriedCard { card, .. }) = tries else { return Ok(()) };
    check_card(card)?;
    if !matches!(facet, Some(Facet::Promise { .. })) {
        return refuse(format!("cannot leave trace {id}: it takes a try on, and is no promise"));
    }
    if card.prompt != TRY_PROMPT {
        return refuse(format!("cannot leave trace {id}: what it takes on answers another prompt than the third"));
    }
    Ok(())
}

fn check_card(card: RoundCard) -> Checked<()> {
    if usize::from(card.prompt) < PROMPTS_MAX && usize::from(card.line) < CARD_LINES_MAX {
        return Ok(());
    }
    let (prompt, line) = (card.prompt, card.line);
    refuse(format!(
        "cannot take the card of prompt {prompt} and line {line}: they count from 0, to {PROMPTS_MAX} and {CARD_LINES_MAX}"
    ))
}
