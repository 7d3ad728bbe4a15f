//! Connecting to a Redis, and what runs as long as the connection is wanted.

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
    CALLS_MAX, Inner, RedisLog, RedisSettings,
    appends::Lanes,
    erased,
    failure::Failure,
    known::Known,
    link::Link,
    listen::{Heard, listen},
    pulse,
};
use crate::{LogError, Publishing};

/// How many topics wait to be heard; more wait.
const HEARS_MAX: usize = 256;
/// How long connecting waits for the first canary, so that a store that hears well says so from its first moment on.
const CANARY_WITHIN: Duration = Duration::from_millis(500);
/// Between two looks at it.
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
        // Reading only: what may not be written shows with the first append.
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
        let heard = Arc::new(Heard::new(nonce));
        let (hear, asked) = mpsc::channel(HEARS_MAX);
        tokio::spawn(listen(client, heard.clone(), asked));
        tokio::spawn(pulse::beat(Arc::downgrade(&link), heard.clone()));
        let log = Self {
            inner: Arc::new(Inner {
                address,
                settings,
                link,
                heard,
                hear,
                lanes: Lanes::new(clustered),
                known: Known::default(),
                runtime: Handle::current(),
                calls: Semaphore::new(CALLS_MAX as usize),
                rewrite_is_due: AtomicBool::new(false),
            }),
        };
        // A server that ended before its time was up left this to the next one.
        if erased::is_due(&mut connection).await.map_err(failed)? {
            log.rewrite_later();
        }
        let until = Instant::now() + CANARY_WITHIN;
        while log.inner.heard.pulse.publishing() == Publishing::Fails && Instant::now() < until {
            sleep(LOOK_EVERY).await;
        }
        Ok(log)
    }
}
