//! The joint of a trace: between whom it happens.

use serde::{Deserialize, Deserializer, Serialize};

/// Between whom it happens what a trace is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "export", derive(ts_rs::TS, utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Joint {
    /// With its author themself.
    Me,
    /// In a few that know each other well.
    Pod,
    /// In the circle.
    Circle,
    /// Between circles.
    Network,
}

impl Joint {
    const ALL: [Self; 4] = [Self::Me, Self::Pod, Self::Circle, Self::Network];

    /// Its name in JSON and in URLs.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Me => "me",
            Self::Pod => "pod",
            Self::Circle => "circle",
            Self::Network => "network",
        }
    }

    /// Reads a joint. An unknown one is read as `None`, and the trace stays.
    pub(crate) fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Self>, D::Error> {
        let value = Option::<serde_json::Value>::deserialize(deserializer)?;
        Ok(value.and_then(|value| serde_json::from_value(value).ok()))
    }

    /// As a checkpoint keeps it: 0 is none.
    pub(crate) fn number(joint: Option<Self>) -> u8 {
        joint.map_or(0, |joint| joint as u8 + 1)
    }

    pub(crate) fn of_number(number: u8) -> Option<Self> {
        Self::ALL.get(usize::from(number.checked_sub(1)?)).copied()
    }
}

impl std::str::FromStr for Joint {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        let short: String = name.chars().take(40).collect();
        let joint = Self::ALL.into_iter().find(|joint| joint.name() == name);
        joint.ok_or_else(|| format!("cannot take the joint {short:?}: me, pod, circle or network"))
    }
}
