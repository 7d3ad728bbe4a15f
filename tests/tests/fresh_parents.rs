//! A refusal is true also where the other server was faster.

use traceboard_board::{EntryId, TraceId};
use traceboard_client::{Api, Link};
use traceboard_protocol::{Deed, Draft, ServerFrame};
use traceboard_testkit::{Server, Store, redis::Redis};
use uuid::Uuid;

/// How many times a trace is built on at the other server.
const STEPS: usize = 40;

async fn member(server: &Server, name: &str) -> anyhow::Result<Api> {
    let link: Link = server.ready().invite_link.parse()?;
    Ok(Api::new(&Api::redeem(&link, EntryId(Uuid::now_v7()), Some(name.to_owned()), None).await?)?)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_trace_can_be_built_on_at_once_through_the_other_server() -> anyhow::Result<()> {
    let redis = Redis::start()?;
    let store = Store::Redis(redis.url());
    let (one, two) = tokio::try_join!(Server::start(&store, &[]), Server::start(&store, &[]))?;
    let members = [member(&one, "Reed").await?, member(&two, "Moss").await?];
    let mut parent: Option<EntryId> = None;
    // Each answer is built on at once at the other server, which may not have heard of the trace.
    for step in 0..STEPS {
        let id = EntryId(Uuid::now_v7());
        let builds_on = parent.map(|parent| TraceId(parent.0)).into_iter().collect();
        let deed = Deed::leave(format!("step {step}"), None, builds_on);
        let answer = members[step % 2].post(vec![Draft { id, written_at_ms: 0, deed }]).await?;
        assert!(matches!(answer[..], [ServerFrame::Ack { .. }]), "step {step}: {answer:?}");
        parent = Some(id);
    }
    Ok(())
}
