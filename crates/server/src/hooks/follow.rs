//! One webhook: what comes next on the board is sent, in order, until it is there.

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use traceboard_board::{CircleId, EntryId, door::Hook};
use traceboard_log::{Entry, ReadError};
use traceboard_position::Position;

use super::{
    message::{is_told, message},
    send::{HookSecret, Sent, read_address},
};
use crate::{app::App, circle::Circle, refusal::Refused};

/// For how long one batch is sent, beyond its last request: the door is then told how far it came.
const BATCH_FOR: Duration = Duration::from_secs(20);
/// How many messages a batch has.
const BATCH_MAX: usize = 64;
/// By how much each pause is longer than the one before.
const PAUSE_GROWS: i64 = 5;
/// The longest pause between two attempts: four hours.
const PAUSE_MS_MAX: i64 = 4 * 3_600_000;
/// After how long without success a webhook is switched off: three days, so that a weekend is none too long.
const GIVE_UP_MS: i64 = 3 * 86_400_000;
/// How long is waited where nothing is to be done; what is appended to either log ends it.
const IDLE: Duration = Duration::from_secs(600);
/// How long after it was listed a webhook is added at the latest.
const ADDED_WITHIN: Duration = Duration::from_secs(60);
/// How long is waited after a log couldn't be read.
const AGAIN: Duration = Duration::from_secs(5);

/// What to do next.
enum Step {
    /// The webhook was removed.
    Ended,
    /// Something changed.
    Again,
    Wait(Duration),
}

/// How far this server has read, so that entries that are told to nobody are looked at once.
struct Read {
    begun: Instant,
    /// Whether the webhook was there.
    found: bool,
    /// The position in the door that this goes on from.
    after: Option<Position>,
    read: Option<Position>,
}

/// Follows a webhook until it is removed. Cancelled at any point it loses nothing: what wasn't noted as sent is sent again.
pub(super) async fn follow(app: App, circle: CircleId, hook: EntryId) {
    let mut read = Read { begun: Instant::now(), found: false, after: None, read: None };
    loop {
        let wait = match app.circles.get(circle).await {
            Ok(circle) => {
                // Read before the step: what comes meanwhile ends the waiting at once.
                let board = circle.board.read().position;
                let door = circle.door.read().position;
                match step(&app, &circle, hook, &mut read).await {
                    Ok(Step::Ended) => return,
                    Ok(Step::Again) => continue,
                    Ok(Step::Wait(wait)) => {
                        tokio::select! {
                            () = circle.board.pass(board, wait) => {}
                            () = circle.door.pass(door, wait) => {}
                        }
                        continue;
                    }
                    Err(error) => {
                        tracing::debug!(circle.id = %circle.id, hook.id = %hook, %error, "cannot go on with a webhook");
                        AGAIN
                    }
                }
            }
            Err(error) => {
                tracing::warn!(circle.id = %circle, hook.id = %hook, %error, "cannot follow a webhook");
                AGAIN
            }
        };
        tokio::time::sleep(wait).await;
    }
}

async fn step(app: &App, circle: &Arc<Circle>, id: EntryId, read: &mut Read) -> Result<Step, Refused> {
    let Some(hook) = circle.door.read().state.hook(id) else {
        // It is listed before it is added.
        let is_awaited = !read.found && read.begun.elapsed() < ADDED_WITHIN;
        return Ok(if is_awaited { Step::Wait(AGAIN) } else { Step::Ended });
    };
    read.found = true;
    if hook.off || !circle.board.read().state.is_present(hook.by) {
        return Ok(Step::Wait(IDLE));
    }
    let left_ms = due_at_ms(app, &hook).saturating_sub(circle.now_ms());
    if left_ms > 0 {
        return Ok(Step::Wait(Duration::from_millis(u64::try_from(left_ms).unwrap_or(0).saturating_add(1))));
    }
    if hook.tries > 0 && circle.now_ms().saturating_sub(hook.since_ms) > GIVE_UP_MS {
        circle.switch_hook_off(&hook).await?;
        return Ok(Step::Again);
    }
    let batch = match next(circle, &hook, read).await {
        Ok(batch) => batch,
        Err(ReadError::NotResumable { .. }) => {
            // Another history: nobody can tell what of it was sent.
            if let Some(head) = circle.log.head(&circle.board_log).await? {
                circle.note_hook(&hook, head).await?;
            }
            return Ok(Step::Again);
        }
        Err(error) => return Err(Refused::internal("read what comes next for a webhook", &error)),
    };
    if batch.is_empty() {
        return Ok(Step::Wait(IDLE));
    }
    if !circle.try_hook(&hook, app.server).await? {
        return Ok(Step::Again);
    }
    send(app, circle, &hook, batch).await?;
    Ok(Step::Again)
}

/// When it may be tried: at once, after a pause, or when the server that said that it sends was given its time.
fn due_at_ms(app: &App, hook: &Hook) -> i64 {
    if hook.tries == 0 {
        return 0;
    }
    let ms = |time: Duration| i64::try_from(time.as_millis()).unwrap_or(i64::MAX);
    let grown = PAUSE_GROWS.saturating_pow(hook.tries - 1);
    let pause_ms = ms(app.config.webhook_again).saturating_mul(grown).min(PAUSE_MS_MAX);
    let pause_ms = if hook.tried_by == app.server { pause_ms } else { pause_ms.max(ms(app.config.webhook_holds)) };
    hook.tried_at_ms.saturating_add(pause_ms)
}

/// The next entries that are told of, in order; at most [`BATCH_MAX`].
async fn next(circle: &Circle, hook: &Hook, at: &mut Read) -> Result<Vec<Entry>, ReadError> {
    if at.after != hook.after || at.read.is_none() {
        (at.after, at.read) = (hook.after, hook.after);
    }
    loop {
        let page = circle.log.read(&circle.board_log, at.read).await?;
        let batch: Vec<Entry> = page.entries.into_iter().filter(is_told).take(BATCH_MAX).collect();
        if !batch.is_empty() {
            return Ok(batch);
        }
        at.read = page.last.or(at.read);
        if !page.more {
            return Ok(batch);
        }
    }
}

/// Sends a batch up to the first message that isn't taken, and notes in the door how far it came.
async fn send(app: &App, circle: &Arc<Circle>, hook: &Hook, batch: Vec<Entry>) -> Result<(), Refused> {
    let Some(client) = &app.hooks.client else { return Ok(()) };
    let Some((address, secret)) = circle.hook_address(hook.id).await? else { return Ok(()) };
    let (address, secret) = (read_address(&address, client.to_private)?, HookSecret::kept(secret));
    let begun = Instant::now();
    let mut reached = None;
    for entry in &batch {
        let sent = match message(circle, hook.id, entry).await? {
            Some(message) => client.send(&address, &secret, &message.id, circle.now_ms() / 1_000, message.body).await,
            None => Sent::Taken,
        };
        match sent {
            Sent::Taken => reached = Some(entry.position),
            Sent::Gone => {
                circle.switch_hook_off(hook).await?;
                break;
            }
            Sent::Failed(why) => {
                tracing::warn!(circle.id = %circle.id, hook.id = %hook.id, tries = hook.tries + 1, why, "a webhook doesn't take its message");
                break;
            }
        }
        if begun.elapsed() > BATCH_FOR {
            break;
        }
    }
    match reached {
        Some(to) => circle.note_hook(hook, to).await,
        None => Ok(()),
    }
}
