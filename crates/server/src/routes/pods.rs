//! The pods of a circle, as everyone in it sees them; and which routes there are in a pod.

use axum::{
    extract::{Query, State},
    http::{HeaderMap, StatusCode},
    response::Response,
};
use traceboard_board::{Board, Pattern, PodId};
use traceboard_protocol::{LetIn, PodPage, PodQuery, PodSelection, Problem};
use utoipa::openapi::path::{ParameterBuilder, ParameterIn};
use utoipa_axum::router::UtoipaMethodRouter;

use super::{read::Queried, unreadable};
use crate::{app::App, extract::Body, packed, refusal::Refused, session::Caller};

/// Where a circle's addresses begin, and where a pod's do.
const CIRCLE: &str = "/api/c/{circle}/";
const POD: &str = "/api/c/{circle}/pods/{pod}/";

/// The pods of a circle, newest first: those that aren't closed, unless told.
#[utoipa::path(get, path = "/api/c/{circle}/pods", params(("circle" = String, Path), PodQuery),
    responses((status = 200, body = PodPage), (status = "default", body = Problem)))]
pub(crate) async fn pods(caller: Caller, headers: HeaderMap, query: Queried<PodQuery>) -> Result<Response, Refused> {
    let Query(query) = query.map_err(|error| unreadable(&error))?;
    let asked = query.check()?;
    caller.at_least(query.at_least).await?;
    caller.require_on(Pattern::Pods, "read pods")?;
    let ask = |board: &Board| {
        Ok(match &asked {
            PodSelection::Ids(ids) => board.pods_by_ids(ids),
            PodSelection::Before(before, all, limit) => board.pods_page(*before, *all, *limit),
        })
    };
    let (position, page, bodies) = caller.space.ask(ask, |page| &page.rows).await?;
    Ok(packed::json(&headers, &PodPage::of(position, page, &bodies)))
}

/// Lets whoever came in by a host's link read this pod again: somebody in it says that it is them. Said again it changes nothing.
#[utoipa::path(post, path = "/api/c/{circle}/pods/{pod}/let_in",
    params(("circle" = String, Path), ("pod" = String, Path)), request_body = LetIn,
    responses((status = 204), (status = "default", body = Problem)))]
pub(crate) async fn let_in(
    State(app): State<App>,
    caller: Caller,
    Body(LetIn { member }): Body<LetIn>,
) -> Result<StatusCode, Refused> {
    app.limits.post(caller.member)?;
    caller.circle.let_in(PodId(caller.space.space.0), member).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// The same handler below a pod's address, where whoever asks has to be in the pod.
pub(super) fn in_a_pod((schemas, paths, handler): UtoipaMethodRouter<App>) -> UtoipaMethodRouter<App> {
    let mut below = paths.clone();
    below.paths.clear();
    for (path, mut item) in paths.paths {
        let methods = [&mut item.get, &mut item.post, &mut item.put, &mut item.patch, &mut item.delete];
        for operation in methods.into_iter().flatten() {
            operation.operation_id = operation.operation_id.take().map(|id| format!("pod_{id}"));
            let pod = ParameterBuilder::new().name("pod").parameter_in(ParameterIn::Path).build();
            operation.parameters.get_or_insert_default().push(pod.into());
        }
        below.paths.insert(path.replacen(CIRCLE, POD, 1), item);
    }
    (schemas, below, handler)
}
