//! What a start prints: where the board is, the links that let people in, and what an ack is worth.

use std::{
    fmt::{self, Write},
    io::{IsTerminal, stdout},
    net::{IpAddr, SocketAddr, UdpSocket},
};

use qrcode::{QrCode, render::unicode::Dense1x2};
use serde::Serialize;
use traceboard_log::Worth;
use traceboard_server::{FreshLinks, link};

use crate::{
    output::{self, ReaderGone},
    settings::Settings,
};

pub(crate) struct Greeting<'a> {
    /// The command that began it, for whoever is to begin it another way.
    pub(crate) command: &'static str,
    pub(crate) settings: &'a Settings,
    pub(crate) address: SocketAddr,
    /// None where the list of circles is damaged, and names none.
    pub(crate) links: Option<&'a FreshLinks>,
    /// Whether the log held nothing, so that this start founded the circle.
    pub(crate) founded: bool,
    pub(crate) worth: &'a Worth,
}

/// The one line of `--json`.
#[derive(Serialize)]
struct Ready {
    address: String,
    #[serde(flatten)]
    links: Option<Links>,
    founded: bool,
}

#[derive(Serialize)]
struct Links {
    circle: String,
    host_link: String,
    invite_link: String,
}

impl Greeting<'_> {
    /// Prints it: one line of JSON to stdout, or a page of words. By a thread of its own: a reader that is gone or doesn't read, or a
    /// disk that is full, keeps the board from nobody.
    pub(crate) fn say(&self) -> anyhow::Result<()> {
        let origin = self.origin();
        let links = self.links.map(|links| Links {
            host_link: link::invite(&origin, links.circle, &links.host.secret),
            invite_link: link::invite(&origin, links.circle, &links.invite.secret),
            circle: links.circle.to_string(),
        });
        let ready = Ready { address: origin, links, founded: self.founded };
        let said = if self.settings.json { serde_json::to_string(&ready)? + "\n" } else { self.words(&ready)? };
        let print = move || match output::bytes(said.as_bytes()) {
            Err(error) if !error.is::<ReaderGone>() => {
                tracing::warn!(error = format!("{error:#}"), "cannot print the links; serving all the same");
            }
            _ => {}
        };
        std::thread::Builder::new().name("greeting".to_owned()).spawn(print)?;
        Ok(())
    }

    /// The address that people type.
    fn origin(&self) -> String {
        if let Some(url) = &self.settings.config.public_url {
            return url.origin().to_owned();
        }
        let ip = if self.address.ip().is_unspecified() {
            outward().unwrap_or(IpAddr::from([127, 0, 0, 1]))
        } else {
            self.address.ip()
        };
        format!("http://{}", SocketAddr::new(ip, self.address.port()))
    }

    fn words(&self, ready: &Ready) -> Result<String, fmt::Error> {
        let mut out = String::new();
        let name = self.links.map_or("The board", |links| links.name.as_str());
        writeln!(out, "{name} is at {}\n", ready.address)?;
        if self.founded {
            writeln!(out, "The log held nothing, so a first circle was founded.\n")?;
        }
        match &ready.links {
            Some(links) => write_links(&mut out, links)?,
            None => writeln!(
                out,
                "The list of circles is damaged, so there are no fresh links; those that people have work.\n"
            )?,
        }
        if self.settings.config.public_url.is_none() && self.address.ip().is_loopback() {
            let port = self.address.port();
            writeln!(
                out,
                "Only this machine can reach that address. To let the phones in your network in, start it with"
            )?;
            writeln!(out, "  traceboard {} --listen 0.0.0.0:{port}", self.command)?;
            if let Some(ip) = outward() {
                writeln!(out, "and the address becomes http://{}", SocketAddr::new(ip, port))?;
            }
            writeln!(out)?;
        }
        writeln!(out, "{}", self.worth.sentence)?;
        for warning in &self.worth.warnings {
            writeln!(out, "Mind: {warning}")?;
        }
        writeln!(out, "Ctrl-C ends it gently.")?;
        Ok(out)
    }
}

fn write_links(out: &mut String, Links { host_link, invite_link, .. }: &Links) -> fmt::Result {
    writeln!(out, "Host link (signs you in as its founder; holds for 24 hours):\n  {host_link}\n")?;
    writeln!(out, "Invite link (lets people in; holds for 24 hours):\n  {invite_link}\n")?;
    if let Ok(code) = QrCode::new(invite_link) {
        let code = code.render::<Dense1x2>().build();
        let shown = if stdout().is_terminal() { on_white(&code) } else { code };
        writeln!(out, "{shown}\n")?;
    }
    Ok(())
}

/// A code as black on white, whatever colours the terminal has: inverted, as in a dark one, many phones don't read it.
fn on_white(code: &str) -> String {
    code.lines().map(|line| format!("\x1b[30;107m{line}\x1b[0m")).collect::<Vec<_>>().join("\n")
}

/// The address of this machine in its network: the one from which a packet to the outside would go. Nothing is sent:
/// connecting a UDP socket only asks the routing table (192.0.2.1 is reserved for documentation, RFC 5737).
fn outward() -> Option<IpAddr> {
    let socket = UdpSocket::bind("0.0.0.0:0").ok()?;
    socket.connect("192.0.2.1:9").ok()?;
    let ip = socket.local_addr().ok()?.ip();
    (!ip.is_loopback() && !ip.is_unspecified()).then_some(ip)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_black_on_white_on_every_line_and_lends_its_colours_to_nothing_else() {
        let code = QrCode::new("https://board.example.org/c/1/#invite=2").unwrap();
        let (black, white) = ("\u{2588}", " ");
        let plain = code.render::<Dense1x2>().build();
        let shown = on_white(&plain);
        // Around a code is a quiet zone; its first mark is a dark corner.
        assert!(plain.starts_with(white) && plain.contains(black));
        assert_eq!(shown.lines().count(), plain.lines().count());
        assert!(shown.lines().all(|line| line.starts_with("\x1b[30;107m") && line.ends_with("\x1b[0m")));
    }
}
