//! What left words to touch is named until all of them are.

use anyhow::ensure;
use traceboard_log::{Log, LogName, NewEntry, Unsettled};
use traceboard_position::Position;

use crate::world::{World, append, board, entry, position_of};

async fn leave_words(store: &dyn Log, log: &LogName, number: u32) -> anyhow::Result<Position> {
    position_of(&append(store, log, NewEntry { unsettles: true, ..entry(number, Some("word")) }).await?)
}

/// In the order of their names: a store gives them in any.
async fn unsettled(store: &dyn Log) -> anyhow::Result<Vec<Unsettled>> {
    let mut found = store.unsettled().await?;
    found.sort_by(|a, b| a.log.cmp(&b.log));
    Ok(found)
}

pub(crate) async fn a_log_with_words_to_clean_up_is_listed_until_it_is_settled(
    world: &mut impl World,
) -> anyhow::Result<()> {
    let servers = [world.server().await?, world.server().await?];
    let (log, door) = (board(), LogName::new("circle", "door")?);
    append(&*servers[0], &log, entry(0, Some("word"))).await?;
    ensure!(unsettled(&*servers[1]).await?.is_empty(), "nothing waits");
    let first = leave_words(&*servers[0], &log, 1).await?;
    let other = leave_words(&*servers[0], &door, 1).await?;
    let both = [Unsettled { log: log.clone(), position: first }, Unsettled { log: door.clone(), position: other }];
    ensure!(unsettled(&*servers[1]).await? == both);
    // Whoever comes after a crash finds it.
    world.begin_term().await?;
    let store = world.server().await?;
    ensure!(unsettled(&*store).await? == both);
    for _ in 0..2 {
        store.settle(&log, first).await?;
        ensure!(unsettled(&*store).await? == both[1..]);
    }
    store.settle(&door, other).await?;
    ensure!(unsettled(&*store).await?.is_empty());
    Ok(())
}

pub(crate) async fn settling_an_earlier_entry_leaves_a_later_one_waiting(world: &mut impl World) -> anyhow::Result<()> {
    let store = world.server().await?;
    let log = board();
    let first = leave_words(&*store, &log, 0).await?;
    let second = leave_words(&*store, &log, 1).await?;
    append(&*store, &log, entry(2, Some("word"))).await?;
    store.settle(&log, first).await?;
    ensure!(unsettled(&*store).await? == [Unsettled { log: log.clone(), position: second }]);
    // Another history of the same number says nothing about this one.
    store.settle(&log, Position { nonce: second.nonce ^ 1, ..second }).await?;
    ensure!(unsettled(&*store).await?.len() == 1);
    world.begin_term().await?;
    let store = world.server().await?;
    let third = leave_words(&*store, &log, 3).await?;
    store.settle(&log, second).await?;
    ensure!(unsettled(&*store).await? == [Unsettled { log: log.clone(), position: third }]);
    store.settle(&log, third).await?;
    ensure!(unsettled(&*store).await?.is_empty());
    Ok(())
}

pub(crate) async fn a_repeat_unsettles_nothing(world: &mut impl World) -> anyhow::Result<()> {
    let store = world.server().await?;
    let first = leave_words(&*store, &board(), 0).await?;
    store.settle(&board(), first).await?;
    ensure!(leave_words(&*store, &board(), 0).await? == first);
    ensure!(unsettled(&*store).await?.is_empty());
    store.settle(&LogName::new("circle", "empty")?, first).await?;
    Ok(())
}
