//! What the tests of the client share.

use std::time::Duration;

use anyhow::{Context, bail, ensure};
use traceboard_board::{EntryId, TraceId};
use traceboard_client::{Api, Board, Carrier, Entries, Entry, Link, Mirror, Session, Settings};
use traceboard_position::Position;
use traceboard_protocol::{Deed, Draft, ServerFrame};
use traceboard_testkit::{Proxy, Server};
use uuid::Uuid;

/// How long something may take that must happen, a lost connection and the way back included.
pub(super) const SOON: Duration = Duration::from_secs(60);
pub(super) const CARRIERS: [Carrier; 2] = [Carrier::Socket, Carrier::LongPoll];

pub(super) fn new_id() -> EntryId {
    EntryId(Uuid::now_v7())
}

pub(super) fn draft(deed: Deed) -> Draft {
    Draft { id: new_id(), written_at_ms: 1_700_000_000_000, deed }
}

pub(super) fn leave(text: &str, builds_on: &[EntryId]) -> Draft {
    let builds_on = builds_on.iter().map(|id| TraceId(id.0)).collect();
    draft(Deed::leave(text, None, builds_on))
}

/// A member who came by the invite link, through another address where one is given.
pub(super) async fn member(server: &Server, name: &str, base: Option<String>) -> anyhow::Result<Session> {
    let link: Link = server.ready().invite_link.parse()?;
    let mut session = Api::redeem(&link, new_id(), Some(name.to_owned()), None).await?;
    session.base = base.unwrap_or(session.base);
    Ok(session)
}

pub(super) async fn host(server: &Server) -> anyhow::Result<Session> {
    let link: Link = server.ready().host_link.parse()?;
    Ok(Api::redeem(&link, new_id(), None, None).await?)
}

pub(super) fn mirror(session: &Session, carrier: Carrier) -> anyhow::Result<Mirror> {
    Ok(Mirror::follow(session, Settings { carrier, ..Settings::default() })?)
}

pub(super) fn proxy_url(proxy: &Proxy) -> String {
    format!("http://{}", proxy.address())
}

/// Reads entries until so many traces were seen, and gives their ids in the order of the log.
pub(super) async fn traces(entries: &mut Entries, count: usize) -> anyhow::Result<Vec<EntryId>> {
    let mut seen = Vec::new();
    let mut last: Option<Position> = None;
    let reading = async {
        while seen.len() < count {
            if let Entry::Next(entry) = entries.next().await? {
                assert!(last < Some(entry.position), "entries come in order and once");
                last = Some(entry.position);
                if entry.head["type"] == "trace_left" {
                    seen.push(entry.id);
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
pub(super) async fn settled(mirror: &mut Mirror) -> anyhow::Result<()> {
    let settling = async {
        while mirror.live().outbox(|outbox| outbox.open()) > 0 {
            mirror.next().await?;
        }
        anyhow::Ok(())
    };
    tokio::time::timeout(SOON, settling).await.context("the outbox did not empty")?
}

/// Reads on until a board has the rows of a snapshot of a position. An entry that changed no row brings no states.
pub(super) async fn same_as_the_server(mirror: &mut Mirror, position: Position) -> anyhow::Result<()> {
    let snapshot = Board::new(mirror.api().snapshot().await?);
    ensure!(snapshot.position() == position, "nothing is appended meanwhile");
    let mut differ = None;
    let agreeing = async {
        loop {
            differ = mirror.ready().await?.disagreement(&snapshot);
            if differ.is_none() {
                return anyhow::Ok(());
            }
            mirror.next().await?;
        }
    };
    match tokio::time::timeout(SOON, agreeing).await {
        Ok(agreed) => agreed,
        Err(_) => bail!("merged rows and the snapshot of {position} differ after {SOON:?}: {differ:?}"),
    }
}

/// Does something by a request of its own, and gives its position.
pub(super) async fn does(api: &Api, deed: Deed) -> anyhow::Result<(EntryId, Position)> {
    let draft = draft(deed);
    let id = draft.id;
    match &api.post(vec![draft]).await?[..] {
        [ServerFrame::Ack { position, .. }] => Ok((id, *position)),
        other => bail!("expected an ack, got {other:?}"),
    }
}
