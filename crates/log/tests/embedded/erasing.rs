//! Erased words are in no file of the folder.

use std::{collections::HashSet, path::Path};

use anyhow::ensure;
use bytes::Bytes;
use sha2::{Digest as _, Sha256};
use traceboard_log::{EmbeddedLog, Log as _, LogName, NewEntry, PART_BYTES_MAX, Touch};
use traceboard_testkit::{Scratch, eventually};
use uuid::Uuid;

use crate::{PATIENCE, board, entry, is_at_rest, open};

const SECRET: &str = "a sentence that its author took back";
const DEEDS: u32 = 10_000;
/// So many deeds go in one call.
const EMPTY_AFTER: usize = 40;
/// How many bytes of a body are looked for; as many random ones are nowhere else by chance.
const WINDOW: usize = 8;
/// From how many places of a body, so that no part of it is left over either.
const EVERY: usize = 64;

/// xorshift64*: the same story with every run.
struct Chance(u64);

impl Chance {
    fn draw(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d)
    }

    fn below(&mut self, bound: usize) -> usize {
        (self.draw() % bound as u64) as usize
    }

    /// 1 B to 64 KiB: each doubling is as likely, as short texts are more frequent than pictures.
    fn body(&mut self) -> Bytes {
        let most = (PART_BYTES_MAX >> self.below(17)).max(1);
        let len = 1 + self.below(most);
        let mut body = Vec::with_capacity(len + 8);
        while body.len() < len {
            body.extend(self.draw().to_le_bytes());
        }
        body.truncate(len);
        body.into()
    }
}

/// What must not be found.
#[derive(Default)]
struct Erased {
    windows: HashSet<[u8; WINDOW]>,
}

impl Erased {
    fn add(&mut self, body: &[u8]) {
        if body.len() < WINDOW {
            return;
        }
        let digest = Sha256::digest(body);
        let hex: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
        self.windows.extend(body.chunks(EVERY).filter_map(|chunk| chunk.first_chunk::<WINDOW>()));
        self.windows.extend(digest.first_chunk::<WINDOW>());
        // Sixteen digits say as much as eight random bytes.
        self.windows.extend(hex.as_bytes().first_chunk::<WINDOW>());
        self.windows.extend(hex.to_uppercase().as_bytes().first_chunk::<WINDOW>());
    }

    fn found_in(&self, folder: &Path) -> anyhow::Result<Vec<String>> {
        // A table of bits, because a hash of every place of every file takes a minute without optimisation.
        let place = |window: u64| (window.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 40) as usize;
        let mut maybe = vec![false; 1 << 24];
        for window in &self.windows {
            maybe[place(u64::from_le_bytes(*window))] = true;
        }
        let mut found = Vec::new();
        for file in std::fs::read_dir(folder)? {
            let path = file?.path();
            let mut window = 0_u64;
            for (at, byte) in std::fs::read(&path)?.into_iter().enumerate() {
                window = window >> 8 | u64::from(byte) << 56;
                if maybe[place(window)] && self.windows.contains(&window.to_le_bytes()) {
                    found.push(format!("{} at {at}", path.display()));
                }
            }
        }
        Ok(found)
    }
}

struct Trace {
    log: usize,
    id: Uuid,
    body: Bytes,
}

/// Random appends, rewordings and withdrawals in three logs.
struct Story {
    chance: Chance,
    logs: Vec<LogName>,
    alive: Vec<Trace>,
    erased: Erased,
    next: u128,
}

impl Story {
    fn new() -> anyhow::Result<Self> {
        let logs = ["board", "door", "pod"].map(|name| LogName::new("circle", name));
        let logs = logs.into_iter().collect::<Result<_, _>>()?;
        Ok(Self { chance: Chance(0x7ace), logs, alive: Vec::new(), erased: Erased::default(), next: 0 })
    }

    async fn deeds(&mut self, log: &EmbeddedLog) -> anyhow::Result<()> {
        let mut entries: [Vec<NewEntry>; 3] = Default::default();
        let mut touches: [Vec<Touch>; 3] = Default::default();
        for _ in 0..EMPTY_AFTER {
            let (deed, which) = (self.chance.below(20), self.chance.below(3));
            match deed {
                0..9 => entries[which].push(self.leave(which, None)),
                9..13 if !self.alive.is_empty() => {
                    let old = self.take_back();
                    entries[old.log].push(self.leave(old.log, Some(Touch::Erase(old.id))));
                }
                13..16 if !self.alive.is_empty() => {
                    let old = self.take_back();
                    touches[old.log].push(Touch::Erase(old.id));
                }
                16..18 if !self.alive.is_empty() => {
                    let at = self.chance.below(self.alive.len());
                    touches[self.alive[at].log].push(Touch::Conceal(self.alive[at].id));
                }
                18.. if !self.alive.is_empty() => {
                    let at = self.chance.below(self.alive.len());
                    touches[self.alive[at].log].push(Touch::Reveal(self.alive[at].id));
                }
                _ => entries[which].push(self.leave(which, None)),
            }
        }
        for (name, (entries, touches)) in self.logs.iter().zip(entries.into_iter().zip(touches)) {
            log.append(name, entries).await?;
            log.touch(name, &touches).await?;
        }
        Ok(())
    }

