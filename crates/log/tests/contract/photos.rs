//! Photos beside a log: they wait, are held by bodies, and are erased with the last of those.

use anyhow::ensure;
use bytes::Bytes;
use traceboard_log::{
    Log, LogError, LogName, NewEntry, NewPhoto, PHOTO_ABOUT_BYTES_MAX, PHOTO_BYTES_MAX, PHOTOS_WAITING_MAX,
    PHOTOS_WAITING_OF_ONE_MAX, PhotoAbout, PhotoForm, PhotoKept, Touch,
};
use uuid::Uuid;

use crate::world::{World, append, board, entry, id};

const SECRET: &str = "a face that its owner took back";
const DAY_MS: i64 = 86_400_000;

fn photo(number: u128) -> NewPhoto {
    // Large enough to stand on many pages of a file.
    let bytes = |what: &str| Bytes::from(format!("{SECRET}, {what} {number}; ").repeat(4_000));
    NewPhoto {
        id: Uuid::from_u128(7_000 + number),
        by: Uuid::from_u128(1),
        about: format!("{SECRET}: about {number}").into(),
        small: bytes("small"),
        full: bytes("full"),
    }
}

fn holding(number: u32, photo: &NewPhoto) -> NewEntry {
    NewEntry { photo: Some(photo.id), ..entry(number, Some("words")) }
}

async fn is_there(store: &dyn Log, photo: &NewPhoto) -> anyhow::Result<bool> {
    let about = store.photo(&board(), photo.id).await?;
    let small = store.photo_form(&board(), photo.id, PhotoForm::Small).await?;
    let full = store.photo_form(&board(), photo.id, PhotoForm::Full).await?;
    ensure!(about.is_some() == small.is_some() && about.is_some() == full.is_some(), "it is there in part");
    let Some(about) = about else { return Ok(false) };
    ensure!(about == PhotoAbout { by: photo.by, about: photo.about.clone() });
    ensure!(small.as_ref() == Some(&photo.small) && full.as_ref() == Some(&photo.full));
    Ok(true)
}

pub(crate) async fn a_photo_is_kept_once_and_read_by_every_server(world: &mut impl World) -> anyhow::Result<()> {
    let (store, other) = (world.server().await?, world.server().await?);
    let first = photo(1);
    let refused = store.keep_photo(&board(), first.clone()).await;
    ensure!(matches!(&refused, Err(LogError::Misuse { .. })), "a log begins with its first entry: {refused:?}");
    append(&*store, &board(), entry(0, None)).await?;
    append(&*store, &LogName::new("circle", "door")?, entry(0, None)).await?;
    ensure!(!is_there(&*store, &first).await?);
    ensure!(store.keep_photo(&board(), first.clone()).await? == PhotoKept::Kept);
    ensure!(is_there(&*other, &first).await?);
    let another = NewPhoto { by: Uuid::from_u128(2), full: "else".into(), ..first.clone() };
    let there = PhotoKept::There(PhotoAbout { by: first.by, about: first.about.clone() });
    ensure!(other.keep_photo(&board(), another).await? == there);
    ensure!(is_there(&*other, &first).await?, "it stays as it was");
    ensure!(store.photo(&LogName::new("circle", "door")?, first.id).await?.is_none(), "each log has its own");
    append(&*store, &board(), holding(1, &first)).await?;
    world.begin_term().await?;
    ensure!(is_there(&*world.server().await?, &first).await?);
    Ok(())
}

pub(crate) async fn a_photo_out_of_bounds_is_refused(world: &mut impl World) -> anyhow::Result<()> {
    let store = world.server().await?;
    append(&*store, &board(), entry(0, None)).await?;
    let large = Bytes::from(vec![7; PHOTO_BYTES_MAX + 1]);
    for wrong in [
        NewPhoto { full: large.clone(), ..photo(1) },
        NewPhoto { small: large, ..photo(1) },
        NewPhoto { about: vec![7; PHOTO_ABOUT_BYTES_MAX + 1].into(), ..photo(1) },
        NewPhoto { small: Bytes::new(), full: Bytes::new(), ..photo(1) },
    ] {
        let refused = store.keep_photo(&board(), wrong).await;
        ensure!(matches!(&refused, Err(LogError::Misuse { .. })), "{refused:?}");
    }
    ensure!(store.photo(&board(), photo(1).id).await?.is_none());
    let largest = NewPhoto { full: vec![7; PHOTO_BYTES_MAX].into(), ..photo(1) };
    ensure!(store.keep_photo(&board(), largest.clone()).await? == PhotoKept::Kept);
    ensure!(is_there(&*store, &largest).await?);
    Ok(())
}

