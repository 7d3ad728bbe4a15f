//! Who builds with whom, and groups in which the most new ties arise.

use std::collections::HashSet;

use axum::{extract::Query, http::HeaderMap, response::Response};
use traceboard_board::{Board, MemberId, Pattern, PodId, Rows};
use traceboard_protocol::{GroupsPage, GroupsQuery, Limits, Member, Problem, Ring, RingOf, WeavePage, WeaveQuery};

use super::{read::Queried, unreadable};
use crate::{packed, refusal::Refused, session::Caller};

/// Who builds with whom, in three thicknesses, and no number of times.
#[utoipa::path(get, path = "/api/c/{circle}/weave", params(("circle" = String, Path), WeaveQuery),
    responses((status = 200, body = WeavePage), (status = "default", body = Problem)))]
pub(crate) async fn weave(caller: Caller, headers: HeaderMap, query: Queried<WeaveQuery>) -> Result<Response, Refused> {
    let Query(query) = query.map_err(|error| unreadable(&error))?;
    caller.at_least(query.at_least).await?;
    caller.require_on(Pattern::Weave, "read the weave")?;
    let woven = caller.circle.weave(query.at_least).await?;
    let own = if caller.circle.is_off(Pattern::Pods) { Vec::new() } else { caller.own_rings() };
    let now_ms = caller.space.now_ms();
    let ask = |board: &Board| Ok((members(board, &woven.people), rings(board, own, now_ms, &woven.people)));
    let (_, (rows, rings), bodies) = caller.space.ask(ask, |(rows, _)| rows).await?;
    let members = rows.members.iter().map(|row| Member::of(row, &bodies)).collect();
    let (people, ties) = (woven.people.clone(), woven.ties.clone());
    Ok(packed::json(&headers, &WeavePage { position: woven.position, people, ties, rings, members }))
}

/// Groups in which the most new ties arise, for a host who would bring people together.
#[utoipa::path(get, path = "/api/c/{circle}/reconnect", params(("circle" = String, Path), GroupsQuery),
    responses((status = 200, body = GroupsPage), (status = "default", body = Problem)))]
pub(crate) async fn reconnect(
    caller: Caller,
    headers: HeaderMap,
    query: Queried<GroupsQuery>,
) -> Result<Response, Refused> {
    let Query(query) = query.map_err(|error| unreadable(&error))?;
    let size = query.size()?;
    caller.at_least(query.at_least).await?;
    caller.circle.require_host(caller.member, "look for groups").await?;
    caller.require_on(Pattern::Weave, "look for groups")?;
    // What a group is made into is a pod.
    caller.require_on(Pattern::Pods, "look for groups")?;
    let made = caller.circle.groups(size, query.at_least).await?;
    let people: Vec<_> = made.groups.iter().flatten().copied().collect();
    let (_, rows, bodies) = caller.space.ask(|board| Ok(members(board, &people)), |rows| rows).await?;
    let members = rows.members.iter().map(|row| Member::of(row, &bodies)).collect();
    Ok(packed::json(&headers, &GroupsPage { position: made.position, groups: made.groups.clone(), members }))
}

impl Caller {
    /// The asker's own pods, and who is in each: what they know from being in them.
    fn own_rings(&self) -> Vec<(PodId, Vec<MemberId>)> {
        let door = self.circle.door.read();
        let pods = door.state.pods();
        let own = door.state.own_pods(&self.token_hash).pods.into_iter();
        own.map(|pod| (pod, pods.members_of(pod).collect())).collect()
    }
}

fn members(board: &Board, numbers: &[u32]) -> Rows {
    Rows { members: board.members_by_numbers(numbers), ..Rows::default() }
}

/// The rings of one who looks: people who stand in the picture, of pods that aren't closed.
fn rings(board: &Board, own: Vec<(PodId, Vec<MemberId>)>, now_ms: i64, people: &[u32]) -> Vec<Ring> {
    let here: HashSet<u32> = people.iter().copied().collect();
    let open = own.into_iter().filter(|(pod, _)| board.pod_row(*pod).is_some_and(|row| !row.says.closed));
    let pods = open.map(|(pod, members)| {
        let numbers = members.into_iter().filter_map(|member| Some(board.member_row(member)?.n));
        ring(RingOf::Pod(pod), numbers.collect(), &here)
    });
    let gathered = board.gathered(now_ms, Limits::GATHERED_TRACES_MAX);
    let gathered = gathered.map(|(gathering, people)| ring(RingOf::Gathering(gathering), people, &here));
    pods.chain(gathered).filter(|ring| !ring.people.is_empty()).collect()
}

/// People by their numbers: an order of their own would tell something of them.
fn ring(of: RingOf, people: Vec<u32>, here: &HashSet<u32>) -> Ring {
    let mut people: Vec<_> = people.into_iter().filter(|n| here.contains(n)).collect();
    people.sort_unstable();
    Ring { of, people }
}
