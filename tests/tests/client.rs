//! The client against a real server, over a good network and a bad one.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::time::Duration;

use anyhow::{Context, bail};
use traceboard_board::{EntryId, TraceId};
use traceboard_client::{Api, ClientError, End, Event, Link, Live, Session};
use traceboard_position::Position;
use traceboard_protocol::{Code, Deed, Draft, ServerFrame, SnapshotQuery};
use traceboard_testkit::{Proxy, Server, Store};
use uuid::Uuid;

/// How long something may take that must happen, a lost connection and the way back included.
const SOON: Duration = Duration::from_secs(60);

fn new_id() -> EntryId {
    EntryId(Uuid::now_v7())
}

fn leave(text: &str, builds_on: &[EntryId]) -> Draft {
    let builds_on = builds_on.iter().map(|id| TraceId(id.0)).collect();
    let deed = Deed::Leave { text: text.to_owned(), open_end: None, builds_on };
    Draft { id: new_id(), written_at_ms: 1_700_000_000_000, deed }
}

/// A member who came by the invite link, through another address where one is given.
async fn member(server: &Server, name: &str, base: Option<String>) -> anyhow::Result<Session> {
    let link: Link = server.ready().invite_link.parse()?;
    let mut session = Api::redeem(&link, new_id(), Some(name.to_owned()), None).await?;
    session.base = base.unwrap_or(session.base);
    Ok(session)
}

async fn host(server: &Server) -> anyhow::Result<Session> {
    let link: Link = server.ready().host_link.parse()?;
    Ok(Api::redeem(&link, new_id(), None, None).await?)
}

fn proxy_url(proxy: &Proxy) -> String {
    format!("http://{}", proxy.address())
}

/// Follows until so many traces by the ids were seen, and gives their ids in the order of arrival.
async fn traces(live: &mut Live, count: usize) -> anyhow::Result<Vec<EntryId>> {
    let mut seen = Vec::new();
    let mut last: Option<Position> = None;
    let reading = async {
        while seen.len() < count {
            if let Event::Frame(frame) = live.next().await?
                && let ServerFrame::Entry { position, head, .. } = *frame
            {
                assert!(last < Some(position), "entries come in order and once");
                last = Some(position);
                if matches!(head.what, traceboard_board::What::TraceLeft { .. }) {
                    seen.push(head.id);
                }
            }
        }
        anyhow::Ok(())
    };
    let read = tokio::time::timeout(SOON, reading).await;
    read.with_context(|| format!("waited {SOON:?} for {count} traces"))??;
    Ok(seen)
}

