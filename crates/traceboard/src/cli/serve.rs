//! The arguments of `serve`.

use clap::Args;

pub(super) const HELP: &str = "Examples:
  traceboard                                       a board on this machine, kept in the data folder
  traceboard serve --listen 0.0.0.0:7777           the same, and the phones in this network can come
  traceboard serve --redis redis://127.0.0.1/      kept in Redis, which several servers can share
  traceboard serve --public-url https://example.org   behind a proxy that ends TLS

Each start prints a host link, which signs in the circle's founder, and an invite link, which brings in new
members. Both hold for 24 hours; the page's host menu makes others. Ctrl-C ends it gently.";

/// The arguments of `serve`, as text, so that all mistakes can be reported together.
#[derive(Args, Clone, Debug)]
pub(crate) struct ServeArgs {
    /// The address to listen on; port 0 takes a free one
    #[arg(long, value_name = "ADDRESS", env = "TRACEBOARD_LISTEN", default_value = "127.0.0.1:7777")]
    pub(crate) listen: String,
    /// Keep the log in this folder [default: $XDG_DATA_HOME/traceboard, else ~/.local/share/traceboard]
    #[arg(long, value_name = "DIR", env = "TRACEBOARD_DATA")]
    pub(crate) data: Option<String>,
    /// Keep the log in this Redis instead, as redis://host:port/, or rediss:// with TLS
    #[arg(long, value_name = "URL", env = "TRACEBOARD_REDIS", hide_env_values = true)]
    pub(crate) redis: Option<String>,
    /// The address that people type, where it isn't the one listened on, as https://example.org
    #[arg(long, value_name = "URL", env = "TRACEBOARD_PUBLIC_URL")]
    pub(crate) public_url: Option<String>,
    /// The name of the first circle, where the log holds none yet
    #[arg(long, value_name = "NAME", env = "TRACEBOARD_CIRCLE_NAME", default_value = "Our circle")]
    pub(crate) circle_name: String,
    /// Refuse to start where the log holds no circle, instead of founding a first one
    #[arg(long, env = "TRACEBOARD_NO_FOUND")]
    pub(crate) no_found: bool,
    /// Let no host found or seed further circles
    #[arg(long, env = "TRACEBOARD_NO_MORE_CIRCLES")]
    pub(crate) no_more_circles: bool,
    /// Never ask other servers for stories: sister circles can only be circles of this server
    #[arg(long, env = "TRACEBOARD_NO_SISTERS_ELSEWHERE")]
    pub(crate) no_sisters_elsewhere: bool,
    /// Tell nobody by Web Push: this server goes to no push service
    #[arg(long, env = "TRACEBOARD_NO_PUSH")]
    pub(crate) no_push: bool,
    /// Go to push services on private addresses and on this machine too, also without TLS
    #[arg(long, env = "TRACEBOARD_PUSH_TO_PRIVATE")]
    pub(crate) push_to_private: bool,
    /// Send no webhooks: this server goes to no address that a host names for one
    #[arg(long, env = "TRACEBOARD_NO_WEBHOOKS")]
    pub(crate) no_webhooks: bool,
    /// Send webhooks to private addresses and to this machine too, also without TLS
    #[arg(long, env = "TRACEBOARD_WEBHOOKS_TO_PRIVATE")]
    pub(crate) webhooks_to_private: bool,
    /// Once ready, print one line of JSON to stdout instead: address, circle, host_link, invite_link, founded
    #[arg(long, env = "TRACEBOARD_JSON")]
    pub(crate) json: bool,
    #[command(flatten)]
    pub(crate) limits: LimitArgs,
}

