//! Merged rows are the server's.

use anyhow::Context;
use traceboard_board::{EntryId, Role, TraceId};
use traceboard_client::{Api, Entries};
use traceboard_protocol::Deed;
use traceboard_testkit::{Server, Store};

use crate::support::{CARRIERS, does, host, leave, member, mirror, same_as_the_server, settled, traces};

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
async fn the_clients_rows_equal_the_servers_after_changes_of_traces_and_members() -> anyhow::Result<()> {
    let server = Server::start(&Store::Embedded, &[]).await?;
    let reed = member(&server, "Reed", None).await?;
    let moss = member(&server, "Moss", None).await?;
    let [host, by_reed, by_moss] = [&host(&server).await?, &reed, &moss].map(Api::new);
    let (host, by_reed, by_moss) = (host?, by_reed?, by_moss?);
    let mut mirrors = vec![mirror(&reed, CARRIERS[0])?, mirror(&moss, CARRIERS[1])?];
    let open_end = Some("paint it".to_owned());
    let seed = TraceId(does(&by_reed, Deed::leave("built a shed", open_end, vec![])).await?.0.0);
    for mirror in &mut mirrors {
        mirror.ready().await?;
    }
    let leave = |text: &str, builds_on: Vec<TraceId>| Deed::leave(text, None, builds_on);
    let grown = TraceId(does(&by_moss, leave("painted it", vec![seed])).await?.0.0);
    let other = TraceId(does(&by_moss, leave("swept up", vec![])).await?.0.0);
    let name = Some("Year two".to_owned());
    let deeds = [
        (&by_reed, Deed::Warm { trace: grown }),
        (&by_moss, Deed::Reword { trace: grown, text: "painted it blue".to_owned(), open_end: None, photo: None }),
        (&by_moss, Deed::Rename { name: "Mossy".to_owned(), colour: 3 }),
        (&host, Deed::Hide { trace: other, why: None }),
        (&host, Deed::ChangeCircle { name, half_life_ms: None, off: None, time_zone: None }),
        (&host, Deed::GiveRole { member: moss.member, role: Role::Host }),
        (&by_moss, Deed::Withdraw { trace: grown }),
        (&host, Deed::Restore { trace: other }),
        (&host, Deed::ChangeCircle { name: None, half_life_ms: Some(60_000), off: None, time_zone: None }),
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
