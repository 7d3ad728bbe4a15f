//! `POST …/import`: the lines of a file, taken by a host outside the members' limits.

use std::{
    collections::{BTreeSet, HashSet},
    sync::Arc,
};

use axum::{
    Json,
    extract::{Query, State, rejection::QueryRejection},
};
use serde::Deserialize;
use traceboard_board::{EntryId, MemberId, Verdict, What};
use traceboard_log::{APPEND_WHOLE_MAX, Outcome};
use traceboard_protocol::{Code, ImportOutcome, ImportResult, Limits, Problem};
use utoipa::IntoParams;
use uuid::Uuid;

use super::{
    line::Line,
    plan::{Plan, Planned, Said, Settings},
};
use crate::{app::App, circle::Circle, extract::Raw, refusal::Refused, routes::unreadable, session::Caller};

/// How to import.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct How {
    /// Whether it happens now instead of at the times that the lines name.
    #[serde(default)]
    pub(super) live: bool,
    /// Whether it is only told what would become of each line, and nothing is changed. What is already there counts; traces of requests
    /// before this one are named as `missing`, and members, rounds and gatherings of them are taken to be there.
    #[serde(default)]
    pub(super) check: bool,
}

/// Takes the lines of a file (hosts): JSON lines as an export writes them, at most 500 and 1 MiB. Taking the same lines again
/// changes nothing.
#[utoipa::path(post, path = "/api/c/{circle}/import", params(("circle" = String, Path), How),
    request_body(content = String, content_type = "application/x-ndjson"),
    responses((status = 200, body = ImportResult), (status = "default", body = Problem)))]
pub(crate) async fn import(
    State(app): State<App>,
    caller: Caller,
    how: Result<Query<How>, QueryRejection>,
    Raw(body): Raw,
) -> Result<Json<ImportResult>, Refused> {
    let Query(how) = how.map_err(|error| unreadable(&error))?;
    caller.circle.require_host(caller.member, "import").await?;
    let text = String::from_utf8(body.into())
        .map_err(|_| Refused::new(Code::BadRequest, "cannot read the lines: they are not UTF-8"))?;
    let count = text.lines().count();
    if count > Limits::IMPORT_LINES_MAX {
        let message = format!("cannot import {count} lines: at most {} at once", Limits::IMPORT_LINES_MAX);
        return Err(Refused::new(Code::TooLarge, message));
    }
    let Caller { circle, member, .. } = caller;
    let importing = async move { circle.import(member, &text, &how).await };
    Ok(Json(app.run_to_end("import the lines", importing).await?))
}

impl Circle {
    /// Imports lines, and tells what became of each.
    async fn import(self: &Arc<Self>, host: MemberId, text: &str, how: &How) -> Result<ImportResult, Refused> {
        // What another server imported a moment ago must be known, or its traces would be unknown parents.
        self.board.reach_head().await?;
        let now_ms = self.now_ms();
        let mut passed_over = BTreeSet::new();
        let mut lines: Vec<_> = text.lines().map(|line| Line::read(line, &mut passed_over)).collect();
        self.without_missing_photos(&mut lines, &mut passed_over).await?;
        let passed_over = passed_over.into_iter().collect();
        let said = self.said(&lines).await?;
        let (planned, mut parts) = {
            let at = self.board.read();
            let mut plan = Plan::new(&at.state, &said, how, now_ms);
            let planned: Vec<_> = lines.into_iter().map(|line| plan.line(line)).collect();
            (planned, plan.parts())
        };
        if how.check {
            return Ok(ImportResult { lines: planned.into_iter().map(would_become).collect(), passed_over });
        }
        parts.tell_names_apart(self).await?;
        for line in &planned {
            if let Planned::Circle(settings) = line {
                self.take_on(host, settings.clone()).await?;
            }
        }
        let mut taken = HashSet::new();
        let (mut last, mut unsettles) = (None, false);
        for batch in parts.batches(host, APPEND_WHOLE_MAX)? {
            let ids: Vec<_> = batch.iter().map(|entry| EntryId(entry.id)).collect();
            unsettles |= batch.iter().any(|entry| entry.unsettles);
            let outcomes = self.append(&self.board_log, batch).await?;
            for (id, outcome) in ids.into_iter().zip(outcomes) {
                match outcome {
                    Outcome::Appended { position, .. } | Outcome::Repeated { position, .. } => {
                        last = last.max(Some(position));
                    }
                    Outcome::Conflict => {
                        taken.insert(id);
                    }
                }
            }
        }
        if let Some(last) = last {
            self.board.reach(last).await?;
            self.clean_up(self.left_over(), unsettles).await?;
        }
        let lines = planned.into_iter().map(|line| self.became(line, &taken)).collect();
        Ok(ImportResult { lines, passed_over })
    }

    /// Photos are sent before the lines that name them. A trace whose photo wasn't comes in without it, and that is told.
    async fn without_missing_photos(
        &self,
        lines: &mut [Result<Line, Refused>],
        passed_over: &mut BTreeSet<String>,
    ) -> Result<(), Refused> {
        for line in lines {
            if let Ok(Line::Trace(line)) = line
                && let Some(photo) = &line.photo
                && !self.has_photo(photo.id).await?
            {
                line.photo = None;
                passed_over.insert("photo".to_owned());
            }
        }
        Ok(())
    }

    /// What the board says in words of what the lines tell of.
    async fn said(&self, lines: &[Result<Line, Refused>]) -> Result<Said, Refused> {
        let entries: Vec<EntryId> = {
            let at = self.board.read();
            let traces = lines.iter().filter_map(|line| line.as_ref().ok()?.trace());
            traces.filter_map(|trace| at.state.trace_history(trace)?.words).collect()
        };
        Ok(Said { circle: self.name().await?, bodies: self.bodies(&entries).await? })
    }

    async fn take_on(&self, host: MemberId, settings: Settings) -> Result<(), Refused> {
        let Settings { name, half_life_ms, off, time_zone, rhythm } = settings;
        let (half_life_ms, off) = (Some(half_life_ms), Some(off));
        let what = What::CircleChanged { name: None, named: true, half_life_ms, off, time_zone };
        let body = traceboard_board::Body { name: Some(name), ..traceboard_board::Body::default() };
        self.post_entry(self.head(host, what), Some(body)).await?;
        if rhythm.is_some() {
            self.post_entry(self.head(host, What::RhythmSet { rhythm }), None).await?;
        }
        Ok(())
    }

    fn head(&self, by: MemberId, what: What) -> traceboard_board::Head {
        traceboard_board::Head::new(EntryId(Uuid::now_v7()), by, self.now_ms(), what)
    }

    fn became(&self, line: Planned, taken: &HashSet<EntryId>) -> ImportOutcome {
        let refused = |code: Code| ImportOutcome::Refused {
            code,
            message: format!("cannot import the line: {}", code.row().meaning),
            missing: Vec::new(),
        };
        match line {
            Planned::Done(outcome) => outcome,
            Planned::Circle(..) => ImportOutcome::Imported,
            Planned::Entries(id) if taken.contains(&id) => refused(Code::IdTaken),
            Planned::Entries(id) => match self.board.read().state.outcome(id) {
                Verdict::Refused(refusal) => refused(refusal.into()),
                _ => ImportOutcome::Imported,
            },
        }
    }
}

/// What would become of a line, as far as its plan tells.
fn would_become(line: Planned) -> ImportOutcome {
    match line {
        Planned::Done(outcome) => outcome,
        Planned::Entries(_) | Planned::Circle(_) => ImportOutcome::Imported,
    }
}
