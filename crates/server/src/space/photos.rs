//! Photos of a space: kept beside its log, named by the bodies of traces, shown to whoever may read those.

use traceboard_board::{Audience, Board, Body, MemberId, Photo, PhotoId, TraceId};
use traceboard_log::{NewPhoto, PhotoAbout, PhotoForm, PhotoKept};
use traceboard_protocol::{Code, PhotoSent, PhotoSize};
use uuid::Uuid;

use super::{Space, json};
use crate::{photos::Picture, refusal::Refused};

impl Space {
    /// What was kept before under this id; none where nothing was.
    ///
    /// # Errors
    /// [`Code::IdTaken`] where another member sent it.
    pub(crate) async fn photo_sent(&self, by: MemberId, id: PhotoId) -> Result<Option<PhotoSent>, Refused> {
        let about = self.log.photo(&self.board_log, id.0).await?;
        about.map(|about| sent(by, id, &about)).transpose()
    }

    /// Keeps a photo until its trace comes. One that is there already stays as it is, and is answered in the same way.
    pub(crate) async fn keep_photo(&self, by: MemberId, id: PhotoId, picture: Picture) -> Result<PhotoSent, Refused> {
        let Picture { width, height, preview, small, full } = picture;
        let sent_now = PhotoSent { id, width, height, preview };
        let photo = NewPhoto { id: id.0, by: by.0, about: json(&sent_now)?, small, full };
        match self.log.keep_photo(&self.board_log, photo).await? {
            PhotoKept::Kept => Ok(sent_now),
            PhotoKept::There(about) => sent(by, id, &about),
            PhotoKept::TooMany => {
                let message = format!("cannot keep the photo: {}", Code::TooManyPhotos.row().meaning);
                Err(Refused::new(Code::TooManyPhotos, message))
            }
        }
    }

    /// Says of the photo that a draft names what it is like. `before` is the one that the trace has now.
    ///
    /// # Errors
    /// [`Code::UnknownPhoto`] where its author sent none of this id, or it is gone.
    pub(super) async fn complete_photo(
        &self,
        by: MemberId,
        body: &mut Body,
        before: Option<&Photo>,
    ) -> Result<(), Refused> {
        let Some(named) = &mut body.photo else { return Ok(()) };
        let alt = named.alt.take();
        if let Some(before) = before.filter(|before| before.id == named.id) {
            **named = Photo { alt, ..before.clone() };
            return Ok(());
        }
        let unknown = || unknown(named.id);
        let sent = self.photo_sent(by, named.id).await.map_err(|refused| match refused.code {
            Code::IdTaken => unknown(),
            _ => refused,
        })?;
        let PhotoSent { id, width, height, preview } = sent.ok_or_else(unknown)?;
        **named = Photo { id, width, height, preview, alt };
        Ok(())
    }

    /// A photo's bytes, for a reader who may read the words of this trace; `member` reads their own also where it is hidden.
    ///
    /// # Errors
    /// [`Code::UnknownPhoto`] where they may not, or it isn't that trace's, or not any more.
    pub(crate) async fn photo_of(
        &self,
        audience: Audience,
        member: Option<MemberId>,
        trace: TraceId,
        photo: PhotoId,
        size: PhotoSize,
    ) -> Result<bytes::Bytes, Refused> {
        let ask = |board: &Board| {
            let is_own = member.is_some() && board.trace_history(trace).map(|trace| trace.by) == member;
            let mut rows = board.cards_by_ids(if is_own { Audience::Host } else { audience }, &[trace]).rows;
            rows.cards.retain(|card| card.id == trace);
            rows.members.clear();
            Ok(rows)
        };
        let (_, rows, bodies) = self.ask(ask, |rows| rows).await?;
        let words = rows.cards.first().and_then(|card| bodies.get(&card.words?));
        let names_it = words.and_then(|words| words.photo.as_deref()).is_some_and(|named| named.id == photo);
        self.shown_photo(photo, size, names_it).await
    }

    /// A photo's bytes, if words that its reader may read name it.
    pub(crate) async fn shown_photo(
        &self,
        photo: PhotoId,
        size: PhotoSize,
        is_named: bool,
    ) -> Result<bytes::Bytes, Refused> {
        if !is_named {
            return Err(unknown(photo));
        }
        let form = match size {
            PhotoSize::Small => PhotoForm::Small,
            PhotoSize::Full => PhotoForm::Full,
        };
        self.log.photo_form(&self.board_log, photo.0, form).await?.ok_or_else(|| unknown(photo))
    }

    /// Whether a photo stands beside this log, whoever sent it.
    pub(crate) async fn has_photo(&self, id: PhotoId) -> Result<bool, Refused> {
        Ok(self.log.photo(&self.board_log, id.0).await?.is_some())
    }
}

/// The photo that a body holds.
pub(crate) fn held_by(body: Option<&Body>) -> Option<Uuid> {
    body?.photo.as_ref().map(|photo| photo.id.0)
}

fn sent(by: MemberId, id: PhotoId, about: &PhotoAbout) -> Result<PhotoSent, Refused> {
    if about.by != by.0 {
        let message = format!("cannot keep photo {id}: the id was sent before by somebody else");
        return Err(Refused::new(Code::IdTaken, message));
    }
    serde_json::from_slice(&about.about).map_err(|error| Refused::internal("read what is kept about a photo", &error))
}

fn unknown(id: PhotoId) -> Refused {
    Refused::new(Code::UnknownPhoto, format!("cannot find photo {id}: {}", Code::UnknownPhoto.row().meaning))
}
