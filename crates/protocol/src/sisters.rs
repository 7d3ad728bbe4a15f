//! Sister circles: what crosses from one to another, and what a member reads of it.

use serde::{Deserialize, Serialize};
use traceboard_board::{CircleId, Crossed, EntryId, TraceId};

use crate::{
    Code, Fault, Limits,
    check::check_own_id,
    circle_name, member_name,
    text::{self, clean},
    trace_text,
};

/// The form of [`Crossing`] that this version writes and reads.
pub const CROSSING_FORMAT: u8 = 1;

/// The stories that a circle lets cross: the answer of its server to a request with a link for a sister circle.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "export", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct Crossing {
    /// The form of this answer. A higher one may mean something else.
    pub format: u8,
    /// Which circle.
    pub circle: CircleId,
    /// Its name.
    pub name: String,
    /// Newest first, at most [`CROSSING_MAX`](Limits::CROSSING_MAX), and as many as [`CROSSING_BYTES_MAX`](Limits::CROSSING_BYTES_MAX) hold.
    pub stories: Vec<CrossedStory>,
}

/// A story as it is told in a sister circle: whole, since nobody there sees the board that it stands on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "export", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct CrossedStory {
    /// Which story.
    pub id: TraceId,
    /// Its title.
    pub title: String,
    /// Who told it.
    pub by: String,
    /// The day on which it was told, in the time zone of its circle: `9 June 2026`.
    pub on: String,
    /// It in its order.
    pub pieces: Vec<CrossedPiece>,
}

/// A piece of a story in a sister circle, as it stands now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "export", derive(ts_rs::TS, utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum CrossedPiece {
    /// What the story says at this place.
    Words(String),
    /// A trace that it cites.
    Cited {
        /// Its words.
        text: String,
        /// Whose they are.
        by: String,
        /// The day on which it was left.
        on: String,
    },
    /// What it cited was taken back, hidden, or isn't there any more.
    Gone,
}

/// How a sister circle is related.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "export", derive(ts_rs::TS, utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Kinship {
    /// This circle grew from it.
    Mother,
    /// It grew from this circle.
    Bud,
    /// Hosts exchanged links.
    Linked,
}

/// A sister circle, and what crosses from it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "export", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct Sister {
    /// Which circle.
    pub circle: CircleId,
    /// Its name; absent where it was never reached.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "export", ts(optional))]
    pub name: Option<String>,
    /// How it is related.
    pub kin: Kinship,
    /// Whether its server answered. If not, the stories are from its last answer, at most a day old.
    pub reached: bool,
    /// Its stories, newest first, without their pieces.
    pub stories: Vec<SisterStory>,
}

/// A story of a sister circle in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "export", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct SisterStory {
    /// Which story.
    pub id: TraceId,
    /// Its title.
    pub title: String,
    /// Who told it.
    pub by: String,
    /// The day on which it was told.
    pub on: String,
}

impl From<&CrossedStory> for SisterStory {
    fn from(story: &CrossedStory) -> Self {
        Self { id: story.id, title: story.title.clone(), by: story.by.clone(), on: story.on.clone() }
    }
}

/// The sister circles of a circle.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "export", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct SistersPage {
    /// The mother, the buds in their order, and those by links.
    pub sisters: Vec<Sister>,
}

/// One story of a sister circle, whole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "export", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct SisterStoryView {
    /// The name of its author's circle.
    pub circle: String,
    /// Whether it was fetched now; if not, it is from an answer at most a day old.
    pub reached: bool,
    /// The story.
    pub story: CrossedStory,
}

/// Adds a sister circle by the link that one of its hosts handed over.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "export", derive(ts_rs::TS, utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewSister {
    /// The request's own id (UUIDv7): the same again adds nothing twice.
    pub id: EntryId,
    /// The link.
    pub link: String,
}

/// Makes a link for a sister circle, or lets a story cross.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "export", derive(ts_rs::TS, utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewCrossing {
    /// The request's own id (UUIDv7).
    pub id: EntryId,
}

/// A link for a sister circle. This is the only answer that has it: only the hash of its secret is stored.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "export", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct SisterLink {
    /// The id of the link.
    pub id: EntryId,
    /// The address, for a host of the other circle.
    pub link: String,
}

/// A link for a sister circle that stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "export", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct StandingSisterLink {
    /// The id of the link.
    pub id: EntryId,
}

impl NewCrossing {
    /// Checks that its id was made by its author.
    ///
    /// # Errors
    /// As [`Draft::check`](crate::Draft::check).
    pub fn check(&self) -> Result<(), (Code, Fault)> {
        check_own_id("request", self.id)
    }
}

