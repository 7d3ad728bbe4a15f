//! What the embedded log promises beyond the contract.

use std::{
    io::{BufRead as _, BufReader},
    path::Path,
    process::{Command, Stdio},
    sync::Arc,
    time::Duration,
};

use anyhow::{Context as _, ensure};
use traceboard_log::{EmbeddedLog, EmbeddedSettings, Log, LogError, LogName, NewEntry, Outcome, SystemClock, Touch};
use traceboard_testkit::{Scratch, eventually};
use uuid::Uuid;

const PATIENCE: Duration = Duration::from_secs(60);
const SECRET: &str = "a sentence that its author took back";

fn board() -> anyhow::Result<LogName> {
    Ok(LogName::new("circle", "board")?)
}

fn entry(number: u128, body: &'static str) -> NewEntry {
    NewEntry {
        id: Uuid::from_u128(number),
        head: "{}".into(),
        body: Some(body.into()),
        touches: Vec::new(),
        format: 1,
        unsettles: false,
    }
}

fn open(folder: &Path, erased_at_rest_after: Duration) -> Result<EmbeddedLog, LogError> {
    EmbeddedLog::open_with(folder, EmbeddedSettings { erased_at_rest_after, ..EmbeddedSettings::default() })
}

fn is_at_rest(folder: &Path, text: &str) -> anyhow::Result<bool> {
    for file in std::fs::read_dir(folder)? {
        if std::fs::read(file?.path())?.windows(text.len()).any(|bytes| bytes == text.as_bytes()) {
            return Ok(true);
        }
    }
    Ok(false)
}

#[tokio::test]
async fn a_folder_has_one_writer() -> anyhow::Result<()> {
    let folder = Scratch::new()?;
    let first = EmbeddedLog::open(folder.path(), Arc::new(SystemClock))?;
    let second = EmbeddedLog::open(folder.path(), Arc::new(SystemClock));
    let Err(LogError::Locked { folder: named }) = &second else { anyhow::bail!("{second:?}") };
    ensure!(*named == folder.path().display().to_string());
    // Also once the file was swapped.
    first.append(&board()?, vec![entry(1, SECRET)]).await?;
    first.touch(&board()?, &[Touch::Erase(Uuid::from_u128(1))]).await?;
    ensure!(first.rewrite().await?);
    ensure!(matches!(EmbeddedLog::open(folder.path(), Arc::new(SystemClock)), Err(LogError::Locked { .. })));
    drop(first);
    EmbeddedLog::open(folder.path(), Arc::new(SystemClock))?;
    Ok(())
}

#[tokio::test]
async fn erased_words_leave_the_file_in_the_stated_time() -> anyhow::Result<()> {
    let folder = Scratch::new()?;
    let log = open(folder.path(), Duration::from_millis(50))?;
    log.append(&board()?, vec![entry(1, SECRET), entry(2, "a sentence that stays")]).await?;
    for erasing in 0..2 {
        log.append(&board()?, vec![entry(3 + erasing, SECRET)]).await?;
        ensure!(is_at_rest(folder.path(), SECRET)?);
        let erase: Vec<_> = (1..5).filter(|id| *id != 2).map(|id| Touch::Erase(Uuid::from_u128(id))).collect();
        log.touch(&board()?, &erase).await?;
        eventually(PATIENCE, "the words to leave the file", async || match is_at_rest(folder.path(), SECRET) {
            Ok(false) => Ok(()),
            other => Err(other),
        })
        .await?;
    }
    ensure!(is_at_rest(folder.path(), "a sentence that stays")?);
    Ok(())
}

#[tokio::test]
async fn erased_words_leave_the_file_when_it_is_opened() -> anyhow::Result<()> {
    let folder = Scratch::new()?;
    let log = open(folder.path(), PATIENCE)?;
    let stays = "a sentence that stays";
    log.append(&board()?, (0..400).map(|number| entry(number, if number == 200 { SECRET } else { stays })).collect())
        .await?;
    log.touch(&board()?, &[Touch::Erase(Uuid::from_u128(200))]).await?;
    // As a crash leaves it: a close in good order happens to overwrite some of what is free.
    let crashed = Scratch::new()?;
    std::fs::copy(folder.join("log.redb"), crashed.join("log.redb"))?;
    ensure!(is_at_rest(crashed.path(), SECRET)?, "there would be nothing to rewrite");
    // And a rewrite that was cut short left this.
    std::fs::write(crashed.join("log.redb.fresh"), SECRET)?;
    let log = open(crashed.path(), PATIENCE)?;
    ensure!(!is_at_rest(crashed.path(), SECRET)?);
    ensure!(log.read(&board()?, None).await?.entries.len() == 400);
    Ok(())
}

