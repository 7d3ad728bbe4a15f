//! The walls of a circle, as hosts make them.

use reqwest::Method;
use traceboard_protocol::{NewWall, WallLink};

use super::Api;
use crate::ClientError;

impl Api {
    /// Makes the link of a wall (hosts).
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn make_wall(&self, new: &NewWall) -> Result<WallLink, ClientError> {
        self.answer("make a link for a wall", self.request(Method::POST, "/walls").json(new)).await
    }
}
