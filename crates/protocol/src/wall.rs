//! The wall: what its page asks for and gets, and how hosts set it.

use serde::{Deserialize, Serialize};
use traceboard_board::{self as board, EntryId, MemberId, Photo, PhotoId, TraceId};

use crate::{
    Bodies, Code, Fault, Limits,
    check::{check_own_id, check_secret},
    is_false,
    query::wait,
    wire::{first_name, first_named},
};

type Checked<T> = Result<T, (Code, Fault)>;

/// Makes the link of a wall (hosts).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "export", derive(ts_rs::TS, utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewWall {
    /// The id of the link (UUIDv7).
    pub id: EntryId,
    /// How long words wait before the wall shows them, in milliseconds; up to an hour, default 0.
    #[serde(default)]
    #[cfg_attr(feature = "export", ts(optional, as = "Option<f64>"))]
    pub delay_ms: i64,
    /// Whether the wall shows an invite as a QR code.
    #[serde(default, skip_serializing_if = "is_false")]
    #[cfg_attr(feature = "export", ts(optional, as = "Option<bool>"))]
    pub join: bool,
}

/// A wall's new link. This is the only answer that has it: only the hash of its secret is stored.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "export", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct WallLink {
    /// The id of the link.
    pub id: EntryId,
    /// The link, with circle and secret in its fragment.
    pub link: String,
    /// The link as a QR code, an SVG image.
    pub qr_svg: String,
}

/// The standing link of a wall, as hosts see it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "export", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct StandingWall {
    /// Which.
    pub id: EntryId,
    /// The host who made it.
    pub by: MemberId,
    /// How long words wait before the wall shows them, in milliseconds.
    #[cfg_attr(feature = "export", ts(type = "number"))]
    pub delay_ms: i64,
    /// Whether it shows nothing for now.
    pub paused: bool,
    /// Whether it shows an invite as a QR code.
    pub join: bool,
}

/// Says how a wall shows the board from now on (hosts).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "export", derive(ts_rs::TS, utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct WallChange {
    /// The id of the request (UUIDv7).
    pub id: EntryId,
    /// How long words wait before the wall shows them, in milliseconds; up to an hour.
    #[cfg_attr(feature = "export", ts(type = "number"))]
    pub delay_ms: i64,
    /// Whether it shows nothing for now.
    pub paused: bool,
    /// Whether it shows an invite as a QR code. Ending that revokes the invite.
    pub join: bool,
}

/// Asks for what a wall shows. The secret is all that it needs, and all that it can do.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "export", derive(ts_rs::TS, utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct WallRequest {
    /// The secret of the link.
    pub secret: String,
    /// The `tag` of the answer that the wall has: the next one comes as soon as there is another.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "export", ts(optional))]
    pub after: Option<String>,
    /// For how long to wait where nothing changed, in milliseconds; 0 to 25,000, default 0.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "export", ts(optional, type = "number"))]
    pub wait_ms: Option<u64>,
}

/// Asks for a photo that a wall shows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "export", derive(ts_rs::TS, utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct WallPhotoRequest {
    /// The secret of the link.
    pub secret: String,
    /// Which.
    pub photo: PhotoId,
}

/// What a wall shows now.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "export", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct WallAnswer {
    /// Which picture it is: the same tag, the same picture.
    pub tag: String,
    /// The server's clock, in Unix milliseconds.
    #[cfg_attr(feature = "export", ts(type = "number"))]
    pub now_ms: i64,
    /// The script of the wall's page as this server has it. A page with another one loads itself anew.
    pub page: String,
    /// The picture; absent where it is the one that was named by `after`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "export", ts(optional))]
    pub shows: Option<WallShows>,
}

/// The picture of a wall, whole: it replaces the one before.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "export", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct WallShows {
    /// The circle's name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "export", ts(optional))]
    pub circle: Option<String>,
    /// Whether a host paused it: then it holds no traces.
    #[serde(default, skip_serializing_if = "is_false")]
    #[cfg_attr(feature = "export", ts(optional, as = "Option<bool>"))]
    pub paused: bool,
    /// The half-life of warmth, in milliseconds.
    #[cfg_attr(feature = "export", ts(type = "number"))]
    pub half_life_ms: i64,
    /// The traces that the lists name, and those that they build on.
    pub traces: Vec<WallTrace>,
    /// The newest, newest first.
    pub newest: Vec<TraceId>,
    /// The newest of each of the warmest trails, warmest trail first.
    pub warm: Vec<TraceId>,
    /// Those with an open end that nobody has taken up, newest first.
    pub open_ends: Vec<TraceId>,
    /// The invite that it shows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "export", ts(optional))]
    pub join: Option<WallJoin>,
}

