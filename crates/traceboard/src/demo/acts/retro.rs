//! Week 4: a retro. A try becomes a promise, and the next retro begins with it.

use traceboard_board::{EntryId, Joint, RoundCard, RoundKind, TraceId, TriedCard};
use traceboard_protocol::Deed;

use super::promises::{keeps, promise};
use crate::demo::stage::{Stage, in_days};

/// The third prompt of a retro asks what to try.
const TO_TRY: u8 = 2;
const AN_HOUR_MS: i64 = 3_600_000;

/// A line of an answer that became a promise.
pub(super) struct Tried {
    promise: TraceId,
}

pub(super) async fn play(stage: &mut Stage) -> anyhow::Result<Tried> {
    stage.tell(4, "A retro: what works, what to change, what to try. Cards that say the same are put together.");
    let (gathering, round) = opened(stage).await?;
    let given: [(&str, &[&str]); 4] = [
        ("Robin", &["Singing while we wash up", "We talk for long before breakfast", "Ring a bell for breakfast"]),
        ("Heron", &["The wood crew", "Too much talk on an empty stomach", "Wash up in pairs"]),
        ("Dipper", &["Soup!", "", "A silent hour after lunch"]),
        ("Siskin", &["The song", "Nobody knows who has the key", "Write down where the key is"]),
    ];
    let answers = stage.answers(round, &given).await?;
    let [robin, heron, _, siskin] = answers.as_slice() else { anyhow::bail!("an answer is missing") };
    let card = |answer: &EntryId, prompt: u8| RoundCard { answer: *answer, prompt, line: 0 };
    // Two lines that mean the same are put together.
    stage.does("Dipper", Deed::PutCard { round, card: card(siskin, 0), onto: Some(card(robin, 0)) }).await?;
    stage.does("Heron", Deed::PutCard { round, card: card(heron, 1), onto: Some(card(robin, 1)) }).await?;
    stage.does("Wren", Deed::EndRound { round }).await?;
    stage.tell(4, "Siskin takes a try on, and does it. One line says what was learned.");
    let tried = TriedCard { round, card: card(robin, TO_TRY) };
    let promise = stage.leaves("Siskin", promise("Ring a bell for breakfast", in_days(7), Some(tried))).await?;
    let mut learned = Deed::leave("We talk better once we have eaten", None, Vec::new());
    if let Deed::Leave { learned, joint, .. } = &mut learned {
        (*learned, *joint) = (true, Some(Joint::Circle));
    }
    stage.leaves("Robin", learned).await?;
    stage.does("Wren", Deed::EndGathering { gathering }).await?;
    Ok(Tried { promise })
}

/// The next retro opens with what the last one wanted to try.
pub(super) async fn again(stage: &mut Stage, tried: &Tried) -> anyhow::Result<()> {
    stage.leaves("Siskin", keeps("The bell rings, and the porridge is warm", tried.promise)).await?;
    stage.tell(6, "The next retro begins with what the last one wanted to try.");
    let (gathering, round) = opened(stage).await?;
    let given: [(&str, &[&str]); 2] = [
        ("Linnet", &["The bell", "", "A second bell, lower"]),
        ("Finch", &["Breakfast", "Our names for the rooms", "Draw a map for newcomers"]),
    ];
    stage.answers(round, &given).await?;
    stage.does("Wren", Deed::EndRound { round }).await?;
    stage.does("Wren", Deed::EndGathering { gathering }).await?;
    Ok(())
}

/// A gathering with a retro in it, as the page opens both.
async fn opened(stage: &mut Stage) -> anyhow::Result<(EntryId, EntryId)> {
    let from_ms = jiff::Timestamp::now().as_millisecond();
    let name = "Retro".to_owned();
    let gathering = stage.does("Wren", Deed::OpenGathering { name, from_ms, to_ms: from_ms + AN_HOUR_MS }).await?;
    let round = stage.asks("Wren", RoundKind::Retro, None, Some(gathering)).await?;
    Ok((gathering, round))
}
