//! Rate limits by member, invite and link. Never by address: a whole retreat shares one.

use std::{hash::Hash, num::NonZeroU32, time::Duration};

use governor::{
    DefaultDirectRateLimiter, DefaultKeyedRateLimiter, NotUntil, Quota, RateLimiter,
    clock::{Clock, DefaultClock},
};
use traceboard_board::{CircleId, EntryId, MemberId};
use traceboard_protocol::Code;

use uuid::Uuid;

use crate::{config::Config, refusal::Refused};

/// How often keys with a full quota are dropped, so that memory holds only active ones.
pub(crate) const FORGET_EVERY: Duration = Duration::from_secs(60);

/// How many addresses of other servers a host may have this one go to in a minute.
const ELSEWHERE_PER_MINUTE: NonZeroU32 = NonZeroU32::new(12).unwrap();

/// How often a circle is asked for what it doesn't know in a burst: each costs a look at the log.
const STRANGERS_BURST: u32 = 200;

pub(crate) struct Limits {
    posts: DefaultKeyedRateLimiter<MemberId>,
    requests: DefaultKeyedRateLimiter<MemberId>,
    searches: DefaultKeyedRateLimiter<MemberId>,
    /// None: nobody founds circles here.
    foundings: Option<Foundings>,
    /// Going to an address that a host names.
    elsewhere: DefaultKeyedRateLimiter<MemberId>,
    /// By invite, and by link.
    joins: DefaultKeyedRateLimiter<EntryId>,
    /// By circle: unknown secrets and sessions. To refuse them truly the log's head has to be read.
    strangers: DefaultKeyedRateLimiter<Uuid>,
}

/// Founding circles, each of which is there for ever.
struct Foundings {
    by_member: DefaultKeyedRateLimiter<MemberId>,
    by_ancestor: DefaultKeyedRateLimiter<CircleId>,
    by_server: DefaultDirectRateLimiter,
}

impl Foundings {
    fn new(config: &Config) -> Self {
        Self {
            by_member: RateLimiter::keyed(Quota::per_minute(at_least_one(config.host_foundings_per_minute))),
            by_ancestor: RateLimiter::keyed(Quota::per_hour(at_least_one(config.ancestor_foundings_per_hour))),
            by_server: RateLimiter::direct(Quota::per_hour(at_least_one(config.foundings_per_hour))),
        }
    }
}

impl Limits {
    pub(crate) fn new(config: &Config) -> Self {
        let tenth = |burst: u32| quota(burst / 10, burst);
        Self {
            posts: RateLimiter::keyed(quota(config.posts_per_second, config.posts_burst)),
            requests: RateLimiter::keyed(tenth(config.requests_burst)),
            searches: RateLimiter::keyed(tenth(config.searches_burst)),
            foundings: config.founding.then(|| Foundings::new(config)),
            elsewhere: RateLimiter::keyed(Quota::per_minute(ELSEWHERE_PER_MINUTE)),
            joins: RateLimiter::keyed(quota(config.joins_burst / 100, config.joins_burst)),
            strangers: RateLimiter::keyed(tenth(STRANGERS_BURST.min(config.joins_burst))),
        }
    }

    pub(crate) fn post(&self, member: MemberId) -> Result<(), Refused> {
        check(&self.posts, &member, "take the post")
    }

    pub(crate) fn request(&self, member: MemberId) -> Result<(), Refused> {
        check(&self.requests, &member, "answer the request")
    }

    pub(crate) fn search(&self, member: MemberId) -> Result<(), Refused> {
        check(&self.searches, &member, "search")
    }

    /// Founding a circle, by a host of one that goes back to `ancestor`.
    pub(crate) fn found(&self, member: MemberId, ancestor: CircleId) -> Result<(), Refused> {
        let operation = "found a circle";
        let Some(foundings) = &self.foundings else {
            let message = "cannot found a circle: whoever runs this server has switched it off";
            return Err(Refused::new(Code::PatternOff, message));
        };
        check(&foundings.by_member, &member, operation)?;
        check(&foundings.by_ancestor, &ancestor, operation)?;
        foundings.by_server.check().map_err(|until| too_many(&until, operation))
    }

    pub(crate) fn ask_elsewhere(&self, member: MemberId) -> Result<(), Refused> {
        check(&self.elsewhere, &member, "ask a sister circle")
    }

    /// Looking at an invite, and using it. None: the circle knows no such invite yet.
    pub(crate) fn join(&self, circle: CircleId, invite: Option<EntryId>) -> Result<(), Refused> {
        match invite {
            Some(invite) => check(&self.joins, &invite, "use the invite"),
            None => self.stranger(Some(circle)),
        }
    }

    /// Showing what a link leads to: by the link, so that a link that many follow takes nothing from whoever made it.
    pub(crate) fn follow(&self, link: EntryId) -> Result<(), Refused> {
        check(&self.joins, &link, "show what the link leads to")
    }

    /// Asking with a session, a secret or (none) a circle that isn't known here.
    pub(crate) fn stranger(&self, circle: Option<CircleId>) -> Result<(), Refused> {
        check(&self.strangers, &circle.map_or(Uuid::nil(), |circle| circle.0), "look for what is asked for")
    }

    pub(crate) fn forget_idle(&self) {
        self.posts.retain_recent();
        self.requests.retain_recent();
        self.searches.retain_recent();
        if let Some(Foundings { by_member, by_ancestor, by_server: _ }) = &self.foundings {
            by_member.retain_recent();
            by_ancestor.retain_recent();
        }
        self.elsewhere.retain_recent();
        self.joins.retain_recent();
        self.strangers.retain_recent();
    }
}

fn quota(per_second: u32, burst: u32) -> Quota {
    Quota::per_second(at_least_one(per_second)).allow_burst(at_least_one(burst))
}

fn at_least_one(count: u32) -> NonZeroU32 {
    NonZeroU32::new(count).unwrap_or(NonZeroU32::MIN)
}

fn check<K: Clone + Eq + Hash>(limiter: &DefaultKeyedRateLimiter<K>, key: &K, operation: &str) -> Result<(), Refused> {
    limiter.check_key(key).map_err(|until| too_many(&until, operation))
}

fn too_many(until: &NotUntil<<DefaultClock as Clock>::Instant>, operation: &str) -> Refused {
    let wait = until.wait_time_from(DefaultClock::default().now());
    let retry_after_ms = u64::try_from(wait.as_millis()).unwrap_or(u64::MAX).max(1);
    let message = format!("cannot {operation}: too many at once; again in {retry_after_ms} ms");
    Refused::new(Code::TooManyRequests, message).again(Some(retry_after_ms))
}