#[tokio::test]
async fn reads_and_appends_go_on_while_the_file_is_rewritten() -> anyhow::Result<()> {
    let folder = Scratch::new()?;
    let log = open(folder.path(), PATIENCE)?;
    for batch in 0..20 {
        let entries = (0..500).map(|number| entry(batch * 500 + number, "a sentence")).collect();
        log.append(&board()?, entries).await?;
    }
    log.touch(&board()?, &[Touch::Erase(Uuid::from_u128(7))]).await?;
    let rewriting = tokio::spawn({
        let log = log.clone();
        async move { log.rewrite().await }
    });
    let mut next = 10_000;
    while !rewriting.is_finished() {
        log.append(&board()?, vec![entry(next, "more")]).await?;
        next += 1;
        ensure!(log.read(&board()?, None).await?.entries.len() == 500);
    }
    ensure!(rewriting.await??);
    let head = log.head(&board()?).await?;
    ensure!(head.is_some_and(|head| head.term == 1 && u128::from(head.seq) + 1 == next), "{head:?} of {next}");
    let repeated =
        log.append(&board()?, vec![entry(next - 1, if next == 10_000 { "a sentence" } else { "more" })]).await?;
    ensure!(matches!(repeated[..], [Outcome::Repeated { .. }]), "{repeated:?}");
    Ok(())
}

/// The disk is full for a process whose files may not grow; then there is room again.
#[tokio::test]
async fn a_full_disk_refuses_and_loses_nothing_and_room_mends_it() -> anyhow::Result<()> {
    let folder = Scratch::new()?;
    let mut child = Command::new("bash")
        .args(["-c", "trap '' XFSZ; ulimit -S -f 4096; exec \"$0\" --exact fills_its_disk --nocapture"])
        .arg(std::env::current_exe()?)
        .env(FILL_FOLDER, folder.path())
        .stdout(Stdio::piped())
        .spawn()?;
    let mut lines = BufReader::new(child.stdout.take().context("no stdout")?).lines();
    let mut said = Vec::new();
    for line in lines.by_ref() {
        said.push(line?);
        if said.iter().any(|line| line.ends_with("is full")) {
            break;
        }
    }
    let room =
        Command::new("prlimit").args(["--fsize=unlimited:unlimited", "--pid", &child.id().to_string()]).status()?;
    ensure!(room.success());
    said.extend(lines.map_while(Result::ok));
    ensure!(child.wait()?.success(), "{said:#?}");
    ensure!(said.iter().any(|line| line.ends_with("is whole")), "{said:#?}");
    Ok(())
}

const FILL_FOLDER: &str = "TRACEBOARD_TEST_FILL_FOLDER";

/// Not a test but the process of the one above; without its variable it does nothing.
#[tokio::test]
async fn fills_its_disk() -> anyhow::Result<()> {
    let Some(folder) = std::env::var_os(FILL_FOLDER) else { return Ok(()) };
    let log = open(Path::new(&folder), PATIENCE)?;
    let large: &'static str = "words ".repeat(5000).leak();
    let mut acked = 0;
    let error = loop {
        match log.append(&board()?, vec![entry(acked, large)]).await {
            Ok(_) => acked += 1,
            Err(error) => break error,
        }
        ensure!(acked < 10_000, "the disk is never full");
    };
    ensure!(matches!(error, LogError::Unavailable { .. }), "{error:?}");
    println!("after {acked} appends the disk is full");
    let name = board()?;
    eventually(PATIENCE, "room", || log.append(&name, vec![entry(acked, large)])).await?;
    let mut after = None;
    let mut ids = Vec::new();
    loop {
        let page = log.read(&name, after).await?;
        after = page.entries.last().map(|entry| entry.position).or(after);
        ids.extend(page.entries.iter().map(|entry| entry.id.as_u128()));
        if !page.more {
            break;
        }
    }
    ensure!(ids.iter().copied().eq(0..=acked), "{} of {acked} acked entries", ids.len());
    println!("the log is whole");
    Ok(())
}

#[tokio::test]
async fn what_is_not_a_log_is_not_opened() -> anyhow::Result<()> {
    let folder = Scratch::new()?;
    let words = "not a log, but somebody's words ".repeat(400);
    std::fs::write(folder.join("log.redb"), &words)?;
    let refused = EmbeddedLog::open(folder.path(), Arc::new(SystemClock));
    ensure!(refused.is_err(), "{refused:?}");
    ensure!(std::fs::read_to_string(folder.join("log.redb"))? == words, "it must be left as it is");
    Ok(())
}

#[tokio::test]
async fn calls_that_wait_when_the_log_is_closed_are_answered() -> anyhow::Result<()> {
    let folder = Scratch::new()?;
    let log = open(folder.path(), PATIENCE)?;
    let mut calls = tokio::task::JoinSet::new();
    for number in 0..600 {
        let log = log.clone();
        calls.spawn(
            async move { log.append(&board()?, vec![entry(number, "words")]).await.map_err(anyhow::Error::from) },
        );
    }
    tokio::task::yield_now().await;
    log.close().await;
    let acked = calls.join_all().await.into_iter().filter(Result::is_ok).count();
    let log = open(folder.path(), PATIENCE)?;
    let head = log.head(&board()?).await?;
    ensure!(head.map_or(0, |head| head.seq + 1) == acked as u64, "{acked} acked, {head:?} is there");
    Ok(())
}

#[test]
fn a_folder_that_it_makes_is_its_owner_s_alone() -> anyhow::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    let scratch = tempfile::tempdir()?;
    let folder = scratch.path().join("of/a/circle");
    let log = EmbeddedLog::open(&folder, Arc::new(SystemClock))?;
    ensure!(std::fs::metadata(&folder)?.permissions().mode() & 0o777 == 0o700);
    drop(log);
    Ok(())
}
