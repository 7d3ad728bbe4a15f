//! The webhooks of a circle: where they go is in bodies of the door's log, and is erased with them.

use traceboard_board::{
    EntryId, MemberId, TraceId,
    door::{DoorBody, DoorRefusal, DoorVerdict, DoorWhat, HOOKS_MAX, Hook, HookAddress},
};
use traceboard_log::{TOUCHES_MAX, Touch};
use traceboard_position::Position;
use traceboard_protocol::{Code, FeedEntry, FeedText, StandingHook};
use uuid::Uuid;

use super::{Circle, json, new_entry, unknown_link};
use crate::{
    hooks::{HookSecret, Listed},
    names,
    refusal::Refused,
};

impl Circle {
    /// Adds a webhook (hosts): from now on it is sent what changes. Its secret is told once.
    pub(crate) async fn add_hook(&self, by: MemberId, id: EntryId, address: String) -> Result<HookSecret, Refused> {
        self.door.reach_head().await?;
        self.board.reach_head().await?;
        if self.door.read().state.hooks().count() >= HOOKS_MAX {
            return Err(too_many());
        }
        let secret = HookSecret::draw().map_err(|error| Refused::internal("draw a secret", &error))?;
        let after = self.board.read().position;
        let hook = Some(HookAddress { address, secret: secret.reveal().to_owned() });
        let body = DoorBody { hook, ..DoorBody::default() };
        // Listed first, so that none is added which no server follows.
        let list = names::hooks_log().map_err(|error| Refused::internal("name the list of webhooks", &error))?;
        let listed = names::derived("listing a webhook", id.0.as_bytes());
        let entry = new_entry::<()>(listed, json(&Listed { circle: self.id, hook: id })?, None)?;
        self.append_one(&list, entry).await?;
        let verdict = self.append_door(id, Some(by), DoorWhat::HookAdded { after }, Some(&body)).await?;
        self.erase_hooks().await?;
        match verdict {
            Some(DoorVerdict::Applied) => {}
            Some(DoorVerdict::Refused(DoorRefusal::TooManyHooks)) => return Err(too_many()),
            _ => return Err(Refused::new(Code::IdTaken, format!("cannot add webhook {id}: the id was sent before"))),
        }
        Ok(secret)
    }

    /// The webhooks, oldest first, each with the server that it goes to.
    pub(crate) async fn hooks(&self) -> Result<Vec<StandingHook>, Refused> {
        let standing: Vec<Hook> = self.door.read().state.hooks().collect();
        let mut told = Vec::with_capacity(standing.len());
        for hook in standing {
            // The rest of an address may work like a password.
            let to = self.hook_address(hook.id).await?.and_then(|(address, _)| address.parse::<reqwest::Url>().ok());
            let to = to.map_or_else(String::new, |url| url.origin().ascii_serialization());
            let failing_since_ms = (hook.tries > 1).then_some(hook.since_ms);
            told.push(StandingHook { id: hook.id, by: hook.by, to, off: hook.off, failing_since_ms });
        }
        Ok(told)
    }

    /// Switches one on that was switched off (hosts): what changed meanwhile is left out.
    pub(crate) async fn switch_hook_on(&self, by: MemberId, hook: EntryId, request: EntryId) -> Result<(), Refused> {
        self.standing_hook(hook).await?;
        self.board.reach_head().await?;
        let after = self.board.read().position;
        let id = names::derived("switching a webhook on", request.0.as_bytes());
        self.append_door(id, Some(by), DoorWhat::HookOn { hook, after }, None).await.map(drop)
    }

    /// Removes a webhook (hosts): nothing more is sent, and where it went is erased.
    pub(crate) async fn remove_hook(&self, by: MemberId, hook: EntryId) -> Result<(), Refused> {
        self.standing_hook(hook).await?;
        let id = names::derived("removing a webhook", hook.0.as_bytes());
        self.append_door(id, Some(by), DoorWhat::HookRemoved { hook }, None).await?;
        self.erase_hooks().await
    }

    async fn standing_hook(&self, hook: EntryId) -> Result<Hook, Refused> {
        self.door.reach_head().await?;
        self.door.read().state.hook(hook).ok_or_else(|| unknown_link("find the webhook"))
    }

    /// A server says that it sends what comes next; false: another one was first.
    pub(crate) async fn try_hook(&self, hook: &Hook, server: Uuid) -> Result<bool, Refused> {
        let number = hook.tries.saturating_add(1);
        let id = step_id("trying a webhook", hook);
        let what = DoorWhat::HookTried { hook: hook.id, after: hook.after, number, server };
        match self.append_door(id, None, what, None).await? {
            Some(DoorVerdict::Applied) => Ok(true),
            _ => {
                self.door.reach_head().await?;
                Ok(self
                    .door
                    .read()
                    .state
                    .hook(hook.id)
                    .is_some_and(|now| (now.after, now.tries, now.tried_by) == (hook.after, number, server)))
            }
        }
    }

    /// All up to a position was sent.
    pub(crate) async fn note_hook(&self, hook: &Hook, to: Position) -> Result<(), Refused> {
        let Some(now) = self.door.read().state.hook(hook.id) else { return Ok(()) };
        let id = step_id("noting a webhook", &now);
        let what = DoorWhat::HookReached { hook: hook.id, after: hook.after, to };
        self.append_door(id, None, what, None).await.map(drop)
    }

    /// It failed for too long, or its receiver wants no more.
    pub(crate) async fn switch_hook_off(&self, hook: &Hook) -> Result<(), Refused> {
        let Some(now) = self.door.read().state.hook(hook.id) else { return Ok(()) };
        let id = step_id("switching a webhook off", &now);
        self.append_door(id, None, DoorWhat::HookOff { hook: hook.id }, None).await.map(drop)
    }

    /// Where a webhook goes, and its secret; none where it was erased meanwhile.
    pub(crate) async fn hook_address(&self, entry: EntryId) -> Result<Option<(String, String)>, Refused> {
        let bodies = self.log.bodies(&self.door_log, &[entry.0]).await?;
        let hook = bodies.first().and_then(|body| DoorBody::read(body.any()?)?.hook);
        Ok(hook.map(|hook| (hook.address, hook.secret)))
    }

    /// Erases the addresses and secrets of webhooks that don't stand.
    pub(crate) async fn erase_hooks(&self) -> Result<(), Refused> {
        let entries = self.door.read().state.hooks_to_erase();
        for entries in entries.chunks(TOUCHES_MAX) {
            let touches: Vec<_> = entries.iter().map(|entry| Touch::Erase(entry.0)).collect();
            self.log.touch(&self.door_log, &touches).await?;
        }
        Ok(())
    }

    /// A trace as a webhook may tell it now: what a feed shows of it, whenever it was left.
    pub(crate) async fn feed_entry(&self, trace: TraceId) -> Result<Option<FeedEntry>, Refused> {
        let Some(picture) = self.board.read().state.feed_of(trace) else { return Ok(None) };
        let bodies = self.bodies(&picture.words()).await?;
        Ok(FeedText::of(picture, &bodies).traces.pop())
    }
}

/// The id of what comes next for a webhook: one server wins it.
fn step_id(what: &str, hook: &Hook) -> EntryId {
    names::derived(what, hook.step.0.as_bytes())
}

fn too_many() -> Refused {
    let message = format!("cannot add the webhook: a circle has {HOOKS_MAX} at most; remove one that is not used");
    Refused::new(Code::TooManyLinks, message)
}
