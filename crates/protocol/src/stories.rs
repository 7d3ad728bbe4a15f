//! Stories: their list, one of them whole, and the link by which somebody without a session reads it.

use serde::{Deserialize, Serialize};
use traceboard_board::{self as board, EntryId, StoryPart};
use traceboard_position::Position;

use crate::{Bodies, Rows, is_false};

/// The position at which a story is wanted.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "export", derive(ts_rs::TS, utoipa::ToSchema, utoipa::IntoParams))]
#[cfg_attr(feature = "export", into_params(parameter_in = Query))]
pub struct StoryQuery {
    /// Answer only once this position is folded.
    #[cfg_attr(feature = "export", ts(optional))]
    pub at_least: Option<Position>,
}

/// One story, whole.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "export", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct StoryView {
    /// The last entry that these rows contain.
    pub position: Position,
    /// The number of its own card, whose text is the title.
    pub card: u32,
    /// The story in its order.
    pub parts: Vec<StoryPiece>,
    /// Whether a link exists by which anybody can read it.
    #[serde(default, skip_serializing_if = "is_false")]
    #[cfg_attr(feature = "export", ts(optional, as = "Option<bool>"))]
    pub shared: bool,
    /// Whether sister circles can read it.
    #[serde(default, skip_serializing_if = "is_false")]
    #[cfg_attr(feature = "export", ts(optional, as = "Option<bool>"))]
    pub crosses: bool,
    /// Its card, what it builds on and what it cites, with their lights and authors.
    #[serde(flatten)]
    pub rows: Rows,
}

/// A piece of a story as it stands now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "export", derive(ts_rs::TS, utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum StoryPiece {
    /// What the story says at this place.
    Words(String),
    /// The number of the card that it cites. Its words are those that its author gives it now; one that was taken back or hidden is a gap.
    Card(u32),
    /// It cites a trace that isn't on this board: a gap.
    Gone,
}

/// Makes a link by which anybody reads a story, without a session.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "export", derive(ts_rs::TS, utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewStoryLink {
    /// The id of the link (UUIDv7).
    pub id: EntryId,
}

/// A story's link. This is the only answer that has it: only the hash of its secret is stored.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "export", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct StoryLink {
    /// The id of the link.
    pub id: EntryId,
    /// The address. It works without a script, so the secret stands in its path.
    pub link: String,
}

/// In what form to export a story.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "export", derive(ts_rs::TS, utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum StoryForm {
    /// Markdown.
    #[default]
    Md,
    /// One HTML file that opens without a network.
    Html,
}

impl StoryPiece {
    /// A story's pieces, of the body that tells it and the numbers of what it cites.
    #[must_use]
    pub fn of(told: &[StoryPart], cites: &[Option<u32>]) -> Vec<Self> {
        let piece = |part: &StoryPart| match part {
            StoryPart::Words(words) => Self::Words(words.clone()),
            StoryPart::Cite(place) => cites.get(usize::from(*place)).copied().flatten().map_or(Self::Gone, Self::Card),
        };
        told.iter().map(piece).collect()
    }
}

impl StoryView {
    /// A story, as of a position.
    #[must_use]
    pub fn of(position: Position, page: board::StoryPage, shared: bool, bodies: &Bodies) -> Self {
        let told = bodies.get(&page.words).map(|body| body.told.as_slice()).unwrap_or_default();
        let parts = StoryPiece::of(told, &page.cites);
        Self { position, card: page.n, parts, shared, crosses: false, rows: Rows::of(page.rows, bodies) }
    }
}
