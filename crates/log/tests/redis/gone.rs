//! Redis is emptied under us.

use anyhow::ensure;
use traceboard_log::{Log, LogError, ReadError, RedisLog};
use traceboard_testkit::redis::Redis;

use crate::{append, board, entry};

#[tokio::test]
async fn a_log_that_is_gone_is_not_begun_again_by_a_store_that_had_read_it() -> anyhow::Result<()> {
    let redis = Redis::start()?;
    // One that appended, one that read a page, and one that looked at the head.
    let appended = RedisLog::connect(&redis.url()).await?;
    let read = RedisLog::connect(&redis.url()).await?;
    let head_read_at = RedisLog::connect(&redis.url()).await?;
    let position = append(&appended, 1).await?;
    ensure!(read.read(&board()?, None).await?.entries.len() == 1);
    ensure!(head_read_at.head(&board()?).await? == Some(position));
    let held = redis.command(&["DUMP", "tb:{circle}:board:log"])?;
    ensure!(!held.starts_with("$-1"));

    redis.command(&["FLUSHALL"])?;
    for log in [&appended, &read, &head_read_at] {
        let refused = log.append(&board()?, vec![entry(2, "words")]).await;
        ensure!(matches!(refused, Err(LogError::Gone { .. })), "{refused:?}");
        let refused = log.head(&board()?).await;
        ensure!(matches!(refused, Err(LogError::Gone { .. })), "{refused:?}");
        for after in [None, Some(position)] {
            let refused = log.read(&board()?, after).await;
            ensure!(matches!(refused, Err(ReadError::Log(LogError::Gone { .. }))), "{refused:?}");
        }
        // The store takes writes: it is only not what it was.
        log.probe().await?;
    }
    // Who opens the store now finds it empty, and may begin.
    let anew = RedisLog::connect(&redis.url()).await?;
    ensure!(anew.head(&board()?).await?.is_none());
    let begun = append(&anew, 3).await?;
    let refused = read.read(&board()?, Some(position)).await;
    ensure!(matches!(refused, Err(ReadError::NotResumable { .. })), "another history is there: {refused:?}");
    ensure!(read.head(&board()?).await? == Some(begun));
    Ok(())
}

#[tokio::test]
async fn a_log_works_again_once_its_history_is_back() -> anyhow::Result<()> {
    let mut redis = Redis::start_with(&["--appendfsync", "always"])?;
    let log = RedisLog::connect(&redis.url()).await?;
    let position = append(&log, 1).await?;
    // What is flushed stays in the file until that is rewritten: its operator takes the last command out of it.
    let folder = redis.folder().join("appendonlydir");
    let file = std::fs::read_dir(&folder)?
        .filter_map(|file| Some(file.ok()?.path()))
        .find(|path| path.to_string_lossy().ends_with(".incr.aof"));
    let file = file.unwrap();
    let before = std::fs::read(&file)?;
    redis.command(&["FLUSHALL"])?;
    let refused = log.head(&board()?).await;
    ensure!(matches!(refused, Err(LogError::Gone { .. })), "{refused:?}");
    redis.kill9()?;
    std::fs::remove_dir_all(&folder)?;
    std::fs::create_dir(&folder)?;
    std::fs::write(folder.join("appendonly.aof.1.incr.aof"), before)?;
    std::fs::write(folder.join("appendonly.aof.manifest"), "file appendonly.aof.1.incr.aof seq 1 type i\n")?;
    redis.restart()?;
    traceboard_testkit::eventually(crate::PATIENCE, "the head", async || match log.head(&board()?).await {
        Ok(head) if head == Some(position) => Ok(()),
        other => Err(anyhow::anyhow!("{other:?}")),
    })
    .await?;
    ensure!(append(&log, 2).await? > position);
    Ok(())
}

#[tokio::test]
async fn a_lost_or_altered_key_of_the_probes_keeps_nothing_from_being_ready() -> anyhow::Result<()> {
    let redis = Redis::start()?;
    let log = RedisLog::connect(&redis.url()).await?;
    for key in ["entries", "ids", "terms", "log"] {
        let key = format!("tb:{{store}}:probe:{key}");
        for alter in [None, Some(["SET", &key, "words"])] {
            log.probe().await?;
            log.probe().await?;
            redis.command(&["DEL", &key])?;
            if let Some(alter) = alter {
                redis.command(&alter)?;
            }
            log.probe().await?;
            RedisLog::connect(&redis.url()).await?.probe().await?;
        }
    }
    log.probe().await?;
    redis.command(&["HSET", "tb:{store}:probe:log", "format", "9"])?;
    log.probe().await?;
    Ok(())
}

#[tokio::test]
async fn a_redis_is_empty_only_where_it_holds_no_log() -> anyhow::Result<()> {
    let redis = Redis::start()?;
    let log = RedisLog::connect(&redis.url()).await?;
    log.probe().await?;
    // Of other programs, more than one look sees.
    for number in 0..3 {
        let mut keys = vec!["MSET".to_owned()];
        keys.extend((0..2_000).flat_map(|key| [format!("other:{number}:{key}"), "words".to_owned()]));
        redis.command(&keys.iter().map(String::as_str).collect::<Vec<_>>())?;
    }
    log.require_empty().await?;
    append(&log, 1).await?;
    let refused = log.require_empty().await;
    ensure!(
        matches!(&refused, Err(LogError::Damaged { reason, .. }) if reason.contains("circle/board")),
        "{refused:?}"
    );
    Ok(())
}
