//! A checkpoint beside its log, in pieces, so that no command is too large for Redis.
//!
//! It is written under a temporary key, which expires if its writer dies, and finally renamed over the former one: a
//! reader finds one or the other. Every piece is named by the version it belongs to, so a reader whose checkpoint is
//! replaced meanwhile misses a piece, and starts again.

use std::time::Duration;

use ::redis::{Cmd, RedisResult, Value, cmd, pipe};
use bytes::{Bytes, BytesMut};

use super::{
    keys::Keys,
    link::{Link, unexpected},
};
use crate::{CHECKPOINT_BYTES_MAX, LogName};

/// About what Redis moves in a millisecond.
const PIECE_BYTES: usize = 1024 * 1024;
/// How long an unfinished draft is kept.
const DRAFT_FOR: Duration = Duration::from_secs(3600);
/// How often a reader tries, before it does without a checkpoint.
const READS: usize = 3;
/// The field with the version and its number of bytes.
const ABOUT: &str = "about";

/// Stores a checkpoint in place of the former one.
pub(super) async fn keep(link: &Link, log: &LogName, checkpoint: &[u8], version: u64) -> RedisResult<()> {
    let key = Keys(log).checkpoint();
    let draft = format!("{key}:{version:016x}");
    for (number, piece) in checkpoint.chunks(PIECE_BYTES).enumerate() {
        let mut write = pipe();
        write.atomic().hset(&draft, field(version, number), piece).ignore();
        write.expire(&draft, i64::try_from(DRAFT_FOR.as_secs()).unwrap_or(i64::MAX)).ignore();
        link.pipe(&write).await?;
    }
    let mut finish = pipe();
    finish.atomic().hset(&draft, ABOUT, format!("{version:016x} {}", checkpoint.len())).ignore();
    finish.add_command(only("PERSIST", &draft)).ignore();
    finish.rename(&draft, &key).ignore();
    link.pipe(&finish).await.map(drop)
}

/// The stored checkpoint.
pub(super) async fn read(link: &Link, log: &LogName) -> RedisResult<Option<Bytes>> {
    let key = Keys(log).checkpoint();
    for _ in 0..READS {
        let Some(about) = get(link, &key, ABOUT).await? else { return Ok(None) };
        let (version, length) = parse(&about).ok_or_else(|| unexpected("a checkpoint that says nothing of itself"))?;
        if let Some(checkpoint) = pieces(link, &key, version, length).await? {
            return Ok(Some(checkpoint));
        }
    }
    Ok(None)
}

async fn pieces(link: &Link, key: &str, version: u64, length: usize) -> RedisResult<Option<Bytes>> {
    let mut checkpoint = BytesMut::with_capacity(length);
    for number in 0..length.div_ceil(PIECE_BYTES) {
        match get(link, key, &field(version, number)).await? {
            Some(piece) => checkpoint.extend_from_slice(&piece),
            None => return Ok(None),
        }
    }
    Ok((checkpoint.len() == length).then(|| checkpoint.freeze()))
}

async fn get(link: &Link, key: &str, field: &str) -> RedisResult<Option<Vec<u8>>> {
    match link.query(cmd("HGET").arg(key).arg(field)).await? {
        Value::Nil => Ok(None),
        Value::BulkString(bytes) => Ok(Some(bytes)),
        _ => Err(unexpected("a piece of a checkpoint that is no text")),
    }
}

fn field(version: u64, number: usize) -> String {
    format!("{version:016x}:{number}")
}

fn parse(about: &[u8]) -> Option<(u64, usize)> {
    let (version, length) = std::str::from_utf8(about).ok()?.split_once(' ')?;
    let length = length.parse().ok().filter(|length| *length <= CHECKPOINT_BYTES_MAX)?;
    Some((u64::from_str_radix(version, 16).ok()?, length))
}

fn only(command: &str, key: &str) -> Cmd {
    let mut command = cmd(command);
    command.arg(key);
    command
}
