//! Week 1: two people found a circle, and say when it meets.

use traceboard_client::{Api, ImportAs};
use traceboard_protocol::{Deed, TraceLine};

use crate::demo::stage::{Stage, weekly};

/// Notes that the circle had on paper: how many days ago, and the text.
const NOTES: [(i64, &str); 2] =
    [(210, "Planted three apple trees behind the mill"), (205, "Painted the green boat, one coat")];

pub(super) async fn play(stage: &mut Stage, founder: &Api) -> anyhow::Result<()> {
    stage.tell(1, "Wren and Robin found a circle, and bring along two notes of last spring.");
    stage.hosts(&["Wren", "Robin"], founder).await?;
    import(stage).await?;
    stage.does("Wren", Deed::SetRhythm { rhythm: Some(weekly("thu", "19:00")?) }).await?;
    let key = stage.left("Wren", "Found the key of the mill and oiled the lock", &[]).await?;
    stage.left("Robin", "Let the light in: all the shutters open again", &[key]).await?;
    Ok(())
}

/// Imports the notes with their dates, as a host may.
async fn import(stage: &mut Stage) -> anyhow::Result<()> {
    let api = stage.person("Wren").await?.api;
    let now_ms = jiff::Timestamp::now().as_millisecond();
    let mut lines = String::new();
    for (number, (days, text)) in NOTES.into_iter().enumerate() {
        let at = now_ms - days * 86_400_000;
        let line = serde_json::json!({
            "id": format!("note-{number}"), "at": at, "member": "Owl", "text": text, "places": [], "builds_on": []
        });
        // Parsed back into its type, so that a change of the format fails here.
        let line: TraceLine = serde_json::from_value(line)?;
        lines.push_str(&serde_json::to_string(&line)?);
        lines.push('\n');
    }
    api.import(lines, ImportAs::Recorded).await?;
    Ok(())
}
