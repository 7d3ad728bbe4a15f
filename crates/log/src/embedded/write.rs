//! One group of appends and touches, in one commit.

use redb::{ReadableTable, Table, WriteTransaction};
use traceboard_position::Position;

use super::{
    Failure,
    rows::{
        ABOUT, ABOUT_ERASED, BODIES, CONCEALED, ENTRIES, Head, IDS, Known, LOGS, OPEN, TERMS, Term, encode_body,
        encode_entry,
    },
};
use crate::{Entry, LogName, NewEntry, Outcome, StoredBody, Touch, bounds};

/// What a commit will have done, to be told once it is on disk.
#[derive(Default)]
pub(super) struct Done {
    /// In order.
    pub(super) news: Vec<(LogName, News)>,
    /// Whether a body went.
    pub(super) erased: bool,
}

pub(super) enum News {
    Entry(Entry),
    Touched(Vec<uuid::Uuid>),
}

/// A commit in the making.
pub(super) struct Group<'txn> {
    logs: Table<'txn, &'static str, &'static [u8]>,
    terms: Table<'txn, (u32, u64), &'static [u8]>,
    entries: Table<'txn, (u32, u64, u64), &'static [u8]>,
    bodies: Table<'txn, (u32, u64, u64), &'static [u8]>,
    ids: Table<'txn, (u32, u128), &'static [u8]>,
    about: Table<'txn, &'static str, u64>,
    now_ms: i64,
    /// Every term that this opening begins has it.
    nonce: u64,
    done: Done,
}

impl<'txn> Group<'txn> {
    pub(super) fn begin(write: &'txn WriteTransaction, now_ms: i64, nonce: u64) -> Result<Self, Failure> {
        Ok(Self {
            logs: write.open_table(LOGS)?,
            terms: write.open_table(TERMS)?,
            entries: write.open_table(ENTRIES)?,
            bodies: write.open_table(BODIES)?,
            ids: write.open_table(IDS)?,
            about: write.open_table(ABOUT)?,
            now_ms,
            nonce,
            done: Done::default(),
        })
    }

    pub(super) fn finish(mut self) -> Result<Done, Failure> {
        if self.done.erased && self.about.get(ABOUT_ERASED)?.is_none() {
            self.about.insert(ABOUT_ERASED, u64::try_from(self.now_ms).unwrap_or_default())?;
        }
        Ok(self.done)
    }

    pub(super) fn append(&mut self, name: &LogName, entries: Vec<NewEntry>) -> Result<Vec<Outcome>, Failure> {
        let key = name.to_string();
        let mut head = Head::find(&self.logs, &key)?;
        let mut outcomes = Vec::with_capacity(entries.len());
        for entry in entries {
            outcomes.push(self.append_one(name, &mut head, entry)?);
        }
        if let Some(head) = head {
            self.logs.insert(key.as_str(), head.encode().as_slice())?;
        }
        Ok(outcomes)
    }

    fn append_one(&mut self, name: &LogName, head: &mut Option<Head>, new: NewEntry) -> Result<Outcome, Failure> {
        let digest = bounds::digest(&new);
        if let Some(head) = head
            && let Some(known) = known(&self.ids, head.log, new.id)?
        {
            let Known { position, stamp: accepted_at_ms, .. } = known;
            let same = known.digest == digest;
            return Ok(if same { Outcome::Repeated { position, accepted_at_ms } } else { Outcome::Conflict });
        }
        let previous = head.map(|head| head.last);
        let next = self.next(*head)?;
        let Head { log, last: position, stamp } = next;
        let place = (log, position.term, position.seq);
        let entry = Entry {
            position,
            previous,
            accepted_at_ms: stamp,
            id: new.id,
            head: new.head,
            body: new.body.map_or(StoredBody::None, StoredBody::Open),
            touched: bounds::touched(&new.touches),
        };
        self.entries.insert(place, encode_entry(&entry)?.as_slice())?;
        if let Some(body) = entry.body.open() {
            self.bodies.insert(place, encode_body(OPEN, body).as_slice())?;
        }
        self.ids.insert((log, new.id.as_u128()), Known { position, stamp, digest }.encode().as_slice())?;
        self.done.news.push((name.clone(), News::Entry(entry)));
        *head = Some(next);
        self.touch_each(name, log, &new.touches)?;
        Ok(Outcome::Appended { position, accepted_at_ms: stamp })
    }

