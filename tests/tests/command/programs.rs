//! Programs, feeds and webhooks, as a host types them, and as the program, the reader and the receiver then find them.

use anyhow::{Context, ensure};
use serde_json::{Value, json};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
};
use traceboard_testkit::{Server, Store, eventually};

use crate::{PATIENCE, typist::Typist};

/// More than one message has.
const MESSAGE_MAX: usize = 16 * 1024;

/// Sends a request as programs and feed readers do; the whole answer.
async fn asks(server: &Server, asked: &str, headers: &[&str], body: &str) -> anyhow::Result<String> {
    let to = server.authority();
    let own = format!("{asked} HTTP/1.1\r\nhost: {to}\r\nconnection: close\r\ncontent-length: {}\r\n", body.len());
    let more: String = headers.iter().map(|header| format!("{header}\r\n")).collect();
    let mut socket = TcpStream::connect(to).await?;
    socket.write_all(format!("{own}{more}\r\n{body}").as_bytes()).await?;
    let mut answer = String::new();
    tokio::time::timeout(PATIENCE, socket.read_to_string(&mut answer)).await??;
    Ok(answer)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_program_is_let_in_leaves_a_trace_and_is_ended() -> anyhow::Result<()> {
    let server = Server::start(&Store::Embedded, &[]).await?;
    let (host, kea) = (Typist::host(&server)?, Typist::new(&server, "Kea")?);
    ensure!(kea.is_refused(&["program", "let-in", "Kitchen"]).await?.contains("host"));
    let token = host.types(&["program", "let-in", "Kitchen board"]).await?;
    let leaves = async |text: &str| {
        let asked = format!("POST /api/c/{}/programs/traces", server.ready().circle);
        let headers = [&format!("authorization: Bearer {token}"), "content-type: application/json"];
        asks(&server, &asked, &headers, &json!({"text": text}).to_string()).await
    };
    ensure!(leaves("Bread is out of the oven").await?.starts_with("HTTP/1.1 200 "));
    ensure!(kea.types(&["search", "oven"]).await?.contains("Kitchen board: Bread is out of the oven"));
    let listed = host.types(&["program", "list"]).await?;
    let (id, name) = listed.split_once(' ').context("an id and a name")?;
    ensure!(name == "Kitchen board", "{listed}");
    ensure!(kea.is_refused(&["program", "end", id]).await?.contains("host"));
    let wrong = host.comes_to(&["program", "end", "the kitchen's"]).await?;
    ensure!(wrong.code == Some(2) && wrong.stderr.contains("expected the id of a program"), "{wrong:?}");
    // An end that was asked for twice is one.
    host.types(&["program", "end", id]).await?;
    host.types(&["program", "end", id]).await?;
    ensure!(host.types(&["program", "list"]).await?.is_empty());
    ensure!(leaves("Too late").await?.starts_with("HTTP/1.1 401 "));
    ensure!(kea.types(&["search", "oven"]).await?.contains("Bread is out of the oven"), "what it left stays");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_feed_is_made_by_a_host_and_has_what_a_wall_may_show() -> anyhow::Result<()> {
    let server = Server::start(&Store::Embedded, &[]).await?;
    let (host, kea) = (Typist::host(&server)?, Typist::new(&server, "Kea")?);
    kea.types(&["leave", "Laid the carpet"]).await?;
    ensure!(kea.is_refused(&["feed"]).await?.contains("host"));
    let address = host.types(&["feed"]).await?;
    let path = address.strip_prefix(&server.ready().address).context("an address of this server")?;
    let feed = asks(&server, &format!("GET {path}"), &[], "").await?;
    ensure!(feed.contains("<title>Laid the carpet</title>") && feed.contains("<name>Kea</name>"), "{feed}");
    let made: Value = serde_json::from_str(&host.types(&["feed", "--json"]).await?)?;
    ensure!(made["address"].as_str().is_some_and(|other| other != address), "each has an address of its own: {made}");
    Ok(())
}

/// Takes one message, and answers it.
async fn takes(receiver: &TcpListener, answer: &str) -> anyhow::Result<String> {
    let (mut socket, _) = tokio::time::timeout(PATIENCE, receiver.accept()).await??;
    let mut read = vec![0; MESSAGE_MAX];
    let mut len = 0;
    loop {
        len += match socket.read(&mut read[len..]).await? {
            0 => anyhow::bail!("a message broke off after {len} bytes"),
            more => more,
        };
        let text = String::from_utf8_lossy(&read[..len]).into_owned();
        let Some((head, body)) = text.split_once("\r\n\r\n") else { continue };
        let is_length = |line: &&str| line.to_ascii_lowercase().starts_with("content-length:");
        let length = head.lines().find(is_length).and_then(|line| line.split_once(':')).context("a length")?;
        if body.len() >= length.1.trim().parse()? {
            let answer = format!("HTTP/1.1 {answer}\r\ncontent-length: 0\r\nconnection: close\r\n\r\n");
            socket.write_all(answer.as_bytes()).await?;
            return Ok(text);
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_webhook_is_added_switched_off_by_its_receiver_on_by_a_host_and_removed() -> anyhow::Result<()> {
    let server = Server::start(&Store::Embedded, &["--webhooks-to-private"]).await?;
    let (host, kea) = (Typist::host(&server)?, Typist::new(&server, "Kea")?);
    let receiver = TcpListener::bind("127.0.0.1:0").await?;
    let origin = format!("http://{}", receiver.local_addr()?);
    let address = format!("{origin}/a-secret-path");
    ensure!(kea.is_refused(&["webhook", "add", &address]).await?.contains("host"));
    ensure!(host.types(&["webhook", "add", &address]).await?.starts_with("whsec_"));
    let listed = host.types(&["webhook", "list"]).await?;
    let (id, to) = listed.split_once(' ').context("an id and an origin")?;
    ensure!(to == origin, "the rest of the address is printed nowhere: {listed}");
    kea.types(&["leave", "Laid the carpet"]).await?;
    let told = takes(&receiver, "410 Gone").await?;
    ensure!(told.contains("Laid the carpet") && told.to_ascii_lowercase().contains("webhook-signature: v1,"), "{told}");
    let is = async |state: &str| {
        let listed = host.types(&["webhook", "list"]).await?;
        ensure!(listed == format!("{id} {origin}{state}"), "{listed}");
        Ok(())
    };
    eventually(PATIENCE, "the receiver's end of it", || is(" (switched off)")).await?;
    kea.types(&["leave", "Swept the hall"]).await?;
    host.types(&["webhook", "on", id]).await?;
    is("").await?;
    kea.types(&["leave", "Wiped the tables"]).await?;
    let told = takes(&receiver, "204 No Content").await?;
    ensure!(told.contains("Swept the hall") || told.contains("Wiped the tables"), "{told}");
    ensure!(!told.contains("Laid the carpet"), "{told}");
    host.types(&["webhook", "remove", id]).await?;
    ensure!(host.types(&["webhook", "list"]).await?.is_empty());
    ensure!(host.is_refused(&["webhook", "on", id]).await?.contains("webhook"));
    Ok(())
}
