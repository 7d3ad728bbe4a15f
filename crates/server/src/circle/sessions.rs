//! Sessions: noting their use, and ending them.

use traceboard_board::{
    EntryId, MemberId, MemberState,
    door::{DoorWhat, Session},
};
use traceboard_protocol::OpenSession;

use super::Circle;
use crate::{names, refusal::Refused};

/// How often the door is told that a session is used, in milliseconds: so exact is what its member reads, and so much the log grows.
const USE_TOLD_EVERY_MS: i64 = 30 * 86_400_000;

/// How many of a member's sessions are shown: nobody has so many devices.
const SESSIONS_SHOWN: usize = 200;

impl Circle {
    /// Whether the last noted use of a session is long enough ago.
    pub(crate) fn use_is_due(&self, token_hash: &str) -> bool {
        let session = self.door.read().state.session(token_hash);
        session.is_some_and(|session| self.now_ms().saturating_sub(session.used_at_ms) > USE_TOLD_EVERY_MS)
    }

    /// Notes in the door's log that a session is used. Several servers at once append one entry.
    pub(crate) async fn tell_use(&self, token_hash: &str) -> Result<(), Refused> {
        let when = self.now_ms().div_euclid(USE_TOLD_EVERY_MS).to_be_bytes();
        let id = names::derived("session used", &[token_hash.as_bytes(), &when].concat());
        let what = DoorWhat::SessionUsed { session_hash: token_hash.to_owned() };
        self.append_door(id, None, what, None).await.map(drop)
    }

    /// Closes those of these sessions that are open; their sockets close too, on every server.
    pub(crate) async fn close_sessions(&self, token_hashes: Vec<String>) -> Result<(), Refused> {
        for session_hash in token_hashes {
            if self.door.read().state.session(&session_hash).is_none() {
                continue;
            }
            let id = names::derived("sign-out", session_hash.as_bytes());
            self.append_door(id, None, DoorWhat::SessionClosed { session_hash }, None).await?;
        }
        self.erase_pushes().await
    }

    /// Closes all sessions of a member who left the circle: a phone that they gave away is not signed in again when they are let
    /// back. A removed member keeps theirs, and comes back by them.
    pub(crate) async fn end_sessions_of_left(&self, member: MemberId) -> Result<(), Refused> {
        let row = self.board.read().state.member_row(member);
        if row.is_none_or(|row| row.state != MemberState::Left) {
            return Ok(());
        }
        let hashes = self.hashes_of(member, None).await?;
        self.close_sessions(hashes).await
    }

    /// The open sessions of a member, the one used last first, at most [`SESSIONS_SHOWN`].
    pub(crate) async fn sessions(&self, member: MemberId, here: &str) -> Result<Vec<OpenSession>, Refused> {
        self.door.reach_head().await?;
        let mut sessions = self.open_sessions(member);
        sessions.sort_by_key(|(hash, session)| (hash != here, std::cmp::Reverse(session.used_at_ms)));
        let shown = sessions.into_iter().take(SESSIONS_SHOWN).map(|(hash, session)| OpenSession {
            id: session.id,
            here: hash == here,
            opened_at_ms: session.opened_at_ms,
            used_at_ms: session.used_at_ms,
        });
        Ok(shown.collect())
    }

    /// The hashes of a member's sessions: one, or all.
    pub(crate) async fn hashes_of(&self, member: MemberId, one: Option<EntryId>) -> Result<Vec<String>, Refused> {
        self.door.reach_head().await?;
        let named =
            self.open_sessions(member).into_iter().filter(|(_, session)| one.is_none_or(|one| session.id == one));
        Ok(named.map(|(hash, _)| hash).collect())
    }

    fn open_sessions(&self, member: MemberId) -> Vec<(String, Session)> {
        let door = self.door.read();
        let hashes = door.state.sessions_of(member);
        let open = hashes.filter_map(|hash| Some((hash.clone(), door.state.session(hash)?)));
        open.filter(|(_, session)| !self.is_unused(session)).collect()
    }
}
