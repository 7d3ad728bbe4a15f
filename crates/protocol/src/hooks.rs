//! Outgoing webhooks: how hosts add, see and remove them.

use serde::{Deserialize, Serialize};
use traceboard_board::{EntryId, MemberId};

use crate::{Code, Fault, check::check_own_id};

/// Adds a webhook (hosts).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "export", derive(ts_rs::TS, utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewHook {
    /// The id of the webhook (UUIDv7).
    pub id: EntryId,
    /// Where messages go: an `https` address of at most [`HOOK_ADDRESS_BYTES_MAX`](crate::Limits::HOOK_ADDRESS_BYTES_MAX).
    pub address: String,
}

/// What a receiver checks messages with. This is the only answer that has it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "export", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct HookAdded {
    /// The id of the webhook.
    pub id: EntryId,
    /// The secret, as Standard Webhooks writes it: `whsec_` and base64.
    pub secret: String,
}

/// A webhook, as hosts see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "export", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct StandingHook {
    /// Which.
    pub id: EntryId,
    /// The host who added it. Once they aren't with the circle, nothing is sent.
    pub by: MemberId,
    /// The server that it goes to. The rest of its address may work like a password.
    pub to: String,
    /// Whether it is switched off, because its receiver failed for three days or wants no more.
    pub off: bool,
    /// Since when its receiver takes nothing, in Unix milliseconds; absent while all is well.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "export", ts(optional, type = "number"))]
    pub failing_since_ms: Option<i64>,
}

/// Switches a webhook on again (hosts).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "export", derive(ts_rs::TS, utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct HookOn {
    /// The id of the request (UUIDv7).
    pub id: EntryId,
}

impl NewHook {
    /// Checks its id. The address is checked by the server, which knows where it may go.
    ///
    /// # Errors
    /// [`Code::BadRequest`].
    pub fn check(&self) -> Result<(), (Code, Fault)> {
        check_own_id("webhook", self.id)
    }
}

impl HookOn {
    /// Checks its id.
    ///
    /// # Errors
    /// [`Code::BadRequest`].
    pub fn check(&self) -> Result<(), (Code, Fault)> {
        check_own_id("request", self.id)
    }
}
