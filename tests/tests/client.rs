//! The client against a real server, over a good network and a bad one.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::time::Duration;

use anyhow::{Context, bail, ensure};
use traceboard_board::{EntryId, Role, TraceId};
use traceboard_client::{
    Api, Board, Carrier, ClientError, End, Entries, Entry, Event, Link, Live, Mirror, Session, Settings,
};
use traceboard_position::Position;
use traceboard_protocol::{Code, Deed, Draft, Following, MineQuery, ServerFrame, Why};
use traceboard_testkit::{Proxy, Server, Store};
use uuid::Uuid;

/// How long something may take that must happen, a lost connection and the way back included.
const SOON: Duration = Duration::from_secs(60);
const CARRIERS: [Carrier; 2] = [Carrier::Socket, Carrier::LongPoll];

fn new_id() -> EntryId {
    EntryId(Uuid::now_v7())
}

fn draft(deed: Deed) -> Draft {
    Draft { id: new_id(), written_at_ms: 1_700_000_000_000, deed }
}

fn leave(text: &str, builds_on: &[EntryId]) -> Draft {
    let builds_on = builds_on.iter().map(|id| TraceId(id.0)).collect();
    draft(Deed::Leave { text: text.to_owned(), open_end: None, builds_on })
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

fn mirror(session: &Session, carrier: Carrier) -> anyhow::Result<Mirror> {
    Ok(Mirror::follow(session, Settings { carrier, ..Settings::default() })?)
}

fn proxy_url(proxy: &Proxy) -> String {
    format!("http://{}", proxy.address())
}

/// Reads entries until so many traces were seen, and gives their ids in the order of the log.
async fn traces(entries: &mut Entries, count: usize) -> anyhow::Result<Vec<EntryId>> {
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
async fn settled(mirror: &mut Mirror) -> anyhow::Result<()> {
    let settling = async {
        while mirror.live().outbox(|outbox| outbox.open()) > 0 {
            mirror.next().await?;
        }
        anyhow::Ok(())
    };
    tokio::time::timeout(SOON, settling).await.context("the outbox did not empty")?
}

/// Reads on until a board is at a position, and compares it with a snapshot of that position.
async fn same_as_the_server(mirror: &mut Mirror, position: Position) -> anyhow::Result<()> {
    let snapshot = Board::new(mirror.api().snapshot().await?);
    ensure!(snapshot.position() == position, "nothing is appended meanwhile");
    let reaching = tokio::time::timeout(SOON, mirror.reach(position)).await;
    let board = reaching.with_context(|| format!("waited {SOON:?} for {position}"))??;
    match board.disagreement(&snapshot) {
        Some(words) => bail!("merged rows and snapshot differ: {words}"),
        None => Ok(()),
    }
}

/// Does something by a request of its own, and gives its position.
async fn does(api: &Api, deed: Deed) -> anyhow::Result<(EntryId, Position)> {
    let draft = draft(deed);
    let id = draft.id;
    match &api.post(vec![draft]).await?[..] {
        [ServerFrame::Ack { position, .. }] => Ok((id, *position)),
        other => bail!("expected an ack, got {other:?}"),
    }
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
    let api = Api::new(&again)?;
    assert_eq!(api.mine(&MineQuery::default()).await?.me, first.member);
    let (_, members) = api.all_members(None).await?;
    assert_eq!(members.len(), 2, "the founder and one newcomer");
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
    let away = api.snapshot().await.unwrap_err();
    assert!(matches!(away, ClientError::Unreachable { .. }) && away.may_succeed_later(), "{away:?}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn members_on_a_socket_and_on_long_poll_see_each_others_traces() -> anyhow::Result<()> {
    let server = Server::start(&Store::Embedded, &[]).await?;
    let sessions = [member(&server, "Reed", None).await?, member(&server, "Moss", None).await?];
    let mut entries = Entries::follow(&sessions[0], None)?;
    let [mut one, mut two] = [mirror(&sessions[0], CARRIERS[0])?, mirror(&sessions[1], CARRIERS[1])?];
    let mut expected = Vec::new();
    for round in 0..3 {
        for (mirror, name) in [(&mut one, "Reed"), (&mut two, "Moss")] {
            let draft =
                leave(&format!("{name} {round}"), expected.last().map(std::slice::from_ref).unwrap_or_default());
            expected.push(draft.id);
            mirror.post(draft)?;
            settled(mirror).await?;
        }
    }
    assert_eq!(traces(&mut entries, expected.len()).await?, expected);
    let last = entries.position().context("entries were read")?;
    for mirror in [&mut one, &mut two] {
        same_as_the_server(mirror, last).await?;
        let board = mirror.board().context("it was reached")?;
        let feed: Vec<_> = board.feed().iter().rev().map(|card| EntryId(card.id.0)).collect();
        assert_eq!(feed, expected);
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn rows_are_those_of_the_server_whatever_becomes_of_traces_and_members() -> anyhow::Result<()> {
    let server = Server::start(&Store::Embedded, &[]).await?;
    let reed = member(&server, "Reed", None).await?;
    let moss = member(&server, "Moss", None).await?;
    let [host, by_reed, by_moss] = [&host(&server).await?, &reed, &moss].map(Api::new);
    let (host, by_reed, by_moss) = (host?, by_reed?, by_moss?);
    let mut mirrors = vec![mirror(&reed, CARRIERS[0])?, mirror(&moss, CARRIERS[1])?];
    let open_end = Some("paint it".to_owned());
    let seed = TraceId(
        does(&by_reed, Deed::Leave { text: "built a shed".to_owned(), open_end, builds_on: vec![] }).await?.0.0,
    );
    for mirror in &mut mirrors {
        mirror.ready().await?;
    }
    let leave = |text: &str, builds_on: Vec<TraceId>| Deed::Leave { text: text.to_owned(), open_end: None, builds_on };
    let grown = TraceId(does(&by_moss, leave("painted it", vec![seed])).await?.0.0);
    let other = TraceId(does(&by_moss, leave("swept up", vec![])).await?.0.0);
    let name = Some("Year two".to_owned());
    let deeds = [
        (&by_reed, Deed::Warm { trace: grown }),
        (&by_moss, Deed::Reword { trace: grown, text: "painted it blue".to_owned(), open_end: None }),
        (&by_moss, Deed::Rename { name: "Mossy".to_owned(), colour: 3 }),
        (&host, Deed::Hide { trace: other }),
        (&host, Deed::ChangeCircle { name, half_life_ms: None }),
        (&host, Deed::GiveRole { member: moss.member, role: Role::Host }),
        (&by_moss, Deed::Withdraw { trace: grown }),
        (&host, Deed::Restore { trace: other }),
        (&host, Deed::ChangeCircle { name: None, half_life_ms: Some(60_000) }),
        (&by_reed, Deed::Warm { trace: other }),
    ];
    for (api, deed) in deeds {
        let (_, position) = does(api, deed).await?;
        for mirror in &mut mirrors {
            same_as_the_server(mirror, position).await?;
        }
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_written_offline_arrives_once_and_in_order() -> anyhow::Result<()> {
    for carrier in CARRIERS {
        let server = Server::start(&Store::Embedded, &[]).await?;
        let proxy = Proxy::start(server.authority().parse()?).await?;
        let mut writer = mirror(&member(&server, "Reed", Some(proxy_url(&proxy))).await?, carrier)?;
        let mut entries = Entries::follow(&member(&server, "Moss", Some(proxy_url(&proxy))).await?, None)?;
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
        assert_eq!(traces(&mut entries, expected.len()).await?, expected, "{carrier:?}");
        let last = entries.position().context("entries were read")?;
        same_as_the_server(&mut writer, last).await?;
        assert!(proxy.accepted() > 4, "{} connections", proxy.accepted());
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_killed_and_restarted_loses_nothing_and_doubles_nothing() -> anyhow::Result<()> {
    for carrier in CARRIERS {
        let mut server = Server::start(&Store::Embedded, &[]).await?;
        let session = member(&server, "Reed", None).await?;
        let mut writer = mirror(&session, carrier)?;
        let mut entries = Entries::follow(&session, None)?;
        let mut expected = Vec::new();
        for round in 0..3 {
            for number in 0..10 {
                let draft = leave(&format!("trace {round} {number}"), &[]);
                expected.push(draft.id);
                writer.post(draft)?;
            }
            if round < 2 {
                server.restart().await?;
            }
        }
        settled(&mut writer).await?;
        assert_eq!(traces(&mut entries, expected.len()).await?, expected, "{carrier:?}");
        let last = entries.position().context("entries were read")?;
        same_as_the_server(&mut writer, last).await?;
        let mut anew = Entries::follow(&member(&server, "Moss", None).await?, None)?;
        assert_eq!(traces(&mut anew, expected.len()).await?, expected);
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refused_draft_steps_aside_and_only_what_builds_on_it_waits() -> anyhow::Result<()> {
    let server = Server::start(&Store::Embedded, &[]).await?;
    for carrier in CARRIERS {
        let session = member(&server, "Reed", None).await?;
        let mut writer = mirror(&session, carrier)?;
        let refused = leave("builds on a trace that nobody left", &[new_id()]);
        let waiting = leave("builds on what was refused", &[refused.id]);
        let free = leave("stands alone", &[]);
        let (refused_id, free_id) = (refused.id, free.id);
        for draft in [refused, waiting, free] {
            writer.post(draft)?;
        }
        settled(&mut writer).await?;
        let (aside, pending) = writer.live().outbox(|outbox| (outbox.aside().to_vec(), outbox.pending().count()));
        assert_eq!((aside.len(), aside[0].draft.id, aside[0].code), (1, refused_id, Code::UnknownTrace));
        assert_eq!(pending, 1);
        assert_eq!(writer.live().outbox(|outbox| outbox.discard(refused_id).len()), 2);
        let newest = Api::new(&session)?.snapshot().await?.cards.first().map(|card| card.id);
        assert_eq!(newest, Some(TraceId(free_id.0)));
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_removed_member_is_told_and_does_not_come_back() -> anyhow::Result<()> {
    let server = Server::start(&Store::Embedded, &[]).await?;
    let host = Api::new(&host(&server).await?)?;
    for carrier in CARRIERS {
        let session = member(&server, "Reed", None).await?;
        let mut follower = mirror(&session, carrier)?;
        follower.ready().await?;
        does(&host, Deed::Remove { member: session.member }).await?;
        let end = tokio::time::timeout(SOON, async {
            loop {
                if let Err(end) = follower.next().await {
                    break end;
                }
            }
        });
        match end.await? {
            End::Closed { code: 4020..4030, .. } => {}
            End::Refused(problem) if problem.code == Code::NotAMember => {}
            other => bail!("{carrier:?} ended with {other:?}"),
        }
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_position_of_another_log_is_answered_anew_and_following_goes_on_from_a_snapshot() -> anyhow::Result<()> {
    let server = Server::start(&Store::Embedded, &[]).await?;
    let session = member(&server, "Reed", None).await?;
    let foreign = Position { term: 1, seq: 0, nonce: 1 };
    let end = tokio::time::timeout(SOON, Entries::follow(&session, Some(foreign))?.next()).await?.unwrap_err();
    assert_eq!(end, End::ResumeImpossible);
    let api = Api::new(&session)?;
    for carrier in CARRIERS {
        let mut live = Live::follow_with(&session, Some(foreign), Settings { carrier, ..Settings::default() });
        let draft = leave("before the snapshot", &[]);
        let id = draft.id;
        live.post(draft)?;
        let reading = async {
            let mut board: Option<Board> = None;
            loop {
                let Event::Frame(frame) = live.next().await? else { continue };
                match (*frame, &mut board) {
                    (ServerFrame::Anew { space, why }, None) => {
                        assert_eq!(why, Why::UnknownHistory);
                        let snapshot = api.snapshot().await?;
                        live.follow_space(Following { space, after: Some(snapshot.position) })?;
                        board = Some(Board::new(snapshot));
                    }
                    (ServerFrame::States { states, .. }, Some(board)) => board.merge(states),
                    (ServerFrame::States { .. }, None) => bail!("states of a history that isn't this log's"),
                    _ => {}
                }
                if board.as_ref().is_some_and(|board| board.card_of(TraceId(id.0)).is_some()) {
                    return anyhow::Ok(());
                }
            }
        };
        tokio::time::timeout(SOON, reading).await.context("the trace did not come")??;
    }
    Ok(())
}
