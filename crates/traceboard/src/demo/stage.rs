//! What the acts are played on: the people, the pace, and the lines in the terminal.

use std::time::Duration;

use jiff::{Timestamp, ToSpan, civil::Date, tz::TimeZone};
use serde_json::json;
use tokio::time::{Instant, sleep_until};
use traceboard_board::{EntryId, PodId, Rhythm, RoundKind, TraceId};
use traceboard_client::{Api, Link};
use traceboard_position::Position;
use traceboard_protocol::Deed;

use super::cast::{Cast, Person};
use crate::{leave::draft, post, stderr};

/// Between two deeds that others see. All of the season's take two minutes.
const BEAT: Duration = Duration::from_millis(1_000);

/// What the acts are played with.
pub(super) struct Stage {
    cast: Cast,
    beat: Duration,
    next: Instant,
    /// Whether the season waits while nobody looks on.
    pub(super) waits: bool,
}

impl Stage {
    /// An empty one.
    pub(super) fn new(invite: Link, speed: f64) -> Self {
        Self { cast: Cast::new(invite), beat: BEAT.div_f64(speed), next: Instant::now(), waits: false }
    }

    /// Says in the terminal what happens from here on.
    pub(super) fn tell(&self, week: u8, words: &str) {
        stderr::line(&format!("Week {week}  {words}"));
    }

    /// Makes two members hosts, as the circle's founder does.
    pub(super) async fn hosts(&mut self, names: &[&str], founder: &Api) -> anyhow::Result<()> {
        for name in names {
            self.cast.host(name, founder).await?;
        }
        Ok(())
    }

    /// A member by name, who joins where they haven't yet.
    pub(super) async fn person(&mut self, name: &str) -> anyhow::Result<Person> {
        self.cast.person(name).await
    }

    /// Members come in, one by one.
    pub(super) async fn join(&mut self, names: &[&str]) -> anyhow::Result<()> {
        for name in names {
            self.wait(0.5).await?;
            self.cast.person(name).await?;
        }
        Ok(())
    }

    /// The people of the cast.
    pub(super) fn cast(&self) -> &Cast {
        &self.cast
    }

    /// Has a member do something in the circle when it is time, which everyone sees.
    pub(super) async fn does(&mut self, name: &str, deed: Deed) -> anyhow::Result<EntryId> {
        self.wait(1.0).await?;
        Ok(self.act(name, None, deed).await?.0)
    }

    /// The same for what stands as a trace.
    pub(super) async fn leaves(&mut self, name: &str, deed: Deed) -> anyhow::Result<TraceId> {
        Ok(TraceId(self.does(name, deed).await?.0))
    }

    /// A plain trace, which takes up the open end of what it builds on.
    pub(super) async fn left(&mut self, name: &str, text: &str, builds_on: &[TraceId]) -> anyhow::Result<TraceId> {
        self.leaves(name, Deed::leave(text, None, builds_on.to_vec())).await
    }

    /// Has a member do something in a pod of theirs.
    pub(super) async fn in_pod(&mut self, name: &str, pod: PodId, deed: Deed) -> anyhow::Result<EntryId> {
        self.wait(0.5).await?;
        Ok(self.act(name, Some(pod), deed).await?.0)
    }

    /// Has a member do something small, of which many come close together: answers, cards that are moved.
    pub(super) async fn quickly(&mut self, name: &str, deed: Deed) -> anyhow::Result<(EntryId, Position)> {
        self.wait(0.4).await?;
        self.act(name, None, deed).await
    }

    /// Opens a round of a ready kind, in the circle.
    pub(super) async fn asks(
        &mut self,
        name: &str,
        kind: RoundKind,
        about: Option<TraceId>,
        gathering: Option<EntryId>,
    ) -> anyhow::Result<EntryId> {
        self.does(name, Deed::OpenRound { kind, prompts: Vec::new(), ends_at_ms: None, about, gathering }).await
    }

    /// Members answer a round. Answers go by their entries, in the same order.
    pub(super) async fn answers(
        &mut self,
        round: EntryId,
        answers: &[(&str, &[&str])],
    ) -> anyhow::Result<Vec<EntryId>> {
        let mut ids = Vec::new();
        for (name, texts) in answers {
            let answers = texts.iter().map(|text| (*text).to_owned()).collect();
            ids.push(self.quickly(name, Deed::Answer { round, answers }).await?.0);
        }
        Ok(ids)
    }

    /// Waits for its turn, and for somebody to look on: whoever comes, and whenever, sees the season go on at once.
    async fn wait(&mut self, beats: f64) -> anyhow::Result<()> {
        sleep_until(self.next).await;
        if self.waits {
            self.cast.watched().await?;
        }
        self.next = Instant::now() + self.beat.mul_f64(beats);
        Ok(())
    }

    async fn act(&mut self, name: &str, pod: Option<PodId>, deed: Deed) -> anyhow::Result<(EntryId, Position)> {
        let api = self.cast.person(name).await?.api;
        let api = pod.map_or(api.clone(), |pod| api.in_pod(pod));
        let done = post::draft(&api, &draft(deed), "do what the season says").await?;
        Ok((done.id, done.position))
    }
}

/// A day so many days from today, by the clocks of a circle that was told no time zone.
pub(super) fn in_days(days: i32) -> Date {
    Timestamp::now().to_zoned(TimeZone::UTC).date().saturating_add(days.days())
}

/// Once a week from today on.
pub(super) fn weekly(on: &str, at: &str) -> anyhow::Result<Rhythm> {
    let rhythm = json!({ "every": "week", "on": on, "at": at, "time_zone": "UTC", "from": in_days(0) });
    Ok(serde_json::from_value(rhythm)?)
}