/// Reads events until the outbox holds nothing that could still go.
async fn settled(live: &mut Live) -> anyhow::Result<()> {
    let settling = async {
        while live.outbox(|outbox| outbox.open()) > 0 {
            live.next().await?;
        }
        anyhow::Ok(())
    };
    tokio::time::timeout(SOON, settling).await.context("the outbox did not empty")?
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_is_redeemed_once_however_often_the_request_is_repeated() -> anyhow::Result<()> {
    let server = Server::start(&Store::Embedded, &[]).await?;
    let link: Link = server.ready().invite_link.parse()?;
    assert!(Api::look(&link).await?.member.is_none());
    let request = new_id();
    let first = Api::redeem(&link, request, Some("Reed".to_owned()), None).await?;
    let again = Api::redeem(&link, request, Some("Reed".to_owned()), None).await?;
    assert_eq!(first.member, again.member);
    let snapshot = Api::new(&again)?.snapshot(&SnapshotQuery::default()).await?;
    assert_eq!(snapshot.me, first.member);
    assert_eq!(snapshot.members.len(), 2, "the founder and one newcomer");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn refusals_and_absence_are_told_apart() -> anyhow::Result<()> {
    let mut server = Server::start(&Store::Embedded, &[]).await?;
    let session = member(&server, "Reed", None).await?;
    let api = Api::new(&session)?;
    let unknown = api.trail(TraceId(Uuid::now_v7()), None).await.unwrap_err();
    let ClientError::Refused { problem, .. } = &unknown else { bail!("expected a refusal, got {unknown:?}") };
    assert_eq!((problem.code, unknown.may_succeed_later()), (Code::UnknownTrace, false));
    server.kill().await?;
    let away = api.snapshot(&SnapshotQuery::default()).await.unwrap_err();
    assert!(matches!(away, ClientError::Unreachable { .. }) && away.may_succeed_later(), "{away:?}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn two_members_see_each_others_traces_live() -> anyhow::Result<()> {
    let server = Server::start(&Store::Embedded, &[]).await?;
    let mut one = Live::follow(&member(&server, "Reed", None).await?, None);
    let mut two = Live::follow(&member(&server, "Moss", None).await?, None);
    let first = leave("swept the yard", &[]);
    let second = leave("and raked the leaves", &[first.id]);
    let expected = [first.id, second.id];
    one.post(first)?;
    one.post(second)?;
    assert_eq!(traces(&mut two, 2).await?, expected);
    assert_eq!(traces(&mut one, 2).await?, expected);
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_written_offline_arrives_once_and_in_order() -> anyhow::Result<()> {
    let server = Server::start(&Store::Embedded, &[]).await?;
    let proxy = Proxy::start(server.authority().parse()?).await?;
    let mut writer = Live::follow(&member(&server, "Reed", Some(proxy_url(&proxy))).await?, None);
    let mut reader = Live::follow(&member(&server, "Moss", None).await?, None);
    let mut expected = Vec::new();
    for round in 0..4 {
        let online = leave(&format!("online {round}"), &[]);
        expected.push(online.id);
        writer.post(online)?;
        if round % 2 == 0 {
            settled(&mut writer).await?;
            proxy.cut();
        } else {
            // With the answers on their way.
            proxy.drop_connections();
        }
        for number in 0..3 {
            let offline = leave(&format!("offline {round} {number}"), &[]);
            expected.push(offline.id);
            writer.post(offline)?;
        }
        proxy.mend();
        settled(&mut writer).await?;
    }
    assert_eq!(traces(&mut reader, expected.len()).await?, expected);
    assert!(proxy.accepted() > 4, "{} connections", proxy.accepted());
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_killed_and_restarted_loses_nothing_and_doubles_nothing() -> anyhow::Result<()> {
    let mut server = Server::start(&Store::Embedded, &[]).await?;
    let mut live = Live::follow(&member(&server, "Reed", None).await?, None);
    let mut expected = Vec::new();
    for round in 0..3 {
        for number in 0..10 {
            let draft = leave(&format!("trace {round} {number}"), &[]);
            expected.push(draft.id);
            live.post(draft)?;
        }
        if round < 2 {
            server.restart().await?;
        }
    }
    assert_eq!(traces(&mut live, expected.len()).await?, expected);
    settled(&mut live).await?;
    let mut anew = Live::follow(&member(&server, "Moss", None).await?, None);
    assert_eq!(traces(&mut anew, expected.len()).await?, expected);
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refused_draft_steps_aside_and_only_what_builds_on_it_waits() -> anyhow::Result<()> {
    let server = Server::start(&Store::Embedded, &[]).await?;
    let mut live = Live::follow(&member(&server, "Reed", None).await?, None);
    let refused = leave("builds on a trace that nobody left", &[new_id()]);
    let waiting = leave("builds on what was refused", &[refused.id]);
    let free = leave("stands alone", &[]);
    let (refused_id, free_id) = (refused.id, free.id);
    for draft in [refused, waiting, free] {
        live.post(draft)?;
    }
    assert_eq!(traces(&mut live, 1).await?, [free_id]);
    settled(&mut live).await?;
    let (aside, pending) = live.outbox(|outbox| (outbox.aside().to_vec(), outbox.pending().count()));
    assert_eq!((aside.len(), aside[0].draft.id, aside[0].code), (1, refused_id, Code::UnknownTrace));
    assert_eq!(pending, 1);
    assert_eq!(live.outbox(|outbox| outbox.discard(refused_id).len()), 2);
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_removed_member_is_told_and_does_not_come_back() -> anyhow::Result<()> {
    let server = Server::start(&Store::Embedded, &[]).await?;
    let session = member(&server, "Reed", None).await?;
    let mut live = Live::follow(&session, None);
    live.next().await?;
    let host = Api::new(&host(&server).await?)?;
    let remove = Draft { id: new_id(), written_at_ms: 0, deed: Deed::Remove { member: session.member } };
    host.post(vec![remove]).await?;
    let end = tokio::time::timeout(SOON, async {
        loop {
            if let Err(end) = live.next().await {
                break end;
            }
        }
    });
    assert!(matches!(end.await?, End::Closed { code: 4020..4030, .. }));
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_position_of_another_log_needs_a_snapshot() -> anyhow::Result<()> {
    let server = Server::start(&Store::Embedded, &[]).await?;
    let session = member(&server, "Reed", None).await?;
    let foreign = Position { term: 1, seq: 0, nonce: 1 };
    let mut live = Live::follow(&session, Some(foreign));
    let end = tokio::time::timeout(SOON, live.next()).await?.unwrap_err();
    assert_eq!(end, End::SnapshotNeeded);
    let snapshot = Api::new(&session)?.snapshot(&SnapshotQuery::default()).await?;
    let mut live = Live::follow_with(&session, snapshot.position, live.end(), traceboard_client::system_chance());
    let draft = leave("after the snapshot", &[]);
    let expected = [draft.id];
    live.post(draft)?;
    assert_eq!(traces(&mut live, 1).await?, expected);
    Ok(())
}
