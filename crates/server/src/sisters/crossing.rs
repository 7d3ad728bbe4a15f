//! What a circle lets cross, as it is told in a sister circle.

use traceboard_board::{Audience, CircleId, Pattern, TraceId};
use traceboard_protocol::{CROSSING_FORMAT, Code, CrossedStory, Crossing, Limits};

use crate::{circle::Circle, refusal::Refused};

/// How much of the bound is left for what stands around the stories.
const FRAME_BYTES: usize = 4 * 1024;

impl Circle {
    /// The stories that cross now, newest first. None at all where the pattern is off.
    pub(crate) async fn crossing(&self) -> Result<Crossing, Refused> {
        let mut crossing =
            Crossing { format: CROSSING_FORMAT, circle: self.id, name: self.name().await?, stories: Vec::new() };
        if self.is_off(Pattern::Sisters) {
            return Ok(crossing);
        }
        let mut bytes = FRAME_BYTES;
        for id in self.crossing_now() {
            let story = match self.space.told(id).await {
                Ok(told) => told.crossed(id),
                // Taken back, or hidden, since it was listed.
                Err(refused) if refused.code == Code::UnknownStory => continue,
                Err(refused) => return Err(refused),
            };
            let Some(story) = story else { continue };
            let size = size(&story)?;
            // One that is too long leaves room for those before it.
            if bytes + size <= Limits::CROSSING_BYTES_MAX {
                bytes += size;
                crossing.stories.push(story);
            }
        }
        Ok(crossing)
    }

    /// The newest stories that cross and are shown.
    fn crossing_now(&self) -> Vec<TraceId> {
        let (door, board) = (self.door.read(), self.board.read());
        let at = |id: TraceId| {
            let card = board.state.card(Audience::Member, id).filter(|_| board.state.is_story(id))?;
            Some((card.at_ms, card.n, id))
        };
        let mut standing: Vec<_> = door.state.crossing().filter_map(at).collect();
        standing.sort_unstable_by(|a, b| b.cmp(a));
        standing.into_iter().take(Limits::CROSSING_MAX).map(|(_, _, id)| id).collect()
    }

    /// The circles that it is related to by budding: its mother, and its buds.
    pub(crate) fn kin(&self) -> (Option<CircleId>, Vec<CircleId>) {
        let board = self.board.read();
        let budding = board.state.circle().map(|circle| &circle.budding);
        let mother = budding.and_then(|budding| budding.grown_from).map(|kin| kin.circle);
        let buds = budding.map(|budding| budding.buds.iter().map(|kin| kin.circle).collect()).unwrap_or_default();
        (mother, buds)
    }
}

fn size(story: &CrossedStory) -> Result<usize, Refused> {
    let json = serde_json::to_vec(story).map_err(|error| Refused::internal("write what crosses", &error))?;
    Ok(json.len() + 1)
}