/// A trace on a wall.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "export", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct WallTrace {
    /// Which.
    pub id: TraceId,
    /// Its author's name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "export", ts(optional))]
    pub by: Option<String>,
    /// The number that tells the name apart from one that looks like it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "export", ts(optional))]
    pub twin: Option<u32>,
    /// Its author's colour.
    pub colour: u8,
    /// When it was accepted, or happened where it was imported from; Unix milliseconds.
    #[cfg_attr(feature = "export", ts(type = "number"))]
    pub at_ms: i64,
    /// Its words.
    pub text: String,
    /// Its open end, where nobody has taken it up.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "export", ts(optional))]
    pub open_end: Option<String>,
    /// Its photo.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "export", ts(optional))]
    pub photo: Option<Box<Photo>>,
    /// Those of the traces that it builds on that the wall may show.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "export", ts(optional, as = "Option<Vec<TraceId>>"))]
    pub builds_on: Vec<TraceId>,
    /// Whether a host brought it in from a file.
    #[serde(default, skip_serializing_if = "is_false")]
    #[cfg_attr(feature = "export", ts(optional, as = "Option<bool>"))]
    pub imported: bool,
    /// Whether a program left it.
    #[serde(default, skip_serializing_if = "is_false")]
    #[cfg_attr(feature = "export", ts(optional, as = "Option<bool>"))]
    pub program: bool,
}

/// The invite on a wall.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "export", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct WallJoin {
    /// Its link.
    pub link: String,
    /// The link as a QR code, an SVG image.
    pub qr_svg: String,
}

impl NewWall {
    /// Checks its id and its bounds.
    ///
    /// # Errors
    /// [`Code::BadRequest`].
    pub fn check(&self) -> Checked<()> {
        check_own_id("link", self.id)?;
        check_delay(self.delay_ms)
    }
}

impl WallChange {
    /// Checks its id and its bounds.
    ///
    /// # Errors
    /// [`Code::BadRequest`].
    pub fn check(&self) -> Checked<()> {
        check_own_id("request", self.id)?;
        check_delay(self.delay_ms)
    }
}

impl WallRequest {
    /// For how long it waits, in milliseconds.
    ///
    /// # Errors
    /// [`Code::BadRequest`] for what is out of its bounds.
    pub fn check(&self) -> Checked<u64> {
        check_secret(&self.secret)?;
        wait(self.wait_ms)
    }
}

impl WallPhotoRequest {
    /// Checks its bounds.
    ///
    /// # Errors
    /// [`Code::BadRequest`].
    pub fn check(&self) -> Checked<()> {
        check_secret(&self.secret)
    }
}

fn check_delay(ms: i64) -> Checked<()> {
    if (0..=Limits::WALL_DELAY_MS_MAX).contains(&ms) {
        return Ok(());
    }
    Err((Code::BadRequest, Fault(format!("cannot let a wall wait for {ms} ms: 0 to an hour are taken"))))
}

impl WallShows {
    /// A picture with its words. A trace whose words are gone meanwhile is left out.
    #[must_use]
    pub fn of(picture: board::WallPicture, bodies: &Bodies) -> Self {
        let traces: Vec<_> = picture.cards.into_iter().filter_map(|card| WallTrace::of(card, bodies)).collect();
        let there = |ids: Vec<TraceId>| -> Vec<TraceId> {
            ids.into_iter().filter(|id| traces.iter().any(|trace| trace.id == *id)).collect()
        };
        let (newest, warm, open_ends) = (there(picture.newest), there(picture.warm), there(picture.open_ends));
        Self {
            circle: first_name(&picture.name.entries, bodies).or(picture.name.head),
            paused: false,
            half_life_ms: picture.half_life_ms,
            newest,
            warm,
            open_ends,
            traces,
            join: None,
        }
    }

    /// A picture without traces.
    #[must_use]
    pub fn paused(self) -> Self {
        Self { paused: true, circle: self.circle, half_life_ms: self.half_life_ms, ..Self::default() }
    }
}

impl WallTrace {
    fn of(card: board::WallCard, bodies: &Bodies) -> Option<Self> {
        let body = bodies.get(&card.words)?;
        Some(Self {
            id: card.id,
            by: first_name(&card.names, bodies),
            twin: first_named(&card.names, bodies).and_then(|body| body.twin),
            colour: card.colour,
            at_ms: card.at_ms,
            text: body.text.clone()?,
            open_end: body.open_end.clone().filter(|_| card.open),
            photo: body.photo.clone(),
            builds_on: card.builds_on,
            imported: card.imported,
            program: card.program,
        })
    }
}
