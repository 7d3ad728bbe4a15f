//! The followed spaces, and how far each was read.

use std::collections::BTreeMap;

use traceboard_position::Position;
use traceboard_protocol::{ClientFrame, Following, Limits, SpaceId};

/// One connection follows [`Limits::SPACES_MAX`] spaces at most.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("cannot follow one more space: {} are followed already", Limits::SPACES_MAX)]
pub struct TooManySpaces;

/// The followed spaces. They outlive connections.
#[derive(Debug, Default)]
pub(crate) struct Spaces {
    followed: BTreeMap<SpaceId, Followed>,
    /// Spaces that the server still follows for this connection, and should not.
    left: Vec<SpaceId>,
}

#[derive(Debug)]
struct Followed {
    after: Option<Position>,
    /// Whether it was sent to the server on this connection.
    sent: bool,
    /// Answered with `anew`: no frames come until the caller follows it again.
    halted: bool,
}

impl Spaces {
    /// Follows a space. One that is followed already stays as it is.
    pub(crate) fn follow(&mut self, space: SpaceId, after: Option<Position>) -> Result<(), TooManySpaces> {
        match self.followed.get(&space) {
            Some(place) if !place.halted => return Ok(()),
            None if self.followed.len() >= Limits::SPACES_MAX => return Err(TooManySpaces),
            _ => {}
        }
        self.followed.insert(space, Followed { after, sent: false, halted: false });
        Ok(())
    }

    /// Stops following a space.
    pub(crate) fn unfollow(&mut self, space: SpaceId) {
        let gone = self.followed.remove(&space);
        if gone.is_some_and(|place| place.sent && !place.halted) && !self.left.contains(&space) {
            self.left.push(space);
        }
    }

    /// Begins a connection; returns the spaces of its first frame.
    pub(crate) fn begin(&mut self) -> Vec<Following> {
        self.left.clear();
        for place in self.followed.values_mut() {
            place.sent = !place.halted;
        }
        self.followed()
    }

    /// The followed spaces, with their positions.
    pub(crate) fn followed(&self) -> Vec<Following> {
        let followed = self.followed.iter().filter(|(_, place)| !place.halted);
        followed.map(|(&space, place)| Following { space, after: place.after }).collect()
    }

    /// The frames that have to be sent for changes since [`Spaces::begin`].
    pub(crate) fn pending_frames(&mut self) -> Vec<ClientFrame> {
        let mut frames: Vec<_> = self.left.drain(..).map(|space| ClientFrame::Unfollow { space }).collect();
        for (&space, place) in self.followed.iter_mut().filter(|(_, place)| !place.sent && !place.halted) {
            place.sent = true;
            frames.push(ClientFrame::Follow { following: Following { space, after: place.after } });
        }
        frames
    }

    /// Whether a space is followed, and not halted.
    pub(crate) fn follows(&self, space: SpaceId) -> bool {
        self.followed.get(&space).is_some_and(|place| !place.halted)
    }

    /// Notes that a space was read up to a position.
    pub(crate) fn reached(&mut self, space: SpaceId, to: Position) {
        if let Some(place) = self.followed.get_mut(&space) {
            place.after = Some(to);
        }
    }

    /// Halts a space, until the caller follows it again.
    pub(crate) fn halt(&mut self, space: SpaceId) {
        if let Some(place) = self.followed.get_mut(&space) {
            (place.halted, place.sent, place.after) = (true, false, None);
        }
    }

    /// Removes a closed space; true if it was the last one.
    pub(crate) fn closed(&mut self, space: SpaceId) -> bool {
        self.followed.remove(&space).is_some() && self.followed.is_empty()
    }

    /// How far a space was read.
    pub(crate) fn position(&self, space: SpaceId) -> Option<Position> {
        self.followed.get(&space).and_then(|place| place.after)
    }

    /// How many spaces are followed or halted.
    pub(crate) fn len(&self) -> usize {
        self.followed.len()
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
        assert_eq!(spaces.pending_frames(), []);
        spaces.follow(space(1), Some(at(3))).unwrap();
        assert_eq!(spaces.begin(), [Following { space: space(1), after: Some(at(7)) }], "it was followed already");
    }

    #[test]
    fn a_halted_space_waits_for_its_snapshot() {
        let mut spaces = Spaces::default();
        spaces.follow(space(1), None).unwrap();
        spaces.begin();
        spaces.halt(space(1));
        assert!(!spaces.follows(space(1)));
        assert_eq!((spaces.begin(), spaces.pending_frames()), (vec![], vec![]));
        spaces.follow(space(1), Some(at(5))).unwrap();
        let following = Following { space: space(1), after: Some(at(5)) };
        assert_eq!(spaces.pending_frames(), [ClientFrame::Follow { following }]);
        assert_eq!(spaces.pending_frames(), [], "it is sent once");
    }

    #[test]
    fn an_unfollow_is_sent_only_for_spaces_the_server_knows() {
        let mut spaces = Spaces::default();
        spaces.follow(space(1), None).unwrap();
        spaces.begin();
        spaces.follow(space(2), None).unwrap();
        spaces.unfollow(space(2));
        spaces.unfollow(space(1));
        assert_eq!(spaces.pending_frames(), [ClientFrame::Unfollow { space: space(1) }]);
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
