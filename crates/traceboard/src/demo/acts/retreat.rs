//! Week 1: a retreat, with an opening and a closing round.

use std::collections::HashMap;

use traceboard_board::{RoundKind, TraceId};
use traceboard_protocol::{Deed, TraceLine};

use crate::demo::stage::Stage;

/// The sample retreat, in the form that `import` takes.
const SAMPLE: &str = include_str!("../../../demo/retreat.jsonl");
/// The lines of it that are played: two open ends that are taken up, and the trail of the story.
const PLAYED: [&str; 12] = ["r01", "r02", "r03", "r04", "r05", "r08", "r09", "r11", "r12", "r15", "r23", "r39"];
const GUESTS: [&str; 8] = ["Linnet", "Dipper", "Heron", "Siskin", "Plover", "Lark", "Curlew", "Finch"];
/// The latest end of the gathering; the act ends it earlier.
const AN_HOUR_MS: i64 = 3_600_000;

/// The ids of the traces, by the names that the sample gives them.
pub(super) type Left = HashMap<String, TraceId>;

pub(super) async fn play(stage: &mut Stage) -> anyhow::Result<Left> {
    stage.tell(1, "Eight come for a weekend. A gathering begins, and a round asks what each brings.");
    stage.join(&GUESTS).await?;
    let from_ms = jiff::Timestamp::now().as_millisecond();
    let name = "Autumn retreat".to_owned();
    let retreat = stage.does("Wren", Deed::OpenGathering { name, from_ms, to_ms: from_ms + AN_HOUR_MS }).await?;
    let opening = stage.asks("Wren", RoundKind::Opening, None, Some(retreat)).await?;
    let brought: [(&str, &[&str]); 5] = [
        ("Robin", &["A sourdough that is older than I am"]),
        ("Heron", &["Two free hands, and boots"]),
        ("Linnet", &["A song without an end yet"]),
        ("Dipper", &["Quiet, mostly"]),
        ("Finch", &["Pencils for everyone"]),
    ];
    stage.answers(opening, &brought).await?;
    stage.quickly("Plover", Deed::Pass { round: opening }).await?;
    stage.does("Wren", Deed::EndRound { round: opening }).await?;

    stage.tell(1, "What one leaves, another builds on. Two open ends are taken up.");
    let left = traces(stage).await?;

    stage.tell(1, "A closing round, and the retreat is over. What was left in it stands together.");
    let closing = stage.asks("Wren", RoundKind::Closing, None, Some(retreat)).await?;
    let taken: [(&str, &[&str]); 3] = [
        ("Siskin", &["The third verse"]),
        ("Heron", &["That I may ask for help with the wood"]),
        ("Lark", &["How to tell the spoons apart"]),
    ];
    stage.answers(closing, &taken).await?;
    stage.quickly("Wren", Deed::EndRound { round: closing }).await?;
    stage.does("Wren", Deed::EndGathering { gathering: retreat }).await?;
    Ok(left)
}

async fn traces(stage: &mut Stage) -> anyhow::Result<Left> {
    let mut left: HashMap<String, (TraceId, String)> = HashMap::new();
    for line in SAMPLE.lines() {
        let trace: TraceLine = serde_json::from_str(line)?;
        if !PLAYED.contains(&trace.id.as_str()) {
            continue;
        }
        let parents: Vec<_> = trace.builds_on.iter().filter_map(|id| left.get(id)).cloned().collect();
        let builds_on = parents.iter().map(|(id, _)| *id).collect();
        let id = stage.leaves(&trace.member, Deed::leave(trace.text, trace.open_end, builds_on)).await?;
        // The parent's author warms the trace that builds on theirs.
        if let Some((_, author)) = parents.iter().find(|(_, author)| *author != trace.member) {
            stage.quickly(author, Deed::Warm { trace: id }).await?;
        }
        left.insert(trace.id, (id, trace.member));
    }
    Ok(left.into_iter().map(|(name, (id, _))| (name, id)).collect())
}
