//! From where history goes on, and from where it doesn't. Never a silent gap.

use anyhow::ensure;
use bytes::Bytes;
use traceboard_log::{Log, NewEntry, PAGE_BYTES_MAX, PAGE_ENTRIES_MAX, PART_BYTES_MAX, ReadError};
use traceboard_position::Position;

use crate::world::{World, append, append_numbers, assert_whole, board, entry, read_all};

async fn assert_refused(store: &dyn Log, after: Position) -> anyhow::Result<()> {
    match store.read(&board(), Some(after)).await {
        Err(ReadError::NotResumable { after: refused, .. }) if refused == after => Ok(()),
        other => anyhow::bail!("history must not go on after {after}: {other:?}"),
    }
}

pub(crate) async fn resuming_works_before_and_at_the_head_and_not_after_it(
    world: &mut impl World,
) -> anyhow::Result<()> {
    let store = world.server().await?;
    let positions = append_numbers(&*store, &board(), 0..4).await?;
    for (index, after) in positions.iter().enumerate() {
        let entries = read_all(&*store, &board(), Some(*after)).await?;
        assert_whole(&entries, Some(*after));
        ensure!(entries.len() == 3 - index);
    }
    assert_refused(&*store, Position { seq: 4, ..positions[3] }).await?;
    assert_refused(&*store, Position { seq: u64::MAX, ..positions[3] }).await?;
    assert_refused(&*store, Position { term: 2, seq: 0, ..positions[3] }).await?;
    assert_refused(&*store, Position { term: 0, ..positions[3] }).await?;
    assert_refused(&*store, Position { term: u64::MAX, ..positions[3] }).await
}

pub(crate) async fn resuming_works_across_an_ended_term_and_not_past_its_end(
    world: &mut impl World,
) -> anyhow::Result<()> {
    let first = append_numbers(&*world.server().await?, &board(), 0..3).await?;
    world.begin_term().await?;
    let store = world.server().await?;
    // No term has begun yet: the old one goes on to its end.
    ensure!(read_all(&*store, &board(), Some(first[2])).await?.is_empty());
    let second = append_numbers(&*store, &board(), 3..6).await?;
    ensure!(second[0].term == first[2].term + 1 && second[0].seq == 0 && second[0].nonce != first[0].nonce);
    for after in [first[0], first[2], second[0]] {
        assert_whole(&read_all(&*store, &board(), Some(after)).await?, Some(after));
    }
    ensure!(read_all(&*store, &board(), Some(first[1])).await?.len() == 4);
    assert_refused(&*store, Position { seq: 3, ..first[2] }).await?;
    // The right number with the nonce of another term.
    assert_refused(&*store, Position { nonce: second[0].nonce, ..first[0] }).await?;
    assert_refused(&*store, Position { nonce: first[0].nonce, ..second[0] }).await?;
    assert_whole(&read_all(&*store, &board(), None).await?, None);
    Ok(())
}

pub(crate) async fn resuming_from_a_foreign_term_is_refused(world: &mut impl World) -> anyhow::Result<()> {
    let store = world.server().await?;
    let positions = append_numbers(&*store, &board(), 0..2).await?;
    assert_refused(&*store, Position { nonce: positions[0].nonce ^ 1, ..positions[0] }).await
}

pub(crate) async fn resuming_anywhere_is_refused_after_everything_was_deleted(
    world: &mut impl World,
) -> anyhow::Result<()> {
    let old = append_numbers(&*world.server().await?, &board(), 0..2).await?;
    world.delete_everything().await?;
    let store = world.server().await?;
    assert_refused(&*store, old[0]).await?;
    ensure!(store.head(&board()).await?.is_none());
    let new = append_numbers(&*store, &board(), 0..2).await?;
    ensure!(new[0].term == old[0].term && new[0].seq == 0);
    // The same numbers, another history.
    assert_refused(&*store, old[0]).await?;
    assert_refused(&*store, old[1]).await?;
    ensure!(read_all(&*store, &board(), Some(new[0])).await?.len() == 1);
    Ok(())
}

pub(crate) async fn resuming_an_empty_log_is_refused(world: &mut impl World) -> anyhow::Result<()> {
    let store = world.server().await?;
    ensure!(read_all(&*store, &board(), None).await?.is_empty());
    assert_refused(&*store, Position { term: 1, seq: 0, nonce: 0 }).await
}

pub(crate) async fn pages_are_bounded_and_join_without_a_gap(world: &mut impl World) -> anyhow::Result<()> {
    let store = world.server().await?;
    let most = u32::try_from(PAGE_ENTRIES_MAX)?;
    append_numbers(&*store, &board(), 0..most).await?;
    let page = store.read(&board(), None).await?;
    ensure!(page.entries.len() == PAGE_ENTRIES_MAX && !page.more);
    append_numbers(&*store, &board(), most..most + 1).await?;
    let page = store.read(&board(), None).await?;
    ensure!(page.entries.len() == PAGE_ENTRIES_MAX && page.more);
    let part = Bytes::from(vec![b'x'; PART_BYTES_MAX]);
    for number in 0..20 {
        let large = NewEntry { head: part.clone(), body: Some(part.clone()), ..entry(2000 + number, None) };
        append(&*store, &board(), large).await?;
    }
    let after = page.entries.last().map(|entry| entry.position);
    let page = store.read(&board(), after).await?;
    let bytes: usize = page.entries.iter().map(|entry| entry.head.len() + entry.body.any().map_or(0, Bytes::len)).sum();
    ensure!(page.more && bytes <= PAGE_BYTES_MAX + 2 * PART_BYTES_MAX, "{bytes} bytes");
    let entries = read_all(&*store, &board(), None).await?;
    assert_whole(&entries, None);
    ensure!(entries.len() == PAGE_ENTRIES_MAX + 21);
    Ok(())
}
