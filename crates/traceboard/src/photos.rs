//! Photos of the command: sent with a trace, written beside an export, sent before an import.

use std::path::{Path, PathBuf};

use anyhow::Context as _;
use serde::Deserialize;
use traceboard_board::{PhotoId, TraceId};
use traceboard_client::Api;
use traceboard_protocol::{PhotoDraft, PhotoSize};
use uuid::Uuid;

use crate::{output, retry, stderr};

/// The longest line of which the photo is looked for, in bytes: a server's lines are shorter.
const LINE_BYTES_MAX: usize = 1024 * 1024;

/// Sends the photo of a trace that is about to be left.
pub(crate) async fn send(api: &Api, file: &Path, alt: Option<String>) -> anyhow::Result<Box<PhotoDraft>> {
    let id = PhotoId(Uuid::now_v7());
    send_as(api, id, file).await?;
    Ok(Box::new(PhotoDraft { id, alt }))
}

async fn send_as(api: &Api, id: PhotoId, file: &Path) -> anyhow::Result<()> {
    let bytes = std::fs::read(file).with_context(|| format!("cannot read {}", file.display()))?;
    let bytes = bytes::Bytes::from(bytes);
    retry::call(|| api.send_photo(id, bytes.clone())).await.with_context(|| file.display().to_string())?;
    Ok(())
}

/// What a line of a file says of its photo.
#[derive(Deserialize)]
struct Line {
    id: String,
    photo: Option<Named>,
}

#[derive(Deserialize)]
struct Named {
    id: PhotoId,
}

fn photo_of(line: &[u8]) -> Option<(String, PhotoId)> {
    let Line { id, photo } = serde_json::from_slice(line).ok()?;
    Some((id, photo?.id))
}

/// A folder with a file for each photo.
#[derive(Debug)]
pub(crate) struct Folder(PathBuf);

impl Folder {
    pub(crate) fn at(folder: &str) -> Self {
        Self(folder.into())
    }

    fn file(&self, id: PhotoId) -> PathBuf {
        self.0.join(format!("{id}.jpg"))
    }

    /// Sends the photo that a line names, if the folder has it. Says whether it did.
    pub(crate) async fn send_for(&self, api: &Api, line: &str) -> anyhow::Result<bool> {
        let Some((_, id)) = photo_of(line.as_bytes()) else { return Ok(false) };
        let file = self.file(id);
        if !file.is_file() {
            return Ok(false);
        }
        send_as(api, id, &file).await?;
        Ok(true)
    }

    /// Writes the photos of an export. Those that are there already stay; one that was taken back meanwhile is told and passed over.
    pub(crate) async fn fill(&self, api: &Api, named: Vec<(String, PhotoId)>) -> anyhow::Result<()> {
        let folder = self.0.display();
        std::fs::create_dir_all(&self.0).with_context(|| format!("cannot make the folder {folder}"))?;
        let mut written = 0;
        for (trace, id) in named {
            let file = self.file(id);
            if file.is_file() {
                continue;
            }
            let Ok(trace) = trace.parse::<TraceId>() else {
                stderr::line(&format!(
                    "photo {id}: its trace came from a file that calls it {:?}",
                    output::one_line(&trace)
                ));
                continue;
            };
            match retry::call(|| api.photo(id, trace, PhotoSize::Full)).await {
                Ok(photo) => {
                    // Under another name until it is whole, so that a next export doesn't pass over half a photo.
                    let part = file.with_extension("part");
                    std::fs::write(&part, &photo).with_context(|| format!("cannot write {}", part.display()))?;
                    std::fs::rename(&part, &file).with_context(|| format!("cannot write {}", file.display()))?;
                    written += 1;
                }
                Err(error) if error.may_succeed_later() => return Err(error.into()),
                Err(error) => stderr::line(&format!("photo {id}: {error}")),
            }
        }
        stderr::line(&format!("{written} photos written to {folder}"));
        Ok(())
    }
}

/// The photos that the lines of an export name, which come in pieces.
#[derive(Default)]
pub(crate) struct Found {
    rest: Vec<u8>,
    named: Vec<(String, PhotoId)>,
}

impl Found {
    pub(crate) fn add(&mut self, piece: &[u8]) {
        for part in piece.split_inclusive(|byte| *byte == b'\n') {
            self.rest.extend_from_slice(part);
            if part.ends_with(b"\n") || self.rest.len() > LINE_BYTES_MAX {
                self.named.extend(photo_of(&self.rest));
                self.rest.clear();
            }
        }
    }

    pub(crate) fn all(mut self) -> Vec<(String, PhotoId)> {
        self.named.extend(photo_of(&self.rest));
        self.named
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn photos_are_found_however_the_lines_come_in_pieces() {
        let id = "0192c7a4-0000-7000-8000-000000000001";
        let lines = format!(
            "{{\"type\":\"circle\"}}\n{{\"id\":\"a\",\"photo\":{{\"id\":\"{id}\",\"width\":3}}}}\n{{\"id\":\"b\"}}\n"
        );
        for size in [1, 7, 1_000] {
            let mut found = Found::default();
            lines.as_bytes().chunks(size).for_each(|piece| found.add(piece));
            let all = found.all();
            assert_eq!(all, [("a".to_owned(), PhotoId(id.parse().unwrap()))]);
        }
    }
}
