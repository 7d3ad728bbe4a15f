//! A log remembers the highest format that was written to it, and takes nothing below.

use anyhow::ensure;
use traceboard_log::{LogError, LogName, NewEntry, Outcome};

use crate::world::{World, append, board, entry, read_all};

fn written_as(format: u16, number: u32) -> NewEntry {
    NewEntry { format, ..entry(number, Some("word")) }
}

pub(crate) async fn a_log_remembers_its_highest_format(world: &mut impl World) -> anyhow::Result<()> {
    let store = world.server().await?;
    ensure!(store.format(&board()).await? == 0, "an empty log has none");
    for (number, format) in [(0, 1), (1, 1), (2, 3), (3, 3)] {
        append(&*store, &board(), written_as(format, number)).await?;
        ensure!(store.format(&board()).await? == format);
    }
    ensure!(store.format(&LogName::new("circle", "door")?).await? == 0, "each log has its own");
    world.begin_term().await?;
    let store = world.server().await?;
    ensure!(store.format(&board()).await? == 3);
    append(&*store, &board(), written_as(u16::MAX, 4)).await?;
    ensure!(store.format(&board()).await? == u16::MAX);
    Ok(())
}

pub(crate) async fn an_entry_below_the_highest_format_is_refused_and_not_appended(
    world: &mut impl World,
) -> anyhow::Result<()> {
    let servers = [world.server().await?, world.server().await?];
    append(&*servers[0], &board(), written_as(2, 0)).await?;
    let refused = servers[1].append(&board(), vec![written_as(1, 1)]).await;
    ensure!(matches!(&refused, Err(LogError::Newer { found: 2, own: 1, .. })), "{refused:?}");
    // Also in one call, and for a repeat: this version can't know what it would be told.
    let refused = servers[1].append(&board(), vec![written_as(3, 2), written_as(2, 3)]).await;
    ensure!(matches!(&refused, Err(LogError::Newer { found: 3, own: 2, .. })), "{refused:?}");
    let refused = servers[1].append(&board(), vec![written_as(1, 0)]).await;
    ensure!(matches!(&refused, Err(LogError::Newer { own: 1, .. })), "{refused:?}");
    let entries = read_all(&*servers[0], &board(), None).await?;
    ensure!(entries.iter().all(|entry| entry.id != crate::world::id(1) && entry.id != crate::world::id(3)));
    // It holds up no other log.
    let door = LogName::new("circle", "door")?;
    let outcome = append(&*servers[1], &door, written_as(1, 1)).await?;
    ensure!(matches!(outcome, Outcome::Appended { .. }));
    Ok(())
}

pub(crate) async fn a_conflict_raises_no_format(world: &mut impl World) -> anyhow::Result<()> {
    let store = world.server().await?;
    append(&*store, &board(), written_as(1, 0)).await?;
    let conflicting = NewEntry { head: "{}".into(), ..written_as(2, 0) };
    ensure!(append(&*store, &board(), conflicting).await? == Outcome::Conflict);
    ensure!(store.format(&board()).await? == 1, "nothing was written");
    append(&*store, &board(), written_as(1, 1)).await?;
    Ok(())
}
