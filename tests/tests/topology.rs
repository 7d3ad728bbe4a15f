//! Two servers on one Redis behind one address, as docker-compose.yml has them.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::{
    net::{SocketAddr, TcpListener},
    time::Duration,
};

use anyhow::{Context, bail, ensure};
use traceboard_board::{EntryId, TraceId};
use traceboard_client::{Api, Board, Carrier, Entries, Entry, Event, Link, Mirror, Settings};
use traceboard_position::Position;
use traceboard_protocol::{Deed, Draft, ServerFrame};
use traceboard_testkit::{Proxy, Server, Store, redis::Redis};
use uuid::Uuid;

/// How long something may take that must happen, a lost connection and the way back included.
const SOON: Duration = Duration::from_secs(60);

/// The one address, and what stands behind it. New connections go to the server that was chosen last.
struct Topology {
    redis: Redis,
    proxy: Proxy,
    one: Server,
    two: Server,
}

impl Topology {
    async fn start() -> anyhow::Result<Self> {
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

    fn choose(&self, server: &Server) -> anyhow::Result<()> {
        self.proxy.switch(server.authority().parse()?);
        Ok(())
    }

    /// A newcomer by a link of one server, whose connections then go to another or the same.
    async fn member(&self, name: &str, link_of: &Server, at: &Server, carrier: Carrier) -> anyhow::Result<Seat> {
        self.choose(at)?;
        let link: Link = link_of.ready().invite_link.parse()?;
        let session = Api::redeem(&link, EntryId(Uuid::now_v7()), Some(name.to_owned()), None).await?;
        let mirror = Mirror::follow(&session, Settings { carrier, ..Settings::default() })?;
        let mut seat = Seat { mirror, entries: Entries::follow(&session, None)?, seen: Vec::new(), last: None };
        seat.connect(carrier).await?;
        Ok(seat)
    }
}

/// A member who follows the board's states and its log, with the ids of all traces that came, in order.
struct Seat {
    mirror: Mirror,
    entries: Entries,
    seen: Vec<EntryId>,
    last: Option<Position>,
}

impl Seat {
    fn leave(&self, text: &str, builds_on: &[EntryId]) -> anyhow::Result<EntryId> {
        let id = EntryId(Uuid::now_v7());
        let builds_on = builds_on.iter().map(|id| TraceId(id.0)).collect();
        let deed = Deed::Leave { text: text.to_owned(), open_end: None, builds_on };
        self.mirror.post(Draft { id, written_at_ms: 1_700_000_000_000, deed })?;
        Ok(id)
    }

    /// Reads on until the board is here and the log was read to its end; a socket is open then, too.
    async fn connect(&mut self, carrier: Carrier) -> anyhow::Result<()> {
        let connecting = async {
            self.mirror.ready().await?;
            if carrier == Carrier::Socket {
                self.states().await?;
            }
            loop {
                match self.entries.next().await? {
                    Entry::CaughtUp => return anyhow::Ok(()),
                    entry => take_in(&mut self.seen, &mut self.last, &entry),
                }
            }
        };
        tokio::time::timeout(SOON, connecting).await.context("no connection stands")?
    }

    /// Reads on until states come.
    async fn states(&mut self) -> anyhow::Result<()> {
        loop {
            if let Event::Frame(frame) = self.mirror.next().await?
                && let ServerFrame::States { .. } = *frame
            {
                return Ok(());
            }
        }
    }

