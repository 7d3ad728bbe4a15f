//! The throwaway board, and the season that happens on it.

use std::path::Path;

use anyhow::{Context, ensure};
use serde_json::Value;
use tokio::{
    io::{AsyncBufReadExt, BufReader, Lines},
    process::{Child, ChildStderr, Command},
    time::timeout,
};
use traceboard_board::{CardState, EntryId, Facet, RoundKind, Stage};
use traceboard_client::{Api, Link, Mirror, Session, Settings};
use traceboard_protocol::{
    Card, CardQuery, DueQuery, GatheringsQuery, OpenEndQuery, PodQuery, PodState, RoundsQuery, TrailOrder, TrailsQuery,
};
use traceboard_testkit::Scratch;
use uuid::Uuid;

use crate::{PATIENCE, command};

/// A demo, and the session of a newcomer to it.
struct Demo {
    process: Child,
    said: Lines<BufReader<ChildStderr>>,
    session: Session,
}

impl Demo {
    async fn begin(folder: &Path, speed: &str) -> anyhow::Result<Self> {
        let mut demo = command(folder, &["demo", "--listen", "127.0.0.1:0", "--speed", speed, "--json"])?;
        let mut process = demo.env("TMPDIR", folder).spawn()?;
        let mut ready = BufReader::new(process.stdout.take().context("stdout")?).lines();
        let said = BufReader::new(process.stderr.take().context("stderr")?).lines();
        let ready = timeout(PATIENCE, ready.next_line()).await??.context("the ready line")?;
        let ready: Value = serde_json::from_str(&ready)?;
        let invite: Link = ready["invite_link"].as_str().context("an invite link")?.parse()?;
        let session = Api::redeem(&invite, EntryId(Uuid::now_v7()), Some("Reed".to_owned()), None).await?;
        Ok(Self { process, said, session })
    }

    /// Waits until the season is over.
    async fn over(&mut self) -> anyhow::Result<()> {
        while let Some(line) = self.said.next_line().await? {
            ensure!(!line.contains("broke off"), "{line}");
            if line.starts_with("The season is over") {
                return Ok(());
            }
        }
        anyhow::bail!("the demo ended")
    }

