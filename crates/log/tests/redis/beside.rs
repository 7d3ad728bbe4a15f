//! What lies beside the logs: checkpoints, and the log of probes.

use anyhow::ensure;
use bytes::Bytes;
use traceboard_log::{Log, RedisLog};
use traceboard_testkit::redis::Redis;

use crate::board;

const KEY: &str = "tb:{circle}:board:checkpoint";

#[tokio::test]
async fn a_checkpoint_replaces_the_former_one_and_leaves_no_draft() -> anyhow::Result<()> {
    let redis = Redis::start()?;
    let log = RedisLog::connect(&redis.url()).await?;
    ensure!(log.checkpoint(&board()?).await?.is_none());
    for length in [3 * 1024 * 1024 + 5, 0, 1024 * 1024] {
        let checkpoint = Bytes::from((0..length).map(|at| (at % 251) as u8).collect::<Vec<_>>());
        log.keep_checkpoint(&board()?, checkpoint.clone()).await?;
        ensure!(log.checkpoint(&board()?).await? == Some(checkpoint), "{length}");
        ensure!(redis.command(&["KEYS", "*checkpoint*"])? == format!("*1\r\n${}\r\n{KEY}\r\n", KEY.len()));
        ensure!(redis.command(&["TTL", KEY])? == ":-1\r\n", "it stays");
    }
    Ok(())
}

#[tokio::test]
async fn a_torn_checkpoint_is_ignored() -> anyhow::Result<()> {
    let redis = Redis::start()?;
    let log = RedisLog::connect(&redis.url()).await?;
    log.keep_checkpoint(&board()?, vec![7; 2 * 1024 * 1024].into()).await?;
    let fields = redis.command(&["HKEYS", KEY])?;
    let piece = fields.lines().find(|field| field.ends_with(":1")).unwrap();
    ensure!(redis.command(&["HDEL", KEY, piece])? == ":1\r\n");
    ensure!(log.checkpoint(&board()?).await?.is_none());
    Ok(())
}

#[tokio::test]
async fn probes_leave_little_behind() -> anyhow::Result<()> {
    let redis = Redis::start()?;
    let [one, two] = [RedisLog::connect(&redis.url()).await?, RedisLog::connect(&redis.url()).await?];
    for _ in 0..150 {
        one.probe().await?;
        two.probe().await?;
        let length = redis.command(&["XLEN", "tb:{store}:probe:entries"])?;
        ensure!(length.trim_start_matches(':').trim().parse::<u32>()? <= 101, "{length}");
    }
    Ok(())
}
