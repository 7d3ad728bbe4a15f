//! What a store does beside its logs: bodies by id, checkpoints, probes.

use anyhow::ensure;
use bytes::Bytes;
use traceboard_log::{BODIES_MAX, CHECKPOINT_BYTES_MAX, LogError, LogName, Publishing, StoredBody, Touch};

use crate::world::{World, append, append_numbers, board, entry, id, read_all};

pub(crate) async fn bodies_are_read_by_id_as_they_are_now(world: &mut impl World) -> anyhow::Result<()> {
    let store = world.server().await?;
    ensure!(store.bodies(&board(), &[id(0)]).await? == [StoredBody::None], "the log is empty");
    for number in 0..4 {
        append(&*store, &board(), entry(number, Some("words"))).await?;
    }
    append(&*store, &board(), entry(4, None)).await?;
    store.touch(&board(), &[Touch::Erase(id(1)), Touch::Conceal(id(2))]).await?;
    let requests = [id(3), id(2), id(1), id(0), id(4), id(77), id(3)];
    let (open, hidden) = (StoredBody::Open("words".into()), StoredBody::Concealed("words".into()));
    let none = StoredBody::None;
    let found = store.bodies(&board(), &requests).await?;
    ensure!(found == [&open, &hidden, &none, &open, &none, &none, &open].map(Clone::clone), "{found:?}");
    let of_another_log = store.bodies(&LogName::new("circle", "door")?, &[id(0)]).await?;
    ensure!(of_another_log == [StoredBody::None]);
    ensure!(store.bodies(&board(), &[]).await?.is_empty());
    let refused = store.bodies(&board(), &vec![id(0); BODIES_MAX + 1]).await;
    ensure!(matches!(&refused, Err(LogError::Misuse { .. })), "{refused:?}");
    Ok(())
}

pub(crate) async fn the_largest_number_of_bodies_is_read_at_once(world: &mut impl World) -> anyhow::Result<()> {
    let store = world.server().await?;
    append_numbers(&*store, &board(), 0..500).await?;
    append_numbers(&*store, &board(), 500..1000).await?;
    let ids: Vec<_> = (0..u32::try_from(BODIES_MAX)?).map(id).collect();
    let found = store.bodies(&board(), &ids).await?;
    ensure!(found.len() == BODIES_MAX && found.iter().all(|body| body.open().is_some()));
    Ok(())
}

pub(crate) async fn the_last_checkpoint_is_kept_beside_its_log(world: &mut impl World) -> anyhow::Result<()> {
    let store = world.server().await?;
    let (log, door) = (board(), LogName::new("circle", "door")?);
    append(&*store, &log, entry(0, Some("words"))).await?;
    ensure!(store.checkpoint(&log).await?.is_none());
    // Longer, then shorter: nothing of the one before is left.
    for checkpoint in [Bytes::from(vec![7; 3_000_000]), "short".into(), Bytes::new()] {
        store.keep_checkpoint(&log, checkpoint.clone()).await?;
        ensure!(store.checkpoint(&log).await? == Some(checkpoint));
        ensure!(store.checkpoint(&door).await?.is_none(), "each log has its own");
    }
    store.keep_checkpoint(&log, "kept".into()).await?;
    world.begin_term().await?;
    let store = world.server().await?;
    ensure!(store.checkpoint(&log).await? == Some("kept".into()));
    ensure!(read_all(&*store, &log, None).await?.len() == 1, "it is no part of the log");
    world.delete_everything().await?;
    ensure!(world.server().await?.checkpoint(&log).await?.is_none());
    Ok(())
}

pub(crate) async fn a_checkpoint_out_of_bounds_is_refused(world: &mut impl World) -> anyhow::Result<()> {
    let store = world.server().await?;
    let refused = store.keep_checkpoint(&board(), Bytes::from(vec![0; CHECKPOINT_BYTES_MAX + 1])).await;
    ensure!(matches!(&refused, Err(LogError::Misuse { .. })), "{refused:?}");
    ensure!(store.checkpoint(&board()).await?.is_none());
    Ok(())
}

pub(crate) async fn a_probe_is_a_write_that_nobody_sees(world: &mut impl World) -> anyhow::Result<()> {
    let store = world.server().await?;
    let mut watch = store.watch(&board()).await?;
    for _ in 0..10 {
        store.probe().await?;
    }
    ensure!(store.unsettled().await?.is_empty() && store.head(&board()).await?.is_none());
    append(&*store, &board(), entry(0, None)).await?;
    let told = loop {
        match watch.recv().await? {
            traceboard_log::Publication::Missed => {}
            told => break told,
        }
    };
    ensure!(matches!(&told, traceboard_log::Publication::Entry(entry) if entry.id == id(0)), "{told:?}");
    store.close().await;
    let refused = store.probe().await;
    ensure!(matches!(&refused, Err(LogError::Closed { .. })), "{refused:?}");
    Ok(())
}

pub(crate) async fn publications_arrive(world: &mut impl World) -> anyhow::Result<()> {
    let store = world.server().await?;
    let _watch = store.watch(&board()).await?;
    traceboard_testkit::eventually(std::time::Duration::from_secs(30), "publications to arrive", async || {
        match store.publishing() {
            Publishing::Arrives => Ok(()),
            fails @ Publishing::Fails => Err(fails),
        }
    })
    .await
}
