//! Who is told of a trace, and what: looked up anew before each attempt, so that what was taken back or hidden meanwhile is told to nobody.

use std::{sync::Arc, time::Duration};

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use sha2::{Digest, Sha256};
use tokio::sync::SemaphorePermit;
use traceboard_board::{Board, EntryId, MemberId, TraceId, door::SecretHash};
use traceboard_protocol::PushMessage;

use super::{Notice, Target, send::Sent};
use crate::{app::App, circle::Circle, metrics::Pushed, refusal::Refused, space::Space};

/// How often a message is sent at the most.
const ATTEMPTS_MAX: u32 = 4;
/// The longest pause before another attempt, whatever a push service asks for.
const PAUSE_MAX: Duration = Duration::from_secs(10 * 60);
/// By how much each pause is longer than the one before.
const PAUSE_GROWS: u32 = 4;
/// How many characters a topic has (RFC 8030, section 5.4).
const TOPIC_CHARS: usize = 32;

/// A browser that is told: its session, and the entry that holds its address.
type Told = (SecretHash, EntryId);

/// Tells of a trace, each browser by itself. Returns as soon as the messages are under way.
pub(super) async fn tell(app: &App, notice: Notice) {
    let told = match told(app, notice).await {
        Ok(told) => told,
        Err(error) => {
            tracing::warn!(circle.id = %notice.circle, %error, "cannot look up whom to tell of a trace");
            return;
        }
    };
    for (session_hash, entry) in told {
        let app = app.clone();
        // Closed never.
        let Ok(slot) = Arc::clone(&app.pushes.sending).acquire_owned().await else { return };
        tokio::spawn(async move {
            let outcome = deliver(&app, notice, (session_hash, entry), slot).await;
            app.metrics.pushes.get_or_create(&Pushed { outcome: outcome.to_owned() }).inc();
        });
    }
}

/// Whom a trace concerns: the browsers of those whose traces it builds on.
async fn told(app: &App, notice: Notice) -> Result<Vec<Told>, Refused> {
    let (circle, space) = spaces(app, notice).await?;
    let authors = concerned(&space.board.read().state, notice.trace).map_or_else(Vec::new, |(_, authors)| authors);
    if authors.is_empty() {
        return Ok(Vec::new());
    }
    let door = circle.door.read();
    let told = authors.into_iter().flat_map(|author| door.state.pushes_of(author));
    Ok(told.map(|(hash, entry)| (hash.clone(), entry)).collect())
}

async fn spaces(app: &App, notice: Notice) -> Result<(Arc<Circle>, Arc<Space>), Refused> {
    let circle = app.circles.get(notice.circle).await?;
    let space = match notice.pod {
        Some(pod) => circle.pod(pod).await?,
        None => Arc::clone(&circle.space),
    };
    Ok((circle, space))
}

/// Who left a trace that everyone in its space may read, and the authors of those that it builds on, each once; not its own.
fn concerned(board: &Board, trace: TraceId) -> Option<(MemberId, Vec<MemberId>)> {
    let shown =
        |id: TraceId| board.trace_history(id).filter(|trace| trace.hidden.is_none() && trace.withdrawn_at_ms.is_none());
    let left = shown(trace)?;
    let mut authors: Vec<_> = left.builds_on.iter().filter_map(|parent| Some(shown(*parent)?.by)).collect();
    authors.retain(|author| *author != left.by);
    authors.sort_unstable();
    authors.dedup();
    Some((left.by, authors))
}

/// Sends a message until the push service has it, it isn't wanted any more, or it was tried often enough. Returns what became of it.
async fn deliver(app: &App, notice: Notice, told: Told, slot: tokio::sync::OwnedSemaphorePermit) -> &'static str {
    let mut slot = Some(slot);
    let mut waits: Option<SemaphorePermit<'_>> = None;
    let mut pause = app.config.push_again;
    for _ in 0..ATTEMPTS_MAX {
        let after = match attempt(app, notice, &told).await {
            Ok(None) => return "not_wanted",
            Ok(Some(Sent::Taken)) => return "taken",
            Ok(Some(Sent::Gone)) => return "gone",
            Ok(Some(Sent::Refused(why))) => {
                tracing::warn!(circle.id = %notice.circle, why, "a push service refuses a message");
                return "refused";
            }
            Ok(Some(Sent::Later(after))) => after,
            Err(error) => {
                tracing::warn!(circle.id = %notice.circle, %error, "cannot send a push");
                None
            }
        };
        // Others are sent while it waits.
        slot.take();
        if waits.is_none() {
            waits = app.pushes.retrying.try_acquire().ok();
            if waits.is_none() {
                break;
            }
        }
        tokio::time::sleep(after.unwrap_or(pause).clamp(app.config.push_again, PAUSE_MAX)).await;
        pause = pause.saturating_mul(PAUSE_GROWS);
    }
    "forgotten"
}

/// None where it isn't wanted any more.
async fn attempt(app: &App, notice: Notice, (session_hash, entry): &Told) -> Result<Option<Sent>, Refused> {
    let (circle, space) = spaces(app, notice).await?;
    space.require_trusted()?;
    let Some(by) = is_wanted(&circle, &space, notice.trace, session_hash, *entry) else { return Ok(None) };
    let (Some(client), Some(key)) = (&app.pushes.client, app.pushes.key(&*app.log).await?) else { return Ok(None) };
    let Some(address) = circle.push_address(*entry).await? else { return Ok(None) };
    let target = Target::read(&address, client.to_private)?;
    let by = circle.member(by).await?.and_then(|member| member.called()).unwrap_or_default();
    let name = circle.name().await?;
    let message = PushMessage { circle: circle.id, name, pod: notice.pod, trace: notice.trace, by };
    let message = serde_json::to_vec(&message).map_err(|error| Refused::internal("write a push", &error))?;
    let sent = client.send(key, &target, &topic(&circle), &message, circle.now_ms()).await;
    if matches!(sent, Sent::Gone) {
        circle.drop_push(None, session_hash, Some(*entry)).await?;
    }
    Ok(Some(sent))
}

/// Who left the trace, if the session's member may be told of it now.
fn is_wanted(circle: &Circle, space: &Space, trace: TraceId, session_hash: &str, entry: EntryId) -> Option<MemberId> {
    if circle.door.read().state.push_of(session_hash) != Some(entry) {
        return None;
    }
    let member = space.member_now(session_hash).ok()?;
    let (by, authors) = concerned(&space.board.read().state, trace)?;
    authors.contains(&member).then_some(by)
}

/// What makes one message of a burst in a circle. It says nothing to a push service but that two are of one circle.
fn topic(circle: &Circle) -> String {
    let digest = Sha256::new_with_prefix(b"a push's topic\0").chain_update(circle.id.0.as_bytes()).finalize();
    URL_SAFE_NO_PAD.encode(digest).chars().take(TOPIC_CHARS).collect()
}
