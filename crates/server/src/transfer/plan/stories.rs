//! What a story of a line cites and tells.

use traceboard_board::{CITES_MAX, EntryId, Facet, StoryPart, TraceId};
use traceboard_protocol::{TraceLine, check_told};

use super::{bad, entries};
use crate::refusal::Refused;

/// What a story of a line cites. A file may tell of those later, or not at all.
pub(super) fn cited(line: &TraceLine) -> Result<Vec<TraceId>, Refused> {
    let is_story = line.facet == Some(Facet::Story);
    if !(is_story || line.cites.is_empty() && line.told.is_empty()) {
        return Err(bad(format!("cannot import trace {:?}: it cites or tells, and is no story", line.id)));
    }
    if line.cites.len() > CITES_MAX {
        let (id, count) = (&line.id, line.cites.len());
        return Err(bad(format!("cannot import trace {id:?}: it cites {count} traces, over {CITES_MAX}")));
    }
    Ok(line.cites.iter().map(|called| entries::trace_id(called).0).collect())
}

/// A story in its order; one whose words are gone goes without them.
pub(super) fn told(line: &TraceLine) -> Result<Vec<StoryPart>, Refused> {
    if line.told.is_empty() {
        return Ok(Vec::new());
    }
    let id = EntryId(entries::trace_id(&line.id).0.0);
    Ok(check_told(id, &cited(line)?, line.told.clone())?)
}
