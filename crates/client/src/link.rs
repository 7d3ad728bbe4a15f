//! Invite links: `http://host/c/<circle>/#invite=<secret>`.

use std::{fmt, str::FromStr};

use traceboard_board::CircleId;
use traceboard_protocol::bare_address;

const SECRET: &str = "invite=";
/// How many characters a secret has that this version makes.
const SECRET_CHARS: usize = 43;
/// How many characters an id has, with its hyphens and without.
const CIRCLE_CHARS: [usize; 2] = [36, 32];
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

    /// Reads a link as people paste it: whatever a messenger or mail program did to it, the address is found in it.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if text.trim().len() > LINK_BYTES_MAX {
            return Err(LinkError("it is too long"));
        }
        let text = bare_address(text);
        let at = secret_at(&text).ok_or(LinkError("it has no secret"))?;
        let secret = secret(&text[at + SECRET.len()..])?;
        let (base, circle) = rsplit_at_circle(&text[..at]).ok_or(LinkError("it names no circle"))?;
        let circle = CIRCLE_CHARS.iter().find_map(|chars| circle.get(..*chars)?.parse().ok());
        Ok(Self {
            base: base_url(base)?,
            circle: circle.ok_or(LinkError("its circle is no id"))?,
            secret: secret.to_owned(),
        })
    }
}

/// Where the secret stands in a bare text that may have several: a whole one counts before others, one in a fragment before others, and then the last.
fn secret_at(text: &str) -> Option<usize> {
    let lower = text.to_ascii_lowercase();
    let places = lower.match_indices(SECRET).map(|(at, _)| at);
    places.max_by_key(|at| {
        let whole = secret(&text[at + SECRET.len()..]).is_ok_and(|secret| secret.len() == SECRET_CHARS);
        (whole, text[..*at].ends_with('#'))
    })
}

/// The text before the last `/c/`, in any case and with slashes too many, and the text behind it.
fn rsplit_at_circle(text: &str) -> Option<(&str, &str)> {
    let at = text.to_ascii_lowercase().rfind("/c/")?;
    Some((&text[..at], text[at + "/c/".len()..].trim_start_matches('/')))
}

/// A secret, and not what follows it.
fn secret(text: &str) -> Result<&str, LinkError> {
    let legal = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    let len = |text: &str| text.chars().take_while(|c| legal(*c)).count().min(SECRET_CHARS);
    // Mail that encodes its line ends writes `=3D` for the equals sign.
    let text = text.strip_prefix("3D").filter(|rest| len(rest) == SECRET_CHARS).unwrap_or(text);
    let (secret, rest) = text.split_at(len(text));
    let damaged = secret.is_empty() || secret.len() < SECRET_CHARS && rest.starts_with('%');
    if damaged { Err(LinkError("its secret is damaged")) } else { Ok(secret) }
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

/// The server's address at the end of a text: a mail program's own may stand before it.
fn base_url(text: &str) -> Result<String, LinkError> {
    let lower = text.to_ascii_lowercase();
    let at = ["http://", "https://"].into_iter().filter_map(|scheme| Some((lower.rfind(scheme)?, scheme.len()))).max();
    let Some((at, scheme)) = at.filter(|(at, scheme)| at + scheme < text.len()) else {
        return Err(LinkError("it doesn't begin with http:// or https:// and a host"));
    };
    let host = lower[at + scheme..].find('/').map_or(text.len(), |host| at + scheme + host);
    Ok(format!("{}{}", &lower[at..host], &text[host..]).trim_end_matches('/').to_owned())
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
    fn a_link_is_read_as_people_paste_it() {
        let good =
            format!("http://board.example:7777/c/01890000-0000-7000-8000-000000000001/#invite={}", "s".repeat(43));
        let coded = good.replace(':', "%3A").replace('/', "%2F").replace('#', "%23").replace('=', "%3D");
        for pasted in [
            format!("<{good}>."),
            format!("»{good}«"),
            format!("{good}?fbclid=Iw-1"),
            good.replace('#', "?utm_source=mail#"),
            good.replace('#', "%23"),
            good.replace('=', "=3D"),
            good.replace("sss", "s\u{200b}ss"),
            good.replace("/#", "#"),
            good.replace("http://board", "HTTP://BOARD"),
            format!("{}\r\n> {}", &good[..90], &good[90..]),
            format!("https://links.example/?url={coded}&data=05"),
            good.replace('#', "?ref=invite=newsletter_of_november#"),
            format!("Old: {} New: {good}", good.replace("sss", "old")),
            format!("{good}&ref=invite=newsletter_of_november"),
            good.replace('-', "\u{2010}"),
            good.replace("01890000-0000-7000-8000-000000000001", "01890000000070008000000000000001"),
            good.replace("/c/", "//C//"),
        ] {
            assert_eq!(pasted.parse::<Link>().unwrap().to_string(), good, "{pasted}");
        }
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
