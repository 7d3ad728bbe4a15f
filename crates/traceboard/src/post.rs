//! One deed onto a board, sent until it is settled.

use anyhow::Context;
use serde::Serialize;
use traceboard_board::EntryId;
use traceboard_client::Api;
use traceboard_position::Position;
use traceboard_protocol::{Deed, Draft, ServerFrame};

use crate::{leave, output, retry};

/// How often a deed that the board puts off is sent again.
const TRIES_MAX: usize = 5;

/// What became of a draft, and the line of `--json`.
#[derive(Serialize)]
pub(crate) struct Done {
    pub(crate) id: EntryId,
    pub(crate) position: Position,
    pub(crate) at_ms: i64,
}

/// Sends a deed and prints its id. `what` names it in words, as "leave the trace" does.
pub(crate) async fn deed(api: &Api, deed: Deed, what: &str, json: bool) -> anyhow::Result<()> {
    deed_with_id(api, deed, what, json).await.map(drop)
}

/// The same, for those who go on with that id.
pub(crate) async fn deed_with_id(api: &Api, deed: Deed, what: &str, json: bool) -> anyhow::Result<EntryId> {
    let done = draft(api, &leave::draft(deed), what).await?;
    let id = done.id;
    let printed = if json { output::json(&done) } else { output::line(&id.to_string()) };
    // What a script must know before it tries again.
    printed.with_context(|| format!("it is in the log, as {id}, and that could not be told: {what}")).map(|()| id)
}

/// Sends a draft until it is in the log, and prints nothing.
pub(crate) async fn draft(api: &Api, draft: &Draft, what: &str) -> anyhow::Result<Done> {
    let mut put_off = String::new();
    for _ in 0..TRIES_MAX {
        let answers = retry::call(|| api.post(vec![draft.clone()])).await?;
        match answers.into_iter().next() {
            Some(ServerFrame::Ack { id, position, at_ms }) => return Ok(Done { id, position, at_ms }),
            Some(ServerFrame::Refused { retry: true, retry_after_ms, message, .. }) => {
                put_off = message;
                retry::wait(retry_after_ms).await;
            }
            Some(ServerFrame::Refused { message, .. }) => anyhow::bail!("{message}"),
            _ => anyhow::bail!("cannot {what}: the server's answer doesn't tell what became of it"),
        }
    }
    anyhow::bail!("the server puts it off again and again, and may still {what}: {put_off}")
}
