//! The log of a board: what is appended to it, and its entries.

use reqwest::Method;
use traceboard_protocol::{Commands, Draft, EntryPage, EntryQuery, ServerFrame};

use super::{Api, path::Path};
use crate::ClientError;

impl Api {
    /// Sends drafts (1 to 50), appended in order. One `ack` or `refused` frame each, in the same order.
    ///
    /// # Errors
    /// [`ClientError`], where the request as a whole failed.
    pub async fn post(&self, drafts: Vec<Draft>) -> Result<Vec<ServerFrame>, ClientError> {
        self.answer("post", self.request(Method::POST, "/posts").json(&Commands { drafts })).await
    }

    /// Entries in the order of the log. With `wait_ms` an answer without entries comes only after that time.
    ///
    /// # Errors
    /// [`ClientError`]: refused with [`Code::ResumeImpossible`](traceboard_protocol::Code::ResumeImpossible) where no history
    /// of this log goes on from `after`.
    pub async fn entries(&self, query: &EntryQuery) -> Result<EntryPage, ClientError> {
        let path =
            Path::new("/entries").put("after", query.after).put("wait_ms", query.wait_ms).put("limit", query.limit);
        self.answer("read entries", self.request(Method::GET, path.text())).await
    }
}
