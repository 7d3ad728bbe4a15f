//! How durable an acked entry is, read from the settings of Redis.

use std::collections::HashMap;

use ::redis::{RedisResult, aio::ConnectionManager, cmd};

use super::erased::line;
use crate::Worth;

pub(super) async fn worth(connection: &mut ConnectionManager) -> RedisResult<Worth> {
    let replication: String = cmd("INFO").arg("replication").query_async(connection).await?;
    let replicas = line(&replication, "connected_slaves").and_then(|count| count.parse().ok()).unwrap_or(0);
    match settings(connection).await {
        Ok(settings) => Ok(assess(&settings, replicas)),
        // Hosted stores often forbid reading settings; connection errors are returned.
        Err(error) if error.is_io_error() || error.is_timeout() => Err(error),
        Err(_) => Ok(Worth {
            sentence: "an ack means: in the memory of Redis; its settings can't be read, so more can't be said"
                .to_owned(),
            warnings: vec![
                "let this user run CONFIG GET, or see to it that appendonly is yes and maxmemory-policy is noeviction"
                    .to_owned(),
            ],
            evictable: false,
        }),
    }
}

async fn settings(connection: &mut ConnectionManager) -> RedisResult<HashMap<String, String>> {
    // One name for each call: several are allowed since Redis 7.0 only, and not by every compatible store.
    let mut settings = HashMap::new();
    for name in ["appendonly", "appendfsync", "maxmemory", "maxmemory-policy", "min-replicas-to-write"] {
        let answer: HashMap<String, String> = cmd("CONFIG").arg("GET").arg(name).query_async(connection).await?;
        settings.extend(answer);
    }
    Ok(settings)
}

fn assess(settings: &HashMap<String, String>, replicas: u64) -> Worth {
    let setting = |name: &str| settings.get(name).map_or("", String::as_str);
    let mut warnings = Vec::new();
    let disk = match (setting("appendonly"), setting("appendfsync")) {
        ("yes", "always") => "flushed to the disk of Redis",
        ("yes", "everysec") => {
            "in the memory of Redis and, about a second later, on its disk; a power cut can take that second back"
        }
        ("yes", _) => {
            warnings.push(
                "appendfsync is no: the operating system decides when an ack is on disk; set everysec or always"
                    .to_owned(),
            );
            "in the memory of Redis, and on its disk whenever its operating system sees fit"
        }
        _ => {
            warnings
                .push("appendonly is no: a restart of Redis can take acked traces back; set appendonly yes".to_owned());
            "in the memory of Redis, and not on any disk"
        }
    };
    let copies = match replicas {
        0 => String::new(),
        1 => "; one replica follows, which may lag".to_owned(),
        more => format!("; {more} replicas follow, which may lag"),
    };
    let policy = setting("maxmemory-policy");
    let bounded = setting("maxmemory").parse::<u64>().is_ok_and(|bytes| bytes > 0);
    // Our keys never expire, so the volatile policies can't choose them.
    let evictable = bounded && policy.starts_with("allkeys-");
    if evictable {
        warnings.push(format!(
            "maxmemory-policy is {policy}: Redis may throw history away; set noeviction, or nothing is served"
        ));
    }
    Worth { sentence: format!("an ack means: {disk}{copies}"), warnings, evictable }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(pairs: &[(&str, &str)], replicas: u64) -> Worth {
        assess(&pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect(), replicas)
    }

    #[test]
    fn settings_decide_what_an_ack_is_worth() {
        let always = of(&[("appendonly", "yes"), ("appendfsync", "always"), ("maxmemory", "0")], 0);
        assert_eq!(always.sentence, "an ack means: flushed to the disk of Redis");
        assert_eq!((always.warnings.len(), always.evictable), (0, false));
        let memory = of(&[("appendonly", "no")], 2);
        assert_eq!(
            memory.sentence,
            "an ack means: in the memory of Redis, and not on any disk; 2 replicas follow, which may lag"
        );
        assert_eq!(memory.warnings.len(), 1);
    }

    #[test]
    fn history_is_evictable_under_a_bound_and_a_policy_that_takes_any_key() {
        let with = |maxmemory, policy| {
            of(
                &[
                    ("appendonly", "yes"),
                    ("appendfsync", "always"),
                    ("maxmemory", maxmemory),
                    ("maxmemory-policy", policy),
                ],
                0,
            )
        };
        assert!(with("1000000", "allkeys-lru").evictable);
        assert!(!with("0", "allkeys-lru").evictable);
        assert!(!with("1000000", "noeviction").evictable);
        assert!(!with("1000000", "volatile-lru").evictable);
    }
}
