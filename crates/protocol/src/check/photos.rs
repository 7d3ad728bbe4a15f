//! Photos that drafts and files name.

use traceboard_board::{EntryId, Photo, PhotoId};

use super::{Checked, check_own_id, refuse};
use crate::{
    Limits, PhotoDraft,
    text::{self, clean},
};

/// A photo as a draft names it: how large it is and what it looks like are for the server to say.
pub(super) fn named(draft: &PhotoDraft) -> Checked<Box<Photo>> {
    check_photo_id(draft.id)?;
    Ok(Box::new(Photo { id: draft.id, width: 0, height: 0, preview: String::new(), alt: alt(draft.alt.as_deref())? }))
}

/// An id that whoever sends a photo made for it.
///
/// # Errors
/// [`crate::Code::BadRequest`] for one that is no UUID of version 7.
pub fn check_photo_id(id: PhotoId) -> Checked<()> {
    check_own_id("photo", EntryId(id.0))
}

/// A photo as a file names it.
///
/// # Errors
/// [`crate::Code::BadText`] for the words, [`crate::Code::BadRequest`] for a size or preview that no photo has.
pub fn check_photo(photo: &Photo) -> Checked<Box<Photo>> {
    let Photo { id, width, height, preview, .. } = photo;
    let sizes = 1..=Limits::PHOTO_SIDE_MAX;
    let is_preview =
        preview.len() == Limits::PHOTO_PREVIEW_DIGITS && preview.bytes().all(|byte| byte.is_ascii_hexdigit());
    if !(sizes.contains(width) && sizes.contains(height) && is_preview) {
        return refuse(format!("cannot take photo {id}: its size or preview is none that a photo has"));
    }
    Ok(Box::new(Photo { alt: alt(photo.alt.as_deref())?, ..photo.clone() }))
}

fn alt(alt: Option<&str>) -> Checked<Option<String>> {
    alt.filter(|alt| !alt.trim().is_empty()).map(|alt| clean(alt, text::ALT)).transpose()
}
