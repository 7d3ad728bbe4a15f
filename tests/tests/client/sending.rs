//! What is posted arrives once and in order, whatever becomes of connections, servers and positions.

use anyhow::{Context, bail};
use traceboard_board::TraceId;
use traceboard_client::{Api, Board, End, Entries, Event, Live, Settings};
use traceboard_position::Position;
use traceboard_protocol::{Code, Following, ServerFrame, Why};
use traceboard_testkit::{Proxy, Server, Store};

use crate::support::{CARRIERS, SOON, leave, member, mirror, new_id, proxy_url, same_as_the_server, settled, traces};

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
async fn a_refused_draft_holds_up_only_drafts_that_build_on_it() -> anyhow::Result<()> {
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
