//! Photos in the embedded log's file: rows that only shrink, as those of the entries do, and for the same reason.

use async_trait::async_trait;
use bytes::Bytes;
use rusqlite::{Connection, OptionalExtension, params};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::{
    EmbeddedLog,
    failure::Failure,
    group::Group,
    read,
    request::Request,
    rows::{self, Checksum},
};
use crate::{
    LogError, LogName, NewPhoto, PHOTOS_WAITING_MAX, PHOTOS_WAITING_OF_ONE_MAX, PhotoAbout, PhotoForm, PhotoKept,
    Photos, bounds,
};

const FIND: &str = "SELECT photo FROM photo_ids WHERE id = ?1 AND log = ?2";
const ABOUT: &str = "SELECT by, about FROM photos WHERE photo = ?1";
const INSERT: &str = "INSERT INTO photos VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
const INSERT_ID: &str = "INSERT INTO photo_ids VALUES (?1, ?2, ?3)";
const LAST: &str = "SELECT coalesce(max(photo), 0) FROM photos";
const WAIT: &str = "INSERT INTO photos_waiting VALUES (?1, ?2, ?3, ?4)";
const WAITING: &str = "SELECT count(*), coalesce(sum(by = ?2), 0) FROM photos_waiting WHERE log = ?1";
const WAITS_NO_MORE: &str = "DELETE FROM photos_waiting WHERE photo = ?1";
const DUE: &str = "SELECT photo FROM photos_waiting WHERE at_ms <= ?1";
const HOLD: &str = "INSERT OR IGNORE INTO photo_holders VALUES (?1, ?2)";
const HELD_BY: &str = "SELECT photo FROM photo_holders WHERE entry = ?1";
const LET_GO: &str = "DELETE FROM photo_holders WHERE entry = ?1";
const IS_HELD: &str = "SELECT EXISTS (SELECT 1 FROM photo_holders WHERE photo = ?1)";
const ERASE_ID: &str = "DELETE FROM photo_ids WHERE photo = ?1";
/// The row stays, smaller: see `rows`.
const ERASE: &str =
    "UPDATE photos SET id = x'', by = NULL, about = NULL, checksum = NULL, small = NULL, full = NULL WHERE photo = ?1";
const EACH: &str = "SELECT photo, log, about, small, full, checksum FROM photos WHERE photo > ?1 AND full IS NOT NULL
    ORDER BY photo LIMIT 1";

#[async_trait]
impl Photos for EmbeddedLog {
    async fn keep_photo(&self, log: &LogName, photo: NewPhoto) -> Result<PhotoKept, LogError> {
        bounds::check_photo(log, &photo)?;
        let log = log.clone();
        self.ask("keep a photo", |answer| Request::KeepPhoto { log, photo, answer }).await
    }

    async fn photo(&self, log: &LogName, id: Uuid) -> Result<Option<PhotoAbout>, LogError> {
        let name = log.clone();
        self.reading("look for a photo of", log, move |file| file.read(|from| about(from, &name, id))).await
    }

    async fn photo_form(&self, log: &LogName, id: Uuid, form: PhotoForm) -> Result<Option<Bytes>, LogError> {
        let name = log.clone();
        self.reading("read a photo of", log, move |file| file.read(|from| bytes_of(from, &name, id, form))).await
    }

    async fn sweep_photos(&self, waited_ms: i64) -> Result<usize, LogError> {
        // Most of the time nothing waits, and then nothing is written.
        let waits = |from: &Connection| {
            Ok(from.query_row("SELECT EXISTS (SELECT 1 FROM photos_waiting)", [], |row| row.get(0))?)
        };
        if !self.reading("look for photos of", "store", move |file| file.read(waits)).await? {
            return Ok(0);
        }
        self.ask("sweep photos", |answer| Request::SweepPhotos { waited_ms, answer }).await
    }
}

