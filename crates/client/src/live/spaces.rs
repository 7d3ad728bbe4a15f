//! The spaces that are followed, and how far each was read.

use std::collections::BTreeMap;

use traceboard_position::Position;
use traceboard_protocol::{ClientFrame, Following, Limits, SpaceId};

/// One connection follows [`Limits::SPACES_MAX`] spaces at most.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("cannot follow one more space: {} are followed already", Limits::SPACES_MAX)]
pub struct TooManySpaces;

/// What is followed. It outlives connections.
#[derive(Debug, Default)]
pub(crate) struct Spaces {
    places: BTreeMap<SpaceId, Place>,
    /// Spaces that this connection follows still, and should no more.
    left: Vec<SpaceId>,
}

#[derive(Debug)]
struct Place {
    after: Option<Position>,
    /// The server was told on this connection.
    told: bool,
    /// Answered `anew`: nothing comes until the caller follows it again.
    halted: bool,
}

impl Spaces {
    /// Follows a space. One that is followed already stays as it is.
    pub(crate) fn follow(&mut self, space: SpaceId, after: Option<Position>) -> Result<(), TooManySpaces> {
        match self.places.get(&space) {
            Some(place) if !place.halted => return Ok(()),
            None if self.places.len() >= Limits::SPACES_MAX => return Err(TooManySpaces),
            _ => {}
        }
        self.places.insert(space, Place { after, told: false, halted: false });
        Ok(())
    }

    /// Looks away from a space.
    pub(crate) fn unfollow(&mut self, space: SpaceId) {
        let gone = self.places.remove(&space);
        if gone.is_some_and(|place| place.told && !place.halted) && !self.left.contains(&space) {
            self.left.push(space);
        }
    }

    /// A connection begins: what it is told at once.
    pub(crate) fn begin(&mut self) -> Vec<Following> {
        self.left.clear();
        for place in self.places.values_mut() {
            place.told = !place.halted;
        }
        self.followed()
    }

    /// What is followed, and from where.
    pub(crate) fn followed(&self) -> Vec<Following> {
        let followed = self.places.iter().filter(|(_, place)| !place.halted);
        followed.map(|(&space, place)| Following { space, after: place.after }).collect()
    }

    /// What the connection has to be told since [`Spaces::begin`].
    pub(crate) fn take_untold(&mut self) -> Vec<ClientFrame> {
        let mut frames: Vec<_> = self.left.drain(..).map(|space| ClientFrame::Unfollow { space }).collect();
        for (&space, place) in self.places.iter_mut().filter(|(_, place)| !place.told && !place.halted) {
            place.told = true;
            frames.push(ClientFrame::Follow { following: Following { space, after: place.after } });
        }
        frames
    }

    /// Whether frames of a space are awaited.
    pub(crate) fn follows(&self, space: SpaceId) -> bool {
        self.places.get(&space).is_some_and(|place| !place.halted)
    }

    /// Everything of a space is here up to a position.
    pub(crate) fn reached(&mut self, space: SpaceId, to: Position) {
        if let Some(place) = self.places.get_mut(&space) {
            place.after = Some(to);
        }
    }

    /// The server follows a space no more, until the caller begins it anew.
    pub(crate) fn halt(&mut self, space: SpaceId) {
        if let Some(place) = self.places.get_mut(&space) {
            (place.halted, place.told, place.after) = (true, false, None);
        }
    }

    /// A space is over. Tells whether it was the last one.
    pub(crate) fn over(&mut self, space: SpaceId) -> bool {
        self.places.remove(&space).is_some() && self.places.is_empty()
    }

    /// How far a space was read.
    pub(crate) fn position(&self, space: SpaceId) -> Option<Position> {
        self.places.get(&space).and_then(|place| place.after)
    }

    /// How many spaces are followed or wait to be begun anew.
    pub(crate) fn len(&self) -> usize {
        self.places.len()
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn space(number: u128) -> SpaceId {
        SpaceId(Uuid::from_u128(number))
    }

    fn at(seq: u64) -> Position {
        Position { term: 1, seq, nonce: 9 }
    }

    #[test]
    fn a_connection_begins_where_the_last_one_ended() {
        let mut spaces = Spaces::default();
        spaces.follow(space(1), Some(at(3))).unwrap();
        assert_eq!(spaces.begin(), [Following { space: space(1), after: Some(at(3)) }]);
        spaces.reached(space(1), at(7));
        assert_eq!(spaces.take_untold(), []);
        spaces.follow(space(1), Some(at(3))).unwrap();
        assert_eq!(spaces.begin(), [Following { space: space(1), after: Some(at(7)) }], "it was followed already");
    }

    #[test]
    fn a_space_that_begins_anew_waits_for_its_snapshot() {
        let mut spaces = Spaces::default();
        spaces.follow(space(1), None).unwrap();
        spaces.begin();
        spaces.halt(space(1));
        assert!(!spaces.follows(space(1)));
        assert_eq!((spaces.begin(), spaces.take_untold()), (vec![], vec![]));
        spaces.follow(space(1), Some(at(5))).unwrap();
        let following = Following { space: space(1), after: Some(at(5)) };
        assert_eq!(spaces.take_untold(), [ClientFrame::Follow { following }]);
        assert_eq!(spaces.take_untold(), [], "it is told once");
    }

    #[test]
    fn what_is_left_is_told_where_the_connection_knows_of_it() {
        let mut spaces = Spaces::default();
        spaces.follow(space(1), None).unwrap();
        spaces.begin();
        spaces.follow(space(2), None).unwrap();
        spaces.unfollow(space(2));
        spaces.unfollow(space(1));
        assert_eq!(spaces.take_untold(), [ClientFrame::Unfollow { space: space(1) }]);
    }

    #[test]
    fn spaces_are_bounded() {
        let mut spaces = Spaces::default();
        for number in 0..Limits::SPACES_MAX as u128 {
            spaces.follow(space(number), None).unwrap();
        }
        assert_eq!(spaces.follow(space(99), None), Err(TooManySpaces));
        assert_eq!(spaces.follow(space(0), None), Ok(()));
    }
}
