//! Two servers on one Redis, as the compose file sets them up: a member on each, and one of the servers gone.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::{collections::BTreeSet, time::Duration};

use anyhow::Context;
use traceboard_board::{EntryId, TraceId, What};
use traceboard_client::{Api, Event, Link, Live, Session};
use traceboard_position::Position;
use traceboard_protocol::{Deed, Draft, ServerFrame, SnapshotQuery};
use traceboard_testkit::{Proxy, Server, Store, redis::Redis};
use uuid::Uuid;

/// How long something may take that must happen, a lost server and the way to the other included.
const SOON: Duration = Duration::from_secs(60);
/// How many traces each member leaves in a round.
const ROUND: usize = 20;

/// Two servers on one Redis. Redis is dropped last, since fields are dropped in order.
struct Pair {
    one: Server,
    two: Server,
    _redis: Redis,
}

impl Pair {
    async fn start() -> anyhow::Result<Self> {
        let redis = Redis::start()?;
        let store = Store::Redis(redis.url());
        let (one, two) = tokio::try_join!(Server::start(&store, &[]), Server::start(&store, &[]))?;
        Ok(Self { one, two, _redis: redis })
    }
}

/// A new member, whose requests go to this address.
async fn member(server: &Server, name: &str, base: String) -> anyhow::Result<Session> {
    let link: Link = server.ready().invite_link.parse()?;
    let mut session = Api::redeem(&link, EntryId(Uuid::now_v7()), Some(name.to_owned()), None).await?;
    session.base = base;
    Ok(session)
}

/// Leaves a chain of traces, the first of which builds on the given one, and gives their ids.
fn leave(live: &Live, who: &str, builds_on: Option<EntryId>) -> anyhow::Result<Vec<EntryId>> {
    let mut ids: Vec<EntryId> = Vec::new();
    for number in 0..ROUND {
        let id = EntryId(Uuid::now_v7());
        let parent = ids.last().copied().or(builds_on);
        let builds_on = parent.map(|parent| TraceId(parent.0)).into_iter().collect();
        let deed = Deed::Leave { text: format!("{who} did {number}"), open_end: None, builds_on };
        live.post(Draft { id, written_at_ms: 1_700_000_000_000, deed })?;
        ids.push(id);
    }
    Ok(ids)
}

/// The traces that a member has seen arrive.
#[derive(Default)]
struct Seen {
    ids: Vec<EntryId>,
    last: Option<Position>,
}

impl Seen {
    /// Follows until so many traces arrived in all, over any number of connections.
    async fn until(&mut self, live: &mut Live, count: usize) -> anyhow::Result<()> {
        let reading = async {
            while self.ids.len() < count {
                let Event::Frame(frame) = live.next().await? else { continue };
                let ServerFrame::Entry { position, head, .. } = *frame else { continue };
                assert!(self.last < Some(position), "{position} came after {:?}", self.last);
                self.last = Some(position);
                if matches!(head.what, What::TraceLeft { .. }) {
                    self.ids.push(head.id);
                }
            }
            anyhow::Ok(())
        };
        let read = tokio::time::timeout(SOON, reading).await;
        read.with_context(|| format!("waited {SOON:?} for {count} traces, and {} came", self.ids.len()))?
    }

    /// The traces among these, in the order in which they arrived.
    fn of(&self, ids: &[EntryId]) -> Vec<EntryId> {
        self.ids.iter().copied().filter(|id| ids.contains(id)).collect()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn two_servers_that_start_at_once_found_one_circle() -> anyhow::Result<()> {
    let pair = Pair::start().await?;
    assert_eq!(pair.one.ready().circle, pair.two.ready().circle);
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn every_trace_crosses_both_ways_and_both_see_one_order() -> anyhow::Result<()> {
    let pair = Pair::start().await?;
    let mut reed = Live::follow(&member(&pair.one, "Reed", pair.one.ready().address.clone()).await?, None);
    let mut moss = Live::follow(&member(&pair.two, "Moss", pair.two.ready().address.clone()).await?, None);
    let of_reed = leave(&reed, "Reed", None)?;
    let of_moss = leave(&moss, "Moss", None)?;
    let (mut at_reed, mut at_moss) = (Seen::default(), Seen::default());
    tokio::try_join!(at_reed.until(&mut reed, 2 * ROUND), at_moss.until(&mut moss, 2 * ROUND))?;
    assert_eq!(at_reed.ids, at_moss.ids, "both servers tell of one log");
    assert_eq!((at_moss.of(&of_reed), at_reed.of(&of_moss)), (of_reed, of_moss), "in the order of their authors");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_may_know_of_no_parent_yet_and_still_takes_what_builds_on_it() -> anyhow::Result<()> {
    let pair = Pair::start().await?;
    let reed = Api::new(&member(&pair.one, "Reed", pair.one.ready().address.clone()).await?)?;
    let moss = Api::new(&member(&pair.two, "Moss", pair.two.ready().address.clone()).await?)?;
    let mut parent: Option<EntryId> = None;
    // Each answer is built on at once at the other server, which has had no time to hear of it.
    for round in 0..ROUND {
        let api = if round % 2 == 0 { &reed } else { &moss };
        let id = EntryId(Uuid::now_v7());
        let builds_on = parent.map(|parent| TraceId(parent.0)).into_iter().collect();
        let deed = Deed::Leave { text: format!("step {round}"), open_end: None, builds_on };
        let answer = api.post(vec![Draft { id, written_at_ms: 0, deed }]).await?;
        assert!(matches!(answer[..], [ServerFrame::Ack { .. }]), "step {round}: {answer:?}");
        parent = Some(id);
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn members_of_a_killed_server_go_on_through_the_other() -> anyhow::Result<()> {
    let mut pair = Pair::start().await?;
    let proxy = Proxy::start(pair.one.authority().parse()?).await?;
    let address = format!("http://{}", proxy.address());
    let session = member(&pair.one, "Reed", address).await?;
    let mut reed = Live::follow(&session, None);
    let mut moss = Live::follow(&member(&pair.two, "Moss", pair.two.ready().address.clone()).await?, None);
    let (mut at_reed, mut at_moss) = (Seen::default(), Seen::default());

    let first = leave(&reed, "Reed", None)?;
    at_moss.until(&mut moss, ROUND).await?;
    // Killed with a round on its way: some of it is in the log, some is not, and of some the answer is lost.
    let second = leave(&reed, "Reed", first.last().copied())?;
    pair.one.kill().await?;
    proxy.switch(pair.two.authority().parse()?);
    let meanwhile = leave(&moss, "Moss", None)?;
    let third = leave(&reed, "Reed", second.last().copied())?;

    tokio::try_join!(at_reed.until(&mut reed, 4 * ROUND), at_moss.until(&mut moss, 4 * ROUND))?;
    let of_reed = [first, second, third].concat();
    assert_eq!(at_moss.of(&of_reed), of_reed, "all that Reed left arrived once and in order");
    assert_eq!(at_reed.of(&meanwhile), meanwhile, "Reed missed nothing of what Moss left meanwhile");
    assert_eq!(at_reed.ids, at_moss.ids);

    let snapshot = Api::new(&session)?.snapshot(&SnapshotQuery { cards: Some(100), ..SnapshotQuery::default() }).await?;
    let distinct: BTreeSet<_> = snapshot.cards.iter().map(|card| card.id).collect();
    assert_eq!((snapshot.cards.len(), distinct.len()), (4 * ROUND, 4 * ROUND), "the board holds each once");
    Ok(())
}
