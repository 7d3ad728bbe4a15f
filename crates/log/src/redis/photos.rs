//! Photos in Redis: a hash for each, beside the log's bodies; which entry holds which; and which wait.
//!
//! So that those that wait are found without a scan of all keys, each log is noted first in one sorted set, as in
//! `unsettled.rs`: a note too many is harmless, and one is forgotten only where nothing waits and no call can refer to it any more.

use std::sync::LazyLock;

use ::redis::{Script, Value, cmd};
use async_trait::async_trait;
use bytes::Bytes;
use uuid::Uuid;

use super::{
    RedisLog, damaged, explain,
    keys::{Keys, PHOTOS},
    link::call_of,
    unsettled,
    wire::{self, Read, Unreadable},
};
use crate::{
    LogError, LogName, NewPhoto, PHOTOS_WAITING_MAX, PHOTOS_WAITING_OF_ONE_MAX, PhotoAbout, PhotoForm, PhotoKept,
    Photos, bounds,
};

static KEEP: LazyLock<Script> = LazyLock::new(|| Script::new(include_str!("keep_photo.lua")));
static SWEEP: LazyLock<Script> =
    LazyLock::new(|| Script::new(concat!(include_str!("photos.lua"), include_str!("sweep_photos.lua"))));

#[async_trait]
impl Photos for RedisLog {
    async fn keep_photo(&self, log: &LogName, photo: NewPhoto) -> Result<PhotoKept, LogError> {
        bounds::check_photo(log, &photo)?;
        let operation = "keep a photo beside";
        let _call = self.call(operation).await?;
        explain(operation, log, true, unsettled::note_in(&self.inner.link, PHOTOS, log)).await?;
        let keys = Keys(log);
        let mut call = call_of(&KEEP, &[keys.log(), keys.photo(photo.id), keys.photos_waiting()]);
        call.arg(photo.id.as_bytes().as_slice()).arg(photo.by.as_bytes().as_slice());
        call.arg(photo.about.as_ref()).arg(photo.small.as_ref()).arg(photo.full.as_ref());
        call.arg(PHOTOS_WAITING_OF_ONE_MAX).arg(PHOTOS_WAITING_MAX);
        let answer = explain(operation, log, true, self.inner.link.call(&KEEP, &call)).await?;
        kept(answer).map_err(|error| damaged(operation, log, error))?.ok_or_else(|| bounds::not_begun(log))
    }

    async fn photo(&self, log: &LogName, id: Uuid) -> Result<Option<PhotoAbout>, LogError> {
        let operation = "look for a photo of";
        let _call = self.call(operation).await?;
        let mut question = cmd("HMGET");
        question.arg(Keys(log).photo(id)).arg(&["by", "about"]);
        let answer = self.ask(operation, log, false, &question).await?;
        found(answer).map_err(|error| damaged(operation, log, error))
    }

    async fn photo_form(&self, log: &LogName, id: Uuid, form: PhotoForm) -> Result<Option<Bytes>, LogError> {
        let operation = "read a photo of";
        let _call = self.call(operation).await?;
        let form = match form {
            PhotoForm::Small => "small",
            PhotoForm::Full => "full",
        };
        let answer = self.ask(operation, log, false, cmd("HGET").arg(Keys(log).photo(id)).arg(form)).await?;
        let bytes = if answer == Value::Nil { Ok(None) } else { wire::bytes(answer).map(|bytes| Some(bytes.into())) };
        bytes.map_err(|error| damaged(operation, log, error))
    }

    async fn sweep_photos(&self, waited_ms: i64) -> Result<usize, LogError> {
        let operation = "sweep photos of";
        let _call = self.call(operation).await?;
        let notes = explain(operation, "store", false, unsettled::notes(&self.inner.link, PHOTOS)).await?;
        let mut swept = 0;
        for (log, noted_ms) in notes {
            let [due, left] = self.sweep(operation, &log, waited_ms, false).await?;
            if due > 0 {
                let erasing = self.sweep(operation, &log, waited_ms, true);
                swept += self.erase(operation, &log, erasing).await?[0];
            } else if left == 0 {
                explain(operation, &log, true, unsettled::forget(&self.inner.link, PHOTOS, &log, noted_ms)).await?;
            }
        }
        Ok(swept)
    }
}

impl RedisLog {
    /// How many photos of a log are due, and how many wait on.
    async fn sweep(
        &self,
        operation: &'static str,
        log: &LogName,
        waited_ms: i64,
        erase: bool,
    ) -> Result<[usize; 2], LogError> {
        let keys = Keys(log);
        let mut call = call_of(&SWEEP, &[keys.photos_waiting()]);
        call.arg(waited_ms).arg(u8::from(erase)).arg(keys.prefix());
        let counts = explain(operation, log, true, self.inner.link.call(&SWEEP, &call)).await?;
        ::redis::from_redis_value(counts)
            .map_err(|error| damaged(operation, log, Unreadable(format!("counts of photos: {error}"))))
    }
}

/// None where the log has no entry.
fn kept(answer: Value) -> Read<Option<PhotoKept>> {
    let mut parts = wire::values(answer)?.into_iter();
    let outcome = parts.next().map(wire::bytes).transpose()?.unwrap_or_default();
    Ok(match outcome.as_slice() {
        b"none" => None,
        b"kept" => Some(PhotoKept::Kept),
        b"many" => Some(PhotoKept::TooMany),
        b"there" => Some(PhotoKept::There(about(parts)?)),
        _ => return Err(Unreadable("an outcome of keeping a photo that isn't known".to_owned())),
    })
}

fn found(answer: Value) -> Read<Option<PhotoAbout>> {
    let parts = wire::values(answer)?;
    if parts.first() == Some(&Value::Nil) { Ok(None) } else { about(parts.into_iter()).map(Some) }
}

fn about(mut parts: impl Iterator<Item = Value>) -> Read<PhotoAbout> {
    let mut next = || parts.next().ok_or_else(|| Unreadable("a photo that says nothing of itself".to_owned()));
    let (by, about) = (wire::bytes(next()?)?, wire::bytes(next()?)?);
    let by = Uuid::from_slice(&by).map_err(|_| Unreadable("a photo of nobody".to_owned()))?;
    Ok(PhotoAbout { by, about: about.into() })
}
