//! Stories: their list, one of them, its link, and its export.

use reqwest::Method;
use traceboard_board::{EntryId, TraceId};
use traceboard_position::Position;
use traceboard_protocol::{CardPage, NewStoryLink, OpenEndQuery, StoryForm, StoryLink, StoryView};

use super::{Api, ExportPieces, path::Path};
use crate::ClientError;

impl Api {
    /// Stories that stand, newest first.
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn stories(&self, query: &OpenEndQuery) -> Result<CardPage, ClientError> {
        let path = Path::new("/stories")
            .put("before", query.before.as_deref())
            .put("limit", query.limit)
            .put("at_least", query.at_least);
        self.answer("read stories", self.request(Method::GET, path.text())).await
    }

    /// One story, with the words that it cites as they stand now.
    ///
    /// # Errors
    /// [`ClientError`]: refused where there is none of that id that the asker may read.
    pub async fn story(&self, id: TraceId, at_least: Option<Position>) -> Result<StoryView, ClientError> {
        let path = Path::new(format!("/stories/{id}")).put("at_least", at_least);
        self.answer("read the story", self.request(Method::GET, path.text())).await
    }

    /// A story as a file, to be read piece by piece.
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn export_story(&self, id: TraceId, form: StoryForm) -> Result<ExportPieces, ClientError> {
        let form = match form {
            StoryForm::Md => "md",
            StoryForm::Html => "html",
        };
        let call = self.request(Method::GET, &format!("/stories/{id}/export?format={form}"));
        Ok(self.pieces(self.send("export the story", call).await?))
    }

    /// Makes the link by which anybody reads a story (its author, hosts). It replaces the former one.
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn share_story(&self, id: TraceId, link: EntryId) -> Result<StoryLink, ClientError> {
        let call = self.request(Method::POST, &format!("/stories/{id}/link"));
        self.answer("share the story", call.json(&NewStoryLink { id: link })).await
    }

    /// Revokes the link to a story (its author, hosts).
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn unshare_story(&self, id: TraceId) -> Result<(), ClientError> {
        let call = self.request(Method::DELETE, &format!("/stories/{id}/link"));
        self.send("take the link back", call).await.map(|_| ())
    }
}