    /// The place after `head`: in the term of this opening, which begins here if it hasn't begun.
    fn next(&mut self, head: Option<Head>) -> Result<Head, Failure> {
        let begin = |term| Position { term, seq: 0, nonce: self.nonce };
        let (log, last) = match head {
            None => (u32::try_from(self.logs_len()?).map_err(|_| Failure::damaged("too many logs"))?, begin(1)),
            Some(Head { log, last, .. }) if last.nonce == self.nonce => (log, Position { seq: last.seq + 1, ..last }),
            Some(Head { log, last, .. }) => {
                let ended = Term { nonce: last.nonce, end: Some(last.seq) };
                self.terms.insert((log, last.term), ended.encode().as_slice())?;
                (log, begin(last.term + 1))
            }
        };
        if last.seq == 0 {
            self.terms.insert((log, last.term), Term { nonce: self.nonce, end: None }.encode().as_slice())?;
            if head.is_none() {
                self.about.insert("logs", u64::from(log) + 1)?;
            }
        }
        Ok(Head { log, last, stamp: head.map_or(self.now_ms, |head| head.stamp.max(self.now_ms)) })
    }

    fn logs_len(&self) -> Result<u64, Failure> {
        Ok(self.about.get("logs")?.map_or(0, |logs| logs.value()))
    }

    pub(super) fn touch(&mut self, name: &LogName, touches: &[Touch]) -> Result<(), Failure> {
        let Some(head) = Head::find(&self.logs, &name.to_string())? else { return Ok(()) };
        self.touch_each(name, head.log, touches)?;
        self.done.news.push((name.clone(), News::Touched(bounds::touched(touches))));
        Ok(())
    }

    fn touch_each(&mut self, name: &LogName, log: u32, touches: &[Touch]) -> Result<(), Failure> {
        for touch in touches {
            let Some(Known { position, .. }) = known(&self.ids, log, touch.id())? else { continue };
            let place = (log, position.term, position.seq);
            let state = match touch {
                Touch::Erase(_) => {
                    self.done.erased |= self.bodies.remove(place)?.is_some();
                    None
                }
                Touch::Conceal(_) => self.mark(place, CONCEALED)?,
                Touch::Reveal(_) => self.mark(place, OPEN)?,
            };
            self.retell(name, &position, state);
        }
        Ok(())
    }

    fn mark(&mut self, place: (u32, u64, u64), state: u8) -> Result<Option<u8>, Failure> {
        let body = self.bodies.get(place)?.map(|body| body.value().to_vec());
        let Some(mut body) = body else { return Ok(None) };
        let [first, ..] = body.as_mut_slice() else { return Err(Failure::damaged("a body has no state")) };
        *first = state;
        self.bodies.insert(place, body.as_slice())?;
        Ok(Some(state))
    }

    /// What this same commit appended is told as it stands after it.
    fn retell(&mut self, name: &LogName, position: &Position, state: Option<u8>) {
        let told = self.done.news.iter_mut().rev().find_map(|(log, news)| match news {
            News::Entry(entry) if log == name && entry.position == *position => Some(entry),
            _ => None,
        });
        let Some(entry) = told else { return };
        let body = entry.body.any().cloned();
        entry.body = match (state, body) {
            (Some(OPEN), Some(body)) => StoredBody::Open(body),
            (Some(_), Some(body)) => StoredBody::Concealed(body),
            _ => StoredBody::None,
        };
    }
}

fn known(
    ids: &impl ReadableTable<(u32, u128), &'static [u8]>,
    log: u32,
    id: uuid::Uuid,
) -> Result<Option<Known>, Failure> {
    ids.get((log, id.as_u128()))?.map(|row| Known::decode(row.value())).transpose()
}
