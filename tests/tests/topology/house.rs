//! Two servers on one Redis behind one address.

use std::net::{SocketAddr, TcpListener};

use traceboard_board::EntryId;
use traceboard_client::{Api, Link, Session};
use traceboard_testkit::{Proxy, Server, Store, redis::Redis};
use uuid::Uuid;

/// The one address, and what stands behind it. New connections go to the server that was chosen last.
pub(super) struct Topology {
    pub(super) redis: Redis,
    pub(super) proxy: Proxy,
    pub(super) one: Server,
    pub(super) two: Server,
}

impl Topology {
    pub(super) async fn start() -> anyhow::Result<Self> {
        let redis = Redis::start()?;
        let store = Store::Redis(redis.url());
        let [first, second] = free_ports()?;
        let proxy = Proxy::start(SocketAddr::from(([127, 0, 0, 1], first))).await?;
        let public_url = format!("http://{}", proxy.address());
        // At once, so that both find an empty Redis and one alone can found the first circle.
        let (one, two) = tokio::try_join!(
            Server::start_behind(&public_url, first, &store),
            Server::start_behind(&public_url, second, &store)
        )?;
        Ok(Self { redis, proxy, one, two })
    }

    pub(super) fn choose(&self, server: &Server) -> anyhow::Result<()> {
        self.proxy.switch(server.authority().parse()?);
        Ok(())
    }

    /// The session of a newcomer by a link of one server. New connections go to `at`, until another is chosen.
    pub(super) async fn session(&self, name: &str, link_of: &Server, at: &Server) -> anyhow::Result<Session> {
        self.choose(at)?;
        let link: Link = link_of.ready().invite_link.parse()?;
        Ok(Api::redeem(&link, EntryId(Uuid::now_v7()), Some(name.to_owned()), None).await?)
    }
}

/// Two ports that were free a moment ago.
fn free_ports() -> anyhow::Result<[u16; 2]> {
    let [one, two] = [TcpListener::bind("127.0.0.1:0")?, TcpListener::bind("127.0.0.1:0")?];
    Ok([one.local_addr()?.port(), two.local_addr()?.port()])
}
