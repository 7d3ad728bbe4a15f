//! Whether a browser is told by Web Push that somebody built on a trace of who is signed in there.

use axum::{Json, extract::State, http::StatusCode};
use traceboard_board::door::PushAddress;
use traceboard_protocol::{Code, Problem, PushState, PushSubscribed};

use crate::{app::App, extract::Body, push::Target, refusal::Refused, session::Caller};

/// Whether this session is told, and what a browser subscribes with.
#[utoipa::path(get, path = "/api/c/{circle}/push", params(("circle" = String, Path)),
    responses((status = 200, body = PushState), (status = "default", body = Problem)))]
pub(crate) async fn state(State(app): State<App>, caller: Caller) -> Result<Json<PushState>, Refused> {
    let key = app.pushes.key(&*app.log).await?.map(traceboard_push::VapidKey::public);
    let on = key.is_some() && caller.circle.has_push(&caller.token_hash).await?;
    Ok(Json(PushState { key, on }))
}

/// Tells this session from now on, through this subscription. The same again changes nothing.
#[utoipa::path(put, path = "/api/c/{circle}/push", params(("circle" = String, Path)), request_body = PushSubscribed,
    responses((status = 204), (status = "default", body = Problem)))]
pub(crate) async fn set(
    State(app): State<App>,
    caller: Caller,
    Body(subscribed): Body<PushSubscribed>,
) -> Result<StatusCode, Refused> {
    app.limits.post(caller.member)?;
    if app.pushes.key(&*app.log).await?.is_none() {
        let message = "cannot keep the subscription: whoever runs this server has switched pushes off";
        return Err(Refused::new(Code::PatternOff, message));
    }
    let PushSubscribed { endpoint, p256dh, auth } = subscribed;
    let push = PushAddress { endpoint, p256dh, auth };
    Target::read(&push, app.config.push_to_private)?;
    let Caller { circle, member, token_hash, .. } = caller;
    let set = async move { circle.set_push(member, &token_hash, push).await };
    app.run_to_end("keep the subscription", set).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Tells this session no more, and erases its subscription.
#[utoipa::path(delete, path = "/api/c/{circle}/push", params(("circle" = String, Path)),
    responses((status = 204), (status = "default", body = Problem)))]
pub(crate) async fn drop(State(app): State<App>, caller: Caller) -> Result<StatusCode, Refused> {
    app.limits.post(caller.member)?;
    let Caller { circle, member, token_hash, .. } = caller;
    let dropped = async move { circle.drop_push(Some(member), &token_hash, None).await };
    app.run_to_end("drop the subscription", dropped).await?;
    Ok(StatusCode::NO_CONTENT)
}
