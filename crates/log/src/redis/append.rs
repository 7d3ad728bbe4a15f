//! Sends appends to Redis, several callers' in one script call, and answers them.

use std::{
    fmt,
    sync::{Arc, LazyLock},
};

use ::redis::{ErrorKind, RedisError, Script};
use tokio::sync::oneshot;
use traceboard_position::Position;

use super::{
    Inner, RedisLog, erases, explain,
    failure::Failure,
    keys::{Keys, Topic},
    lanes::{Request, cut},
    link::call_of,
    unsettled,
    wire::{self, Answer, Appended, LogAnswer, Unreadable},
};
use crate::{Entry, LogError, LogName, NewEntry, Outcome, Publication, StoredBody};

static APPEND: LazyLock<Script> = LazyLock::new(|| {
    Script::new(concat!(
        include_str!("photos.lua"),
        include_str!("bodies.lua"),
        include_str!("stamp.lua"),
        include_str!("append.lua")
    ))
});
const OPERATION: &str = "append to";

impl RedisLog {
    /// Appends entries in their order, as many at once as one call takes.
    pub(super) async fn append_all(&self, log: &LogName, entries: Vec<NewEntry>) -> Result<Vec<Outcome>, LogError> {
        let mut outcomes = Vec::with_capacity(entries.len());
        for part in cut(entries) {
            let noted = if part.iter().any(|entry| entry.unsettles) {
                Some(explain(OPERATION, log, true, unsettled::note(&self.inner.link, log)).await?)
            } else {
                None
            };
            let some = if part.iter().any(|entry| erases(&entry.touches)) {
                self.erase(OPERATION, log, self.append_some(log, part, noted)).await?
            } else {
                self.append_some(log, part, noted).await?
            };
            outcomes.extend(some);
        }
        Ok(outcomes)
    }

    async fn append_some(
        &self,
        log: &LogName,
        entries: Vec<NewEntry>,
        noted: Option<u64>,
    ) -> Result<Vec<Outcome>, LogError> {
        let own = entries.iter().map(|entry| entry.format).min().unwrap_or_default();
        let (answer, answered) = oneshot::channel();
        if let Some((lane, crowded)) = self.inner.lanes.push(Request { log: log.clone(), entries, noted, answer }) {
            LaneGuard { inner: self.inner.clone(), lane, requests: Vec::new(), finished: false }.serve(crowded).await;
        }
        match answered.await {
            Ok(Ok(Answer::Outcomes(outcomes))) => Ok(outcomes),
            Ok(Ok(Answer::Newer(found))) => {
                Err(LogError::Newer { operation: OPERATION, log: log.to_string(), found, own })
            }
            Ok(Ok(Answer::Late)) => {
                let why = "it came minutes after the note that it unsettles the log".to_owned();
                Err(Failure::Unavailable(why).into_error(OPERATION, log))
            }
            Ok(Err(failure)) => Err(failure.into_error(OPERATION, log)),
            Err(_) => Err(LogError::Closed { operation: "append" }),
        }
    }

    /// A random number, different from all others.
    pub(super) fn draw(&self, operation: &'static str, log: impl fmt::Display) -> Result<u64, LogError> {
        let drawn = self.inner.settings.chance.draw();
        drawn.map_err(|error| Failure::Unavailable(error.to_string()).into_error(operation, log))
    }
}

/// The caller that finds its lane idle sends the next call itself, which saves a task. What waits afterwards, or what
/// is unanswered because that caller was cancelled, is left to a task.
struct LaneGuard {
    inner: Arc<Inner>,
    lane: usize,
    requests: Vec<Request>,
    finished: bool,
}

impl LaneGuard {
    async fn serve(mut self, crowded: bool) {
        if crowded {
            // Callers that were woken together append together: they get their turn before the call is sent.
            tokio::task::yield_now().await;
        }
        self.requests = self.inner.lanes.next_call(self.lane);
        let answers = send(&self.inner, &self.requests).await;
        answer(&self.inner, self.lane, std::mem::take(&mut self.requests), answers);
        self.requests = self.inner.lanes.next_call(self.lane);
        self.finished = self.requests.is_empty();
    }
}

impl Drop for LaneGuard {
    fn drop(&mut self) {
        if !self.finished {
            let rest = std::mem::take(&mut self.requests);
            self.inner.runtime.spawn(serve(self.inner.clone(), self.lane, rest));
        }
    }
}

/// Sends the requests of a lane, call after call, until none waits. A request may be sent twice: then the outcome is a
/// repeat.
async fn serve(inner: Arc<Inner>, lane: usize, mut requests: Vec<Request>) {
    loop {
        if requests.is_empty() {
            requests = inner.lanes.next_call(lane);
        }
        if requests.is_empty() {
            return;
        }
        let answers = send(&inner, &requests).await;
        answer(&inner, lane, std::mem::take(&mut requests), answers);
    }
}

