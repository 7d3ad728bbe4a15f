//! What the server prints at its start: its address, the host's and the invite link, and what an ack guarantees.

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
    /// The command that is running, for the hint at how to start it for the whole network.
    pub(crate) command: &'static str,
    pub(crate) settings: &'a Settings,
    pub(crate) address: SocketAddr,
    /// None where the list of circles is damaged, so that no circle is known by name.
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
    /// Prints it to stdout, as one line of JSON or as text. A thread of its own does it, so that the server runs on even if nobody reads
    /// stdout, or its disk is full.
    pub(crate) fn print(&self) -> anyhow::Result<()> {
        let origin = self.origin();
        let links = self.links.map(|links| Links {
            host_link: link::invite(&origin, links.circle, &links.host.secret),
            invite_link: link::invite(&origin, links.circle, &links.invite.secret),
            circle: links.circle.to_string(),
        });
        let ready = Ready { address: origin, links, founded: self.founded };
        let text = if self.settings.json { serde_json::to_string(&ready)? + "\n" } else { self.text(&ready)? };
        let print = move || match output::bytes(text.as_bytes()) {
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
            local_network_address().unwrap_or(IpAddr::from([127, 0, 0, 1]))
        } else {
            self.address.ip()
        };
        format!("http://{}", SocketAddr::new(ip, self.address.port()))
    }

    fn text(&self, ready: &Ready) -> Result<String, fmt::Error> {
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
            if let Some(ip) = local_network_address() {
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

/// A QR code in black on white, whatever colours the terminal has: many phones can't read an inverted one.
fn on_white(code: &str) -> String {
    code.lines().map(|line| format!("\x1b[30;107m{line}\x1b[0m")).collect::<Vec<_>>().join("\n")
}

/// The address of this machine in its network: the source address of a packet to the outside. Nothing is sent:
/// connecting a UDP socket only asks the routing table (192.0.2.1 is reserved for documentation, RFC 5737).
fn local_network_address() -> Option<IpAddr> {
    let socket = UdpSocket::bind("0.0.0.0:0").ok()?;
    socket.connect("192.0.2.1:9").ok()?;
    let ip = socket.local_addr().ok()?.ip();
    (!ip.is_loopback() && !ip.is_unspecified()).then_some(ip)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_qr_code_sets_and_resets_its_colours_on_every_line() {
        let code = QrCode::new("https://board.example.org/c/1/#invite=2").unwrap();
        let (black, white) = ("\u{2588}", " ");
        let plain = code.render::<Dense1x2>().build();
        let shown = on_white(&plain);
        // A QR code has an empty margin; the first mark inside is a dark corner.
        assert!(plain.starts_with(white) && plain.contains(black));
        assert_eq!(shown.lines().count(), plain.lines().count());
        assert!(shown.lines().all(|line| line.starts_with("\x1b[30;107m") && line.ends_with("\x1b[0m")));
    }
}
