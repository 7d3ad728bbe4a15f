//! The settings of a server.

use std::{path::PathBuf, sync::Arc, time::Duration};

use rustls::ClientConfig;

use crate::{authority::Origin, settling::SETTLES_WITHIN};

/// A server's settings. Whoever starts one reads them from flags and the environment.
#[derive(Clone, Debug)]
pub struct Config {
    /// The address by which people reach it, as `http(s)://host[:port]` without a path; absent, the address that a
    /// request names as its host. With `https` cookies are `Secure`. `--public-url`.
    pub public_url: Option<PublicUrl>,
    /// Over how long open sockets are closed when the server goes down; `--drain`, 3 seconds by default.
    pub drain: Duration,
    /// How many posts a member may send in a burst; [`Config::posts_per_second`] refill it. A phone that was offline for a
    /// day sends what it holds at once. `--posts-burst`, 120 by default.
    pub posts_burst: u32,
    /// How many posts a member may send each second, in the long run; `--posts-per-second`, 2 by default.
    pub posts_per_second: u32,
    /// How many requests a member may send in a burst; a tenth of that is refilled each second.
    /// `--requests-burst`, 300 by default.
    pub requests_burst: u32,
    /// How many searches a member may send in a burst; a tenth of that is refilled each second: a page asks again with each pause of the
    /// typing. 40; no flag sets it.
    pub searches_burst: u32,
    /// How often an invite may be looked at or used in a burst; a hundredth of that is refilled each second. `--joins-burst`,
    /// 4,000 by default: two thousand people scan one poster in the same minute. At most 200 of that hold, by circle, for secrets and
    /// sessions that it doesn't know; of those a tenth is refilled.
    pub joins_burst: u32,
    /// How many sockets a member may have open at a time; `--sockets-per-member`, 16 by default.
    pub sockets_per_member: usize,
    /// How many connections carry requests at a time; a socket is none of them any longer. For one more, the one that has been idle
    /// longest is closed; where none is, it waits some seconds and is then answered `too_many_requests`, but for health and metrics.
    /// `--connections`, 4,096 by default.
    pub connections: usize,
    /// How many connections are open at a time, sockets among them: as many as the process may have files open, less some, which the
    /// command sets from their limit. Without a bound by default.
    pub open_connections: usize,
    /// How long a connection may take to say what it asks for, from the first byte of a request on; `--head-within`, 30 seconds by
    /// default.
    pub head_within: Duration,
    /// How long a connection may idle before its first request and between two; `--idle-within`, 150 seconds by default. Longer
    /// than proxies keep idle connections to a server (60 seconds, Caddy two minutes): who ends first must be the one who asks, or
    /// requests are lost.
    pub idle_within: Duration,
    /// After how long a circle that nobody follows or asks for is closed: what it holds in memory goes, and is read again when
    /// somebody comes. `--idle-close`, ten minutes by default. Looked at once a minute, or as often as that where it is shorter.
    pub space_idle: Duration,
    /// For how long the clock has to go on without a jump before sessions end by their age: a machine may start with a wrong
    /// clock. An hour; no flag sets it.
    pub clock_settles: Duration,
    /// How long a client may take nothing of what is sent to it before its connection ends; `--read-within`, 60 seconds by default.
    pub read_within: Duration,
    /// What connections to sister circles on other servers are encrypted with, by their address. None: circles elsewhere are never
    /// asked, as by `--no-sisters-elsewhere`.
    pub elsewhere: Option<fn(&str) -> Arc<ClientConfig>>,
    /// What connections to push services are encrypted with, by their address. None: nobody is told by Web Push, as by `--no-push`.
    pub push: Option<fn(&str) -> Arc<ClientConfig>>,
    /// Whether push services may be on private addresses and on this machine, also without TLS; by `--push-to-private`.
    pub push_to_private: bool,
    /// After how long a push that a push service could not take is sent again, the first time. Five seconds; no flag sets it.
    pub push_again: Duration,
    /// What connections of webhooks are encrypted with, by their address. None: nothing is sent, as by `--no-webhooks`.
    pub webhooks: Option<fn(&str) -> Arc<ClientConfig>>,
    /// Whether webhooks may go to private addresses and to this machine, also without TLS; by `--webhooks-to-private`.
    pub webhooks_to_private: bool,
    /// After how long a message of a webhook that wasn't taken is sent again, the first time. Five seconds; no flag sets it.
    pub webhook_again: Duration,
    /// For how long another server that said that it sends is left alone: longer than a batch takes. A minute; no flag sets it.
    pub webhook_holds: Duration,
    /// Whether hosts may found and seed further circles; not by `--no-more-circles`.
    pub founding: bool,
    /// How many circles a host may found or seed in a minute; `--host-foundings-per-minute`, 6 by default. A circle is there for ever.
    pub host_foundings_per_minute: u32,
    /// How many circles that go back to one first circle are founded in an hour, however many hosts of hosts found them;
    /// `--ancestor-foundings-per-hour`, 30 by default.
    pub ancestor_foundings_per_hour: u32,
    /// How many circles are founded in an hour, by whomever; `--foundings-per-hour`, 120 by default.
    pub foundings_per_hour: u32,
    /// For how long the answer of a sister circle on another server is kept before it is asked anew, so that many who look at once ask
    /// once. Five seconds; no flag sets it.
    pub sisters_kept: Duration,
    /// The folder in which search indexes take their room, as files without a name; none: the system's for temporary files. The
    /// command names its data folder, where it has one.
    pub search_folder: Option<PathBuf>,
    /// The largest file of a photo that is taken, in bytes; `--photo-bytes-max`, 12 MiB by default: what a phone's camera writes. The
    /// page sends a twentieth of that.
    pub photo_bytes_max: usize,
    /// How many pixels a photo may have; `--photo-pixels-max`, 32 million by default. While it is drawn anew, each takes up to eight
    /// bytes of memory, in two photos at a time.
    pub photo_pixels_max: u64,
    /// How long the next bytes of a photo may take while it comes in; 15 s. The whole of it may take longer than other requests.
    pub photo_part_within: Duration,
    /// How long a photo waits for the trace that names it, before it is erased; `--photo-waits`, a day by default. Looked at once a
    /// minute.
    pub photo_waits: Duration,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            public_url: None,
            drain: Duration::from_secs(3),
            posts_burst: 120,
            posts_per_second: 2,
            requests_burst: 300,
            searches_burst: 40,
            joins_burst: 4_000,
            sockets_per_member: 16,
            connections: 4_096,
            open_connections: usize::MAX,
            head_within: Duration::from_secs(30),
            idle_within: Duration::from_secs(150),
            space_idle: Duration::from_secs(10 * 60),
            clock_settles: SETTLES_WITHIN,
            read_within: Duration::from_secs(60),
            elsewhere: None,
            push: None,
            push_to_private: false,
            push_again: Duration::from_secs(5),
            webhooks: None,
            webhooks_to_private: false,
            webhook_again: Duration::from_secs(5),
            webhook_holds: Duration::from_secs(60),
            founding: true,
            host_foundings_per_minute: 6,
            ancestor_foundings_per_hour: 30,
            foundings_per_hour: 120,
            sisters_kept: Duration::from_secs(5),
            search_folder: None,
            photo_bytes_max: 12 * 1024 * 1024,
            photo_pixels_max: 32_000_000,
            photo_part_within: Duration::from_secs(15),
            photo_waits: Duration::from_secs(24 * 3600),
        }
    }
}

