//! Invite links: `http://host/c/<circle>/#invite=<secret>`.

use std::{fmt, str::FromStr};

use traceboard_board::CircleId;

/// The longest link that is read: more would be no link of ours.
const LINK_BYTES_MAX: usize = 2048;

/// A link to a circle, with the secret of an invite in its fragment. `Debug` doesn't show the secret; `Display` does.
#[derive(Clone, PartialEq, Eq)]
pub struct Link {
    base: String,
    circle: CircleId,
    secret: String,
}

/// The text is no invite link.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("cannot read the link: {0}; expected http://host/c/<circle>/#invite=<secret>")]
pub struct LinkError(&'static str);

impl Link {
    /// The server's address, without a slash at the end.
    #[must_use]
    pub fn base(&self) -> &str {
        &self.base
    }

    /// The circle that it leads to.
    #[must_use]
    pub fn circle(&self) -> CircleId {
        self.circle
    }

    /// The secret of the invite.
    #[must_use]
    pub fn secret(&self) -> &str {
        &self.secret
    }
}

impl FromStr for Link {
    type Err = LinkError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let text = text.trim();
        if text.len() > LINK_BYTES_MAX {
            return Err(LinkError("it is too long"));
        }
        let (address, fragment) = text.split_once('#').ok_or(LinkError("it has no secret"))?;
        let secret = fragment.strip_prefix("invite=").ok_or(LinkError("it has no secret"))?;
        let legal = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
        if secret.is_empty() || !secret.chars().all(legal) {
            return Err(LinkError("its secret is damaged"));
        }
        let (base, circle) = address.rsplit_once("/c/").ok_or(LinkError("it names no circle"))?;
        let circle = circle.trim_end_matches('/').parse().map_err(|_| LinkError("its circle is no id"))?;
        Ok(Self { base: base_url(base)?, circle, secret: secret.to_owned() })
    }
}

impl fmt::Display for Link {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/c/{}/#invite={}", self.base, self.circle, self.secret)
    }
}

impl fmt::Debug for Link {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Link({}/c/{}/#invite=***)", self.base, self.circle)
    }
}

fn base_url(text: &str) -> Result<String, LinkError> {
    let host = text.strip_prefix("http://").or_else(|| text.strip_prefix("https://"));
    match host {
        Some(host) if !host.is_empty() && !host.contains(char::is_whitespace) => {
            Ok(text.trim_end_matches('/').to_owned())
        }
        _ => Err(LinkError("it doesn't begin with http:// or https:// and a host")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = "http://127.0.0.1:7777/c/01890000-0000-7000-8000-000000000001/#invite=abc-DEF_123";

    #[test]
    fn a_link_is_read_and_written_alike() {
        let link: Link = GOOD.parse().unwrap();
        assert_eq!((link.base(), link.secret()), ("http://127.0.0.1:7777", "abc-DEF_123"));
        assert_eq!(link.to_string(), GOOD);
        let behind_a_path: Link = GOOD.replace("7777", "7777/board").parse().unwrap();
        assert_eq!(behind_a_path.base(), "http://127.0.0.1:7777/board");
        assert_eq!(GOOD.replace("/#", "#").parse::<Link>().unwrap(), link, "the last slash may be missing");
    }

    #[test]
    fn an_invalid_link_is_refused_with_the_reason() {
        for (bad, reason) in [
            ("", "no secret"),
            ("http://host/c/x", "no secret"),
            ("http://host/#invite=abc", "names no circle"),
            ("http://host/c/x/#invite=abc", "no id"),
            (&GOOD.replace("http:", "ftp:"), "http://"),
            (&GOOD.replace("abc", "a%c"), "damaged"),
            (&GOOD.replace("127", &"1".repeat(3000)), "too long"),
        ] {
            let error = bad.parse::<Link>().unwrap_err().to_string();
            assert!(error.contains(reason), "{bad}: {error}");
        }
    }

    #[test]
    fn a_secret_is_not_shown_by_accident() {
        let link: Link = GOOD.parse().unwrap();
        assert!(!format!("{link:?}").contains("abc-DEF_123"));
    }
}
