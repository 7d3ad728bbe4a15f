//! A space's board as its followers see it.

use std::sync::{Arc, Weak};

use async_trait::async_trait;
use bytes::Bytes;
use serde::Serialize;
use tokio::sync::broadcast::error::RecvError;
use tokio_util::task::AbortOnDropHandle;
use traceboard_board::{Anew, Audience, MemberId, Standing};
use traceboard_hub::{AudienceKey, Channel, Ended, Frame, Hub, Identity, Source, States};
use traceboard_position::Position;
use traceboard_protocol::{CloseCode, Code, Face, Limits, Mark, Rows, ServerFrame, Why};
use uuid::Uuid;

use super::{Space, beside::Followed};
use crate::refusal::Refused;

impl Space {
    /// Where its followers are.
    pub(crate) fn channel(self: &Arc<Self>, hub: &Hub) -> Channel {
        self.beside.channel(|| {
            let channel = hub.open(self.space.0, Arc::clone(self) as _);
            let listening = tokio::spawn(listen(Arc::downgrade(self), channel.clone()));
            Followed { channel, _listening: AbortOnDropHandle::new(listening) }
        })
    }

    /// Refuses a position that is not of this board's history. One that is ahead of the fold is looked for up to the head that the log
    /// has now: another server may have been ahead.
    async fn require_held(&self, position: Position) -> Result<(), Ended> {
        let standing = || self.board.read().state.standing(position);
        if matches!(standing(), Standing::Ahead) {
            self.board.reach_head().await.map_err(|_| Ended::Unavailable)?;
        }
        match standing() {
            Standing::Held(_) => Ok(()),
            _ => Err(Ended::Anew(Why::UnknownHistory.name())),
        }
    }
}

#[async_trait]
impl Source for Space {
    fn position(&self) -> Option<Position> {
        self.board.read().position
    }

    fn rights(&self) -> u64 {
        self.beside.rights_now()
    }

    fn audience_of(&self, who: &Identity) -> Result<AudienceKey, Ended> {
        let token_hash = std::str::from_utf8(&who.key).unwrap_or_default();
        match self.member_now(token_hash) {
            Ok(member) => Ok(key(self.audience(member))),
            Err(refused) => Err(closed(&refused)),
        }
    }

    async fn states(&self, after: Position, audience: AudienceKey, even_empty: bool) -> Result<States, Ended> {
        self.require_trusted().map_err(|_| Ended::Unavailable)?;
        self.require_held(after).await?;
        let (rights, changes) = {
            let at = self.board.read();
            let changes = at.state.changes_since(after, audience_of(audience), Limits::FRAME_ROWS);
            (self.rights(), changes.map_err(|anew| Ended::Anew(why(anew).name()))?)
        };
        if changes.rows.is_empty() && !even_empty {
            return Ok(States { frame: None, to: changes.to, more: changes.more, rights });
        }
        let bodies = self.words_of(&changes.rows).await.map_err(|_| Ended::Unavailable)?;
        let states =
            traceboard_protocol::States { to: changes.to, more: changes.more, rows: Rows::of(changes.rows, &bodies) };
        let frame = encode(&ServerFrame::States { space: self.space, states })?;
        Ok(States { frame: Some(frame), to: changes.to, more: changes.more, rights })
    }

    fn mine_changed_since(&self, after: Position) -> Vec<Uuid> {
        self.board.read().state.mine_changed_since(after).into_iter().map(|member| member.0).collect()
    }

    async fn mine(&self, member: Uuid, after: Option<Position>) -> Result<Option<Frame>, Ended> {
        let mine = self.board.read().state.mine_since(MemberId(member), after);
        let mine = mine.map_err(|anew| Ended::Anew(why(anew).name()))?;
        if mine.is_empty() {
            return Ok(None);
        }
        let own_rounds = mine.rounds.into_iter().map(Into::into).collect();
        let marks = mine.marks.into_iter().map(Mark::from).collect();
        encode(&ServerFrame::Mine { space: self.space, to: mine.to, marks, own_rounds }).map(Some)
    }

