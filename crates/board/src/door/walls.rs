//! How the links of walls show the board.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Door, DoorRefusal, DoorVerdict, Shows};
use crate::EntryId;

/// How long a trace can wait at the most before a wall shows it, in milliseconds: an hour.
pub const WALL_DELAY_MS_MAX: i64 = 3_600_000;

/// The settings of a wall's link.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wall {
    /// How long words wait before the wall shows them, in milliseconds; clamped to [`WALL_DELAY_MS_MAX`].
    #[serde(default)]
    pub delay_ms: i64,
    /// Whether it shows nothing for now.
    #[serde(default)]
    pub paused: bool,
    /// The invite that it shows as a QR code, where a host lets it. It is made when a wall asks first, since its secret follows from
    /// the link's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub invite: Option<EntryId>,
}

/// The settings by link. A link without is shown as they are at first.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Walls(BTreeMap<EntryId, Wall>);

impl Door {
    /// How a wall's link shows the board.
    #[must_use]
    pub fn wall(&self, link: EntryId) -> Wall {
        self.walls.0.get(&link).copied().unwrap_or_default()
    }

    pub(super) fn set_wall(&mut self, link: EntryId, to: Wall) -> Result<(), DoorVerdict> {
        if self.link(link).is_none_or(|link| link.shows != Shows::Wall) {
            return Err(DoorVerdict::Refused(DoorRefusal::UnknownLink));
        }
        let to = Wall { delay_ms: to.delay_ms.clamp(0, WALL_DELAY_MS_MAX), ..to };
        if self.walls.0.insert(link, to).unwrap_or_default() == to { Err(DoorVerdict::Repeated) } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::{
        MemberId,
        door::{DOOR_FORMAT_VERSION, DoorHead, DoorWhat},
    };

    fn id(n: u128) -> EntryId {
        EntryId(Uuid::from_u128(n))
    }

    fn add(door: &mut Door, n: u128, what: DoorWhat) -> DoorVerdict {
        door.apply(&DoorHead { v: DOOR_FORMAT_VERSION, id: id(n), by: None, what }, 0)
    }

    fn made(n: u128, shows: Shows) -> DoorWhat {
        DoorWhat::LinkMade { secret_hash: format!("{n:064x}"), member: MemberId(Uuid::from_u128(3)), shows }
    }

    #[test]
    fn a_wall_is_set_as_often_as_one_likes_until_its_link_is_revoked() {
        let mut door = Door::new();
        assert_eq!(add(&mut door, 1, made(1, Shows::Wall)), DoorVerdict::Applied);
        assert_eq!(door.wall(id(1)), Wall::default());
        let to = Wall { delay_ms: 30_000, paused: true, invite: Some(id(9)) };
        assert_eq!(add(&mut door, 2, DoorWhat::WallSet { link: id(1), to }), DoorVerdict::Applied);
        assert_eq!(add(&mut door, 3, DoorWhat::WallSet { link: id(1), to }), DoorVerdict::Repeated);
        assert_eq!(door.wall(id(1)), to);
        let far = Wall { delay_ms: i64::MAX, ..to };
        add(&mut door, 4, DoorWhat::WallSet { link: id(1), to: far });
        assert_eq!(door.wall(id(1)).delay_ms, WALL_DELAY_MS_MAX);
        assert_eq!(door.wall_links().map(|link| link.id).collect::<Vec<_>>(), [id(1)]);
        add(&mut door, 5, DoorWhat::LinkRevoked { link: id(1) });
        let unknown = DoorVerdict::Refused(DoorRefusal::UnknownLink);
        assert_eq!(add(&mut door, 6, DoorWhat::WallSet { link: id(1), to }), unknown);
        assert_eq!(door.wall_links().count(), 0);
    }

    #[test]
    fn only_the_link_of_a_wall_is_set() {
        let mut door = Door::new();
        add(&mut door, 1, made(1, Shows::Crossing));
        let to = Wall { paused: true, ..Wall::default() };
        let unknown = DoorVerdict::Refused(DoorRefusal::UnknownLink);
        assert_eq!(add(&mut door, 2, DoorWhat::WallSet { link: id(1), to }), unknown);
        assert_eq!(add(&mut door, 3, DoorWhat::WallSet { link: id(9), to }), unknown);
    }

    #[test]
    fn an_entry_names_what_it_sets() {
        let head = br#"{"v":3,"id":"00000000-0000-0000-0000-000000000007","type":"wall_set","link":"00000000-0000-0000-0000-000000000001","delay_ms":9}"#;
        let to = Wall { delay_ms: 9, ..Wall::default() };
        assert_eq!(DoorHead::read(id(7), head).what, DoorWhat::WallSet { link: id(1), to });
    }
}