impl Group<'_> {
    /// The inner error is of this call alone.
    pub(super) fn keep_photo(
        &mut self,
        name: &LogName,
        new: &NewPhoto,
    ) -> Result<Result<PhotoKept, LogError>, Failure> {
        let Some(end) = self.logs.find(self.write, name)? else { return Ok(Err(bounds::not_begun(name))) };
        if let Some(photo) = find(self.write, end.log, new.id)? {
            return Ok(Ok(PhotoKept::There(about_row(self.write, photo)?)));
        }
        let by = new.by.as_bytes();
        let waiting = |row: &rusqlite::Row<'_>| Ok((row.get::<_, u32>(0)? as usize, row.get::<_, u32>(1)? as usize));
        let (all, own) = self.write.prepare_cached(WAITING)?.query_row(params![end.log, by], waiting)?;
        if all >= PHOTOS_WAITING_MAX || own >= PHOTOS_WAITING_OF_ONE_MAX {
            return Ok(Ok(PhotoKept::TooMany));
        }
        let photo: i64 = self.write.prepare_cached(LAST)?.query_row([], |row| row.get::<_, i64>(0))? + 1;
        let NewPhoto { about, small, full, .. } = new;
        let sum = checksum(photo, about, small, full);
        let (id, log) = (new.id.as_bytes(), end.log);
        let row = params![photo, log, id, by, about.as_ref(), sum, small.as_ref(), full.as_ref()];
        self.write.prepare_cached(INSERT)?.execute(row)?;
        self.write.prepare_cached(INSERT_ID)?.execute(params![id, log, photo])?;
        self.write.prepare_cached(WAIT)?.execute(params![photo, log, by, self.now_ms])?;
        Ok(Ok(PhotoKept::Kept))
    }

    pub(super) fn sweep_photos(&mut self, waited_ms: i64) -> Result<usize, Failure> {
        let due: Vec<i64> = {
            let mut due = self.write.prepare_cached(DUE)?;
            let due = due.query_map([self.now_ms.saturating_sub(waited_ms)], |row| row.get(0))?;
            due.collect::<Result<_, _>>()?
        };
        for photo in &due {
            self.erase_photo(*photo)?;
        }
        Ok(due.len())
    }

    /// From now on the body of this entry holds the photo. One that isn't there is passed over.
    pub(super) fn hold_photo(&mut self, log: i64, entry: i64, id: Uuid) -> Result<(), Failure> {
        if let Some(photo) = find(self.write, log, id)? {
            self.write.prepare_cached(HOLD)?.execute([entry, photo])?;
            self.write.prepare_cached(WAITS_NO_MORE)?.execute([photo])?;
        }
        Ok(())
    }

    /// The body of this entry is erased.
    pub(super) fn let_photo_go(&mut self, entry: i64) -> Result<(), Failure> {
        let held = self.write.prepare_cached(HELD_BY)?.query_row([entry], |row| row.get::<_, i64>(0)).optional()?;
        let Some(photo) = held else { return Ok(()) };
        self.write.prepare_cached(LET_GO)?.execute([entry])?;
        if !self.write.prepare_cached(IS_HELD)?.query_row([photo], |row| row.get::<_, bool>(0))? {
            self.erase_photo(photo)?;
        }
        Ok(())
    }

    fn erase_photo(&mut self, photo: i64) -> Result<(), Failure> {
        for statement in [ERASE_ID, WAITS_NO_MORE, ERASE] {
            self.write.prepare_cached(statement)?.execute([photo])?;
        }
        self.erased = true;
        Ok(())
    }
}

fn find(read: &Connection, log: i64, id: Uuid) -> Result<Option<i64>, Failure> {
    let mut find = read.prepare_cached(FIND)?;
    Ok(find.query_row(params![id.as_bytes(), log], |row| row.get(0)).optional()?)
}

fn about_row(read: &Connection, photo: i64) -> Result<PhotoAbout, Failure> {
    let row = |row: &rusqlite::Row<'_>| Ok((row.get::<_, Vec<u8>>(0)?, row.get::<_, Vec<u8>>(1)?));
    let (by, about) = read.prepare_cached(ABOUT)?.query_row([photo], row)?;
    let by = Uuid::from_slice(&by).map_err(|_| Failure::damaged("a photo says of nobody that they sent it"))?;
    Ok(PhotoAbout { by, about: about.into() })
}

fn about(read: &Connection, name: &LogName, id: Uuid) -> Result<Option<PhotoAbout>, Failure> {
    let Some(known) = read::known(read, name)? else { return Ok(None) };
    find(read, known.log, id)?.map(|photo| about_row(read, photo)).transpose()
}

fn bytes_of(read: &Connection, name: &LogName, id: Uuid, form: PhotoForm) -> Result<Option<Bytes>, Failure> {
    let Some(known) = read::known(read, name)? else { return Ok(None) };
    let Some(photo) = find(read, known.log, id)? else { return Ok(None) };
    let form = match form {
        PhotoForm::Small => "SELECT small FROM photos WHERE photo = ?1",
        PhotoForm::Full => "SELECT full FROM photos WHERE photo = ?1",
    };
    let bytes: Option<Vec<u8>> = read.prepare_cached(form)?.query_row([photo], |row| row.get(0))?;
    Ok(bytes.map(Bytes::from))
}

/// A sentence for each photo that is not what was written, at most `most`.
pub(super) fn check(read: &Connection, after: i64) -> Result<Option<(i64, Option<String>)>, Failure> {
    let mut each = read.prepare_cached(EACH)?;
    let mut rows = each.query([after])?;
    let Some(row) = rows.next()? else { return Ok(None) };
    let photo: i64 = row.get(0)?;
    let blob = |at: usize| row.get_ref(at).ok().and_then(|value| value.as_blob().ok());
    let (Some(about), Some(small), Some(full), Some(sum)) = (blob(2), blob(3), blob(4), blob(5)) else {
        return Ok(Some((photo, Some(format!("photo {photo}: a part of it is missing")))));
    };
    let is_right = checksum(photo, about, small, full).as_slice() == sum;
    Ok(Some((photo, (!is_right).then(|| format!("photo {photo}: it is not what was written")))))
}

fn checksum(photo: i64, about: &[u8], small: &[u8], full: &[u8]) -> Checksum {
    let mut hash = Sha256::new();
    hash.update(photo.to_be_bytes());
    for part in [about, small, full] {
        hash.update((part.len() as u64).to_be_bytes());
        hash.update(part);
    }
    rows::first(hash)
}
