//! Outgoing webhooks: how hosts add, see, switch on and remove them.

use axum::{
    Json,
    extract::{Path, State},
    http::StatusCode,
};
use serde::Deserialize;
use traceboard_board::EntryId;
use traceboard_protocol::{Code, HookAdded, HookOn, NewHook, Problem, StandingHook};

use super::unreadable;
use crate::{app::App, extract::Body, hooks::read_address, refusal::Refused, session::Caller};

/// The webhooks, oldest first (hosts).
#[utoipa::path(get, path = "/api/c/{circle}/hooks", params(("circle" = String, Path)),
    responses((status = 200, body = Vec<StandingHook>), (status = "default", body = Problem)))]
pub(crate) async fn hooks(caller: Caller) -> Result<Json<Vec<StandingHook>>, Refused> {
    caller.circle.require_host(caller.member, "read the webhooks").await?;
    Ok(Json(caller.circle.hooks().await?))
}

/// Adds a webhook (hosts). Its secret is told once.
#[utoipa::path(post, path = "/api/c/{circle}/hooks", operation_id = "add_hook", params(("circle" = String, Path)), request_body = NewHook,
    responses((status = 200, body = HookAdded), (status = "default", body = Problem)))]
pub(crate) async fn add(
    State(app): State<App>,
    caller: Caller,
    Body(new): Body<NewHook>,
) -> Result<Json<HookAdded>, Refused> {
    new.check()?;
    // The logs keep each for ever.
    app.limits.post(caller.member)?;
    caller.circle.require_host(caller.member, "add a webhook").await?;
    let Some(client) = &app.hooks.client else {
        let message = "cannot add the webhook: whoever runs this server has switched webhooks off";
        return Err(Refused::new(Code::PatternOff, message));
    };
    let address = read_address(&new.address, client.to_private)?;
    let secret = caller.circle.add_hook(caller.member, new.id, address.into()).await?;
    app.hooks.look();
    Ok(Json(HookAdded { id: new.id, secret: secret.reveal().to_owned() }))
}

#[derive(Deserialize)]
pub(crate) struct OfHook {
    hook: String,
}

impl OfHook {
    fn id(&self) -> Result<EntryId, Refused> {
        self.hook.parse().map_err(|error: uuid::Error| unreadable(&error))
    }
}

/// Switches a webhook on that was switched off (hosts): what changed meanwhile is left out.
#[utoipa::path(post, path = "/api/c/{circle}/hooks/{hook}", operation_id = "switch_hook_on",
    params(("circle" = String, Path), ("hook" = String, Path)), request_body = HookOn,
    responses((status = 204), (status = "default", body = Problem)))]
pub(crate) async fn switch_on(
    State(app): State<App>,
    caller: Caller,
    Path(path): Path<OfHook>,
    Body(request): Body<HookOn>,
) -> Result<StatusCode, Refused> {
    request.check()?;
    app.limits.post(caller.member)?;
    caller.circle.require_host(caller.member, "switch the webhook on").await?;
    caller.circle.switch_hook_on(caller.member, path.id()?, request.id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Removes a webhook (hosts): nothing more is sent, and its address and secret are erased.
#[utoipa::path(delete, path = "/api/c/{circle}/hooks/{hook}", operation_id = "remove_hook",
    params(("circle" = String, Path), ("hook" = String, Path)),
    responses((status = 204), (status = "default", body = Problem)))]
pub(crate) async fn remove(
    State(app): State<App>,
    caller: Caller,
    Path(path): Path<OfHook>,
) -> Result<StatusCode, Refused> {
    app.limits.post(caller.member)?;
    caller.circle.require_host(caller.member, "remove the webhook").await?;
    caller.circle.remove_hook(caller.member, path.id()?).await?;
    Ok(StatusCode::NO_CONTENT)
}
