//! Other projects' servers, if they are installed: each with one process, on the servers' core, sending the same bytes.

use std::{
    any::Any,
    fs,
    net::{SocketAddr, TcpListener},
    path::{Path, PathBuf},
    process::Stdio,
    time::Duration,
};

use anyhow::{Context, bail};
use tokio::{net::TcpStream, process::Command};
use traceboard_testkit::{Scratch, eventually};

use super::contestant::{Kind, Running, start_redis};
use crate::{
    load::job::{ByFrame, ByRequest, Peer},
    machine,
    template::Template,
};

/// How long one may take to listen.
const START_WITHIN: Duration = Duration::from_secs(10);
/// Where Debian keeps Nchan.
const NCHAN: &str = "/usr/lib/nginx/modules/ngx_nchan_module.so";
/// The Socket.IO server of this crate, and its packages.
const SOCKET_IO: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/peers/socket-io");

/// NATS, spoken to over its websocket: a subject and its subscribers, nothing kept.
///
/// # Errors
/// Where it isn't installed or doesn't start.
pub(crate) async fn nats(template: &Path) -> anyhow::Result<Running> {
    let (folder, address, plain) = (Scratch::new()?, free_address()?, free_address()?);
    let config = folder.path().join("nats.conf");
    fs::write(&config, format!("listen: \"{plain}\"\nwebsocket {{ listen: \"{address}\", no_tls: true }}\n"))?;
    let mut command = Command::new("nats-server");
    command.arg("--config").arg(&config);
    let message = Template::load(Some(template))?.body();
    let length = Template::load(Some(template))?.len();
    let body = format!("PUB bench {length}\r\n{message}\r\n");
    let peer = Peer {
        hello: Some("CONNECT {\"verbose\":false}\r\nSUB bench 1\r\nPING\r\n".to_owned()),
        ready: Some("PONG".to_owned()),
        trouble: vec!["-ERR".to_owned()],
        by_frame: Some(ByFrame { path: None, body }),
        ..Peer::at(address)
    };
    launch(command, "nats-server", peer, folder).await
}

/// Nchan: a module of nginx, with one channel and a hundred messages kept.
///
/// # Errors
/// Where it isn't installed or doesn't start.
pub(crate) async fn nchan(template: &Path) -> anyhow::Result<Running> {
    if !Path::new(NCHAN).is_file() {
        bail!("{NCHAN} is not installed (apt-get install libnginx-mod-nchan)");
    }
    let (folder, address) = (Scratch::new()?, free_address()?);
    let config = folder.path().join("nginx.conf");
    let temporary: String = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
        .map(|kind| format!("{kind}_temp_path {}/{kind};\n", folder.path().display()))
        .concat();
    fs::write(
        &config,
        format!(
            "load_module {NCHAN};\ndaemon off;\nmaster_process off;\npid {}/pid;\nerror_log stderr error;\n\
             events {{ worker_connections 16000; }}\nhttp {{\naccess_log off;\n{temporary}server {{\n\
             listen {address} backlog=1024;\n\
             location = /live {{ nchan_pubsub websocket; nchan_channel_id bench; nchan_message_buffer_length 100;\n\
             nchan_subscriber_first_message newest; }}\n\
             location = /post {{ nchan_publisher; nchan_channel_id bench; nchan_message_buffer_length 100; }}\n}}\n}}\n",
            folder.path().display()
        ),
    )?;
    let mut command = Command::new("nginx");
    command.arg("-c").arg(&config).arg("-e").arg("stderr");
    let message = Template::load(Some(template))?.body();
    let headers = "content-type: text/plain\r\n".to_owned();
    let peer = Peer {
        path: "/live".to_owned(),
        by_request: Some(ByRequest { path: "/post".to_owned(), headers, body: message.clone() }),
        by_frame: Some(ByFrame { path: None, body: message }),
        ..Peer::at(address)
    };
    launch(command, "nginx", peer, folder).await
}

/// Socket.IO with its Redis streams adapter, as its documentation sets it up.
///
/// # Errors
/// Where its packages aren't installed or it doesn't start.
pub(crate) async fn socket_io(template: &Path) -> anyhow::Result<Running> {
    let folder = PathBuf::from(SOCKET_IO);
    if !folder.join("node_modules/socket.io").is_dir() {
        bail!("its packages are not installed (npm ci --prefix crates/bench/peers/socket-io)");
    }
    let (redis, address) = (start_redis()?, free_address()?);
    let mut command = Command::new("node");
    command.arg(folder.join("server.mjs")).arg(address.port().to_string()).arg(redis.url());
    let message = serde_json::to_string(&Template::load(Some(template))?.body())?;
    let peer = Peer {
        path: "/socket.io/?EIO=4&transport=websocket".to_owned(),
        hello: Some("40".to_owned()),
        ready: Some("40{".to_owned()),
        trouble: vec!["44{".to_owned()],
        by_frame: Some(ByFrame { path: None, body: format!("42[\"post\",{message}]") }),
        ..Peer::at(address)
    };
    launch(command, "node", peer, redis).await
}

async fn launch(mut command: Command, name: &str, mut peer: Peer, ends: impl Any) -> anyhow::Result<Running> {
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).kill_on_drop(true);
    machine::pin(machine::SERVER_CORE)?;
    let spawned = command.spawn();
    machine::pin(machine::LOAD_CORE)?;
    let child = spawned.with_context(|| format!("cannot start {name}"))?;
    let address = peer.address;
    eventually(START_WITHIN, name, || TcpStream::connect(address)).await?;
    peer.pids = child.id().into_iter().collect();
    Ok(Running::new(Kind::Server(Box::new(peer)), (child, ends)))
}

fn free_address() -> anyhow::Result<SocketAddr> {
    Ok(TcpListener::bind("127.0.0.1:0")?.local_addr()?)
}