    async fn presence(&self, count: u32, here: &[Uuid]) -> Frame {
        let mut faces = Vec::with_capacity(here.len());
        for id in here {
            // A face without a name is better than none.
            if let Ok(Some(member)) = self.member(MemberId(*id)).await {
                faces.push(Face { id: member.id, name: member.name, twin: member.twin, colour: member.colour });
            }
        }
        frame(&ServerFrame::Presence { space: self.space, count, here: faces })
    }

    async fn signal(&self, bytes: Bytes) {
        if let Err(error) = self.log.signal(&self.board_log, bytes).await {
            tracing::debug!(log.name = %self.board_log, %error, "other servers were not told who is here");
        }
    }
}

/// Brings a channel what other servers signal, for as long as the space is open.
async fn listen(space: Weak<Space>, channel: Channel) {
    loop {
        let Some(open) = space.upgrade() else { return };
        let signals = open.log.signals(&open.board_log).await;
        drop(open);
        let Ok(mut signals) = signals else {
            tokio::time::sleep(LISTEN_AGAIN).await;
            continue;
        };
        loop {
            match signals.recv().await {
                Ok(signal) => channel.receive_signal(signal),
                // The next announcement mends what was lost.
                Err(RecvError::Lagged(_)) => {}
                Err(RecvError::Closed) => break,
            }
        }
        tokio::time::sleep(LISTEN_AGAIN).await;
    }
}

/// The pause before signals are listened to again. Presence is late by as much, and nothing else.
const LISTEN_AGAIN: std::time::Duration = std::time::Duration::from_secs(1);

/// A frame as it goes out. Where it can't be encoded, which is a defect, its reader is sent an error in its place.
pub(crate) fn frame<T: Serialize>(frame: &T) -> Frame {
    encode(frame).unwrap_or_else(|_| {
        let row = Code::Internal.row();
        Frame::text(
            serde_json::json!({"type": "error", "code": row.name, "message": row.meaning}).to_string().as_bytes(),
        )
    })
}

/// A frame of rows. Where it can't be encoded its follower is let go, and reads the board anew: one frame less would be a gap.
fn encode<T: Serialize>(frame: &T) -> Result<Frame, Ended> {
    serde_json::to_vec(frame).map(|json| Frame::text(&json)).map_err(|error| {
        tracing::error!(error = %error, "cannot encode a frame");
        Ended::Unavailable
    })
}

/// Why a space is closed to who may not see it.
fn closed(refused: &Refused) -> Ended {
    let code = match refused.code {
        Code::NotAMember | Code::NotInPod => CloseCode::NotAMember,
        _ => CloseCode::SessionClosed,
    };
    Ended::Closed { code: code as u16, reason: code.row().meaning.to_owned() }
}

fn why(anew: Anew) -> Why {
    match anew {
        Anew::UnknownHistory => Why::UnknownHistory,
        Anew::TooFarBack => Why::TooFarBack,
        Anew::HalfLife => Why::HalfLife,
    }
}

const MEMBER: AudienceKey = 0;
const HOST: AudienceKey = 1;

fn key(audience: Audience) -> AudienceKey {
    match audience {
        Audience::Host => HOST,
        _ => MEMBER,
    }
}

fn audience_of(key: AudienceKey) -> Audience {
    if key == HOST { Audience::Host } else { Audience::Member }
}

#[cfg(test)]
mod tests {
    use serde::{Serializer, ser::Error};

    use super::*;

    /// JSON has no keys but text.
    struct Unwritable;

    impl Serialize for Unwritable {
        fn serialize<S: Serializer>(&self, _: S) -> Result<S::Ok, S::Error> {
            Err(S::Error::custom("it has no JSON"))
        }
    }

    #[test]
    fn what_cannot_be_encoded_is_no_empty_frame() {
        let sent: ServerFrame = serde_json::from_slice(&frame(&Unwritable).payload()).unwrap();
        assert!(matches!(sent, ServerFrame::Error { code: Code::Internal, .. }), "{sent:?}");
        assert_eq!(encode(&Unwritable).unwrap_err(), Ended::Unavailable);
    }
}
