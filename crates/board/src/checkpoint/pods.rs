//! The form of pods in a checkpoint.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use traceboard_position::Position;
use traceboard_rhythm::Rhythm;

use super::CheckpointError;
use crate::{
    MemberId, PodId, PodSays, Terms,
    pods::{Pod, Told},
};

/// Year, month and day.
type KeptDate = (i16, i8, i8);

#[derive(Serialize, Deserialize)]
pub(super) struct KeptPod {
    id: PodId,
    by: u32,
    places: u8,
    rhythm: Option<KeptRhythm>,
    offered: bool,
    called_ms: i64,
    /// Term, sequence number and nonce.
    as_of: Option<(u64, u64, u64)>,
    told_ms: i64,
    says: (u8, KeptDate, bool, bool),
}

#[derive(Serialize, Deserialize)]
pub(super) struct KeptTerms {
    places: u8,
    ends_on: KeptDate,
    resting: bool,
    closed: bool,
    invited: Vec<MemberId>,
    offered: bool,
    active_ms: i64,
}

/// A rhythm as JSON, which is the form that it is stored in elsewhere too.
#[derive(Serialize, Deserialize)]
struct KeptRhythm(String);

impl KeptPod {
    pub(super) fn of(row: &Pod) -> Self {
        let PodSays { taken, ends_on, resting, closed } = row.told.says;
        Self {
            id: row.id,
            by: row.by,
            places: row.places,
            rhythm: row.rhythm.as_ref().map(KeptRhythm::of),
            offered: row.offered,
            called_ms: row.called_ms,
            as_of: row.told.as_of.map(|position| (position.term, position.seq, position.nonce)),
            told_ms: row.told.at_ms,
            says: (taken, kept(ends_on), resting, closed),
        }
    }

    /// The moments that it keeps.
    pub(super) fn times(&mut self) -> [&mut i64; 2] {
        [&mut self.called_ms, &mut self.told_ms]
    }

    pub(super) fn restore(self, members: usize) -> Result<Pod, CheckpointError> {
        if self.by as usize >= members {
            return Err(CheckpointError::Content("a pod was called by nobody".to_owned()));
        }
        let (taken, ends_on, resting, closed) = self.says;
        let says = PodSays { taken, ends_on: date(ends_on)?, resting, closed };
        let as_of = self.as_of.map(|(term, seq, nonce)| Position { term, seq, nonce });
        let rhythm = self.rhythm.map(KeptRhythm::restore).transpose()?;
        let told = Told { as_of, at_ms: self.told_ms, says };
        let Self { id, by, places, offered, called_ms, .. } = self;
        Ok(Pod { id, by, places, rhythm, offered, called_ms, told })
    }
}

impl KeptTerms {
    pub(super) fn of(terms: &Terms) -> Self {
        Self {
            places: terms.places,
            ends_on: kept(terms.ends_on),
            resting: terms.resting,
            closed: terms.closed,
            invited: terms.invited.clone(),
            offered: terms.offered,
            active_ms: terms.active_ms,
        }
    }

    /// The time of the last activity in it.
    pub(super) fn active_ms(&mut self) -> &mut i64 {
        &mut self.active_ms
    }

    pub(super) fn restore(self) -> Result<Terms, CheckpointError> {
        Ok(Terms {
            places: self.places,
            ends_on: date(self.ends_on)?,
            resting: self.resting,
            closed: self.closed,
            invited: self.invited,
            offered: self.offered,
            active_ms: self.active_ms,
        })
    }
}

impl KeptRhythm {
    fn of(rhythm: &Rhythm) -> Self {
        // Names, a day and a time can always be written as JSON.
        Self(serde_json::to_string(rhythm).unwrap_or_default())
    }

    fn restore(self) -> Result<Rhythm, CheckpointError> {
        serde_json::from_str(&self.0).map_err(|error| CheckpointError::Content(error.to_string()))
    }
}

fn kept(date: Date) -> KeptDate {
    (date.year(), date.month(), date.day())
}

fn date((year, month, day): KeptDate) -> Result<Date, CheckpointError> {
    Date::new(year, month, day).map_err(|error| CheckpointError::Content(error.to_string()))
}