    async fn end(mut self) -> anyhow::Result<()> {
        let id = self.process.id().context("the demo's process id")?.to_string();
        ensure!(Command::new("kill").args(["-TERM", &id]).status().await?.success());
        let status = timeout(PATIENCE, self.process.wait()).await.context("the demo did not end")??;
        ensure!(status.success(), "{status}");
        Ok(())
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_newcomer_to_the_demo_sees_traces_arrive_and_grow_and_nothing_is_left_of_it() -> anyhow::Result<()> {
    let folder = Scratch::new()?;
    let demo = Demo::begin(folder.path(), "5").await?;
    // The season goes on once somebody looks at it.
    let mut newcomer = Mirror::follow(&demo.session, Settings::default())?;
    let grown = async {
        loop {
            let board = newcomer.ready().await?;
            // More than stand before anybody looks on.
            let feed = board.feed();
            if feed.len() >= 10 && feed.iter().any(|card| !card.builds_on.is_empty()) {
                return anyhow::Ok(());
            }
            newcomer.next().await?;
        }
    };
    timeout(PATIENCE, grown).await.context("nothing grew")??;
    drop(newcomer);
    demo.end().await?;
    let left: Vec<_> = std::fs::read_dir(folder.path())?.flatten().map(|entry| entry.file_name()).collect();
    ensure!(left.is_empty(), "something is left: {left:?}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn the_demo_plays_a_season_to_its_end() -> anyhow::Result<()> {
    let folder = Scratch::new()?;
    let mut demo = Demo::begin(folder.path(), "100").await?;
    let mut newcomer = Mirror::follow(&demo.session, Settings::default())?;
    let watching = tokio::spawn(async move { while newcomer.next().await.is_ok() {} });
    timeout(PATIENCE, demo.over()).await.context("the season did not end")??;
    watching.abort();
    let api = Api::new(&demo.session)?;
    let (_, members) = api.all_members(None).await?;
    // Thirty, the founder, who came to watch, and whose notes were brought in.
    ensure!(members.len() == 33, "{} members", members.len());
    ensure!(members.iter().all(|member| !member.resting), "who rested came back");
    has_met(&api).await?;
    has_pods(&api).await?;
    let feed = api.cards(&CardQuery { limit: Some(200), ..CardQuery::default() }).await?.rows.cards;
    has_grown(&feed)?;
    demo.end().await
}

/// Gatherings with rounds, and what was learned in them.
async fn has_met(api: &Api) -> anyhow::Result<()> {
    let gatherings = api.gatherings(&GatheringsQuery::default()).await?.rows.gatherings;
    ensure!(gatherings.len() == 3 && gatherings.iter().all(|gathering| gathering.ended), "{gatherings:?}");
    let rounds = api.rounds(&RoundsQuery::default()).await?.rows.rounds;
    for kind in [RoundKind::Opening, RoundKind::Closing, RoundKind::Retro, RoundKind::Review] {
        ensure!(rounds.iter().any(|round| round.kind == kind), "no {kind:?}");
    }
    ensure!(rounds.iter().all(|round| round.ended_at_ms.is_some()), "{rounds:?}");
    let agreements = api.agreements(&DueQuery::default()).await?;
    let lived = |card: &Card| matches!(card.facet, Some(Facet::Agreement { stage: Stage::Mastery, .. }));
    ensure!(agreements.rows.cards.iter().any(lived), "no agreement is lived");
    ensure!(agreements.wordings.len() == 2, "{:?}", agreements.wordings);
    let learned = api.learned(&OpenEndQuery::default()).await?;
    ensure!(learned.rows.cards.iter().any(|card| card.learned), "nothing was learned");
    Ok(())
}

/// Pods of each fate, and ties between people.
async fn has_pods(api: &Api) -> anyhow::Result<()> {
    let pods = api.pods(&PodQuery { all: Some(true), ..PodQuery::default() }).await?.rows.pods;
    for state in [PodState::Open, PodState::Resting, PodState::Closed] {
        ensure!(pods.iter().any(|pod| pod.state == state), "no pod is {state:?}");
    }
    ensure!(pods.iter().filter(|pod| pod.offered).count() >= 3, "{pods:?}");
    ensure!(!api.weave().await?.ties.is_empty(), "nobody builds with anybody");
    let query = TrailsQuery { order: Some(TrailOrder::Coldest), ..TrailsQuery::default() };
    let quiet = api.trails(&query).await?.rows.cards;
    let boat = quiet.iter().any(|card| card.text.as_deref() == Some("Painted the green boat, one coat"));
    ensure!(boat, "what went quiet before the season is gone");
    Ok(())
}

/// Open ends that were taken up, and promises kept, moved to another day and let go.
fn has_grown(feed: &[Card]) -> anyhow::Result<()> {
    let card = |text: &str| feed.iter().find(|card| card.text.as_deref() == Some(text)).context(text.to_owned());
    let grew = |from: &str, into: &str| {
        let grew = card(into)?.builds_on.contains(&card(from)?.id);
        ensure!(grew, "{into:?} builds on something else");
        Ok(())
    };
    grew("Put the big kettle on; tea for whoever is up", "Found the other teapot, it was holding pencils")?;
    grew("Tune the old piano", "The piano is in tune with itself again")?;
    grew("Ring a bell for breakfast", "The bell rings, and the porridge is warm")?;
    ensure!(card("Carve spoons for the kitchen")?.facet.is_some(), "it was given another day");
    ensure!(feed.iter().any(|card| card.state == CardState::Withdrawn), "nothing was let go");
    Ok(())
}
