//! Parses the flags that limit members and the server.

use std::{fmt::Display, str::FromStr, time::Duration};

use traceboard_server::Config;

use crate::{cli::LimitArgs, misuse::Mistakes};

/// The highest count that a flag accepts: a larger one would limit nothing.
const COUNT_MAX: u32 = 1_000_000;
/// An idle circle is closed after a day at the latest, to free its memory.
const IDLE_SECONDS_MAX: u64 = 86_400;

/// The longest timeout of a connection: after an hour without a byte it is surely dead.
const WITHIN_SECONDS_MAX: u64 = 3_600;
/// Service managers kill a process that takes longer to end.
const DRAIN_SECONDS_MAX: u64 = 60;

/// A file of this size is held in memory, sixteen at a time.
const PHOTO_BYTES_MAX: usize = 64 * 1024 * 1024;
/// So many pixels take two gigabytes while they are drawn.
const PHOTO_PIXELS_MAX: u64 = 256_000_000;
/// Whoever sends a photo sends its trace next.
const PHOTO_WAITS_SECONDS_MAX: u64 = 30 * 86_400;

/// Parses all flags before it reports mistakes. Settings without a flag keep the server's default.
pub(crate) fn read(args: &LimitArgs, mistakes: &mut Mistakes) -> Option<Config> {
    let posts_burst = mistakes.collect(number("--posts-burst", &args.posts_burst, COUNT_MAX));
    let posts_per_second = mistakes.collect(number("--posts-per-second", &args.posts_per_second, COUNT_MAX));
    let requests_burst = mistakes.collect(number("--requests-burst", &args.requests_burst, COUNT_MAX));
    let joins_burst = mistakes.collect(number("--joins-burst", &args.joins_burst, COUNT_MAX));
    let by_host = mistakes.collect(number("--host-foundings-per-minute", &args.host_foundings_per_minute, COUNT_MAX));
    let by_ancestor =
        mistakes.collect(number("--ancestor-foundings-per-hour", &args.ancestor_foundings_per_hour, COUNT_MAX));
    let foundings = mistakes.collect(number("--foundings-per-hour", &args.foundings_per_hour, COUNT_MAX));
    let sockets = mistakes.collect(number("--sockets-per-member", &args.sockets_per_member, COUNT_MAX as usize));
    let connections = mistakes.collect(number("--connections", &args.connections, COUNT_MAX as usize));
    let idle_close = mistakes.collect(number("--idle-close", &args.idle_close, IDLE_SECONDS_MAX));
    let head_within = mistakes.collect(number("--head-within", &args.head_within, WITHIN_SECONDS_MAX));
    let idle_within = mistakes.collect(number("--idle-within", &args.idle_within, WITHIN_SECONDS_MAX));
    let read_within = mistakes.collect(number("--read-within", &args.read_within, WITHIN_SECONDS_MAX));
    let drain = mistakes.collect(number("--drain", &args.drain, DRAIN_SECONDS_MAX));
    let photo_bytes = mistakes.collect(number("--photo-bytes-max", &args.photo_bytes_max, PHOTO_BYTES_MAX));
    let photo_pixels = mistakes.collect(number("--photo-pixels-max", &args.photo_pixels_max, PHOTO_PIXELS_MAX));
    let photo_waits = mistakes.collect(number("--photo-waits", &args.photo_waits, PHOTO_WAITS_SECONDS_MAX));
    Some(Config {
        posts_burst: posts_burst?,
        posts_per_second: posts_per_second?,
        requests_burst: requests_burst?,
        joins_burst: joins_burst?,
        host_foundings_per_minute: by_host?,
        ancestor_foundings_per_hour: by_ancestor?,
        foundings_per_hour: foundings?,
        sockets_per_member: sockets?,
        connections: connections?,
        space_idle: Duration::from_secs(idle_close?),
        head_within: Duration::from_secs(head_within?),
        idle_within: Duration::from_secs(idle_within?),
        read_within: Duration::from_secs(read_within?),
        drain: Duration::from_secs(drain?),
        photo_bytes_max: photo_bytes?,
        photo_pixels_max: photo_pixels?,
        photo_waits: Duration::from_secs(photo_waits?),
        ..Config::default()
    })
}

/// Parses a whole number from 1 to `at_most`.
fn number<N: Copy + FromStr + Ord + Display + From<u8>>(flag: &str, text: &str, at_most: N) -> Result<N, String> {
    match text.parse::<N>() {
        Ok(number) if number >= N::from(1) && number <= at_most => Ok(number),
        _ => Err(format!("{flag} {text:?}: expected a whole number from 1 to {at_most}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_flags_the_limits_are_the_servers_defaults() {
        let mut mistakes = Mistakes::default();
        let read = read(&LimitArgs::default(), &mut mistakes).unwrap();
        assert_eq!(format!("{read:?}"), format!("{:?}", Config::default()));
    }

    #[test]
    fn the_bounds_of_founding_are_as_they_are_typed() {
        let mut mistakes = Mistakes::default();
        let args = LimitArgs {
            host_foundings_per_minute: "1".to_owned(),
            ancestor_foundings_per_hour: "2".to_owned(),
            foundings_per_hour: "3".to_owned(),
            ..LimitArgs::default()
        };
        let read = read(&args, &mut mistakes).unwrap();
        let founded = (read.host_foundings_per_minute, read.ancestor_foundings_per_hour, read.foundings_per_hour);
        assert_eq!(founded, (1, 2, 3));
    }

    #[test]
    fn every_mistake_says_what_was_expected() {
        let mut mistakes = Mistakes::default();
        let args = LimitArgs { posts_burst: "0".to_owned(), idle_close: "90000".to_owned(), ..LimitArgs::default() };
        assert!(read(&args, &mut mistakes).is_none());
        let told = mistakes.finish(None::<()>).unwrap_err().to_string();
        assert!(told.contains("--posts-burst \"0\": expected a whole number from 1 to 1000000"), "{told}");
        assert!(told.contains("--idle-close \"90000\": expected a whole number from 1 to 86400"), "{told}");
    }
}
