//! A session.

use std::fmt;

use serde::{Deserialize, Serialize};
use traceboard_board::{CircleId, MemberId};

/// A session of one member of one circle. It can be stored in a file, which nobody else should be able to read: the
/// token is all that is needed to sign in.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Session {
    /// The server's address, without a slash at the end.
    pub base: String,
    /// Which circle.
    pub circle: CircleId,
    /// Who is signed in.
    pub member: MemberId,
    /// The session's token.
    pub token: String,
}

impl fmt::Debug for Session {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { base, circle, member, token: _ } = self;
        write!(f, "Session({base}/c/{circle}, member {member}, token ***)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_kept_in_files_and_not_shown() {
        let session = Session {
            base: "http://host".to_owned(),
            circle: CircleId(uuid::Uuid::nil()),
            member: MemberId(uuid::Uuid::nil()),
            token: "sesame".to_owned(),
        };
        let text = serde_json::to_string(&session).unwrap();
        assert_eq!(serde_json::from_str::<Session>(&text).unwrap(), session);
        assert!(!format!("{session:?}").contains("sesame"));
    }
}
