//! Web Push: what a browser sends of its subscription, and what its service worker gets.

use serde::{Deserialize, Serialize};
use traceboard_board::{CircleId, PodId, TraceId};

/// Whether this session is told when somebody builds on a trace of its member.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "export", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct PushState {
    /// What a browser subscribes with: the public key of the server, in base64url. None where whoever runs it has switched pushes off.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "export", ts(optional))]
    pub key: Option<String>,
    /// Whether it is told.
    pub on: bool,
}

/// A browser's subscription, as its `PushSubscription` has it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "export", derive(ts_rs::TS, utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct PushSubscribed {
    /// Where its push service takes messages: an `https` address of at most
    /// [`PUSH_ENDPOINT_BYTES_MAX`](crate::Limits::PUSH_ENDPOINT_BYTES_MAX).
    pub endpoint: String,
    /// The browser's public key, in base64url.
    pub p256dh: String,
    /// Its secret, in base64url.
    pub auth: String,
}

/// What a service worker gets: that somebody built on a trace of who is signed in. No words of the trace.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "export", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct PushMessage {
    /// In which circle.
    pub circle: CircleId,
    /// Its name.
    pub name: String,
    /// In which of its pods.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "export", ts(optional))]
    pub pod: Option<PodId>,
    /// The trace that was left.
    pub trace: TraceId,
    /// Who left it, as the page names them.
    pub by: String,
}
