//! Sends one deed to a board, again and again until it is acked or refused for good.

use anyhow::Context;
use serde::Serialize;
use traceboard_board::EntryId;
use traceboard_client::Api;
use traceboard_position::Position;
use traceboard_protocol::{Deed, Draft, ServerFrame};

use crate::{leave, output, retry};

/// How often a deed is sent whose refusals say to retry.
const TRIES_MAX: usize = 5;

/// An ack, as the line of `--json`.
#[derive(Serialize)]
pub(crate) struct Done {
    pub(crate) id: EntryId,
    pub(crate) position: Position,
    pub(crate) at_ms: i64,
}

/// Sends a deed and prints its id. `what` names it in messages, like "leave the trace".
pub(crate) async fn deed(api: &Api, deed: Deed, what: &str, json: bool) -> anyhow::Result<()> {
    deed_with_id(api, deed, what, json).await.map(drop)
}

/// As [`deed`], and returns the id.
pub(crate) async fn deed_with_id(api: &Api, deed: Deed, what: &str, json: bool) -> anyhow::Result<EntryId> {
    let done = draft(api, &leave::draft(deed), what).await?;
    let id = done.id;
    let printed = if json { output::json(&done) } else { output::line(&id.to_string()) };
    // Without this a script would try again, and append it twice.
    printed.with_context(|| format!("it is in the log, as {id}, but that could not be printed: {what}")).map(|()| id)
}

/// Sends a draft until it is in the log. Prints nothing.
pub(crate) async fn draft(api: &Api, draft: &Draft, what: &str) -> anyhow::Result<Done> {
    let mut last_refusal = String::new();
    for _ in 0..TRIES_MAX {
        let answers = retry::call(|| api.post(vec![draft.clone()])).await?;
        match answers.into_iter().next() {
            Some(ServerFrame::Ack { id, position, at_ms }) => return Ok(Done { id, position, at_ms }),
            Some(ServerFrame::Refused { retry: true, retry_after_ms, message, .. }) => {
                last_refusal = message;
                retry::wait(retry_after_ms).await;
            }
            Some(ServerFrame::Refused { message, .. }) => anyhow::bail!("{message}"),
            _ => anyhow::bail!("cannot {what}: the server's answer has neither an ack nor a refusal"),
        }
    }
    anyhow::bail!("cannot {what}: the server said {TRIES_MAX} times to retry, and may still do it: {last_refusal}")
}