pub(crate) async fn a_photo_that_no_entry_holds_is_swept(world: &mut impl World) -> anyhow::Result<()> {
    let store = world.server().await?;
    append(&*store, &board(), entry(0, None)).await?;
    let (held, waits) = (photo(1), photo(2));
    for photo in [&held, &waits] {
        store.keep_photo(&board(), photo.clone()).await?;
    }
    append(&*store, &board(), holding(1, &held)).await?;
    ensure!(store.sweep_photos(DAY_MS).await? == 0);
    ensure!(is_there(&*store, &held).await? && is_there(&*store, &waits).await?);
    ensure!(world.server().await?.sweep_photos(0).await? == 1);
    ensure!(is_there(&*store, &held).await? && !is_there(&*store, &waits).await?);
    ensure!(store.sweep_photos(0).await? == 0);
    // An entry that names it afterwards stands without it.
    append(&*store, &board(), holding(2, &waits)).await?;
    ensure!(!is_there(&*store, &waits).await?);
    ensure!(store.keep_photo(&board(), waits.clone()).await? == PhotoKept::Kept, "it can be sent again");
    Ok(())
}

pub(crate) async fn so_many_photos_wait_and_no_more(world: &mut impl World) -> anyhow::Result<()> {
    let store = world.server().await?;
    append(&*store, &board(), entry(0, None)).await?;
    let of = |member: usize, number: usize| NewPhoto {
        by: Uuid::from_u128(member as u128),
        small: "s".into(),
        full: "f".into(),
        ..photo((member * 1_000 + number) as u128)
    };
    for number in 0..PHOTOS_WAITING_OF_ONE_MAX {
        ensure!(store.keep_photo(&board(), of(1, number)).await? == PhotoKept::Kept);
    }
    ensure!(store.keep_photo(&board(), of(1, 999)).await? == PhotoKept::TooMany);
    let known = store.keep_photo(&board(), of(1, 0)).await?;
    ensure!(matches!(&known, PhotoKept::There(_)), "one that is there already isn't counted: {known:?}");
    // One that is held waits no more.
    append(&*store, &board(), holding(1, &of(1, 0))).await?;
    ensure!(store.keep_photo(&board(), of(1, 999)).await? == PhotoKept::Kept);
    for number in 0..PHOTOS_WAITING_MAX - PHOTOS_WAITING_OF_ONE_MAX {
        ensure!(
            store.keep_photo(&board(), of(2 + number / PHOTOS_WAITING_OF_ONE_MAX, number)).await? == PhotoKept::Kept
        );
    }
    ensure!(store.keep_photo(&board(), of(99, 0)).await? == PhotoKept::TooMany);
    Ok(())
}

pub(crate) async fn a_photo_goes_with_the_last_body_that_holds_it(world: &mut impl World) -> anyhow::Result<()> {
    let store = world.server().await?;
    append(&*store, &board(), entry(0, None)).await?;
    let kept = photo(1);
    store.keep_photo(&board(), kept.clone()).await?;
    append(&*store, &board(), holding(1, &kept)).await?;
    append(&*store, &board(), holding(1, &kept)).await?;
    store.touch(&board(), &[Touch::Conceal(id(1))]).await?;
    store.touch(&board(), &[Touch::Reveal(id(1))]).await?;
    ensure!(is_there(&*store, &kept).await?);
    // Reworded: the entry that replaces the words holds it too.
    append(&*store, &board(), NewEntry { touches: vec![Touch::Conceal(id(1))], ..holding(2, &kept) }).await?;
    store.touch(&board(), &[Touch::Erase(id(1))]).await?;
    store.touch(&board(), &[Touch::Erase(id(1))]).await?;
    ensure!(is_there(&*store, &kept).await?, "another body holds it");
    append(&*store, &board(), NewEntry { touches: vec![Touch::Erase(id(2))], ..entry(3, None) }).await?;
    ensure!(!is_there(&*store, &kept).await?);
    // An entry that holds one and erases it in the same commit.
    let both = photo(2);
    store.keep_photo(&board(), both.clone()).await?;
    append(&*store, &board(), NewEntry { touches: vec![Touch::Erase(id(4))], ..holding(4, &both) }).await?;
    ensure!(!is_there(&*store, &both).await?);
    Ok(())
}

pub(crate) async fn erased_photos_leave_the_files(world: &mut impl World) -> anyhow::Result<()> {
    let store = world.server().await?;
    append(&*store, &board(), entry(0, None)).await?;
    let photos: Vec<_> = (1..7).map(photo).collect();
    for (number, photo) in (1..).zip(&photos) {
        store.keep_photo(&board(), photo.clone()).await?;
        append(&*store, &board(), entry(100 + number, Some("words between them"))).await?;
        // The last one waits.
        if number < 6 {
            append(&*store, &board(), holding(number, photo)).await?;
        }
    }
    let stays =
        NewPhoto { full: "a photo that stays ".repeat(9_000).into(), small: "s".into(), about: "a".into(), ..photo(9) };
    store.keep_photo(&board(), stays.clone()).await?;
    append(&*store, &board(), holding(9, &stays)).await?;
    ensure!(world.is_at_rest(SECRET)?);
    let erased: Vec<_> = (1..6).map(|number| Touch::Erase(id(number))).collect();
    store.touch(&board(), &erased).await?;
    ensure!(store.sweep_photos(0).await? == 1);
    world.rewrite().await?;
    ensure!(!world.is_at_rest(SECRET)?, "a photo is still in the files");
    ensure!(is_there(&*store, &stays).await?);
    Ok(())
}
