//! Photos beside a log's bodies: stored under ids of their own, held by entries, erased with the last body that holds them.

use async_trait::async_trait;
use bytes::Bytes;
use uuid::Uuid;

use crate::{LogError, LogName};

/// The largest form of a photo that a store keeps, in bytes.
pub const PHOTO_BYTES_MAX: usize = 4 * 1024 * 1024;
/// The most bytes that are kept about a photo.
pub const PHOTO_ABOUT_BYTES_MAX: usize = 1024;
/// How many photos of one member may wait in a log for an entry that holds them: what a phone sends after a day without a
/// network waits for a moment each.
pub const PHOTOS_WAITING_OF_ONE_MAX: usize = 24;
/// How many photos may wait in a log in all.
pub const PHOTOS_WAITING_MAX: usize = 240;

/// The photos beside the logs of a store. A store never looks into one.
///
/// A photo waits until an entry that names it in [`crate::NewEntry::photo`] is appended; from then on that entry's body holds it,
/// and so does each later one that names it. Erasing the last of those bodies erases the photo, in the same commit and with the
/// same promise about files. All calls are cancel safe, except that a photo whose keeping was cancelled may or may not be there.
#[async_trait]
pub trait Photos: Send + Sync + 'static {
    /// Keeps a photo, which waits from now on. Under an id that is there already nothing is written.
    ///
    /// # Errors
    /// [`LogError::Misuse`] where it is out of bounds, or the log has no entry yet; [`LogError`].
    async fn keep_photo(&self, log: &LogName, photo: NewPhoto) -> Result<PhotoKept, LogError>;

    /// What is kept about a photo; none where it isn't there, or not any more.
    ///
    /// # Errors
    /// [`LogError`].
    async fn photo(&self, log: &LogName, id: Uuid) -> Result<Option<PhotoAbout>, LogError>;

    /// One form of a photo; none where it isn't there, or not any more.
    ///
    /// # Errors
    /// [`LogError`].
    async fn photo_form(&self, log: &LogName, id: Uuid, form: PhotoForm) -> Result<Option<Bytes>, LogError>;

    /// Erases the photos, in all logs, that have waited for so many milliseconds or longer; gives how many there were.
    ///
    /// # Errors
    /// [`LogError`].
    async fn sweep_photos(&self, waited_ms: i64) -> Result<usize, LogError>;
}

/// A photo to keep.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewPhoto {
    /// Its own id, made by whoever sends it.
    pub id: Uuid,
    /// Who sends it; only counted by the store.
    pub by: Uuid,
    /// What readers have to know of it, at most [`PHOTO_ABOUT_BYTES_MAX`].
    pub about: Bytes,
    /// As a list shows it, at most [`PHOTO_BYTES_MAX`].
    pub small: Bytes,
    /// As it is looked at, at most [`PHOTO_BYTES_MAX`].
    pub full: Bytes,
}

/// What is kept about a photo.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PhotoAbout {
    /// Who sent it.
    pub by: Uuid,
    /// As it was kept.
    pub about: Bytes,
}

/// The outcome of keeping a photo.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PhotoKept {
    /// It is there now.
    Kept,
    /// One of this id was there before, and stays as it was.
    There(PhotoAbout),
    /// As many wait as may: [`PHOTOS_WAITING_OF_ONE_MAX`] of one member, or [`PHOTOS_WAITING_MAX`].
    TooMany,
}

/// Which form of a photo.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PhotoForm {
    /// As a list shows it.
    Small,
    /// As it is looked at.
    Full,
}
