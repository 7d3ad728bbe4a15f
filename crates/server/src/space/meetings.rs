//! When a space meets next, by its rhythm and this server's clock.

use traceboard_position::Position;
use traceboard_protocol::Code;
use traceboard_rhythm::{Meeting, meetings};

use super::Space;
use crate::refusal::Refused;

impl Space {
    /// The meetings that begin from now on, soonest first, at most so many, and the position that they are true for.
    ///
    /// # Errors
    /// Where the log can't be read, or the space is not founded yet.
    pub(crate) fn meetings(&self, limit: usize) -> Result<(Position, Vec<Meeting>), Refused> {
        self.board.require_trusted()?;
        let (position, meets) = {
            let at = self.board.read();
            (at.position, at.state.circle().map(|circle| circle.meets.clone()))
        };
        let founding = || Refused::new(Code::LogUnavailable, "cannot read the meetings: the circle is being founded");
        let (position, meets) = position.zip(meets).ok_or_else(founding)?;
        let Some(rhythm) = &meets.rhythm else { return Ok((position, Vec::new())) };
        // It was looked up when it was set; another version's zone data may know fewer.
        let zone = rhythm.zone().map_err(|error| Refused::internal("read the meetings", &error))?;
        Ok((position, meetings(rhythm, &zone, &meets.moved, self.now_ms(), None, limit)))
    }
}
