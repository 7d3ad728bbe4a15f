//! Order, density, idempotency and what an ack promises.

use std::collections::HashSet;

use anyhow::ensure;
use bytes::Bytes;
use traceboard_log::{
    APPEND_ENTRIES_MAX, CLOCK_AHEAD_MS_MAX, Clock as _, LogError, LogName, NewEntry, Outcome, PART_BYTES_MAX,
    SystemClock, TOUCHES_MAX, Touch,
};

use crate::world::{World, append, append_numbers, assert_whole, board, entry, id, position_of, read_all};

pub(crate) async fn entries_are_dense_and_in_order(world: &mut impl World) -> anyhow::Result<()> {
    let store = world.server().await?;
    ensure!(store.head(&board()).await?.is_none());
    let mut positions = append_numbers(&*store, &board(), 0..3).await?;
    positions.extend(append_numbers(&*store, &board(), 3..5).await?);
    let entries = read_all(&*store, &board(), None).await?;
    assert_whole(&entries, None);
    ensure!(entries.iter().map(|entry| entry.position).collect::<Vec<_>>() == positions);
    ensure!(entries.iter().map(|entry| entry.id).eq((0..5).map(id)));
    ensure!(positions[4].seq == 4 && positions[4].term == 1);
    ensure!(store.head(&board()).await? == Some(positions[4]));
    ensure!(entries[3].head == r#"{"n":3}"# && entries[3].body.open() == Some(&Bytes::from("word")));
    Ok(())
}

pub(crate) async fn a_repeat_gets_the_first_answer(world: &mut impl World) -> anyhow::Result<()> {
    let first = append(&*world.server().await?, &board(), entry(0, Some("word"))).await?;
    let Outcome::Appended { position, accepted_at_ms } = first else { anyhow::bail!("{first:?}") };
    let repeated = Outcome::Repeated { position, accepted_at_ms };
    ensure!(append(&*world.server().await?, &board(), entry(0, Some("word"))).await? == repeated);
    // Touches are not part of what a repeat must equal.
    let touching = NewEntry { touches: vec![Touch::Erase(id(0))], ..entry(0, Some("word")) };
    ensure!(append(&*world.server().await?, &board(), touching).await? == repeated);
    world.begin_term().await?;
    let store = world.server().await?;
    ensure!(append(&*store, &board(), entry(0, Some("word"))).await? == repeated);
    ensure!(read_all(&*store, &board(), None).await?.len() == 1);
    Ok(())
}

pub(crate) async fn an_entry_is_found_by_its_id_without_an_append(world: &mut impl World) -> anyhow::Result<()> {
    let store = world.server().await?;
    ensure!(store.find(&board(), &entry(0, Some("word"))).await?.is_none(), "the log is empty");
    let first = append(&*store, &board(), entry(0, Some("word"))).await?;
    let Outcome::Appended { position, accepted_at_ms } = first else { anyhow::bail!("{first:?}") };
    let store = world.server().await?;
    let repeated = Some(Outcome::Repeated { position, accepted_at_ms });
    ensure!(store.find(&board(), &entry(0, Some("word"))).await? == repeated);
    for other in [entry(0, Some("other")), entry(0, None), NewEntry { head: "{}".into(), ..entry(0, Some("word")) }] {
        ensure!(store.find(&board(), &other).await? == Some(Outcome::Conflict), "{other:?}");
    }
    ensure!(store.find(&board(), &entry(1, None)).await?.is_none());
    // An erased body equals any.
    store.touch(&board(), &[Touch::Erase(id(0))]).await?;
    ensure!(store.find(&board(), &entry(0, Some("other"))).await? == repeated);
    ensure!(read_all(&*store, &board(), None).await?.len() == 1);
    Ok(())
}

pub(crate) async fn the_same_id_with_other_content_is_refused_and_holds_nothing_up(
    world: &mut impl World,
) -> anyhow::Result<()> {
    let store = world.server().await?;
    append(&*store, &board(), entry(0, Some("word"))).await?;
    let others = [
        NewEntry { head: "{}".into(), ..entry(0, Some("word")) },
        entry(0, Some("other")),
        entry(0, None),
        // The same bytes, cut elsewhere.
        NewEntry { head: r#"{"n":0}w"#.into(), ..entry(0, Some("ord")) },
    ];
    for other in others {
        let outcomes = store.append(&board(), vec![other.clone(), entry(1, None)]).await?;
        ensure!(outcomes[0] == Outcome::Conflict, "{other:?}: {outcomes:?}");
        ensure!(outcomes[1] != Outcome::Conflict);
    }
    let entries = read_all(&*store, &board(), None).await?;
    ensure!(entries.len() == 2 && entries[0].body.open() == Some(&Bytes::from("word")));
    Ok(())
}

pub(crate) async fn a_repeat_within_a_batch_is_appended_once(world: &mut impl World) -> anyhow::Result<()> {
    let store = world.server().await?;
    let outcomes = store.append(&board(), vec![entry(0, None), entry(0, None), entry(0, Some("other"))]).await?;
    ensure!(matches!(outcomes[..], [Outcome::Appended { .. }, Outcome::Repeated { .. }, Outcome::Conflict]));
    ensure!(position_of(&outcomes[0])? == position_of(&outcomes[1])?);
    ensure!(read_all(&*store, &board(), None).await?.len() == 1);
    Ok(())
}

pub(crate) async fn concurrent_retries_through_two_servers_append_once(world: &mut impl World) -> anyhow::Result<()> {
    let servers = [world.server().await?, world.server().await?];
    let mut tries = tokio::task::JoinSet::new();
    for number in 0..20 {
        for attempt in 0..6 {
            let store = servers[attempt % 2].clone();
            tries.spawn(async move { append(&*store, &board(), entry(number, Some("word"))).await });
        }
    }
    let outcomes = tries.join_all().await.into_iter().collect::<anyhow::Result<Vec<_>>>()?;
    ensure!(outcomes.iter().filter(|outcome| matches!(outcome, Outcome::Appended { .. })).count() == 20);
    let positions = outcomes.iter().map(position_of).collect::<anyhow::Result<HashSet<_>>>()?;
    ensure!(positions.len() == 20);
    let entries = read_all(&*servers[0], &board(), None).await?;
    assert_whole(&entries, None);
    ensure!(entries.len() == 20);
    Ok(())
}

pub(crate) async fn two_founders_or_guests_for_the_last_place_cannot_both_win(
    world: &mut impl World,
) -> anyhow::Result<()> {
    let servers = [world.server().await?, world.server().await?];
    for place in 0..20 {
        let mut tries = tokio::task::JoinSet::new();
        for guest in 0..6 {
            let store = servers[guest % 2].clone();
            // One derived id; what is won under it differs by guest.
            let won = NewEntry { head: format!(r#"{{"won_by":{guest}}}"#).into(), ..entry(place, None) };
            tries.spawn(async move { append(&*store, &board(), won).await });
        }
        let outcomes = tries.join_all().await.into_iter().collect::<anyhow::Result<Vec<_>>>()?;
        ensure!(outcomes.iter().filter(|outcome| matches!(outcome, Outcome::Appended { .. })).count() == 1);
        ensure!(outcomes.iter().filter(|outcome| **outcome == Outcome::Conflict).count() == 5);
    }
    ensure!(read_all(&*servers[1], &board(), None).await?.len() == 20);
    Ok(())
}

pub(crate) async fn two_appenders_keep_their_own_order_and_lose_nothing(world: &mut impl World) -> anyhow::Result<()> {
    let mut appenders = tokio::task::JoinSet::new();
    for appender in 0..2 {
        let store = world.server().await?;
        appenders.spawn(async move {
            for number in 0..100 {
                append(&*store, &board(), entry(appender * 1000 + number, Some("word"))).await?;
            }
            anyhow::Ok(())
        });
    }
    appenders.join_all().await.into_iter().collect::<anyhow::Result<()>>()?;
    let entries = read_all(&*world.server().await?, &board(), None).await?;
    assert_whole(&entries, None);
    for appender in 0..2 {
        let own: Vec<_> = (0..100).map(|number| id(appender * 1000 + number)).collect();
        let found = entries.iter().map(|entry| entry.id).filter(|id| own.contains(id));
        ensure!(found.eq(own.iter().copied()));
    }
    Ok(())
}

pub(crate) async fn logs_of_a_store_are_independent(world: &mut impl World) -> anyhow::Result<()> {
    let store = world.server().await?;
    let others = [LogName::new("circle", "door")?, LogName::new("other", "board")?];
    append_numbers(&*store, &board(), 0..2).await?;
    for other in &others {
        ensure!(append_numbers(&*store, other, 0..1).await?[0].seq == 0);
        store.touch(other, &[Touch::Erase(id(0))]).await?;
        ensure!(read_all(&*store, other, None).await?.len() == 1);
    }
    let entries = read_all(&*store, &board(), None).await?;
    ensure!(entries.len() == 2 && entries[0].body.open().is_some());
    Ok(())
}

pub(crate) async fn entries_out_of_bounds_are_refused_and_not_appended(world: &mut impl World) -> anyhow::Result<()> {
    let store = world.server().await?;
    let long = Bytes::from(vec![b'x'; PART_BYTES_MAX + 1]);
    let touches = vec![Touch::Erase(id(0)); TOUCHES_MAX + 1];
    let out_of_bounds = [
        (0..=500).map(|number| entry(number, None)).collect(),
        vec![entry(0, None), NewEntry { head: long.clone(), ..entry(1, None) }],
        vec![entry(0, None), NewEntry { body: Some(long), ..entry(1, None) }],
        vec![entry(0, None), NewEntry { touches: touches.clone(), ..entry(1, None) }],
    ];
    for entries in out_of_bounds {
        let refused = store.append(&board(), entries).await;
        ensure!(matches!(refused, Err(LogError::Misuse { .. })), "{refused:?}");
    }
    ensure!(matches!(store.touch(&board(), &touches).await, Err(LogError::Misuse { .. })));
    let loud = Bytes::from(vec![0; traceboard_log::SIGNAL_BYTES_MAX + 1]);
    ensure!(matches!(store.signal(&board(), loud).await, Err(LogError::Misuse { .. })));
    ensure!(store.head(&board()).await?.is_none());
    ensure!(store.append(&board(), Vec::new()).await?.is_empty());
    Ok(())
}

pub(crate) async fn the_largest_batch_fits(world: &mut impl World) -> anyhow::Result<()> {
    let store = world.server().await?;
    let largest = u32::try_from(APPEND_ENTRIES_MAX)?;
    ensure!(append_numbers(&*store, &board(), 0..largest).await?.len() == APPEND_ENTRIES_MAX);
    let part = Bytes::from(vec![0xff; PART_BYTES_MAX]);
    let most = u32::try_from(TOUCHES_MAX)?;
    let touches = (0..=most).filter(|number| *number != largest).map(|number| Touch::Conceal(id(number))).collect();
    let all = NewEntry { head: part.clone(), body: Some(part.clone()), touches, ..entry(largest, None) };
    append(&*store, &board(), all).await?;
    let entries = read_all(&*store, &board(), None).await?;
    assert_whole(&entries, None);
    let last = &entries[APPEND_ENTRIES_MAX];
    ensure!(last.head == part && last.body.open() == Some(&part) && last.touched.len() == TOUCHES_MAX);
    ensure!(entries[0].body.open().is_none() && entries[0].body.any().is_some());
    Ok(())
}

pub(crate) async fn stamps_go_back_only_where_the_clock_was_ahead(world: &mut impl World) -> anyhow::Result<()> {
    let store = world.server().await?;
    append(&*store, &board(), entry(0, None)).await?;
    // Less than a minute: clocks differ by as much.
    let ahead = world.stamp_ahead(&board(), CLOCK_AHEAD_MS_MAX / 2).await?;
    let Outcome::Appended { accepted_at_ms, .. } = append(&*store, &board(), entry(1, None)).await? else {
        anyhow::bail!("not appended")
    };
    ensure!(accepted_at_ms >= ahead, "{accepted_at_ms} is before {ahead}");
    // A year, for one entry: then the clock is right again, within a term and across the beginning of another.
    for (number, begins) in [(2, false), (4, true)] {
        world.stamp_ahead(&board(), 365 * 86_400_000).await?;
        if begins {
            world.begin_term().await?;
        }
        let store = world.server().await?;
        for number in [number, number + 1] {
            let Outcome::Appended { accepted_at_ms, .. } = append(&*store, &board(), entry(number, None)).await? else {
                anyhow::bail!("not appended")
            };
            let off_ms = accepted_at_ms - SystemClock.now_ms();
            ensure!(off_ms.abs() < CLOCK_AHEAD_MS_MAX, "it is stamped {off_ms} ms off");
        }
    }
    Ok(())
}

pub(crate) async fn acked_entries_survive_a_kill(world: &mut impl World) -> anyhow::Result<()> {
    let acked = world.kill_while_appending(&board()).await?;
    let store = world.server().await?;
    let entries = read_all(&*store, &board(), None).await?;
    assert_whole(&entries, None);
    ensure!(entries.len() >= acked.len(), "{} of {} acked entries are left", entries.len(), acked.len());
    ensure!(entries.iter().zip(&acked).all(|(entry, acked)| entry.position == *acked));
    // What was not acked is sent again; it may be there already.
    let numbers = 0..u32::try_from(acked.len())? + 5;
    for (number, outcome) in
        numbers.clone().zip(store.append(&board(), numbers.map(|number| entry(number, Some("word"))).collect()).await?)
    {
        let known = usize::try_from(number)? < entries.len();
        ensure!(known == matches!(outcome, Outcome::Repeated { .. }), "{number}: {outcome:?}");
    }
    let entries = read_all(&*store, &board(), None).await?;
    assert_whole(&entries, None);
    ensure!(entries.iter().map(|entry| entry.id).collect::<HashSet<_>>().len() == entries.len());
    Ok(())
}

pub(crate) async fn a_closed_log_says_so(world: &mut impl World) -> anyhow::Result<()> {
    let store = world.server().await?;
    append(&*store, &board(), entry(0, None)).await?;
    store.close().await;
    store.close().await;
    ensure!(matches!(store.append(&board(), vec![entry(1, None)]).await, Err(LogError::Closed { .. })));
    ensure!(matches!(store.head(&board()).await, Err(LogError::Closed { .. })));
    ensure!(store.read(&board(), None).await.is_err());
    ensure!(matches!(store.watch(&board()).await, Err(LogError::Closed { .. })));
    Ok(())
}

pub(crate) async fn a_store_says_how_durable_an_ack_is(world: &mut impl World) -> anyhow::Result<()> {
    let worth = world.server().await?.worth().await?;
    ensure!(worth.sentence.starts_with("an ack means: flushed to the disk"), "{worth:?}");
    ensure!(worth.warnings.is_empty() && !worth.evictable, "{worth:?}");
    Ok(())
}
