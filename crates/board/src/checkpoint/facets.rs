//! The form of facets in a checkpoint.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::CheckpointError;
use crate::{Facet, Stage};

#[derive(Serialize, Deserialize)]
pub(super) enum KeptFacet {
    Promise(KeptDay),
    Agreement(Stage, Option<KeptDay>),
    Wording(bool),
    Story,
}

/// Year, month and day.
#[derive(Clone, Copy, Serialize, Deserialize)]
pub(super) struct KeptDay(i16, i8, i8);

impl KeptDay {
    fn of(day: Date) -> Self {
        Self(day.year(), day.month(), day.day())
    }

    fn restore(self) -> Result<Date, CheckpointError> {
        Date::new(self.0, self.1, self.2).map_err(|error| CheckpointError::Content(error.to_string()))
    }
}

impl KeptFacet {
    pub(super) fn of(facet: Facet) -> Self {
        match facet {
            Facet::Promise { due } => Self::Promise(KeptDay::of(due)),
            Facet::Agreement { stage, review_on } => Self::Agreement(stage, review_on.map(KeptDay::of)),
            Facet::Wording { shares } => Self::Wording(shares),
            Facet::Story => Self::Story,
        }
    }

    pub(super) fn restore(self) -> Result<Facet, CheckpointError> {
        Ok(match self {
            Self::Promise(due) => Facet::Promise { due: due.restore()? },
            Self::Agreement(stage, review_on) => {
                Facet::Agreement { stage, review_on: review_on.map(KeptDay::restore).transpose()? }
            }
            Self::Wording(shares) => Facet::Wording { shares },
            Self::Story => Facet::Story,
        })
    }
}