/// Answers each caller.
fn answer(inner: &Inner, lane: usize, requests: Vec<Request>, answers: Result<Vec<Result<Answer, Failure>>, Failure>) {
    match answers {
        Ok(answers) => {
            for (request, answer) in requests.into_iter().zip(answers) {
                _ = request.answer.send(answer);
            }
        }
        Err(failure) => {
            // The requests behind them would only wait as long for the same error.
            let behind = if failure.is_outage() { inner.lanes.drain(lane) } else { Default::default() };
            for request in requests.into_iter().chain(behind) {
                _ = request.answer.send(Err(failure.clone()));
            }
        }
    }
}

/// One call with the requests of one or more logs; the answers come in the same order.
async fn send(inner: &Inner, requests: &[Request]) -> Result<Vec<Result<Answer, Failure>>, Failure> {
    let nonce = inner.settings.chance.draw().map_err(|error| Failure::Unavailable(error.to_string()))?;
    let logs: Vec<_> = requests.chunk_by(|one, two| one.log == two.log).collect();
    let own = inner.subscriptions.pulse.nonce;
    let keys: Vec<_> = logs.iter().flat_map(|requests| keys(&requests[0].log, own)).collect();
    let mut call = call_of(&APPEND, &keys);
    call.arg(format!("{nonce:016x}"));
    for requests in &logs {
        call.arg(1 + requests.iter().map(|request| wire::request_len(&request.entries)).sum::<usize>());
        call.arg(if inner.known.has(&requests[0].log) { "1" } else { "" });
        for request in *requests {
            wire::write_request(&mut call, &request.entries, request.noted);
        }
    }
    let repeats = inner.link.repeats();
    let answer = inner.link.call(&APPEND, &call).await;
    let is_unknown = |error: &RedisError| !matches!(error.kind(), ErrorKind::Server(_));
    if answer.as_ref().is_err_and(is_unknown) || inner.link.repeats() != repeats {
        // Entries may have been appended without a publication.
        for requests in &logs {
            inner.subscriptions.publications.send(&requests[0].log, Publication::Missed);
        }
    }
    let answer = answer.map_err(|error| Failure::of(&error, true))?;
    let unreadable = |Unreadable(reason)| Failure::Damaged(reason);
    let answers = wire::appended(answer).map_err(unreadable)?;
    if answers.len() != logs.len() {
        return Err(Failure::Damaged(format!("answers for {} logs, expected {}", answers.len(), logs.len())));
    }
    if answers.iter().any(|answer| matches!(answer, Err(Failure::Unavailable(why)) if why.starts_with("READONLY"))) {
        inner.link.leave_replica();
    }
    for (requests, answer) in logs.iter().zip(&answers) {
        if answer.is_ok() {
            inner.known.note(&requests[0].log);
        }
        if let Ok(appended) = answer
            && let Some(previous) = appended.unpublished
        {
            inner
                .subscriptions
                .publications
                .send_each(&requests[0].log, unpublished(requests, &appended.answers, previous));
        }
    }
    Ok(logs.iter().zip(answers).flat_map(|(requests, answer)| spread(requests, answer)).collect())
}

/// The answer of one log as one answer for each of its requests.
fn spread(requests: &[Request], answer: LogAnswer) -> Vec<Result<Answer, Failure>> {
    match answer {
        Ok(Appended { answers, .. }) if answers.len() == requests.len() => answers.into_iter().map(Ok).collect(),
        Ok(Appended { answers, .. }) => {
            let reason = format!("{} answers to {} requests", answers.len(), requests.len());
            requests.iter().map(|_| Err(Failure::Damaged(reason.clone()))).collect()
        }
        Err(failure) => requests.iter().map(|_| Err(failure.clone())).collect(),
    }
}

/// The publications for subscribers of this store, in place of Redis's: entries that touch no bodies, each after the
/// one before it.
fn unpublished(requests: &[Request], answers: &[Answer], mut previous: Option<Position>) -> Vec<Publication> {
    let mut publications = Vec::new();
    for (request, answer) in requests.iter().zip(answers) {
        let Answer::Outcomes(outcomes) = answer else { continue };
        for (new, outcome) in request.entries.iter().zip(outcomes) {
            let Outcome::Appended { position, accepted_at_ms } = *outcome else { continue };
            let (id, head) = (new.id, new.head.clone());
            let body = new.body.clone().map_or(StoredBody::None, StoredBody::Open);
            let entry = Entry { position, previous, accepted_at_ms, id, head, body, touched: Vec::new() };
            publications.push(Publication::Entry(Arc::new(entry)));
            previous = Some(position);
        }
    }
    publications
}

fn keys(log: &LogName, nonce: u64) -> [String; 7] {
    let [entries, bodies, ids, terms, row] = Keys(log).all();
    [entries, bodies, ids, terms, row, Topic::Publications(log.clone()).channel(), Keys(log).own(nonce)]
}
