//! What the acts use: the cast, the pace, and lines in the terminal.

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

/// The pause between two deeds in the circle; so the whole season takes two minutes.
const BEAT: Duration = Duration::from_millis(1_000);

/// What the acts use.
pub(super) struct Stage {
    cast: Cast,
    beat: Duration,
    next: Instant,
    /// Whether the play waits while nobody watches.
    pub(super) waits: bool,
}

impl Stage {
    /// A stage without members.
    pub(super) fn new(invite: Link, speed: f64) -> Self {
        Self { cast: Cast::new(invite), beat: BEAT.div_f64(speed), next: Instant::now(), waits: false }
    }

    /// Prints in the terminal what happens next.
    pub(super) fn tell(&self, week: u8, words: &str) {
        stderr::line(&format!("Week {week}  {words}"));
    }

    /// Makes members hosts, by deeds of the founder.
    pub(super) async fn hosts(&mut self, names: &[&str], founder: &Api) -> anyhow::Result<()> {
        for name in names {
            self.cast.host(name, founder).await?;
        }
        Ok(())
    }

    /// The member of this name, who joins at the first call.
    pub(super) async fn person(&mut self, name: &str) -> anyhow::Result<Person> {
        self.cast.person(name).await
    }

    /// Members join, one by one.
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

    /// Waits one beat, then posts a member's deed in the circle.
    pub(super) async fn does(&mut self, name: &str, deed: Deed) -> anyhow::Result<EntryId> {
        self.wait(1.0).await?;
        Ok(self.act(name, None, deed).await?.0)
    }

    /// The same for a deed that makes a trace; returns its id.
    pub(super) async fn leaves(&mut self, name: &str, deed: Deed) -> anyhow::Result<TraceId> {
        Ok(TraceId(self.does(name, deed).await?.0))
    }

    /// A member leaves a trace, which takes up the open ends of its parents.
    pub(super) async fn left(&mut self, name: &str, text: &str, builds_on: &[TraceId]) -> anyhow::Result<TraceId> {
        self.leaves(name, Deed::leave(text, None, builds_on.to_vec())).await
    }

    /// Posts a member's deed in one of their pods, after half a beat.
    pub(super) async fn in_pod(&mut self, name: &str, pod: PodId, deed: Deed) -> anyhow::Result<EntryId> {
        self.wait(0.5).await?;
        Ok(self.act(name, Some(pod), deed).await?.0)
    }

    /// Posts one of many small deeds (answers, moved cards) after a short pause.
    pub(super) async fn quickly(&mut self, name: &str, deed: Deed) -> anyhow::Result<(EntryId, Position)> {
        self.wait(0.4).await?;
        self.act(name, None, deed).await
    }

    /// Opens a round with the prompts of its kind, in the circle.
    pub(super) async fn asks(
        &mut self,
        name: &str,
        kind: RoundKind,
        about: Option<TraceId>,
        gathering: Option<EntryId>,
    ) -> anyhow::Result<EntryId> {
        self.does(name, Deed::OpenRound { kind, prompts: Vec::new(), ends_at_ms: None, about, gathering }).await
    }

    /// Members answer a round. Returns the ids of the answers, in the same order.
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

    /// Waits for the next beat, and until somebody watches: so a visitor sees the play go on whenever they come.
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

/// The date in so many days, in UTC: the circle sets no time zone.
pub(super) fn in_days(days: i32) -> Date {
    Timestamp::now().to_zoned(TimeZone::UTC).date().saturating_add(days.days())
}

/// A weekly rhythm from today on.
pub(super) fn weekly(on: &str, at: &str) -> anyhow::Result<Rhythm> {
    let rhythm = json!({ "every": "week", "on": on, "at": at, "time_zone": "UTC", "from": in_days(0) });
    Ok(serde_json::from_value(rhythm)?)
}
