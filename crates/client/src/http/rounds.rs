//! Rounds with their answers, and gatherings.

use reqwest::Method;
use traceboard_board::{EntryId, Joint, RoundKind};
use traceboard_protocol::{
    AnswersPage, AnswersQuery, CardPage, GatheringQuery, GatheringView, GatheringsPage, GatheringsQuery, OpenEndQuery,
    RoundsPage, RoundsQuery,
};

use super::{Api, path::Path};
use crate::ClientError;

impl Api {
    /// Rounds, newest first.
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn rounds(&self, query: &RoundsQuery) -> Result<RoundsPage, ClientError> {
        let path =
            Path::new("/rounds").put("before", query.before).put("limit", query.limit).put("at_least", query.at_least);
        let path = path.put("kind", query.kind.map(RoundKind::name));
        self.answer("read rounds", self.request(Method::GET, path.text())).await
    }

    /// The answers to a round, in the asker's own order.
    ///
    /// # Errors
    /// [`ClientError`]: refused where the asker neither answered nor passed.
    pub async fn answers(&self, round: EntryId, query: &AnswersQuery) -> Result<AnswersPage, ClientError> {
        let path = Path::new(format!("/rounds/{round}/answers"))
            .put("after", query.after)
            .put("limit", query.limit)
            .put("at_least", query.at_least);
        self.answer("read the answers", self.request(Method::GET, path.text())).await
    }

    /// Traces that say what was learned, newest first.
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn learned(&self, query: &OpenEndQuery) -> Result<CardPage, ClientError> {
        self.answer("read what was learned", self.request(Method::GET, by_time("/learned", query).text())).await
    }

    /// Traces that are at a joint, newest first.
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn joint(&self, joint: Joint, query: &OpenEndQuery) -> Result<CardPage, ClientError> {
        let path = by_time(format!("/joint/{}", joint.name()), query);
        self.answer("read what is at the joint", self.request(Method::GET, path.text())).await
    }

    /// Gatherings by their ends, latest first.
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn gatherings(&self, query: &GatheringsQuery) -> Result<GatheringsPage, ClientError> {
        let path = Path::new("/gatherings")
            .put("before", query.before.as_deref())
            .put("limit", query.limit)
            .put("at_least", query.at_least);
        self.answer("read gatherings", self.request(Method::GET, path.text())).await
    }

    /// One gathering and what was left in it.
    ///
    /// # Errors
    /// [`ClientError`]: refused where there is none of that id.
    pub async fn gathering(&self, id: EntryId, query: &GatheringQuery) -> Result<GatheringView, ClientError> {
        let path = Path::new(format!("/gatherings/{id}"))
            .put("before", query.before.as_deref())
            .put("limit", query.limit)
            .put("at_least", query.at_least);
        self.answer("read the gathering", self.request(Method::GET, path.text())).await
    }
}

fn by_time(path: impl Into<String>, query: &OpenEndQuery) -> Path {
    Path::new(path).put("before", query.before.as_deref()).put("limit", query.limit).put("at_least", query.at_least)
}
