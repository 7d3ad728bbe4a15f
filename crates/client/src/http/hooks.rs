//! The webhooks of a circle, as hosts add them.

use reqwest::Method;
use traceboard_board::EntryId;
use traceboard_protocol::{HookAdded, HookOn, NewHook, StandingHook};

use super::Api;
use crate::ClientError;

impl Api {
    /// Adds a webhook (hosts).
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn add_hook(&self, new: &NewHook) -> Result<HookAdded, ClientError> {
        self.answer("add the webhook", self.request(Method::POST, "/hooks").json(new)).await
    }

    /// The webhooks (hosts).
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn hooks(&self) -> Result<Vec<StandingHook>, ClientError> {
        self.answer("read the webhooks", self.request(Method::GET, "/hooks")).await
    }

    /// Switches a webhook on that was switched off (hosts).
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn switch_hook_on(&self, hook: EntryId, request: &HookOn) -> Result<(), ClientError> {
        let call = self.request(Method::POST, &format!("/hooks/{hook}")).json(request);
        self.send("switch the webhook on", call).await.map(drop)
    }

    /// Removes a webhook (hosts).
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn remove_hook(&self, hook: EntryId) -> Result<(), ClientError> {
        let call = self.request(Method::DELETE, &format!("/hooks/{hook}"));
        self.send("remove the webhook", call).await.map(drop)
    }
}
