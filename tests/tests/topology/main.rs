//! Two servers on one Redis behind one address, as docker-compose.yml has them.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod crowd;
mod house;
mod seat;

use std::time::Duration;

use anyhow::{Context, ensure};
use traceboard_board::EntryId;
use traceboard_client::Carrier;

use house::Topology;
use seat::{Seat, all_equal};

/// How long something may take that must happen, a lost connection and the way back included.
const SOON: Duration = Duration::from_secs(60);

#[tokio::test(flavor = "multi_thread")]
async fn two_servers_that_start_at_once_found_one_circle() -> anyhow::Result<()> {
    // Which of them is a step ahead differs from time to time.
    for _ in 0..5 {
        let topology = Topology::start().await?;
        let (one, two) = (topology.one.ready(), topology.two.ready());
        assert_eq!(one.circle, two.circle);
        let address = format!("http://{}", topology.proxy.address());
        assert_eq!((&one.address, &two.address), (&address, &address), "both tell people the one address");
        assert!(one.invite_link.starts_with(&address) && one.invite_link != two.invite_link);
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn each_server_sends_the_others_traces_and_no_trace_is_lost_when_one_is_killed() -> anyhow::Result<()> {
    let mut topology = Topology::start().await?;
    // Each by a link that the other server printed: the door is one as well.
    let mut reed = Seat::take(&topology.session("Reed", &topology.two, &topology.one).await?, Carrier::Socket).await?;
    let mut moss =
        Seat::take(&topology.session("Moss", &topology.one, &topology.two).await?, Carrier::LongPoll).await?;

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
    let mut fern =
        Seat::take(&topology.session("Fern", &topology.two, &topology.one).await?, Carrier::LongPoll).await?;
    assert_eq!(fern.traces(all.len()).await?, all);
    all.push(fern.leave("opened it again", &all[..1])?);
    assert_eq!(moss.traces(all.len()).await?, all);
    assert_eq!(reed.traces(all.len()).await?, all);
    all_equal(&mut [&mut reed, &mut moss, &mut fern]).await?;
    assert!(topology.redis.command(&["PING"])?.starts_with("+PONG"));
    Ok(())
}
