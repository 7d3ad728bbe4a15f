//! What is erased or concealed stays so, for every reader.

use anyhow::{bail, ensure};
use bytes::Bytes;
use traceboard_log::{Log, NewEntry, Outcome, Publication, StoredBody, Subscription, Touch};

use crate::world::{World, append, board, entry, id, read_all};

async fn body_of(store: &dyn Log, number: u32) -> anyhow::Result<StoredBody> {
    let mut entries = read_all(store, &board(), None).await?.into_iter();
    let Some(entry) = entries.find(|entry| entry.id == id(number)) else { bail!("entry {number} is gone") };
    Ok(entry.body)
}

/// A store may say at any time that something may have been missed.
async fn next_news(watch: &mut Subscription<Publication>) -> anyhow::Result<Publication> {
    loop {
        match watch.recv().await? {
            Publication::Missed => {}
            news => return Ok(news),
        }
    }
}

fn touching(number: u32, touch: Touch) -> NewEntry {
    NewEntry { touches: vec![touch], ..entry(number, None) }
}

pub(crate) async fn an_erased_body_is_never_read_again(world: &mut impl World) -> anyhow::Result<()> {
    let servers = [world.server().await?, world.server().await?];
    append(&*servers[0], &board(), entry(0, Some("by an entry"))).await?;
    append(&*servers[0], &board(), entry(1, Some("by itself"))).await?;
    append(&*servers[0], &board(), touching(2, Touch::Erase(id(0)))).await?;
    servers[0].touch(&board(), &[Touch::Erase(id(1)), Touch::Erase(id(77))]).await?;
    for number in 0..2 {
        ensure!(body_of(&*servers[1], number).await? == StoredBody::None);
    }
    // What is gone can't be revealed.
    servers[0].touch(&board(), &[Touch::Reveal(id(0)), Touch::Conceal(id(1))]).await?;
    world.begin_term().await?;
    let store = world.server().await?;
    for number in 0..2 {
        ensure!(body_of(&*store, number).await? == StoredBody::None);
    }
    ensure!(read_all(&*store, &board(), None).await?.len() == 3, "heads stay");
    Ok(())
}

pub(crate) async fn an_erased_body_does_not_come_back_with_a_repeat(world: &mut impl World) -> anyhow::Result<()> {
    let store = world.server().await?;
    append(&*store, &board(), entry(0, Some("words"))).await?;
    store.touch(&board(), &[Touch::Erase(id(0))]).await?;
    let repeated = append(&*store, &board(), entry(0, Some("words"))).await?;
    ensure!(matches!(repeated, Outcome::Repeated { .. }));
    // Nothing is kept that could tell which words they were.
    let guessed = append(&*store, &board(), entry(0, Some("guess"))).await?;
    ensure!(guessed == repeated, "a guess is told from the words that were erased");
    let other_head = NewEntry { head: "{}".into(), ..entry(0, Some("words")) };
    ensure!(append(&*store, &board(), other_head).await? == Outcome::Conflict, "heads are kept");
    ensure!(body_of(&*store, 0).await? == StoredBody::None);
    Ok(())
}

pub(crate) async fn a_concealed_body_is_marked_until_it_is_revealed(world: &mut impl World) -> anyhow::Result<()> {
    let store = world.server().await?;
    let words = Bytes::from("words");
    append(&*store, &board(), entry(0, Some("words"))).await?;
    append(&*store, &board(), touching(1, Touch::Conceal(id(0)))).await?;
    ensure!(body_of(&*store, 0).await? == StoredBody::Concealed(words.clone()));
    store.touch(&board(), &[Touch::Reveal(id(0))]).await?;
    ensure!(body_of(&*store, 0).await? == StoredBody::Open(words.clone()));
    store.touch(&board(), &[Touch::Conceal(id(0))]).await?;
    append(&*store, &board(), touching(2, Touch::Reveal(id(0)))).await?;
    ensure!(body_of(&*store, 0).await? == StoredBody::Open(words));
    ensure!(body_of(&*store, 1).await? == StoredBody::None);
    Ok(())
}

pub(crate) async fn an_entry_that_conceals_itself_is_open_to_nobody(world: &mut impl World) -> anyhow::Result<()> {
    let store = world.server().await?;
    let mut watch = store.watch(&board()).await?;
    let concealed = NewEntry { touches: vec![Touch::Conceal(id(0))], ..entry(0, Some("words")) };
    append(&*store, &board(), concealed).await?;
    ensure!(body_of(&*store, 0).await? == StoredBody::Concealed("words".into()));
    let Publication::Entry(told) = next_news(&mut watch).await? else { anyhow::bail!("no entry was told") };
    ensure!(told.body == StoredBody::Concealed("words".into()), "told as {:?}", told.body);
    Ok(())
}

pub(crate) async fn touches_and_their_entry_are_one_commit(world: &mut impl World) -> anyhow::Result<()> {
    let store = world.server().await?;
    let mut watch = store.watch(&board()).await?;
    let erasing = NewEntry { touches: vec![Touch::Erase(id(0)), Touch::Erase(id(0))], ..entry(1, None) };
    store.append(&board(), vec![entry(0, Some("words")), erasing]).await?;
    let entries = read_all(&*store, &board(), None).await?;
    ensure!(entries[0].body == StoredBody::None && entries[1].touched == [id(0)]);
    // What one call appends and erases is not told to anyone.
    for entry in entries {
        ensure!(next_news(&mut watch).await? == Publication::Entry(entry.into()));
    }
    // A conflict touches nothing.
    append(&*store, &board(), entry(2, Some("more"))).await?;
    let conflicting = NewEntry { head: "{}".into(), ..touching(1, Touch::Erase(id(2))) };
    ensure!(append(&*store, &board(), conflicting).await? == Outcome::Conflict);
    ensure!(body_of(&*store, 2).await? == StoredBody::Open("more".into()));
    Ok(())
}

pub(crate) async fn a_touch_without_an_entry_is_published_to_watchers(world: &mut impl World) -> anyhow::Result<()> {
    let store = world.server().await?;
    append(&*store, &board(), entry(0, Some("words"))).await?;
    let other = world.server().await?;
    let mut watch = other.watch(&board()).await?;
    store.touch(&board(), &[Touch::Erase(id(0))]).await?;
    let told = next_news(&mut watch).await?;
    ensure!(told == Publication::Touched(vec![id(0)]), "{told:?}");
    Ok(())
}

pub(crate) async fn erased_words_leave_the_files(world: &mut impl World) -> anyhow::Result<()> {
    let store = world.server().await?;
    let secret = "a sentence that its author took back";
    append(&*store, &board(), entry(0, Some(secret))).await?;
    append(&*store, &board(), entry(1, Some("a sentence that stays"))).await?;
    ensure!(world.is_at_rest(secret)?);
    append(&*store, &board(), touching(2, Touch::Erase(id(0)))).await?;
    world.rewrite().await?;
    ensure!(!world.is_at_rest(secret)?, "the words are still in the files");
    ensure!(world.is_at_rest("a sentence that stays")?);
    // All is as it was, and goes on.
    append(&*store, &board(), entry(3, Some("more"))).await?;
    let entries = read_all(&*store, &board(), None).await?;
    crate::world::assert_whole(&entries, None);
    ensure!(entries.len() == 4 && entries[3].position.term == 1);
    world.begin_term().await?;
    ensure!(read_all(&*world.server().await?, &board(), None).await? == entries);
    Ok(())
}
