//! Connects to Redis, and starts the tasks of a connection.

use std::{
    sync::{Arc, atomic::AtomicBool},
    time::Duration,
};

use ::redis::{Client, IntoConnectionInfo, ProtocolVersion, RedisError, cmd};
use tokio::{
    runtime::Handle,
    sync::{Semaphore, mpsc},
    time::{Instant, sleep},
};

use super::{
    CALLS_MAX, Inner, RedisLog, RedisSettings, erased,
    failure::Failure,
    known::SeenLogs,
    lanes::Lanes,
    link::Link,
    listen::{Subscriptions, listen},
    pulse,
};
use crate::{LogError, Publishing};

/// How many requests to subscribe are queued; further callers wait.
const SUBSCRIBES_WAITING_MAX: usize = 256;
/// How long connecting waits for the first canary, so that a working store reports [`Publishing::Arrives`] from the
/// start.
const CANARY_WITHIN: Duration = Duration::from_millis(500);
/// The pause between two checks for it.
const LOOK_EVERY: Duration = Duration::from_millis(2);

impl RedisLog {
    /// Connects to a Redis: `redis://host:port`, `redis://:password@host:port/0`, with TLS `rediss://…`, `unix:///path`.
    /// TLS trusts the machine's certificate authorities, or those of `SSL_CERT_FILE`.
    ///
    /// # Errors
    /// [`LogError::Unavailable`] where it can't be reached, is older than 7.0, or the address can't be read.
    pub async fn connect(url: &str) -> Result<Self, LogError> {
        Self::connect_with(url, RedisSettings::default()).await
    }

    /// As [`RedisLog::connect`], with every setting.
    ///
    /// # Errors
    /// As [`RedisLog::connect`].
    pub async fn connect_with(url: &str, settings: RedisSettings) -> Result<Self, LogError> {
        // Only reads: whether writing is allowed shows with the first append.
        let failed = |error: RedisError| Failure::of(&error, false).into_error("connect to", "redis");
        let info = url.into_connection_info().map_err(failed)?;
        // Without user and password.
        let address = info.addr().to_string();
        let redis = info.redis_settings().clone().set_protocol(ProtocolVersion::RESP3);
        let client = Client::open(info.set_redis_settings(redis)).map_err(failed)?;
        let link = Arc::new(Link::connect(client.clone()).await.map_err(failed)?);
        let mut connection = link.connection();
        let about: String = cmd("INFO").arg("server").query_async(&mut connection).await.map_err(failed)?;
        let version = erased::line(&about, "redis_version").unwrap_or_default();
        if version.split('.').next().and_then(|major| major.parse().ok()).is_none_or(|major: u32| major < 7) {
            let reason = format!("it is Redis {version}, but 7.0 or later is needed");
            return Err(Failure::Unavailable(reason).into_error("connect to", &address));
        }
        let clustered = erased::line(&about, "redis_mode") == Some("cluster");
        let nonce = settings
            .chance
            .draw()
            .map_err(|error| Failure::Unavailable(error.to_string()).into_error("connect to", &address))?;
        let subscriptions = Arc::new(Subscriptions::new(nonce));
        let (subscribe, requests) = mpsc::channel(SUBSCRIBES_WAITING_MAX);
        tokio::spawn(listen(client, subscriptions.clone(), requests));
        tokio::spawn(pulse::publish_canaries(Arc::downgrade(&link), subscriptions.clone()));
        let log = Self {
            inner: Arc::new(Inner {
                address,
                settings,
                link,
                subscriptions,
                subscribe,
                lanes: Lanes::new(clustered),
                known: SeenLogs::default(),
                runtime: Handle::current(),
                calls: Semaphore::new(CALLS_MAX as usize),
                rewrite_is_due: AtomicBool::new(false),
            }),
        };
        // A server that ended before its rewrite left it to the next one.
        if erased::is_due(&mut connection).await.map_err(failed)? {
            log.rewrite_later();
        }
        let until = Instant::now() + CANARY_WITHIN;
        while log.inner.subscriptions.pulse.publishing() == Publishing::Fails && Instant::now() < until {
            sleep(LOOK_EVERY).await;
        }
        Ok(log)
    }
}
