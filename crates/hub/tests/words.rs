//! Words that were taken back are not told again.

mod support;

use std::sync::Arc;

use support::{House, Reader};
use traceboard_log::{Log, Touch};

/// What the encoder of these tests makes of an entry whose words may not be told.
const WITHOUT: &str = "without words";

#[tokio::test]
async fn erased_words_are_not_resent_from_the_ring() {
    let house = House::new();
    let hub = house.hub();
    let mut live = Reader::new(&hub, &house.name, None).await;
    let first = house.leave("one").await;
    let (secret, _) = house.append("secret", Vec::new()).await;
    house.leave("two").await;
    live.until(3).await.unwrap();
    house.append("withdrawn", vec![Touch::Erase(secret)]).await;
    live.until(4).await.unwrap();
    assert_eq!(live.entries, ["one", "secret", "two", "withdrawn"], "who was there heard it when it was open");
    let mut resumed = Reader::new(&hub, &house.name, Some(first)).await;
    resumed.until(3).await.unwrap();
    assert_eq!(resumed.entries, [WITHOUT, "two", "withdrawn"]);
}

#[tokio::test]
async fn a_reader_behind_an_erasure_goes_on_without_the_words() {
    let house = House::new();
    let hub = house.hub();
    let mut reader = Reader::new(&hub, &house.name, None).await;
    // Another live reader shows what the hub has heard of.
    let mut other = Reader::new(&hub, &house.name, None).await;
    house.leave("one").await;
    reader.until(1).await.unwrap();
    let (secret, _) = house.append("secret", Vec::new()).await;
    house.append("withdrawn", vec![Touch::Erase(secret)]).await;
    house.leave("two").await;
    other.until(4).await.unwrap();
    reader.until(4).await.unwrap();
    assert_eq!(reader.entries, ["one", WITHOUT, "withdrawn", "two"]);
    house.leave("three").await;
    reader.until(5).await.unwrap();
    assert_eq!(reader.entries[4], "three", "it is live again");
}

#[tokio::test]
async fn a_touch_without_an_entry_is_told_once_and_purges() {
    let house = House::new();
    let hub = house.hub();
    let mut live = Reader::new(&hub, &house.name, None).await;
    let (secret, _) = house.append("secret", Vec::new()).await;
    house.leave("two").await;
    live.until(2).await.unwrap();
    house.log.touch(&house.name, &[Touch::Conceal(secret)]).await.unwrap();
    live.until_told("touched 1").await;
    let mut late = Reader::new(&hub, &house.name, None).await;
    late.until(2).await.unwrap();
    assert_eq!(late.entries, [WITHOUT, "two"]);
}

#[tokio::test]
async fn a_page_that_was_read_before_an_erasure_is_read_again() {
    let house = Arc::new(House::new());
    let hub = house.hub();
    let (secret, _) = house.append("secret", Vec::new()).await;
    // Keeps the log followed, so that the hub hears of the erasure while the page is on its way.
    let mut live = Reader::new(&hub, &house.name, None).await;
    live.until(1).await.unwrap();
    house.append("two", Vec::new()).await;
    live.until(2).await.unwrap();
    house.log.touch(&house.name, &[Touch::Conceal(secret)]).await.unwrap();
    live.until_told("touched 1").await;
    house.log.touch(&house.name, &[Touch::Reveal(secret)]).await.unwrap();
    while live.others.iter().filter(|other| *other == "touched 1").count() < 2 {
        live.batch().await.unwrap();
    }
    house.log.hold_reads(true);
    let reads = house.log.reads();
    let late = tokio::spawn({
        let (hub, name) = (hub.clone(), house.name.clone());
        async move {
            let mut late = Reader::new(&hub, &name, None).await;
            late.until(3).await.unwrap();
            late.entries
        }
    });
    while house.log.reads() == reads {
        tokio::task::yield_now().await;
    }
    house.append("withdrawn", vec![Touch::Erase(secret)]).await;
    live.until(3).await.unwrap();
    house.log.hold_reads(false);
    assert_eq!(late.await.unwrap(), [WITHOUT, "two", "withdrawn"]);
}
