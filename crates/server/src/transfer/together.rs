//! Gatherings and rounds as an export tells them, without a word of what was answered.

use traceboard_board::{GatheringRow, RoundKind, RoundRow};
use traceboard_protocol::{Bodies, GatheringLine, RoundLine};

use super::markdown::{self, Heading};

pub(super) struct RoundPiece {
    pub(super) row: RoundRow,
    /// What the trace that it is about goes by in a file.
    pub(super) about: Option<String>,
}

impl RoundPiece {
    pub(super) fn line(&self, bodies: &Bodies) -> RoundLine {
        let row = &self.row;
        RoundLine {
            kind: "round".to_owned(),
            id: row.id,
            by: row.by,
            at: row.at_ms,
            asks: row.kind,
            prompts: self.prompts(bodies),
            ends_at: row.ends_at_ms,
            // One that comes in is over at once, so that says what a file says of an open one.
            ended_at: row.ended_at_ms.filter(|ended_at_ms| *ended_at_ms != row.at_ms),
            about: self.about.clone(),
            gathering: row.gathering,
        }
    }

    pub(super) fn markdown(&self, by: &str, bodies: &Bodies, under: &mut Option<Heading>) -> String {
        let prompts = self.prompts(bodies);
        let asks = if prompts.is_empty() { vec![ready(self.row.kind).to_owned()] } else { prompts };
        markdown::round(&asks, self.row.at_ms, by, under)
    }

    fn prompts(&self, bodies: &Bodies) -> Vec<String> {
        let words = self.row.words.and_then(|entry| bodies.get(&entry));
        words.map(|words| words.prompts.clone()).unwrap_or_default()
    }
}

pub(super) fn gathering_line(row: &GatheringRow, bodies: &Bodies) -> GatheringLine {
    GatheringLine {
        kind: "gathering".to_owned(),
        id: row.id,
        by: row.by,
        name: bodies.get(&row.name).and_then(|words| words.name.clone()).unwrap_or_default(),
        from: row.from_ms,
        to: row.to_ms,
        ended: row.ended,
    }
}

/// What a ready round is called where its prompts, which are the page's words, aren't at hand.
fn ready(kind: RoundKind) -> &'static str {
    match kind {
        RoundKind::Opening => "opening",
        RoundKind::Closing => "closing",
        RoundKind::CheckIn => "check-in",
        RoundKind::Retro => "retro",
        RoundKind::Review => "review",
        RoundKind::Perspectives => "perspectives",
        RoundKind::Own => "round",
    }
}
