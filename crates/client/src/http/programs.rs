//! The programs of a circle, as hosts let them in, and its feeds.

use reqwest::Method;
use traceboard_board::MemberId;
use traceboard_protocol::{FeedLink, NewFeed, NewProgram, ProgramToken, StandingProgram};

use super::Api;
use crate::ClientError;

impl Api {
    /// Makes the address of a feed (hosts).
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn make_feed(&self, new: &NewFeed) -> Result<FeedLink, ClientError> {
        self.answer("make a feed", self.request(Method::POST, "/feeds").json(new)).await
    }

    /// Lets a program in, which may leave traces (hosts).
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn let_program_in(&self, new: &NewProgram) -> Result<ProgramToken, ClientError> {
        self.answer("let the program in", self.request(Method::POST, "/programs").json(new)).await
    }

    /// The programs that may leave traces (hosts).
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn programs(&self) -> Result<Vec<StandingProgram>, ClientError> {
        self.answer("read the programs", self.request(Method::GET, "/programs")).await
    }

    /// Ends a program (hosts).
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn end_program(&self, program: MemberId) -> Result<(), ClientError> {
        let call = self.request(Method::DELETE, &format!("/programs/{program}"));
        self.send("end the program", call).await.map(drop)
    }
}
