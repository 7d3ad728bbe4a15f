//! A crowd under load, half of it on long poll, while one of two servers is killed.

use std::collections::HashMap;

use anyhow::{Context, bail, ensure};
use tokio::{sync::watch, task::JoinSet, time::timeout};
use traceboard_board::EntryId;
use traceboard_client::{Board, Carrier, Entries, Entry, Mirror, Settings};
use traceboard_position::Position;
use traceboard_protocol::{Deed, Draft};
use uuid::Uuid;

use crate::{SOON, house::Topology};

const FOLLOWERS: usize = 50;
const WRITERS: usize = 10;
/// How many traces each writer leaves: no more than a burst of posts.
const TRACES: usize = 30;

/// Follows until the board is where all end.
async fn follow(mut mirror: Mirror, mut end: watch::Receiver<Option<Position>>) -> anyhow::Result<Mirror> {
    loop {
        let position = *end.borrow_and_update();
        if let Some(position) = position {
            mirror.reach(position).await?;
            return Ok(mirror);
        }
        tokio::select! {
            event = mirror.next() => drop(event?),
            changed = end.changed() => changed?,
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn no_post_is_lost_or_doubled_when_one_of_two_servers_is_killed_under_load() -> anyhow::Result<()> {
    let mut topology = Topology::start().await?;
    let (end, ends) = watch::channel(None);
    let mut crowd = JoinSet::new();
    let mut mirrors = Vec::new();
    for number in 0..FOLLOWERS {
        let at = if number < FOLLOWERS / 2 { &topology.one } else { &topology.two };
        let session = topology.session(&format!("Follower {number}"), &topology.two, at).await?;
        let carrier = if number % 2 == 0 { Carrier::Socket } else { Carrier::LongPoll };
        let mut mirror = Mirror::follow(&session, Settings { carrier, ..Settings::default() })?;
        mirror.ready().await?;
        mirrors.push(mirror);
    }
    let watcher = topology.session("Watcher", &topology.two, &topology.two).await?;
    let mut entries = Entries::follow(&watcher, None)?;

    let mut authors: HashMap<EntryId, (usize, usize)> = HashMap::new();
    for (writer, mirror) in mirrors.iter().step_by(FOLLOWERS / WRITERS).enumerate() {
        for number in 0..TRACES {
            let id = EntryId(Uuid::now_v7());
            let deed = Deed::leave(format!("{writer}: {number}"), None, Vec::new());
            mirror.post(Draft { id, written_at_ms: 1_700_000_000_000, deed })?;
            authors.insert(id, (writer, number));
        }
    }
    for mirror in mirrors {
        crowd.spawn(follow(mirror, ends.clone()));
    }

    // How many traces of each writer came: the next one of each is the one behind that, and no other.
    let mut came = [0; WRITERS];
    let reading = async {
        while came.iter().sum::<usize>() < WRITERS * TRACES {
            let Entry::Next(entry) = entries.next().await? else { continue };
            let Some((writer, number)) = authors.get(&entry.id).copied() else { continue };
            ensure!(came[writer] == number, "{number} of writer {writer} came after {} of theirs", came[writer]);
            came[writer] += 1;
            if came.iter().sum::<usize>() == WRITERS * TRACES / 4 {
                topology.one.kill().await?;
            }
        }
        anyhow::Ok(())
    };
    match timeout(2 * SOON, reading).await {
        Ok(read) => read?,
        Err(_) => bail!("not all traces came: {came:?}"),
    }

    end.send_replace(entries.position());
    let mut first: Option<Mirror> = None;
    let comparing = async {
        while let Some(follower) = crowd.join_next().await {
            let follower = follower??;
            let board = follower.board().context("it was reached")?;
            let whole = board.feed_edge().is_some() || board.feed().len() == WRITERS * TRACES;
            ensure!(whole, "{} traces are listed", board.feed().len());
            if let Some(words) = first.as_ref().and_then(Mirror::board).and_then(|first| first.disagreement(board)) {
                bail!("two followers differ: {words}");
            }
            first.get_or_insert(follower);
        }
        anyhow::Ok(())
    };
    timeout(2 * SOON, comparing).await.context("not all followers came to the end")??;
    let first = first.context("there are followers")?;
    let snapshot = Board::new(first.api().snapshot().await?);
    match first.board().and_then(|board| board.disagreement(&snapshot)) {
        Some(words) => bail!("the followers differ from the server: {words}"),
        None => Ok(()),
    }
}