    fn leave(&mut self, log: usize, touch: Option<Touch>) -> NewEntry {
        self.next += 1;
        let (id, body) = (Uuid::from_u128(self.next), self.chance.body());
        self.alive.push(Trace { log, id, body: body.clone() });
        let head = format!(r#"{{"n":{}}}"#, self.next).into();
        NewEntry {
            id,
            head,
            body: Some(body),
            touches: touch.into_iter().collect(),
            format: 1,
            unsettles: false,
            photo: None,
        }
    }

    fn take_back(&mut self) -> Trace {
        let at = self.chance.below(self.alive.len());
        let old = self.alive.swap_remove(at);
        self.erased.add(&old.body);
        old
    }
}

async fn all_is_erased(log: &EmbeddedLog) -> anyhow::Result<()> {
    eventually(PATIENCE, "erased words to leave the files", async || match log.erased_pending_since_ms() {
        None => Ok(()),
        since => Err(since),
    })
    .await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_ten_thousand_random_deeds_no_erased_words_nor_their_digest_are_in_any_file() -> anyhow::Result<()> {
    let folder = Scratch::new()?;
    let log = open(folder.path())?;
    let mut story = Story::new()?;
    for deed in (0..DEEDS as usize).step_by(EMPTY_AFTER) {
        story.deeds(&log).await?;
        if deed == DEEDS as usize / 2 {
            all_is_erased(&log).await?;
            ensure!(story.erased.found_in(folder.path())? == [""; 0]);
        }
    }
    all_is_erased(&log).await?;
    ensure!(story.erased.windows.len() > 50_000, "{} windows are too few", story.erased.windows.len());
    let found = story.erased.found_in(folder.path())?;
    ensure!(found.is_empty(), "{} of {}: {:?}", found.len(), story.erased.windows.len(), &found[..found.len().min(20)]);
    // It would be found, and what was not erased is all there.
    let mut stays = Erased::default();
    for trace in &story.alive {
        stays.add(&trace.body);
        let found = log.bodies(&story.logs[trace.log], &[trace.id]).await?;
        ensure!(found[0].any() == Some(&trace.body));
    }
    ensure!(!stays.found_in(folder.path())?.is_empty());
    ensure!(log.check().await? == [""; 0]);
    Ok(())
}

#[tokio::test]
async fn another_program_that_reads_delays_an_erasure_and_no_append() -> anyhow::Result<()> {
    let folder = Scratch::new()?;
    let log = open(folder.path())?;
    log.append(&board()?, vec![entry(1, SECRET)]).await?;
    let mut file = rusqlite::Connection::open(folder.join("log.sqlite"))?;
    let other = file.transaction()?;
    let rows: i64 = other.query_row("SELECT count(*) FROM entries", [], |row| row.get(0))?;
    log.touch(&board()?, &[Touch::Erase(Uuid::from_u128(1))]).await?;
    let since = log.erased_pending_since_ms();
    // For long enough that it is tried in between.
    let until = std::time::Instant::now() + std::time::Duration::from_millis(300);
    let mut next = 2;
    while std::time::Instant::now() < until {
        log.append(&board()?, vec![entry(next, "more")]).await?;
        next += 1;
    }
    ensure!(rows == 1 && next > 10, "{next}");
    ensure!(since.is_some() && log.erased_pending_since_ms() == since, "since when is known");
    ensure!(is_at_rest(folder.path(), SECRET)?, "the other program would be torn from what it reads");
    drop(other);
    all_is_erased(&log).await?;
    ensure!(!is_at_rest(folder.path(), SECRET)?);
    Ok(())
}

#[tokio::test]
async fn words_that_were_erased_before_a_crash_leave_when_the_log_is_opened() -> anyhow::Result<()> {
    let folder = Scratch::new()?;
    let log = open(folder.path())?;
    log.append(&board()?, vec![entry(1, SECRET), entry(2, "a sentence that stays")]).await?;
    // As a crash leaves it: another program's reading keeps the write-ahead file as it is.
    let mut file = rusqlite::Connection::open(folder.join("log.sqlite"))?;
    let other = file.transaction()?;
    let rows: i64 = other.query_row("SELECT count(*) FROM entries", [], |row| row.get(0))?;
    log.touch(&board()?, &[Touch::Erase(Uuid::from_u128(1))]).await?;
    let crashed = Scratch::new()?;
    for name in ["log.sqlite", "log.sqlite-wal"] {
        std::fs::copy(folder.join(name), crashed.join(name))?;
    }
    ensure!(rows == 2 && is_at_rest(crashed.path(), SECRET)?, "there would be nothing to erase");
    let log = open(crashed.path())?;
    ensure!(!is_at_rest(crashed.path(), SECRET)? && log.erased_pending_since_ms().is_none());
    ensure!(is_at_rest(crashed.path(), "a sentence that stays")?);
    Ok(())
}
