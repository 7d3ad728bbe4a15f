//! Sister circles by links, and what crosses: as the door's log holds them.

use traceboard_board::{
    CircleId, EntryId, MemberId, TraceId,
    door::{DoorBody, DoorRefusal, DoorVerdict, DoorWhat, SISTERS_MAX},
};
use traceboard_log::Touch;
use traceboard_protocol::Code;

use super::Circle;
use crate::{names, refusal::Refused};

impl Circle {
    /// Lets a story cross, or no more. The same again changes nothing.
    pub(crate) async fn let_cross(
        &self,
        id: EntryId,
        by: MemberId,
        story: TraceId,
        crosses: bool,
    ) -> Result<(), Refused> {
        self.append_door(id, Some(by), DoorWhat::StoryCrosses { story, crosses }, None).await.map(drop)
    }

    /// The sister circles by links, and the entry of each that holds its link.
    pub(crate) fn linked_sisters(&self) -> Vec<(CircleId, EntryId)> {
        self.door.read().state.sisters().collect()
    }

    /// The link of a sister; none where it was let go meanwhile.
    pub(crate) async fn sister_address(&self, entry: EntryId) -> Result<Option<String>, Refused> {
        let bodies = self.log.bodies(&self.door_log, &[entry.0]).await?;
        Ok(bodies.first().and_then(|body| body.any()).and_then(|body| DoorBody::read(body)?.address))
    }

    /// Adds a sister by its link; the link that it had before is erased, and so is one that is refused.
    pub(crate) async fn add_sister(
        &self,
        id: EntryId,
        by: MemberId,
        sister: CircleId,
        address: String,
    ) -> Result<(), Refused> {
        self.door.reach_head().await?;
        let (before, is_full) = {
            let door = self.door.read();
            let before = door.state.sister(sister);
            (before, before.is_none() && door.state.sisters().count() >= SISTERS_MAX)
        };
        if is_full {
            return Err(too_many());
        }
        let body = DoorBody { address: Some(address), ..DoorBody::default() };
        let what = DoorWhat::SisterAdded { circle: sister };
        let replaced = before.filter(|entry| *entry != id);
        let touches = replaced.map(|entry| Touch::Erase(entry.0)).into_iter().collect();
        match self.append_door_touching(id, Some(by), what, Some(&body), touches).await? {
            Some(DoorVerdict::Refused(DoorRefusal::TooManySisters)) => {
                // Others were added at the same moment. This link is nobody's to keep.
                self.erase_link(by, sister, id).await?;
                Err(too_many())
            }
            None => Err(Refused::new(Code::IdTaken, format!("cannot add the sister circle: {id} was sent before"))),
            _ => Ok(()),
        }
    }

    /// Lets a sister go; its link is erased. One that isn't there is gone already.
    pub(crate) async fn let_sister_go(&self, by: MemberId, sister: CircleId) -> Result<(), Refused> {
        self.door.reach_head().await?;
        let Some(entry) = self.door.read().state.sister(sister) else { return Ok(()) };
        self.erase_link(by, sister, entry).await
    }

    /// Erases the link that an entry holds, and lets the sister go where it is one.
    async fn erase_link(&self, by: MemberId, sister: CircleId, entry: EntryId) -> Result<(), Refused> {
        let id = names::derived("letting a sister go", entry.0.as_bytes());
        let what = DoorWhat::SisterLetGo { circle: sister };
        self.append_door_touching(id, Some(by), what, None, vec![Touch::Erase(entry.0)]).await.map(drop)
    }
}

fn too_many() -> Refused {
    let why = Code::TooManySisters.row().meaning;
    Refused::new(Code::TooManySisters, format!("cannot add the sister circle: {why}"))
}
