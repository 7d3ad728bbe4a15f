//! Which sessions are told by Web Push, and where to: the addresses are in bodies of the door's log, and are erased once they are of no use.

use traceboard_board::{
    EntryId, MemberId,
    door::{DoorBody, DoorRefusal, DoorVerdict, DoorWhat, PushAddress},
};
use traceboard_log::{TOUCHES_MAX, Touch};
use traceboard_protocol::Code;
use uuid::Uuid;

use super::Circle;
use crate::{names, refusal::Refused};

impl Circle {
    /// Whether a session is told.
    pub(crate) async fn has_push(&self, session_hash: &str) -> Result<bool, Refused> {
        self.door.reach_head().await?;
        Ok(self.door.read().state.push_of(session_hash).is_some())
    }

    /// Tells a session from now on, at this address. The same again changes nothing.
    pub(crate) async fn set_push(&self, by: MemberId, session_hash: &str, push: PushAddress) -> Result<(), Refused> {
        self.door.reach_head().await?;
        let before = self.door.read().state.push_of(session_hash);
        if let Some(before) = before
            && self.push_address(before).await?.as_ref() == Some(&push)
        {
            return Ok(());
        }
        let what = DoorWhat::PushSet { session_hash: session_hash.to_owned() };
        let body = DoorBody { push: Some(push), ..DoorBody::default() };
        let verdict = self.append_door(EntryId(Uuid::now_v7()), Some(by), what, Some(&body)).await?;
        self.erase_pushes().await?;
        match verdict {
            Some(DoorVerdict::Refused(DoorRefusal::UnknownSession)) => {
                Err(Refused::new(Code::NotSignedIn, "cannot keep the subscription: the session has ended"))
            }
            _ => Ok(()),
        }
    }

    /// Tells a session no more; with `only`, where that entry still holds its address. One that isn't told is left as it is.
    pub(crate) async fn drop_push(
        &self,
        by: Option<MemberId>,
        session_hash: &str,
        only: Option<EntryId>,
    ) -> Result<(), Refused> {
        self.door.reach_head().await?;
        let Some(entry) = self.door.read().state.push_of(session_hash) else { return Ok(()) };
        if only.is_some_and(|only| only != entry) {
            return Ok(());
        }
        let id = names::derived("dropping a push", entry.0.as_bytes());
        let what = DoorWhat::PushDropped { session_hash: session_hash.to_owned() };
        self.append_door(id, by, what, None).await?;
        self.erase_pushes().await
    }

    /// Where a push goes; none where it was erased meanwhile.
    pub(crate) async fn push_address(&self, entry: EntryId) -> Result<Option<PushAddress>, Refused> {
        let bodies = self.log.bodies(&self.door_log, &[entry.0]).await?;
        Ok(bodies.first().and_then(|body| DoorBody::read(body.any()?)?.push))
    }

    /// Drops the pushes of who isn't with the circle any more and of sessions that nobody used for a year, and erases what another
    /// server left that was killed in between.
    pub(crate) async fn sweep_pushes(&self) -> Result<(), Refused> {
        let told: Vec<_> = {
            let door = self.door.read();
            door.state.pushes().map(|(_, session_hash)| session_hash.clone()).collect()
        };
        for session_hash in told {
            if self.member_now(&session_hash).is_ok() {
                continue;
            }
            // The door may be ahead here: who has just come, by another server, is not on this board yet.
            self.board.reach_head().await?;
            // Also where the session is over by its age, which no entry says.
            if self.member_now(&session_hash).is_err() {
                self.drop_push(None, &session_hash, None).await?;
            }
        }
        self.erase_hooks().await?;
        self.erase_pushes().await
    }

    /// Erases the addresses that are of no use any more.
    pub(super) async fn erase_pushes(&self) -> Result<(), Refused> {
        let entries = self.door.read().state.pushes_to_erase();
        for entries in entries.chunks(TOUCHES_MAX) {
            let touches: Vec<_> = entries.iter().map(|entry| Touch::Erase(entry.0)).collect();
            self.log.touch(&self.door_log, &touches).await?;
        }
        Ok(())
    }
}
