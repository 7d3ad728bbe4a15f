//! Requests to the writer, and their replies.

use std::sync::Arc;

use bytes::Bytes;
use tokio::sync::oneshot;
use traceboard_position::Position;

use super::{
    failure::Failure,
    group::{Placed, TouchedBodies, body_after_commit},
};
use crate::{
    Entry, LogError, LogName, NewEntry, NewPhoto, Outcome, PhotoKept, Publication, StoredBody, Touch, bounds,
    channels::Channels,
};

pub(super) type Answer<T> = oneshot::Sender<Result<T, LogError>>;

pub(super) enum Request {
    Append { log: LogName, entries: Vec<NewEntry>, answer: Answer<Vec<Outcome>> },
    Touch { log: LogName, touches: Vec<Touch>, answer: Answer<()> },
    Settle { log: LogName, position: Position, answer: Answer<()> },
    Probe { answer: Answer<()> },
    KeepPhoto { log: LogName, photo: NewPhoto, answer: Answer<PhotoKept> },
    SweepPhotos { waited_ms: i64, answer: Answer<usize> },
}

impl Request {
    /// How many bytes its entries are; none where it only changes what is there, or where words may fit though it doesn't.
    pub(super) fn bytes(&self) -> usize {
        let Self::Append { entries, .. } = self else { return 0 };
        entries.iter().map(|entry| entry.head.len() + entry.body.as_ref().map_or(0, Bytes::len)).sum()
    }
}

/// The reply to a request.
pub(super) enum Reply {
    Appended(Result<Vec<Placed>, LogError>),
    Photo(Result<PhotoKept, LogError>),
    Swept(usize),
    Other,
}

/// Publishes the entries, then answers the caller.
pub(super) fn answer(
    publications: &Channels<Publication>,
    request: Request,
    done: Reply,
    touched_bodies: &TouchedBodies,
) {
    match (request, done) {
        (Request::Append { answer, .. }, Reply::Appended(Err(error))) => _ = answer.send(Err(error)),
        (Request::Append { log, entries, answer }, Reply::Appended(Ok(placed))) => {
            let outcomes = placed.iter().map(|placed| placed.outcome).collect();
            if publications.is_watched(&log) {
                for (new, placed) in entries.into_iter().zip(placed) {
                    publish(publications, &log, new, &placed, touched_bodies);
                }
            }
            _ = answer.send(Ok(outcomes));
        }
        (Request::Touch { log, touches, answer }, _) => {
            publications.send(&log, Publication::Touched(bounds::touched(&touches)));
            _ = answer.send(Ok(()));
        }
        (Request::Settle { answer, .. } | Request::Probe { answer }, _) => _ = answer.send(Ok(())),
        (Request::KeepPhoto { answer, .. }, Reply::Photo(kept)) => _ = answer.send(kept),
        (Request::SweepPhotos { answer, .. }, Reply::Swept(count)) => _ = answer.send(Ok(count)),
        (Request::Append { .. } | Request::KeepPhoto { .. } | Request::SweepPhotos { .. }, _) => {}
    }
}

fn publish(
    publications: &Channels<Publication>,
    log: &LogName,
    new: NewEntry,
    placed: &Placed,
    touched_bodies: &TouchedBodies,
) {
    let Outcome::Appended { position, accepted_at_ms } = placed.outcome else { return };
    let entry = Entry {
        position,
        previous: placed.previous,
        accepted_at_ms,
        id: new.id,
        head: new.head,
        body: new.body.map_or(StoredBody::None, |words| body_after_commit(touched_bodies, placed, words)),
        touched: bounds::touched(&new.touches),
    };
    publications.send(log, Publication::Entry(Arc::new(entry)));
}

pub(super) fn refuse(request: Request, failure: &Failure) {
    let failure = failure.clone();
    match request {
        Request::Append { answer, log, .. } => _ = answer.send(Err(failure.about("append to", log))),
        Request::Touch { answer, log, .. } => _ = answer.send(Err(failure.about("touch bodies of", log))),
        Request::Settle { answer, log, .. } => _ = answer.send(Err(failure.about("settle", log))),
        Request::Probe { answer } => _ = answer.send(Err(failure.about("try", "store"))),
        Request::KeepPhoto { answer, log, .. } => _ = answer.send(Err(failure.about("keep a photo beside", log))),
        Request::SweepPhotos { answer, .. } => _ = answer.send(Err(failure.about("sweep photos of", "store"))),
    }
}
