//! An export as one file: a board to read, its lines for `import`, and all photos (ZIP, as PKWARE's APPNOTE 6.3 describes it).
//!
//! It is written as it is sent: what is held in memory is one piece of text or one photo, and what each photo is called.

use std::{
    collections::HashSet,
    io::{self, Write},
    mem,
    sync::{Arc, Mutex, PoisonError},
};

use axum::body::Bytes;
use traceboard_board::PhotoId;
use traceboard_protocol::{Code, PhotoSize};
use zip::{
    CompressionMethod, DateTime, ZipWriter,
    write::{SimpleFileOptions, StreamWriter},
};

use super::{export::Writing, pieces::Picture};
use crate::refusal::Refused;

/// The name of the board to read.
const TEXT: &str = "board.md";
/// The name of the lines to import.
const LINES: &str = "board.jsonl";

/// What a photo's file is called, seen from the text.
pub(super) fn picture_file(id: PhotoId) -> String {
    format!("photos/{id}.jpg")
}

/// An archive on its way.
pub(super) struct Archive {
    /// None once it is whole.
    zip: Option<ZipWriter<StreamWriter<Pipe>>>,
    /// What is written and not sent.
    pipe: Pipe,
    text: Writing,
    lines: Writing,
    step: Step,
}

/// What is written next.
enum Step {
    Text,
    Lines,
    Photos(std::vec::IntoIter<Picture>),
    Done,
}

impl Archive {
    pub(super) fn new(text: Writing, lines: Writing) -> Result<Self, Refused> {
        let pipe = Pipe::default();
        let zip = Some(ZipWriter::new_stream(pipe.clone()));
        let mut archive = Self { zip, pipe, text, lines, step: Step::Text };
        archive.begin(TEXT, plain())?;
        Ok(archive)
    }

    /// The next bytes; none at the end.
    pub(super) async fn chunk(&mut self) -> Result<Option<Bytes>, Refused> {
        loop {
            let written = self.pipe.take();
            if !written.is_empty() {
                return Ok(Some(written.into()));
            }
            match &mut self.step {
                Step::Text => match self.text.chunk().await? {
                    Some(text) => self.write(text.as_bytes())?,
                    None => {
                        self.begin(LINES, plain())?;
                        self.step = Step::Lines;
                    }
                },
                Step::Lines => match self.lines.chunk().await? {
                    Some(lines) => self.write(lines.as_bytes())?,
                    None => {
                        let mut pictures = mem::take(&mut self.lines.pictures);
                        let mut named = HashSet::new();
                        pictures.retain(|picture| named.insert(picture.id));
                        self.step = Step::Photos(pictures.into_iter());
                    }
                },
                Step::Photos(left) => match left.next() {
                    Some(picture) => self.add(picture).await?,
                    None => {
                        if let Some(zip) = self.zip.take() {
                            zip.finish().map_err(unwritable)?;
                        }
                        self.step = Step::Done;
                    }
                },
                Step::Done => return Ok(None),
            }
        }
    }

    /// Adds a photo, unless its trace was taken back or hidden since its line was written.
    async fn add(&mut self, picture: Picture) -> Result<(), Refused> {
        self.lines.still_readable()?;
        let (space, reader) = (&self.lines.space, self.lines.reader);
        let Picture { id, trace, at_ms } = picture;
        let photo = match space.photo_of(reader.audience, Some(reader.member), trace, id, PhotoSize::Full).await {
            Err(refused) if refused.code == Code::UnknownPhoto => return Ok(()),
            photo => photo?,
        };
        let options = at(at_ms).map_or(plain(), |at| plain().last_modified_time(at));
        self.begin(&picture_file(id), options)?;
        self.write(&photo)
    }

    fn begin(&mut self, file: &str, options: SimpleFileOptions) -> Result<(), Refused> {
        self.zip.as_mut().map_or(Ok(()), |zip| zip.start_file(file, options)).map_err(unwritable)
    }

    fn write(&mut self, bytes: &[u8]) -> Result<(), Refused> {
        self.zip.as_mut().map_or(Ok(()), |zip| zip.write_all(bytes)).map_err(unwritable)
    }
}

/// Not compressed: photos are already, and texts are small beside them.
fn plain() -> SimpleFileOptions {
    SimpleFileOptions::default().compression_method(CompressionMethod::Stored)
}

/// A time as an archive holds it: so the photos of an album sort as they were left. None before 1980.
fn at(at_ms: i64) -> Option<DateTime> {
    let time = jiff::Timestamp::from_millisecond(at_ms).ok()?.to_zoned(jiff::tz::TimeZone::UTC);
    let part = |part: i8| u8::try_from(part).ok();
    let (month, day) = (part(time.month())?, part(time.day())?);
    let (hour, minute, second) = (part(time.hour())?, part(time.minute())?, part(time.second())?);
    DateTime::from_date_and_time(u16::try_from(time.year()).ok()?, month, day, hour, minute, second).ok()
}

fn unwritable(error: impl Into<zip::result::ZipError>) -> Refused {
    Refused::internal("write the archive", &error.into())
}

/// Bytes that are written and not taken yet.
#[derive(Clone, Default)]
struct Pipe(Arc<Mutex<Vec<u8>>>);

impl Pipe {
    fn take(&self) -> Vec<u8> {
        mem::take(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Write for Pipe {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