/// An address by which people reach a server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicUrl {
    origin: Origin,
    text: String,
}

/// The text is no such address.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("cannot use public URL {0:?}: expected http(s)://host[:port] without a path")]
pub struct PublicUrlError(String);

impl PublicUrl {
    /// As browsers write it in `Origin`: `https://board.example`.
    #[must_use]
    pub fn origin(&self) -> &str {
        &self.text
    }

    pub(crate) fn port(&self) -> u16 {
        self.origin.port
    }

    pub(crate) fn is_secure(&self) -> bool {
        self.origin.secure
    }

    pub(crate) fn is(&self, origin: &Origin) -> bool {
        self.origin == *origin
    }
}

impl std::str::FromStr for PublicUrl {
    type Err = PublicUrlError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let origin = Origin::read(text.strip_suffix('/').unwrap_or(text));
        let origin = origin.ok_or_else(|| PublicUrlError(text.chars().take(200).collect()))?;
        Ok(Self { text: origin.text(), origin })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_public_url_is_an_origin() {
        let url = |text: &str| text.parse::<PublicUrl>();
        assert_eq!(url("https://Board.example/").unwrap().origin(), "https://board.example");
        assert_eq!(url("https://board.example:443").unwrap().origin(), "https://board.example");
        assert_eq!(url("http://10.0.0.7:7777").unwrap().origin(), "http://10.0.0.7:7777");
        assert_eq!(url("http://[0:0::1]:80").unwrap().origin(), "http://[::1]");
        for bad in [
            "",
            "board.example",
            "ftp://board.example",
            "https://board.example/path",
            "https://me@board.example",
            "http://board.example:70000",
        ] {
            assert!(url(bad).is_err(), "{bad:?} must be refused");
        }
    }
}
