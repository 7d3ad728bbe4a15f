//! Import and export of a board.

use bytes::Bytes;
use reqwest::{Method, Response, header};
use traceboard_protocol::{Export, ImportResult};

use super::{Api, unreachable};
use crate::ClientError;

/// How lines of a file are imported.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ImportAs {
    /// At the times that the lines have.
    Recorded,
    /// As happening now.
    Live,
    /// Not at all: only reports the result that an import would have.
    Check,
}

impl Api {
    /// Imports lines (hosts): at most 500, at most 1 MiB in all.
    ///
    /// # Errors
    /// [`ClientError`], where the request as a whole failed.
    pub async fn import(&self, lines: String, how: ImportAs) -> Result<ImportResult, ClientError> {
        let path = match how {
            ImportAs::Recorded => "/import",
            ImportAs::Live => "/import?live=true",
            ImportAs::Check => "/import?check=true",
        };
        let call = self.request(Method::POST, path).header(header::CONTENT_TYPE, "application/x-ndjson").body(lines);
        self.answer("import", call).await
    }

    /// Exports all traces (hosts), to be read piece by piece.
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn export(&self, format: Export) -> Result<ExportPieces, ClientError> {
        let path = match format {
            Export::Jsonl => "/export?format=jsonl",
            Export::Md => "/export?format=md",
            Export::Zip => "/export?format=zip",
        };
        let response = self.send("export", self.request(Method::GET, path)).await?;
        Ok(self.pieces(response))
    }

    pub(super) fn pieces(&self, response: Response) -> ExportPieces {
        ExportPieces { response, base: self.base.clone() }
    }
}

/// An export that is being received.
#[derive(Debug)]
pub struct ExportPieces {
    response: Response,
    base: String,
}

impl ExportPieces {
    /// The next piece; `None` at the end. Not cancel safe: after a dropped call, start the export again.
    ///
    /// # Errors
    /// [`ClientError::Unreachable`]: the export is not whole.
    pub async fn next(&mut self) -> Result<Option<Bytes>, ClientError> {
        self.response.chunk().await.map_err(|error| unreachable("export", &self.base, error.without_url()))
    }
}