impl NewSister {
    /// Whether its id is its author's own, and its link no longer than one is.
    ///
    /// # Errors
    /// As [`Draft::check`](crate::Draft::check).
    pub fn check(&self) -> Result<(), (Code, Fault)> {
        if self.link.len() > Limits::SISTER_LINK_BYTES_MAX {
            let why = format!("cannot add a sister circle: the link has {} bytes", self.link.len());
            return Err((Code::BadRequest, Fault(why)));
        }
        check_own_id("request", self.id)
    }
}

impl Crossing {
    /// Another server's answer, cleaned so that a page can show it.
    ///
    /// # Errors
    /// What is wrong with it: another form, too many stories, or words that no page can show.
    pub fn check(self) -> Result<Self, (Code, Fault)> {
        if self.format != CROSSING_FORMAT || self.stories.len() > Limits::CROSSING_MAX {
            let (format, stories) = (self.format, self.stories.len());
            let why = format!("cannot read what crosses: it is of form {format}, with {stories} stories");
            return Err((Code::BadRequest, Fault(why)));
        }
        let stories = self.stories.into_iter().map(CrossedStory::check).collect::<Result<_, _>>()?;
        Ok(Self { name: circle_name(&self.name)?, stories, ..self })
    }
}

impl CrossedStory {
    fn check(self) -> Result<Self, (Code, Fault)> {
        if self.pieces.len() > Limits::STORY_PARTS_MAX {
            let why = format!("cannot read what crosses: a story has {} pieces", self.pieces.len());
            return Err((Code::BadRequest, Fault(why)));
        }
        let (title, by, on) = (trace_text(&self.title)?, member_name(&self.by)?, day(&self.on)?);
        let pieces = self.pieces.into_iter().map(CrossedPiece::check).collect::<Result<_, _>>()?;
        Ok(Self { id: self.id, title, by, on, pieces })
    }
}

impl CrossedPiece {
    fn check(self) -> Result<Self, (Code, Fault)> {
        Ok(match self {
            Self::Words(words) => Self::Words(clean(&words, text::STORY)?),
            Self::Cited { text, by, on } => {
                Self::Cited { text: trace_text(&text)?, by: member_name(&by)?, on: day(&on)? }
            }
            Self::Gone => Self::Gone,
        })
    }
}

/// A day is written as its circle writes it, and is as short as a name.
fn day(on: &str) -> Result<String, (Code, Fault)> {
    clean(on, text::NAME)
}

/// A trace's reference to the story that it grew from, cleaned so that a page can show it.
///
/// # Errors
/// Which of its words no page can show.
pub fn crossed(crossed: &Crossed) -> Result<Crossed, (Code, Fault)> {
    Ok(Crossed {
        circle: circle_name(&crossed.circle)?,
        title: trace_text(&crossed.title)?,
        sister: crossed.sister,
        story: crossed.story,
    })
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn story(pieces: Vec<CrossedPiece>) -> CrossedStory {
        let (title, by, on) = ("The pond".to_owned(), "Ana".to_owned(), "9 June 2026".to_owned());
        CrossedStory { id: TraceId(Uuid::from_u128(7)), title, by, on, pieces }
    }

    fn crossing(stories: Vec<CrossedStory>) -> Crossing {
        Crossing { format: 1, circle: CircleId(Uuid::from_u128(1)), name: "Mill".to_owned(), stories }
    }

    #[test]
    fn another_servers_answer_is_cleaned_or_refused() {
        let words = |words: &str| CrossedPiece::Words(words.to_owned());
        let cited = |by: &str| CrossedPiece::Cited { text: "dug".to_owned(), by: by.to_owned(), on: "1".to_owned() };
        let taken = crossing(vec![story(vec![words("\u{202e}It began"), cited(" Bo\n"), CrossedPiece::Gone])]);
        let shown = taken.check().unwrap();
        assert_eq!(shown.stories[0].pieces, [words("It began"), cited("Bo"), CrossedPiece::Gone]);
        for faulty in [
            Crossing { format: 2, ..crossing(Vec::new()) },
            Crossing { name: "\u{200b}".to_owned(), ..crossing(Vec::new()) },
            crossing(vec![story(Vec::new()); Limits::CROSSING_MAX + 1]),
            crossing(vec![story(vec![CrossedPiece::Gone; Limits::STORY_PARTS_MAX + 1])]),
            crossing(vec![story(vec![words("a\u{1b}[31m")])]),
            crossing(vec![story(vec![cited("")])]),
            crossing(vec![CrossedStory { title: "x".repeat(300), ..story(Vec::new()) }]),
        ] {
            assert!(faulty.clone().check().is_err(), "{faulty:?}");
        }
    }
}