    /// Reads on until so many traces came, and its rows are at least as new.
    async fn traces(&mut self, count: usize) -> anyhow::Result<&[EntryId]> {
        let reading = async {
            while self.seen.len() < count {
                let entry = self.entries.next().await?;
                take_in(&mut self.seen, &mut self.last, &entry);
            }
            if let Some(last) = self.last {
                self.mirror.reach(last).await?;
            }
            anyhow::Ok(())
        };
        match tokio::time::timeout(SOON, reading).await {
            Ok(read) => read?,
            Err(_) => bail!("waited {SOON:?} for {count} traces; {} came", self.seen.len()),
        }
        Ok(&self.seen)
    }
}

fn take_in(seen: &mut Vec<EntryId>, last: &mut Option<Position>, entry: &Entry) {
    let Entry::Next(entry) = entry else { return };
    assert!(*last < Some(entry.position), "entries come in order, and each once");
    *last = Some(entry.position);
    if entry.head["type"] == "trace_left" {
        seen.push(entry.id);
    }
}

/// Whether all have the rows of a snapshot, once they are where it is.
async fn all_equal(seats: &mut [&mut Seat]) -> anyhow::Result<()> {
    let Some(first) = seats.first() else { return Ok(()) };
    let snapshot = Board::new(first.mirror.api().snapshot().await?);
    for seat in seats {
        let reached = tokio::time::timeout(SOON, seat.mirror.reach(snapshot.position())).await;
        let board = reached.context("the rows don't come")??;
        if let Some(words) = board.disagreement(&snapshot) {
            bail!("a follower's rows differ from the snapshot: {words}");
        }
    }
    Ok(())
}

/// Two ports that were free a moment ago.
fn free_ports() -> anyhow::Result<[u16; 2]> {
    let [one, two] = [TcpListener::bind("127.0.0.1:0")?, TcpListener::bind("127.0.0.1:0")?];
    Ok([one.local_addr()?.port(), two.local_addr()?.port()])
}

#[tokio::test(flavor = "multi_thread")]
async fn two_servers_that_start_at_once_found_one_circle() -> anyhow::Result<()> {
    let topology = Topology::start().await?;
    let (one, two) = (topology.one.ready(), topology.two.ready());
    assert_eq!(one.circle, two.circle);
    let address = format!("http://{}", topology.proxy.address());
    assert_eq!((&one.address, &two.address), (&address, &address), "both tell people the one address");
    assert!(one.invite_link.starts_with(&address) && one.invite_link != two.invite_link);
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn traces_cross_both_ways_and_a_killed_server_costs_nothing() -> anyhow::Result<()> {
    let mut topology = Topology::start().await?;
    // Each by a link that the other server printed: the door is one as well.
    let mut reed = topology.member("Reed", &topology.two, &topology.one, Carrier::Socket).await?;
    let mut moss = topology.member("Moss", &topology.one, &topology.two, Carrier::LongPoll).await?;

    let mut all = Vec::new();
    for round in 0..5 {
        all.push(reed.leave(&format!("swept room {round}"), &all[all.len().saturating_sub(1)..])?);
        assert_eq!(moss.traces(all.len()).await?, all);
        all.push(moss.leave(&format!("aired room {round}"), &all[all.len() - 1..])?);
        assert_eq!(reed.traces(all.len()).await?, all);
    }

    // Reed's server is killed with ten traces on their way; new connections find the other one.
    let before = all.len();
    let sent: Vec<EntryId> =
        (0..10).map(|number| reed.leave(&format!("carried chair {number}"), &[])).collect::<anyhow::Result<_>>()?;
    topology.choose(&topology.two)?;
    topology.one.kill().await?;
    let (_, members) = moss.mirror.api().all_members(None).await?;
    ensure!(members.len() >= 3, "the founder and two newcomers");
    all.extend(&sent);
    assert_eq!(moss.traces(all.len()).await?[before..], sent);
    assert_eq!(reed.traces(all.len()).await?, all);

    // They go on, and whoever comes anew sees all of it once.
    all.push(reed.leave("closed the door", &all[..1])?);
    assert_eq!(moss.traces(all.len()).await?, all);
    topology.one.restart().await.context("the killed server comes back")?;
    let mut fern = topology.member("Fern", &topology.two, &topology.one, Carrier::LongPoll).await?;
    assert_eq!(fern.traces(all.len()).await?, all);
    all.push(fern.leave("opened it again", &all[..1])?);
    assert_eq!(moss.traces(all.len()).await?, all);
    assert_eq!(reed.traces(all.len()).await?, all);
    all_equal(&mut [&mut reed, &mut moss, &mut fern]).await?;
    assert!(topology.redis.command(&["PING"])?.starts_with("+PONG"));
    Ok(())
}
