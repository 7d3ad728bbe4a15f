//! Outgoing webhooks: what changes on a circle's board is sent, in order and signed, to addresses that its hosts name.
//!
//! Nothing here is remembered: the door's log says how far along the board's log each webhook is, and who tried its next step when. So
//! any server of the store can go on where another one ended.

mod follow;
mod message;
mod send;

use std::{
    collections::{HashMap, HashSet},
    time::Duration,
};

use tokio::{sync::Notify, task::JoinSet};
use traceboard_board::{CircleId, EntryId};
use traceboard_log::Log;
use traceboard_position::Position;

use crate::{app::App, config::Config, names, refusal::Refused};
use send::HookClient;
pub(crate) use send::{HookSecret, read_address};

/// How often it is looked for webhooks that another server added.
const LOOK_EVERY: Duration = Duration::from_secs(60);

/// What sends webhooks.
pub(crate) struct Hooks {
    /// None where the operator has switched them off.
    pub(crate) client: Option<HookClient>,
    added: Notify,
}

impl Hooks {
    pub(crate) fn new(config: &Config) -> Result<Self, Refused> {
        let client = config.webhooks.map(|trusts| HookClient::new(trusts, config.webhooks_to_private)).transpose()?;
        Ok(Self { client, added: Notify::new() })
    }

    /// A webhook was added: it is followed from now on.
    pub(crate) fn look(&self) {
        self.added.notify_one();
    }
}

/// Follows all webhooks of the store, until it is dropped. What is under way then is sent again by whoever follows them next.
pub(crate) async fn run(app: App) {
    if app.hooks.client.is_none() {
        return;
    }
    let mut rounds = tokio::time::interval(LOOK_EVERY);
    let (mut read, mut followed, mut following) = (None, HashSet::new(), JoinSet::new());
    let mut ids = HashMap::new();
    loop {
        tokio::select! {
            _ = rounds.tick() => {}
            () = app.hooks.added.notified() => {}
            Some(ended) = following.join_next_with_id() => {
                let task = ended.map_or_else(|error| error.id(), |(id, ())| id);
                if let Some(hook) = ids.remove(&task) {
                    followed.remove(&hook);
                }
                continue;
            }
        }
        let listed = match listed(&*app.log, &mut read).await {
            Ok(listed) => listed,
            Err(error) => {
                tracing::warn!(%error, "cannot look for webhooks");
                continue;
            }
        };
        for (circle, hook) in listed {
            if followed.insert(hook) {
                let task = following.spawn(follow::follow(app.clone(), circle, hook));
                ids.insert(task.id(), hook);
            }
        }
    }
}

/// The head of an entry of the list of webhooks: which circle has it. Its id is derived from the webhook's.
#[derive(serde::Serialize, serde::Deserialize)]
pub(crate) struct Listed {
    pub(crate) circle: CircleId,
    pub(crate) hook: EntryId,
}

/// The webhooks that were listed since the last call, also ended ones.
async fn listed(log: &dyn Log, read: &mut Option<Position>) -> Result<Vec<(CircleId, EntryId)>, Refused> {
    let name = names::hooks_log().map_err(|error| Refused::internal("name the list of webhooks", &error))?;
    let mut listed = Vec::new();
    loop {
        let page = match log.read(&name, *read).await {
            Ok(page) => page,
            // Another history: all of it is read anew, and what is followed stays so.
            Err(traceboard_log::ReadError::NotResumable { .. }) if read.is_some() => {
                *read = None;
                continue;
            }
            Err(error) => return Err(Refused::internal("read the list of webhooks", &error)),
        };
        let heads = page.entries.iter().filter_map(|entry| serde_json::from_slice::<Listed>(&entry.head).ok());
        listed.extend(heads.map(|Listed { circle, hook }| (circle, hook)));
        *read = page.last.or(*read);
        if !page.more {
            return Ok(listed);
        }
    }
}