/// The limits of members and of the server, as text like the others.
#[derive(Args, Clone, Debug)]
#[command(next_help_heading = "Limits")]
pub(crate) struct LimitArgs {
    /// How many posts a member may send at once
    #[arg(long, value_name = "N", env = "TRACEBOARD_POSTS_BURST", default_value = "120")]
    pub(crate) posts_burst: String,
    /// How many posts a member may send each second, in the long run
    #[arg(long, value_name = "N", env = "TRACEBOARD_POSTS_PER_SECOND", default_value = "2")]
    pub(crate) posts_per_second: String,
    /// How many requests a member may send at once; a tenth of that comes back each second
    #[arg(long, value_name = "N", env = "TRACEBOARD_REQUESTS_BURST", default_value = "300")]
    pub(crate) requests_burst: String,
    /// How many requests an invite may get at once, two for each person who joins; a hundredth of that comes back each second
    #[arg(long, value_name = "N", env = "TRACEBOARD_JOINS_BURST", default_value = "4000")]
    pub(crate) joins_burst: String,
    /// How many circles a host may found or seed in a minute
    #[arg(long, value_name = "N", env = "TRACEBOARD_HOST_FOUNDINGS_PER_MINUTE", default_value = "6")]
    pub(crate) host_foundings_per_minute: String,
    /// How many circles that go back to one first circle may be founded in an hour, by hosts of hosts, generation by generation
    #[arg(long, value_name = "N", env = "TRACEBOARD_ANCESTOR_FOUNDINGS_PER_HOUR", default_value = "30")]
    pub(crate) ancestor_foundings_per_hour: String,
    /// How many circles may be founded in an hour, by whomever; --no-more-circles lets nobody
    #[arg(long, value_name = "N", env = "TRACEBOARD_FOUNDINGS_PER_HOUR", default_value = "120")]
    pub(crate) foundings_per_hour: String,
    /// How many sockets a member may have open
    #[arg(long, value_name = "N", env = "TRACEBOARD_SOCKETS_PER_MEMBER", default_value = "16")]
    pub(crate) sockets_per_member: String,
    /// How many connections may carry requests, if the limit of open files allows it; open sockets don't count
    #[arg(long, value_name = "N", env = "TRACEBOARD_CONNECTIONS", default_value = "4096")]
    pub(crate) connections: String,
    /// After how many seconds without followers or requests a circle is closed; the next request opens it again
    #[arg(long, value_name = "SECONDS", env = "TRACEBOARD_IDLE_CLOSE", default_value = "600")]
    pub(crate) idle_close: String,
    /// How many seconds the head of a request may take, from its first byte on
    #[arg(long, value_name = "SECONDS", env = "TRACEBOARD_HEAD_WITHIN", default_value = "30")]
    pub(crate) head_within: String,
    /// How many seconds a connection may idle before its first request and between two: more than a proxy in front keeps it open
    #[arg(long, value_name = "SECONDS", env = "TRACEBOARD_IDLE_WITHIN", default_value = "150")]
    pub(crate) idle_within: String,
    /// How many seconds a client may read nothing of what is sent to it before its connection ends
    #[arg(long, value_name = "SECONDS", env = "TRACEBOARD_READ_WITHIN", default_value = "60")]
    pub(crate) read_within: String,
    /// Over how many seconds open sockets are closed when the server shuts down; the shutdown takes up to seven more
    #[arg(long, value_name = "SECONDS", env = "TRACEBOARD_DRAIN", default_value = "3")]
    pub(crate) drain: String,
    /// The largest file of a photo that is taken, in bytes
    #[arg(long, value_name = "BYTES", env = "TRACEBOARD_PHOTO_BYTES_MAX", default_value = "12582912")]
    pub(crate) photo_bytes_max: String,
    /// How many pixels a photo may have; while it is drawn anew each takes up to eight bytes of memory, in two photos at a time
    #[arg(long, value_name = "N", env = "TRACEBOARD_PHOTO_PIXELS_MAX", default_value = "32000000")]
    pub(crate) photo_pixels_max: String,
    /// After how many seconds a photo whose trace never came is erased
    #[arg(long, value_name = "SECONDS", env = "TRACEBOARD_PHOTO_WAITS", default_value = "86400")]
    pub(crate) photo_waits: String,
}

#[cfg(test)]
impl Default for LimitArgs {
    /// As without any flag.
    fn default() -> Self {
        #[derive(clap::Parser)]
        struct Typed {
            #[command(flatten)]
            limits: LimitArgs,
        }
        <Typed as clap::Parser>::parse_from([""]).limits
    }
}
