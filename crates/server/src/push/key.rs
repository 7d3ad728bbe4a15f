//! The key by which push services know the servers of a store: made at the first need, under an id that only one server can win.

use base64::{Engine, engine::general_purpose::STANDARD};
use serde::{Deserialize, Serialize};
use traceboard_log::Log;
use traceboard_push::VapidKey;

use super::Pushes;
use crate::{
    names,
    refusal::Refused,
    space::{json, new_entry},
};

/// How often another key is made where the store has lost the ones before. Browsers that subscribed with a lost one subscribe anew
/// while their page is open.
const KEYS_MAX: u8 = 8;

/// The head of the entry. All else is in the body.
#[derive(Serialize)]
#[serde(tag = "type", rename = "push_key")]
struct Head {
    v: u8,
}

#[derive(Serialize, Deserialize)]
struct Body {
    /// PKCS #8, in base64.
    private_key: String,
}

impl Pushes {
    /// The key of the store; none where pushes are switched off.
    pub(crate) async fn key(&self, log: &dyn Log) -> Result<Option<&VapidKey>, Refused> {
        if self.client.is_none() {
            return Ok(None);
        }
        self.key.get_or_try_init(|| find_or_make(log)).await.map(Some)
    }
}

async fn find_or_make(log: &dyn Log) -> Result<VapidKey, Refused> {
    let failed =
        |error: &dyn std::error::Error| Refused::internal("make the key for push services", &error.to_string());
    let name = names::push_key_log().map_err(|error| failed(&error))?;
    for attempt in 0..KEYS_MAX {
        let id = names::push_key(attempt);
        let read = async || {
            let bodies = log.bodies(&name, &[id.0]).await?;
            let body = bodies.first().and_then(|body| serde_json::from_slice::<Body>(body.any()?).ok());
            let bytes = body.and_then(|body| STANDARD.decode(body.private_key).ok());
            Ok::<_, Refused>(bytes.and_then(|bytes| VapidKey::read(&bytes).ok()))
        };
        if let Some(key) = read().await? {
            return Ok(key);
        }
        let drawn = VapidKey::draw().map_err(|error| failed(&error))?;
        let body = Body { private_key: STANDARD.encode(drawn) };
        // Another server may have been first: then the key is the one that is there.
        log.append(&name, vec![new_entry(id, json(&Head { v: 1 })?, Some(&body))?]).await?;
        if let Some(key) = read().await? {
            return Ok(key);
        }
        tracing::error!(log.name = %name, "the key for push services is lost; browsers subscribe anew while their page is open");
    }
    Err(Refused::internal("make the key for push services", &"the store keeps none"))
}
