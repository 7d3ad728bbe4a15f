//! Parses hosts and ports in the spellings of proxies, browsers and people.

use std::net::Ipv6Addr;

/// An origin in one spelling: RFC 6454's scheme, host and port.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Origin {
    pub(crate) secure: bool,
    pub(crate) host: String,
    pub(crate) port: u16,
}

impl Origin {
    /// `http(s)://host[:port]`; none for anything else, also for one with a path or a name before `@`.
    pub(crate) fn read(text: &str) -> Option<Self> {
        let (scheme, rest) = text.split_once("://")?;
        let secure = match scheme.to_ascii_lowercase().as_str() {
            "http" => false,
            "https" => true,
            _ => return None,
        };
        let (host, port) = authority(rest)?;
        Some(Self { secure, host, port: port.unwrap_or(standard(secure)) })
    }

    /// Whether a `Host` header names it. One without a port is that of either scheme, and a secure origin's may name the port of plain
    /// http: whoever ends TLS in front of this server passes the name alone, or with the port that it was itself asked at.
    pub(crate) fn is_of(&self, host: &str) -> bool {
        let own = |port: Option<u16>| match port {
            Some(port) => port == self.port || self.secure && self.port == standard(true) && port == standard(false),
            None => self.port == standard(self.secure),
        };
        authority(host).is_some_and(|(host, port)| host == self.host && own(port))
    }

    /// As its visitors see it: a proxy that ends TLS may pass the port of plain http on, where no visitor came by TLS.
    pub(crate) fn seen(self) -> Self {
        let port = if self.secure && self.port == standard(false) { standard(true) } else { self.port };
        Self { port, ..self }
    }

    /// As browsers write it, without the standard port.
    pub(crate) fn text(&self) -> String {
        let scheme = if self.secure { "https" } else { "http" };
        if self.port == standard(self.secure) {
            format!("{scheme}://{}", self.host)
        } else {
            format!("{scheme}://{}:{}", self.host, self.port)
        }
    }
}

fn standard(secure: bool) -> u16 {
    if secure { 443 } else { 80 }
}

/// Host and port, the host in lower case, without the root's dot, an IPv6 address in its shortest form. None where it is neither.
fn authority(text: &str) -> Option<(String, Option<u16>)> {
    let (host, port) = match text.strip_prefix('[') {
        Some(rest) => {
            let (address, rest) = rest.split_once(']')?;
            let port = if rest.is_empty() { "" } else { rest.strip_prefix(':')? };
            (format!("[{}]", address.parse::<Ipv6Addr>().ok()?), port)
        }
        None => {
            let (host, port) = text.split_once(':').unwrap_or((text, ""));
            let host = host.strip_suffix('.').unwrap_or(host);
            (host.to_ascii_lowercase(), port)
        }
    };
    let of_a_host = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_');
    if host.is_empty() || !(host.starts_with('[') || host.chars().all(of_a_host)) {
        return None;
    }
    // A colon without a port behind it means the standard one.
    let port = if port.is_empty() { None } else { Some(port.parse().ok().filter(|_| !port.starts_with('+'))?) };
    Some((host, port))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_origin_is_one_however_host_and_origin_spell_it() {
        for (origin, host) in [
            ("https://board.example", "board.example"),
            ("https://board.example", "board.example:443"),
            ("https://board.example", "board.example:80"),
            ("https://board.example:443", "BOARD.Example."),
            ("HTTPS://Board.example.", "board.example.:443"),
            ("http://board.example", "board.example:80"),
            ("http://board.example", "board.example:"),
            ("http://[::1]", "[0:0:0:0:0:0:0:1]:80"),
            ("http://[fe80::AB]:7777", "[FE80::ab]:7777"),
            ("http://10.0.0.7:7777", "10.0.0.7:7777"),
        ] {
            assert!(Origin::read(origin).is_some_and(|origin| origin.is_of(host)), "{origin} and {host}");
        }
    }

    #[test]
    fn another_port_name_or_form_is_another_origin() {
        for (origin, host) in [
            ("https://board.example:7777", "board.example:80"),
            ("http://board.example", "board.example:443"),
            ("http://board.example:7777", "board.example"),
            ("http://board.example", "board.example:7777"),
            ("http://board.example.evil", "board.example"),
            ("http://[::1]", "[::2]"),
        ] {
            assert!(!Origin::read(origin).is_some_and(|origin| origin.is_of(host)), "{origin} and {host}");
        }
        for other in [
            "null",
            "",
            "board.example",
            "ftp://board.example",
            "http://",
            "http://a/b",
            "http://me@a",
            "http://a:x",
            "http://a:99999",
            "http://[::1",
            "http://[::1]x",
            "http://a:80:80",
            "http://a b",
            "http://a?b",
            "http://.",
        ] {
            assert_eq!(Origin::read(other), None, "{other:?}");
        }
    }
}
